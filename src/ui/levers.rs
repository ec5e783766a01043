//! The three headline sliders, and the worlds to begin from.

use blindspot_model::{Parameter, Params, World};
use leptos::prelude::*;

use super::slider::{Range, Slider};
use super::state::State;
use crate::figure::number::{percent, significant};

const PERCENT: Range = Range { min: 0.0, max: 100.0, step: 1.0, decimals: 1, unit: "%", default: 50.0 };

/// A lever of the field: a parameter that is shown as a percentage of a whole.
#[derive(Clone, Copy)]
struct Lever {
    parameter: Parameter,
    id: &'static str,
    label: &'static str,
    meaning: &'static str,
}

const LEVERS: [Lever; 3] = [
    Lever {
        parameter: Parameter::Diversity,
        id: "diversity",
        label: "Model diversity",
        meaning: "how differently two models err; at 0% they share nearly every blind spot",
    },
    Lever {
        parameter: Parameter::Supervision,
        id: "supervision",
        label: "Supervision quality",
        meaning: "how much of the training signal is right; what is wrong in it biases every model alike",
    },
    Lever {
        parameter: Parameter::AuditBudget,
        id: "audit_budget",
        label: "Audit budget",
        meaning: "share of a project’s steps that get a check against ground truth",
    },
];

impl Lever {
    /// What 100 % of the parameter is.
    fn whole(self, params: &Params) -> f64 {
        params.limit(self.parameter)
    }

    fn percentage(self, params: &Params) -> f64 {
        params.get(self.parameter) / self.whole(params) * 100.0
    }

    /// The setting with the lever at so many percent.
    fn moved(self, params: Params, percentage: f64) -> Params {
        let value = percentage / 100.0 * self.whole(&params);
        let value = match self.parameter {
            // Whole steps, and always the next one in the direction of the move, or a short project's slider sticks.
            Parameter::AuditBudget if percentage > self.percentage(&params) => (value - 1e-6).ceil(),
            Parameter::AuditBudget => (value + 1e-6).floor(),
            _ => value,
        };
        // The slider's range keeps the value possible; were it not, nothing moves.
        params.with(self.parameter, value).unwrap_or(params)
    }
}

/// The levers, with the worlds above them.
#[component]
pub fn Levers() -> impl IntoView {
    let state: State = expect_context();
    let params = state.params;
    let effect = Signal::derive(move || {
        let reviewers = state.measures.with(|m| m.effective_reviewers);
        let last = state.outlook.with(|outlook| outlook.trajectory.last().copied().unwrap_or(0.0));
        let reviewers = reviewers.map_or("no".to_owned(), |r| significant(r, 2));
        format!("about {reviewers} effective reviewers, {} undetected in the end", percent(last))
    });
    let sliders = LEVERS.map(|lever| {
        let range = Range { default: lever.percentage(&Params::default()), ..PERCENT };
        let value = Signal::derive(move || params.with(|params| lever.percentage(params)));
        let set = Callback::new(move |percentage| params.update(|params| *params = lever.moved(*params, percentage)));
        view! {
            <Slider id=lever.id label=lever.label meaning=lever.meaning range=range value=value set=set effect=effect />
        }
    });
    view! {
        <div class="levers">
            <Worlds />
            {sliders.into_iter().collect_view()}
        </div>
    }
}

/// A button for each world; it sets how alike the models are and leaves the rest.
#[component]
fn Worlds() -> impl IntoView {
    let State { params, .. } = expect_context();
    let is_on = move |world: World| params.with(|params| World::recognize(params) == Some(world));
    let buttons = World::ALL.map(|world| {
        let set = move |_| params.update(|params| *params = world.of(params).unwrap_or(*params));
        view! {
            <button type="button" class="chip" data-world=world.name() aria-pressed=move || is_on(world).to_string() on:click=set>
                {world.name()}
            </button>
        }
    });
    view! {
        <div class="chips" role="group" aria-label="How alike the models are">
            <span class="chips-name">"Worlds"</span>
            {buttons.into_iter().collect_view()}
            <button type="button" class="chip quiet" data-reset="all" on:click=move |_| params.set(Params::default())>
                "reset all"
            </button>
        </div>
    }
}
