//! The whole model in the reader's hands: every parameter, every figure, two settings side by side.

mod budget;
mod controls;
mod edge;
mod readout;
mod state;

use blindspot_model::{Parameter, Params};
use leptos::prelude::*;

use super::announcer::announce;
use super::card::Card;
use super::prose;
use super::sliced::Progress;
use crate::chapter::Task;
use crate::figure::compared::Role;
use crate::figure::generations::GENERATIONS;
use crate::figure::number::{percent, significant};
use crate::figure::phase_map::Axes;
use crate::figure::ranking::{self, repairs};
use crate::figure::{audit_strip, generations, integrity, phase_map, reviewers};
use crate::link;
use crate::sandbox::{Outcome, told};
use budget::BudgetPanel;
use controls::{Differences, Groups, Levers};
use edge::{EdgeFinder, ParameterChoice, Uncertainty};
use readout::Readout;
use state::State;

/// Everything that follows from one setting, live.
#[component]
pub fn Sandbox() -> impl IntoView {
    let state = State::new();
    announce(Memo::new(move |_| state.params.get()), move || summary(state));
    view! {
        <section
            class="instrument"
            id="sandbox"
            aria-labelledby="instrument-title"
            data-scope="instrument"
            data-setting=move || state.params.with(link::write)
            on:keydown=move |event| controls::on_key(state, &event)
        >
            <h2 id="instrument-title">{prose::INSTRUMENT_TITLE}</h2>
            <p>{prose::INSTRUMENT_LEAD}</p>
            <div class="panel sticky"><Levers state=state /></div>
            <Differences state=state />
            <OtherSettings state=state />
            <Groups state=state />
            <Figures state=state />
            <Readout state=state />
            <div class="pair">
                <EdgeFinder state=state />
                <Uncertainty state=state />
            </div>
            <BudgetPanel state=state />
        </section>
    }
}

/// The figures of the chapters for one setting, and for A beside it.
#[component]
fn Figures(state: State) -> impl IntoView {
    let now = state.now;
    let compared = move |of: fn(&Outcome) -> crate::figure::Frame| state.compared(move || now.with(|now| of(now)), of);
    let by_reviewers = compared(|o| reviewers::frame(&o.params, &o.curves, &[]));
    let claimed_and_true = compared(|o| integrity::frame(&o.params, &o.measures, &o.curves.worlds, &[]));
    // The strips follow the audits only.
    let audited = Memo::new(move |_| state.params.with(audits));
    let pinned_audits = Memo::new(move |_| state.pinned.with(|pinned| pinned.as_ref().map(audits)));
    let strips = Memo::new(move |_| {
        let drawn = |params: &Params| audit_strip::frame(params, state.seed.get());
        let own = audited.with(drawn);
        pinned_audits.with(|pinned| match pinned {
            Some(pinned) => own.over(&drawn(pinned), Role::Pinned),
            None => own,
        })
    });

    let fields_in_view = RwSignal::new(false);
    let fields = State::work(move || vec![state.fields()], fields_in_view.into());
    // None while they are under way: a band of few fields would look surer than it is.
    let simulated = Memo::new(move |_| fields.results.with(|results| results.fields(&state.fields()).to_vec()));
    let own = move || {
        now.with(|now| simulated.with(|simulated| generations::frame(&now.outlook, &now.unreviewed, simulated)))
    };
    let by_generation = state.compared(own, |o| generations::frame(&o.outlook, &o.unreviewed, &[]));

    let map_in_view = RwSignal::new(false);
    let maps = State::work(move || vec![state.map()], map_in_view.into());
    let of = move |outcome: &Outcome, map: Option<&phase_map::Map>| {
        phase_map::frame(&outcome.params, state.axes.get(), &outcome.outlook, map)
    };
    let own = move || now.with(|now| maps.results.with(|results| of(now, results.map())));
    let map = state.compared(own, move |outcome| of(outcome, None));

    let repairs_in_view = RwSignal::new(false);
    let of_both = move || state.both(|params| Task::repairs(&params));
    let ranked = State::work(of_both, repairs_in_view.into());
    let ranking = Memo::new(move |before: Option<&crate::figure::Frame>| {
        let rank = |outcome: &Outcome| {
            let task = Task::repairs(&outcome.params);
            ranked.results.with(|results| results.fixed_points(&task).map(|shares| rank(outcome, shares)))
        };
        let (own, pinned) = (now.with(|now| rank(now)), state.then.with(|then| then.as_ref().map(|then| rank(then))));
        match (own, pinned, before) {
            (Some(own), Some(Some(pinned)), _) => own.over(&pinned, Role::Pinned),
            (Some(own), None, _) => own,
            // What is not yet known stays as it was.
            (_, _, Some(before)) => before.clone(),
            (_, _, None) => ranking::frame(0.0, &[]),
        }
    });
    view! {
        <div class="pair">
            <Card frame=by_generation id="generations" in_view=fields_in_view work=fields>
                <Progress work=fields />
            </Card>
            <Card frame=by_reviewers id="reviewers" />
        </div>
        <div class="pair">
            <Card frame=map id="map" in_view=map_in_view work=maps>
                <AxesChoice axes=state.axes />
                <Progress work=maps />
            </Card>
            <Card frame=claimed_and_true id="integrity" />
        </div>
        <Card frame=strips id="audits" />
        <Card frame=ranking id="repaired" in_view=repairs_in_view work=ranked>
            <Progress work=ranked />
        </Card>
    }
}

/// The repairs of a setting, and what is left after each.
fn rank(outcome: &Outcome, shares: &[f64]) -> crate::figure::Frame {
    let result = |(repair, &share): (ranking::Repair, &f64)| ranking::Result {
        name: repair.name,
        share,
        range: None,
        simulated: None,
    };
    let results: Vec<_> = repairs(&outcome.params).into_iter().zip(shares).map(result).collect();
    ranking::frame(outcome.outlook.fixed_point.undetected_share, &results)
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
    // Values taken from a possible setting are possible.
    Params::default().with_all(kept.map(|p| (p, params.get(p)))).unwrap_or(*params)
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

/// What a link or a world has set beside the levers, so that nothing is in force unseen; on paper the levers too, which
/// are not printed.
#[component]
fn OtherSettings(state: State) -> impl IntoView {
    let params = state.params;
    let levers = [Parameter::Diversity, Parameter::Supervision, Parameter::AuditBudget];
    let all = move || params.with(|params| levers.map(|p| told(params, p)).join(", "));
    let others = Memo::new(move |_| {
        params.with(|params| {
            let is_set = |p: &Parameter| !levers.contains(p) && params.get(*p) != p.spec().default;
            let set = Parameter::ALL.iter().copied().filter(is_set);
            set.map(|p| told(params, p)).collect::<Vec<_>>().join(", ")
        })
    });
    view! {
        <p class="fine on-paper">"Setting: " {all} "."</p>
        <p class="fine" hidden=move || others.with(String::is_empty)>"Also set: " {others} "."</p>
    }
}

fn summary(state: State) -> String {
    state.now.with_untracked(|now| {
        let reviewers = now.measures.effective_reviewers.map_or("no".to_owned(), |r| significant(r, 2));
        let trajectory = &now.outlook.trajectory;
        let (first, last) = (trajectory.first().copied().unwrap_or(0.0), trajectory.last().copied().unwrap_or(0.0));
        format!(
            "The reviewers are worth {reviewers} independent ones. Of all judgement calls {} are wrong and undetected at \
             first, {} after {GENERATIONS} generations.",
            percent(first),
            percent(last)
        )
    })
}
