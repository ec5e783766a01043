//! The levers, the numbers and the three live charts.

use blindspot_model::{Measures, Outlook};
use leptos::prelude::*;

use super::card::Card;
use super::levers::Levers;
use super::output::Output;
use super::prose;
use super::simulated::simulated_fields;
use super::state::State;
use crate::figure::number::{factor, per_thousand, percent, significant};
use crate::figure::{generations, integrity, reviewers};
use crate::link;

/// Everything that follows from one setting, live.
#[component]
pub fn Instrument() -> impl IntoView {
    let state: State = expect_context();
    let State { params, measures, outlook, curves, .. } = state;
    let generations_in_view = RwSignal::new(false);
    let simulated = simulated_fields(params, generations_in_view);
    let by_reviewers = Memo::new(move |_| params.with(|params| curves.with(|curves| reviewers::frame(params, curves))));
    let by_generation = Memo::new(move |_| {
        params.with(|params| outlook.with(|outlook| simulated.with(|runs| generations::frame(params, outlook, runs))))
    });
    let claimed_and_true = Memo::new(move |_| {
        params.with(|params| measures.with(|own| curves.with(|curves| integrity::frame(params, own, curves))))
    });
    view! {
        <section
            class="instrument"
            aria-labelledby="instrument-title"
            data-scope="instrument"
            data-setting=move || params.with(link::write)
        >
            <h2 id="instrument-title">{prose::INSTRUMENT_TITLE}</h2>
            <p>{prose::INSTRUMENT_LEAD}</p>
            <div class="panel sticky"><Levers /></div>
            <Readout />
            <div class="pair">
                <Card frame=by_generation id="generations" in_view=generations_in_view />
                <Card frame=by_reviewers id="reviewers" />
            </div>
            <Card frame=claimed_and_true id="integrity" />
        </section>
    }
}

/// What the setting comes to, in numbers.
#[component]
fn Readout() -> impl IntoView {
    let State { params, measures, outlook, .. } = expect_context();
    let now = move |get: fn(&Measures) -> Option<f64>| Signal::derive(move || measures.with(get));
    let later = move |get: fn(&Outlook) -> Option<f64>| Signal::derive(move || outlook.with(get));
    let bias = Signal::derive(move || Some(params.with(blindspot_model::Params::initial_bias)));
    let tipping = move || {
        outlook.with(|outlook| match outlook.tipping_points.as_slice() {
            [] => view! { <span data-tipping="none">"none along supervision quality"</span> }.into_any(),
            folds => {
                let points = folds.iter().map(|fold| {
                    view! {
                        <data class="tip" value=fold.supervision.to_string() data-tipping="supervision">
                            {percent(fold.supervision)}
                        </data>
                        " "
                    }
                });
                view! { <span>"supervision at " {points.collect_view()}</span> }.into_any()
            }
        })
    };
    view! {
        <dl class="readout">
            <div>
                <dt>"Effective reviewers"</dt>
                <dd>
                    <Output name="effective_reviewers" value=now(|m| m.effective_reviewers) show=|r| significant(r, 2) />
                    <small>" of " {move || params.with(blindspot_model::Params::checkers)}</small>
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
                <dd><Output name="overconfidence" value=now(|m| m.overconfidence) show=|ratio| format!("{}×", factor(ratio)) /></dd>
            </div>
            <div class="wide">
                <dt>"Tipping points"</dt>
                <dd>{tipping}</dd>
            </div>
        </dl>
        <p class="fine">
            "Numbers are for the first generation, whose shared bias is "
            <data value=move || bias.get().map(|b| b.to_string()) data-input="bias">{move || bias.get().map(|b| significant(b, 2))}</data>
            " probits. An author errs on "
            <Output name="error_rate_now" value=now(|m| Some(m.error_rate_now)) show=percent />
            ", one reviewer misses "
            <Output name="miss_rate_now" value=now(|m| Some(m.miss_rate_now)) show=percent />
            ", all together let through "
            <Output name="surviving_share" value=now(|m| Some(m.surviving_share)) show=percent />
            " of all calls; a count of votes that cannot see the author would say "
            <Output name="kish_votes" value=now(|m| m.kish_votes) show=|votes| format!("{votes:.1}") />
            " votes. The lab claims "
            <Output name="claimed_integrity" value=now(|m| Some(m.claimed_integrity)) show=percent />
            " clean projects and "
            <Output
                name="claimed_undetected_share"
                value=now(|m| Some(m.claimed_undetected_share))
                show=per_thousand
            />
            " undetected errors per 1,000 calls; "
            <Output name="integrity" value=now(|m| Some(m.integrity)) show=percent />
            " of its projects are clean."
        </p>
    }
}
