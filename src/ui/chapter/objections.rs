//! "But …": objections as switches of the model.

use leptos::prelude::*;

use super::stage::Stage;
use super::words::Words;

/// The objections of a chapter.
#[component]
pub fn Objections(
    /// Whose objections.
    stage: Stage,
) -> impl IntoView {
    let objections = stage.chapter.objections();
    let class = if objections.len() > 1 { "objections several" } else { "objections" };
    let cards = objections
        .iter()
        .enumerate()
        .map(|(i, objection)| {
            let is_on = move || stage.flipped.get() & (1 << i) != 0;
            let flip = move |_| stage.flipped.update(|flipped| *flipped ^= 1 << i);
            view! {
                <div class="objection" data-objection=objection.id>
                    <button
                        type="button"
                        class="switch"
                        role="switch"
                        aria-checked=move || is_on().to_string()
                        on:click=flip
                    >
                        <span class="knob" aria-hidden="true"></span>
                        <span>{objection.switch}</span>
                    </button>
                    <p class="says" hidden=move || !is_on()><Words text=objection.says stage=stage /></p>
                    <p class="reply" hidden=move || !is_on()><Words text=objection.reply stage=stage /></p>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class=class>
            <h3>"But …"</h3>
            <div class="cards">{cards}</div>
        </div>
    }
}
