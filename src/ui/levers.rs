//! The three headline sliders, and the worlds to begin from.

use blindspot_model::Params;
use leptos::prelude::*;

use super::slider::Slider;
use super::state::State;
use super::worlds::Worlds;
use crate::chapter::Control;
use crate::chapter::control::{AUDIT_BUDGET, DIVERSITY, SUPERVISION};
use crate::figure::generations::GENERATIONS;
use crate::figure::number::{percent, significant};

const LEVERS: [(&str, Control); 3] =
    [("diversity", DIVERSITY), ("supervision", SUPERVISION), ("audit_budget", AUDIT_BUDGET)];

/// The levers, with the worlds above them.
#[component]
pub fn Levers() -> impl IntoView {
    let state: State = expect_context();
    let params = state.params;
    let effect = Signal::derive(move || {
        let reviewers = state.measures.with(|m| m.effective_reviewers);
        let last = state.outlook.with(|outlook| outlook.trajectory.last().copied().unwrap_or(0.0));
        let reviewers = reviewers.map_or("no".to_owned(), |r| significant(r, 2));
        format!("about {reviewers} effective reviewers, {} undetected after {GENERATIONS} generations", percent(last))
    });
    let sliders = LEVERS.map(|(id, control)| {
        let range = Memo::new(move |_| params.with(|params| control.range(params, &Params::default())));
        let value = Memo::new(move |_| params.with(|params| control.value(params)));
        let set = Callback::new(move |value| params.update(|params| *params = control.moved(*params, value)));
        view! {
            <Slider id=id label=control.label meaning=control.meaning range=range value=value set=set effect=effect />
        }
    });
    view! {
        <div class="levers">
            <div class="chips" role="group" aria-label="How alike the models are">
                <Worlds params=params.into() choose=Callback::new(move |chosen| params.set(chosen)) />
                <button type="button" class="chip quiet" data-reset="all" on:click=move |_| params.set(Params::default())>
                    "reset all"
                </button>
            </div>
            {sliders.into_iter().collect_view()}
        </div>
    }
}
