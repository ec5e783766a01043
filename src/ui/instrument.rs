//! The levers, the live charts and the numbers.

use blindspot_model::params::Kind;
use blindspot_model::{Measures, Outlook, Parameter, Params};
use leptos::prelude::*;

use super::card::Card;
use super::levers::Levers;
use super::output::Output;
use super::prose;
use super::sliced::sliced;
use super::state::State;
use crate::chapter::Task;
use crate::figure::number::{factor, grouped, per_thousand, percent, significant};
use crate::figure::{audit_strip, generations, integrity, phase_map, reviewers};
use crate::link;

/// Everything that follows from one setting, live.
#[component]
pub fn Instrument() -> impl IntoView {
    let state: State = expect_context();
    let State { params, measures, outlook, unreviewed, curves, .. } = state;
    let generations_in_view = RwSignal::new(false);
    let map_in_view = RwSignal::new(false);
    // A setting's fields, and the map that it lies in.
    let fields = |params: &Params| Task::Fields { params: *params, count: generations::FIELDS };
    let tasks = Memo::new(move |_| params.with(|params| vec![fields(params), Task::Map(phase_map::Scene::of(params))]));
    let results = sliced(tasks, Signal::derive(move || generations_in_view.get() || map_in_view.get()));
    // None while they are under way: a band of few fields would look surer than it is.
    let simulated =
        Memo::new(move |_| params.with(|params| results.with(|done| done.fields(&fields(params)).to_vec())));
    let by_reviewers =
        Memo::new(move |_| params.with(|params| curves.with(|curves| reviewers::frame(params, curves, &[]))));
    let by_generation = Memo::new(move |_| {
        outlook.with(|outlook| unreviewed.with(|alone| simulated.with(|runs| generations::frame(outlook, alone, runs))))
    });
    let claimed_and_true = Memo::new(move |_| {
        params.with(|params| measures.with(|own| curves.with(|curves| integrity::frame(params, own, curves, &[]))))
    });
    let map = Memo::new(move |_| {
        params.with(|params| outlook.with(|outlook| results.with(|done| phase_map::frame(params, outlook, done.map()))))
    });
    let strips = Memo::new(move |_| params.with(audit_strip::frame));
    view! {
        <section
            class="instrument"
            id="sandbox"
            aria-labelledby="instrument-title"
            data-scope="instrument"
            data-setting=move || params.with(link::write)
        >
            <h2 id="instrument-title">{prose::INSTRUMENT_TITLE}</h2>
            <p>{prose::INSTRUMENT_LEAD}</p>
            <div class="panel sticky"><Levers /></div>
            <OtherSettings />
            <div class="pair">
                <Card frame=by_generation id="generations" in_view=generations_in_view />
                <Card frame=by_reviewers id="reviewers" />
            </div>
            <div class="pair">
                <Card frame=map id="map" in_view=map_in_view />
                <Card frame=claimed_and_true id="integrity" />
            </div>
            <Card frame=strips id="audits" />
            <Readout />
        </section>
    }
}

/// What the setting comes to, in numbers.
#[component]
fn Readout() -> impl IntoView {
    let State { params, measures, outlook, .. } = expect_context();
    let now = move |get: fn(&Measures) -> Option<f64>| Signal::derive(move || measures.with(get));
    let later = move |get: fn(&Outlook) -> Option<f64>| Signal::derive(move || outlook.with(get));
    let bias = Signal::derive(move || Some(params.with(Params::initial_bias)));
    let folds = move || {
        outlook.with(|outlook| {
            let fold = |fold: &blindspot_model::State| {
                view! { <data value=fold.supervision.to_string() data-tipping="supervision"></data> }
            };
            outlook.tipping_points.iter().map(fold).collect_view()
        })
    };
    let tipping = move || outlook.with(generations::tipping_points);
    let votes = move || {
        measures.with(|m| m.kish_votes).map(|_| {
            view! {
                " Counting votes without seeing the author would make them "
                <Output name="kish_votes" value=now(|m| m.kish_votes) show=|votes| format!("{votes:.1}") />
                "."
            }
        })
    };
    let progress = move || {
        (params.with(Params::progress) > 0.0)
            .then_some(" Where training feeds back, the progress of models is left out, except in the chart.")
    };
    view! {
        <dl class="readout">
            <div>
                <dt>"Effective reviewers"</dt>
                <dd>
                    <Output name="effective_reviewers" value=now(|m| m.effective_reviewers) show=|r| significant(r, 2) />
                    <small>
                        " of " {move || params.with(Params::checkers)}
                        {move || (params.with(Params::quorum) > 1).then_some(", if one catch counted")}
                    </small>
                </dd>
            </div>
            <div>
                <dt>"Caught by review"</dt>
                <dd><Output name="catch_rate" value=now(|m| Some(m.catch_rate)) show=percent /></dd>
            </div>
            <div>
                <dt>"Judgement audited"</dt>
                <dd><Output name="coverage" value=now(|m| Some(m.coverage)) show=percent /></dd>
            </div>
            <div>
                <dt>"Undetected in 1,000 calls"</dt>
                <dd><Output name="undetected_share" value=now(|m| Some(m.undetected_share)) show=per_thousand /></dd>
            </div>
            <div>
                <dt>"… once training feeds back"</dt>
                <dd><Output name="fixed_point" value=later(|o| Some(o.fixed_point.undetected_share)) show=per_thousand /></dd>
            </div>
            <div>
                <dt>"Error reproduction number"</dt>
                <dd>
                    <Output name="reproduction_number" value=later(|o| Some(o.reproduction_number)) show=|r| format!("{r:.2}") />
                </dd>
            </div>
            <div>
                <dt>"Unanimous and wrong"</dt>
                <dd><Output name="unanimous_and_wrong" value=now(|m| Some(m.unanimous_and_wrong)) show=percent /></dd>
            </div>
            <div>
                <dt>"Undetected against claimed"</dt>
                <dd><Output name="overconfidence" value=now(|m| m.overconfidence) show=|ratio| format!("{}×", factor(ratio)) undefined="claims none" /></dd>
            </div>
            <div class="wide">
                <dt>"Tipping points"</dt>
                <dd data-tipping="sentence">{tipping} {folds}</dd>
            </div>
        </dl>
        <p class="fine">
            "Except where training feeds back, these are the numbers of the first generation. Supervision gives it a \
             shared bias of "
            <data value=move || bias.get().map(|b| b.to_string()) data-input="bias">{move || bias.get().map(|b| significant(b, 2))}</data>
            " probits, so that an author errs on "
            <Output name="error_rate_now" value=now(|m| Some(m.error_rate_now)) show=percent />
            " of the calls and a reviewer alone misses "
            <Output name="miss_rate_now" value=now(|m| Some(m.miss_rate_now)) show=percent />
            "; all reviewers together let "
            <Output name="surviving_share" value=now(|m| Some(m.surviving_share)) show=percent />
            " of all calls through wrong." {votes} " The lab claims "
            <Output name="claimed_integrity" value=now(|m| Some(m.claimed_integrity)) show=percent />
            " clean projects and "
            <Output
                name="claimed_undetected_share"
                value=now(|m| Some(m.claimed_undetected_share))
                show=per_thousand
            />
            " undetected errors in 1,000 calls; "
            <Output name="integrity" value=now(|m| Some(m.integrity)) show=percent />
            " of its projects are clean." {progress}
        </p>
    }
}

/// What a link or a world has set beside the levers, so that nothing is in force unseen; on paper the levers too, which
/// are not printed.
#[component]
fn OtherSettings() -> impl IntoView {
    let State { params, .. } = expect_context();
    let told = |params: &Params, parameter: Parameter| {
        let (name, value) = (parameter.spec().name.replace('_', " "), params.get(parameter));
        match parameter.spec().kind {
            Kind::Real => format!("{name} {}", significant(value, 3)),
            Kind::Whole => format!("{name} {}", grouped(value)),
            Kind::Switch => format!("{name} {}", if value == 0.0 { "off" } else { "on" }),
        }
    };
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
