//! The pane of a chapter: its figures, one at a time, with the levers that move them and the objections that change them.

use leptos::prelude::*;

use super::controls::{FoldedControls, shared};
use super::finder::Finder;
use super::objections::Objections;
use super::stage::Stage;
use super::words::KEPT_BACK;
use super::{EDGE, card};
use crate::ui::parts::leaves::{Leaf, Leaves};

/// Figures, levers and objections, which stay in sight while the words are read.
#[component]
pub fn Pane(
    /// Whose.
    stage: Stage,
) -> impl IntoView {
    view! {
        <div class="side">
            <div class="pane">
                <Figures stage=stage />
                <div class="below"><Levers stage=stage /> <Objections stage=stage /></div>
            </div>
        </div>
    }
}

/// The figures of a chapter, one at a time, kept back as long as its answer is.
#[component]
pub fn Figures(
    /// Whose.
    stage: Stage,
) -> impl IntoView {
    let places = stage.chapter.places().iter().enumerate();
    let leaves = places.map(|(i, place)| Leaf { id: place.id, name: place.name, content: card(stage, i) });
    let hangs = move || stage.veil.hangs();
    view! {
        <Leaves
            label="Figures of this chapter"
            shown=stage.shown
            is_chosen=stage.is_chosen
            leaves=leaves.collect()
            are_kept_back=Signal::derive(hangs)
        >
            <Show when=hangs>
                <div class="veil">
                    <p>{KEPT_BACK}</p>
                    <button type="button" class="chip" on:click=move |_| stage.veil.lift_all()>"Just show me"</button>
                </div>
            </Show>
        </Leaves>
    }
}

/// What moves the figures of a chapter.
#[component]
pub fn Levers(
    /// Whose.
    stage: Stage,
) -> impl IntoView {
    view! {
        <div class="panel levers"><FoldedControls stage=stage /></div>
        {shared(stage)}
        {(stage.chapter.words().id == EDGE).then(|| view! { <Finder stage=stage /> })}
    }
}
