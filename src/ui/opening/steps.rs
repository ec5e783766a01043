//! The four steps in which correction breaks, as buttons, and the film that goes through them.

use blindspot_model::Params;
use leptos::prelude::*;

use super::film::Film;
use crate::chapters::hero_words as words;
use crate::figure::hero::steps::{STEPS, recognized, step};
use crate::figure::known;
use crate::text::number::percent;

/// The row of steps.
#[component]
pub fn StepsRow(film: Film, params: RwSignal<Params>) -> impl IntoView {
    let now = Memo::new(move |_| params.with(recognized));
    // While a way is gone, the step that it leads to is the one that is spoken of.
    let shown = move || film.leads_to().or(now.get());
    let buttons = (0..STEPS).map(|number| {
        let [letter, name, _] = words::STEPS[number];
        let outcome = percent(known::fixed_point(&step(number)));
        view! {
            <button
                type="button"
                class="chip step"
                data-step=number.to_string()
                aria-pressed=move || (shown() == Some(number)).to_string()
                on:click=move |_| film.go(number)
            >
                {(!letter.is_empty()).then(|| view! { <b class="letter">{letter}</b> })} <span>{name}</span> " "
                <span class="figure">{outcome}</span>
            </button>
        }
    });
    let [sign, name] = [0, 1].map(|part| {
        move || {
            let state = if film.is_still() {
                words::NEXT
            } else if film.is_playing() {
                words::PAUSE
            } else {
                words::PLAY
            };
            state[part]
        }
    });
    let said = move || shown().map_or("", |number| words::STEPS[number][2]);
    view! {
        <div class="steps">
            <div class="chips" role="group" aria-label=words::STEPS_NAME>
                {buttons.collect_view()}
                <button type="button" class="chip play" data-play on:click=move |_| film.press()>
                    <span aria-hidden="true">{sign}</span> " " <span>{name}</span>
                </button>
            </div>
            <p class="step-says" role="status">{said}</p>
        </div>
    }
}
