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
    let id = stage.chapter.words().id;
    let places = stage.chapter.places().iter().enumerate();
    let leaves = places.map(|(i, place)| Leaf { id: place.id, name: place.name, content: card(stage, i) });
    let hangs = move || stage.veil.hangs();
    view! {
        <div class="side">
            <div class="pane">
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
                <div class="below">
                    <div class="panel levers"><FoldedControls stage=stage /></div>
                    {shared(stage)}
                    {(id == EDGE).then(|| view! { <Finder stage=stage /> })}
                    <Objections stage=stage />
                </div>
            </div>
        </div>
    }
}
