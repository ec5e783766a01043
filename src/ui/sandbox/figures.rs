//! The figures of the chapters for one setting of the reader's, and for A beside it.

use blindspot_model::{Parameter, Params};
use leptos::prelude::*;

use super::edge::ParameterChoice;
use super::state::State;
use crate::chapter::Task;
use crate::figure::compared::Role;
use crate::figure::phase_map::{self, Axes};
use crate::figure::{Frame, assumptions, audit_strip, ranking};
use crate::sandbox::figures::{assumed, by_generation, by_reviewers, claimed_and_true, field_map, ranked};
use crate::sandbox::{Exhibit, Solved};
use crate::ui::figure::Card;
use crate::ui::state::sliced::Progress;

/// A figure that is computed at once, and A's over it.
fn compared(state: State, of: fn(&Solved) -> Frame) -> Memo<Frame> {
    state.compared(move || state.now.with(|now| of(now)), of)
}

/// What is left undetected, generation after generation.
#[component]
pub fn ByGeneration(state: State) -> impl IntoView {
    let seen = RwSignal::new(false);
    let fields = State::work(move || vec![state.fields()], seen.into());
    // None while they are under way: a band of few fields would look surer than it is.
    let simulated = Memo::new(move |_| fields.results.with(|results| results.fields(&state.fields()).to_vec()));
    let own = move || state.now.with(|now| simulated.with(|simulated| by_generation(now, simulated)));
    let frame = state.compared(own, |outcome| by_generation(outcome, &[]));
    view! {
        <Card frame=frame id=Exhibit::Generations.id() in_view=seen work=fields>
            <Progress work=fields />
        </Card>
    }
}

/// What more reviewers of the same kind catch.
#[component]
pub fn ByReviewers(state: State) -> impl IntoView {
    view! { <Card frame=compared(state, by_reviewers) id=Exhibit::MoreReviewers.id() /> }
}

/// What a lab claims, and what is true.
#[component]
pub fn ClaimedAndTrue(state: State) -> impl IntoView {
    view! { <Card frame=compared(state, claimed_and_true) id=Exhibit::Integrity.id() /> }
}

/// Where correction holds, over any two parameters.
#[component]
pub fn FieldMap(state: State) -> impl IntoView {
    let seen = RwSignal::new(false);
    let maps = State::work(move || vec![state.map()], seen.into());
    let of = move |outcome: &Solved, map: Option<&phase_map::Map>| field_map(outcome, state.axes.get(), map);
    let own = move || state.now.with(|now| maps.results.with(|results| of(now, results.map())));
    let frame = state.compared(own, move |outcome| of(outcome, None));
    view! {
        <Card frame=frame id=Exhibit::Map.id() in_view=seen work=maps>
            <AxesChoice axes=state.axes />
            <Progress work=maps />
        </Card>
    }
}

/// Which two parameters the map is over.
#[component]
fn AxesChoice(axes: RwSignal<Axes>) -> impl IntoView {
    // Choosing the other's parameter trades places.
    let set_x = move |x| axes.update(|axes| *axes = Axes { x, y: if axes.y == x { axes.x } else { axes.y } });
    let set_y = move |y| axes.update(|axes| *axes = Axes { y, x: if axes.x == y { axes.y } else { axes.x } });
    view! {
        <p class="axes">
            <ParameterChoice name="x" label="To the right" chosen=Signal::derive(move || axes.get().x) choose=Callback::new(set_x) />
            <ParameterChoice name="y" label="Upwards" chosen=Signal::derive(move || axes.get().y) choose=Callback::new(set_y) />
        </p>
    }
}

/// Where audits fall.
#[component]
pub fn AuditStrips(state: State) -> impl IntoView {
    // The strips follow the audits only.
    let audited = Memo::new(move |_| state.params.with(audits));
    let pinned_audits = Memo::new(move |_| state.pinned.with(|pinned| pinned.as_ref().map(audits)));
    let frame = Memo::new(move |_| {
        let drawn = |params: &Params| audit_strip::frame(params, state.seed.get());
        let own = audited.with(drawn);
        pinned_audits.with(|pinned| match pinned {
            Some(pinned) => own.over(&drawn(pinned), Role::Pinned),
            None => own,
        })
    });
    view! { <Card frame=frame id=Exhibit::Audits.id() /> }
}

/// The part of a setting that says how audits fall.
fn audits(params: &Params) -> Params {
    let kept = [
        Parameter::Steps,
        Parameter::JudgementCalls,
        Parameter::Modularity,
        Parameter::AuditBudget,
        Parameter::AuditSensitivity,
    ];
    Params::default().changed_all(kept.map(|p| (p, params.get(p))))
}

/// A figure of x* in several settings, once they are all computed, and A's over it.
fn searched(
    state: State,
    exhibit: Exhibit,
    task: fn(&Params) -> Task,
    of: fn(&Solved, &[f64]) -> Frame,
    pending: fn() -> Frame,
) -> AnyView {
    let State { now, then, .. } = state;
    let seen = RwSignal::new(false);
    let of_both = move || state.both(move |params| task(&params));
    let work = State::work(of_both, seen.into());
    let frame = Memo::new(move |before: Option<&Frame>| {
        let made = |outcome: &Solved| {
            let task = task(&outcome.params);
            work.results.with(|results| results.fixed_points(&task).map(|shares| of(outcome, shares)))
        };
        let (own, pinned) = (now.with(|now| made(now)), then.with(|then| then.as_ref().map(|then| made(then))));
        match (own, pinned, before) {
            (Some(own), Some(Some(pinned)), _) => own.over(&pinned, Role::Pinned),
            (Some(own), None, _) => own,
            // What is not yet known stays as it was.
            (_, _, Some(before)) => before.clone(),
            (_, _, None) => pending(),
        }
    });
    view! {
        <Card frame=frame id=exhibit.id() in_view=seen work=work>
            <Progress work=work />
        </Card>
    }
    .into_any()
}

/// What each single repair is worth.
#[component]
pub fn Repairs(state: State) -> impl IntoView {
    searched(state, Exhibit::Repaired, Task::repairs, ranked, || ranking::frame(0.0, &[]))
}

/// What each assumption does to the outcome.
#[component]
pub fn Assumptions(state: State) -> impl IntoView {
    let pending = || assumptions::frame(&Params::default(), 0.0, &[]);
    searched(state, Exhibit::Assumptions, Task::assumptions, assumed, pending)
}
