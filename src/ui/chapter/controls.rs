//! What a chapter lets its reader move: what it is about at once, the rest behind "More levers".

use leptos::prelude::*;

use super::stage::Stage;
use crate::chapter::Control;
use crate::ui::parts::slider::Slider;
use crate::ui::parts::worlds::Worlds;

/// The sliders of a chapter, its worlds, and the way back.
#[component]
pub fn Controls(
    /// Whose.
    stage: Stage,
) -> impl IntoView {
    let chapter = stage.chapter;
    let (headlines, others) = chapter.controls().split_at(chapter.headlines().min(chapter.controls().len()));
    let start = chapter.start();
    let is_open = RwSignal::new(false);
    let reset = move |_| {
        stage.flipped.set(0);
        stage.base.set(start);
    };
    let worlds = chapter.has_worlds().then(|| {
        view! {
            <div class="chips worlds" role="group" aria-label="Settings to begin with">
                <Worlds params=stage.base.into() choose=Callback::new(move |chosen| stage.set(chosen)) />
            </div>
        }
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
            {worlds} {sliders(stage, others)}
            <button type="button" class="chip quiet" data-reset=chapter.words().id on:click=reset>
                "reset chapter"
            </button>
        </div>
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
