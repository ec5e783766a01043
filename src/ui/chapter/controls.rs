//! What a chapter lets its reader move.

use leptos::prelude::*;

use super::marks::Shared;
use super::stage::Stage;
use crate::chapter::Control;
use crate::ui::parts::slider::Slider;
use crate::ui::parts::worlds::Worlds;

/// All sliders of a chapter, its worlds, and the way back: in figures for somebody else's page, and in rooms.
#[component]
pub fn Controls(
    /// Whose.
    stage: Stage,
) -> impl IntoView {
    let has_worlds = stage.chapter.has_worlds();
    let worlds = has_worlds.then(|| view! { <StageWorlds stage=stage /> });
    let chips = view! {
        <div class="chips" role="group" aria-label=BEGINNINGS>
            {worlds} <Reset stage=stage />
        </div>
    };
    // Without worlds to choose from, only the reset is left: it stands last, for the keyboard too.
    let (first, last) = if has_worlds { (Some(chips), None) } else { (None, Some(chips)) };
    view! {
        {first}
        {sliders(stage, stage.chapter.controls())}
        {shared(stage)}
        {last}
    }
}

/// The sliders that a chapter is about at once, the rest behind "More levers".
#[component]
pub fn FoldedControls(
    /// Whose.
    stage: Stage,
) -> impl IntoView {
    let controls = stage.chapter.controls();
    let (headlines, others) = controls.split_at(stage.chapter.headlines().min(controls.len()));
    let is_open = RwSignal::new(false);
    let worlds = stage.chapter.has_worlds().then(|| {
        view! { <div class="chips worlds" role="group" aria-label=BEGINNINGS><StageWorlds stage=stage /></div> }
    });
    view! {
        <div class="headlines">{sliders(stage, headlines)}</div>
        <button
            type="button"
            class="more-levers"
            aria-expanded=move || is_open.get().to_string()
            on:click=move |_| is_open.update(|open| *open = !*open)
        >
            {move || if is_open.get() { "Fewer levers" } else { "More levers" }}
        </button>
        <div class="others" hidden=move || !is_open.get()>
            {worlds} {sliders(stage, others)} <Reset stage=stage />
        </div>
    }
}

/// What pieces of evidence share, where a chapter has some.
pub(super) fn shared(stage: Stage) -> impl IntoView {
    stage.chapter.marks().map(|_| view! { <Shared stage=stage /> })
}

/// Names the choice of worlds to who listens.
const BEGINNINGS: &str = "Settings to begin with";

#[component]
fn StageWorlds(stage: Stage) -> impl IntoView {
    view! { <Worlds params=stage.base.into() choose=Callback::new(move |chosen| stage.set(chosen)) /> }
}

#[component]
fn Reset(stage: Stage) -> impl IntoView {
    view! {
        <button type="button" class="chip quiet" data-reset=stage.chapter.words().id on:click=move |_| stage.reset()>
            "reset chapter"
        </button>
    }
}

fn sliders(stage: Stage, controls: &'static [Control]) -> impl IntoView {
    let chapter = stage.chapter;
    let start = chapter.start();
    let effect = Signal::derive(move || stage.spoken(chapter.words().effect));
    controls
        .iter()
        .map(|&control| {
            let value = Memo::new(move |_| stage.base.with(|params| control.value(params)));
            let range = Memo::new(move |_| stage.base.with(|params| control.range(params, &start)));
            view! {
                <Slider
                    id=format!("{}-{}", chapter.words().id, control.parameter.spec().name)
                    label=control.label
                    meaning=control.meaning
                    range=range
                    value=value
                    set=Callback::new(move |value| stage.move_to(control, value))
                    effect=effect
                    ticks=control.ticks()
                />
            }
        })
        .collect_view()
}
