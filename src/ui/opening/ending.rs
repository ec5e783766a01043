//! The end: what to take away, as a card to share, and the ways on.

use leptos::html;
use leptos::prelude::*;

use super::Setting;
use crate::chapters::claims_words as words;
use crate::figure::claims::{ALL, frame};
use crate::ui::browser::copying::CopyButton;
use crate::ui::browser::host::Page;
use crate::ui::canvas::picture::Picture;
use crate::ui::state::address::Address;

/// The three claims together once more, small, at the levers of the opening, with what follows in three sentences.
#[component]
pub fn Ending() -> impl IntoView {
    let Setting(params) = expect_context();
    let address = expect_context::<Address>();
    let Page(page) = expect_context();
    let frame = Memo::new(move |_| params.with(|params| frame(params, ALL)));
    let sentences = Memo::new(move |_| params.with(words::taken_away));
    let link = move || address.link_to("opening").unwrap_or_default();
    // Without an address of its own, the page can't be linked to.
    let link = move || page.as_ref().map(|page| format!(" {page}#{}", link())).unwrap_or_default();
    let shared = move || format!("{}{}", sentences.get().join(" "), link());
    let field = NodeRef::<html::Textarea>::new();
    let ways = words::WAYS_ON.map(|(place, name)| view! { <a class="chip" href=format!("#{place}")>{name}</a> });
    view! {
        <section class="ending" id="end" aria-labelledby="end-title">
            <div class="panel taken">
                <div>
                    <h2 id="end-title">{words::END_TITLE}</h2>
                    {move || sentences.get().map(|sentence| view! { <p>{sentence}</p> })}
                    <textarea node_ref=field readonly rows="3" aria-label=words::SHARE prop:value=shared data-share></textarea>
                    <CopyButton field=field />
                </div>
                <Picture frame=frame />
            </div>
            <nav class="chips" aria-label=words::WAYS_ON_NAME>{ways}</nav>
        </section>
    }
}
