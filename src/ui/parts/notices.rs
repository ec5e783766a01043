//! What was wrong with a link.

use leptos::prelude::*;

use crate::ui::state::address::Address;

/// What was wrong with the link, told once, as text.
#[component]
pub fn Notices() -> impl IntoView {
    let Address { notices, .. } = expect_context();
    let list = move || notices.get().into_iter().map(|notice| view! { <li>{notice}</li> }).collect_view();
    view! {
        <div class="notices" role="status" hidden=move || notices.with(Vec::is_empty)>
            <ul>{list}</ul>
            <button type="button" on:click=move |_| notices.set(Vec::new())>"Dismiss"</button>
        </div>
    }
}
