//! The three headline sliders, and the worlds to begin from.

use blindspot_model::{Parameter, Params, World};
use leptos::prelude::*;

use super::slider::{Range, Slider};
use super::state::State;
use crate::figure::generations::GENERATIONS;
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
        let value = if self.parameter == Parameter::AuditBudget {
            whole_steps(value, params.get(self.parameter), percentage - self.percentage(&params))
        } else {
            value
        };
        // The slider's range keeps the value possible; were it not, nothing moves.
        params.with(self.parameter, value).unwrap_or(params)
    }
}

/// The nearest number of whole steps. Where that is the present one, a move by a percent or more goes on to the next,
/// or the slider of a short project would stick.
fn whole_steps(wanted: f64, present: f64, moved: f64) -> f64 {
    let nearest = wanted.round();
    if nearest == present && moved.abs() > 0.99 { present + moved.signum() } else { nearest }
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
        format!("about {reviewers} effective reviewers, {} undetected after {GENERATIONS} generations", percent(last))
    });
    let sliders = LEVERS.map(|lever| {
        let range = Range { default: lever.percentage(&Params::default()), ..PERCENT };
        let value = Memo::new(move |_| params.with(|params| lever.percentage(params)));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn audits_move_by_whole_steps_and_never_stick() {
        // 500 steps: typed 9.1 % is the nearest step from wherever it is typed.
        assert_eq!([whole_steps(45.5, 45.0, 0.1), whole_steps(45.4, 50.0, -0.9)], [46.0, 45.0]);
        // 10 steps: a percent more is the next step; a tenth less is none.
        assert_eq!(
            [whole_steps(0.1, 0.0, 1.0), whole_steps(9.9, 10.0, -1.0), whole_steps(9.99, 10.0, -0.1)],
            [1.0, 9.0, 10.0]
        );
    }
}
