//! What the setting comes to, in numbers; beside A where there is one.

use leptos::prelude::*;

use super::state::State;
use crate::figure::generations;
use crate::sandbox::{Solved, difference};
use crate::text::number::{factor, per_thousand, percent, significant};
use crate::ui::parts::output::Output;

/// A number that stands out.
#[derive(Clone, Copy)]
struct Told {
    /// What it is.
    term: &'static str,
    /// Its name among the model's outputs.
    name: &'static str,
    value: fn(&Solved) -> Option<f64>,
    show: fn(f64) -> String,
    undefined: &'static str,
}

const fn told(
    term: &'static str,
    name: &'static str,
    value: fn(&Solved) -> Option<f64>,
    show: fn(f64) -> String,
) -> Told {
    Told { term, name, value, show, undefined: "–" }
}

const TOLD: [Told; 8] = [
    told("Effective reviewers", "effective_reviewers", |o| o.measures.effective_reviewers, |r| significant(r, 2)),
    told("Caught by review", "catch_rate", |o| Some(o.measures.catch_rate), percent),
    told("Judgement audited", "coverage", |o| Some(o.measures.coverage), percent),
    told("Undetected in 1,000 decisions", "undetected_share", |o| Some(o.measures.undetected_share), per_thousand),
    told("… once training feeds back", "fixed_point", |o| Some(o.outlook.fixed_point.undetected_share), per_thousand),
    told(
        "Error reproduction number",
        "reproduction_number",
        |o| Some(o.outlook.reproduction_number),
        |r| format!("{r:.2}"),
    ),
    told("Unanimous and wrong", "unanimous_and_wrong", |o| Some(o.measures.unanimous_and_wrong), percent),
    Told {
        term: "Undetected against claimed",
        name: "overconfidence",
        value: |o| o.measures.overconfidence,
        show: |ratio| format!("{}×", factor(ratio)),
        undefined: "claims none",
    },
];

/// What the setting comes to.
#[component]
pub fn Readout(state: State) -> impl IntoView {
    let State { now, then, params, .. } = state;
    let entry = |told: Told| {
        let value = Signal::derive(move || now.with(|now| (told.value)(now)));
        let pinned = move || then.with(|then| then.as_ref().and_then(|then| (told.value)(then)));
        let words = move || Some(difference(pinned()?, value.get()?));
        let note = (told.name == "effective_reviewers").then(|| {
            view! {
                <small>
                    " of " {move || params.with(blindspot_model::Params::checkers)}
                    {move || params.with(|params| params.quorum() > 1).then_some(", if one catch counted")}
                </small>
            }
        });
        view! {
            <div>
                <dt>{told.term}</dt>
                <dd>
                    <Output name=told.name value=value show=told.show undefined=told.undefined /> {note}
                    <small class="against" data-scope="pinned" hidden=move || then.with(Option::is_none)>
                        "A: "
                        <Output name=told.name value=Signal::derive(pinned) show=told.show undefined=told.undefined />
                        {move || words().map(|words| format!("; B: {words}"))}
                    </small>
                </dd>
            </div>
        }
    };
    let folds = move || {
        now.with(|now| {
            let fold = |fold: &blindspot_model::State| {
                view! { <data value=fold.supervision.to_string() data-tipping="supervision"></data> }
            };
            now.outlook.tipping_points.iter().map(fold).collect_view()
        })
    };
    let tipping = move || now.with(|now| generations::tipping_points(&now.outlook));
    let tipping_of_a = move || {
        then.with(|then| then.as_ref().map(|then| format!("A: {}", generations::tipping_points(&then.outlook))))
    };
    view! {
        <dl class="readout">
            {TOLD.map(entry).into_iter().collect_view()}
            <div class="wide">
                <dt>"Tipping points"</dt>
                <dd data-tipping="sentence">{tipping} {folds} <small class="against">{tipping_of_a}</small></dd>
            </div>
        </dl>
        <Fine state=state />
    }
}

/// The other numbers, in sentences.
#[component]
fn Fine(state: State) -> impl IntoView {
    let State { now, params, .. } = state;
    let of = move |get: fn(&Solved) -> Option<f64>| Signal::derive(move || now.with(|now| get(now)));
    let bias = move || params.with(blindspot_model::Params::initial_bias);
    let votes = move || {
        now.with(|now| now.measures.kish_votes).map(|_| {
            view! {
                " Counting votes without seeing the author would make them "
                <Output name="kish_votes" value=of(|o| o.measures.kish_votes) show=|votes| format!("{votes:.1}") />
                "."
            }
        })
    };
    let progress = move || {
        (params.with(blindspot_model::Params::progress) > 0.0)
            .then_some(" Where training feeds back, the progress of models is left out, except in the chart.")
    };
    view! {
        <p class="fine">
            "Except where training feeds back, these are the numbers of the first generation. Supervision gives it a \
             shared bias of "
            <data value=move || bias().to_string() data-input="bias">{move || significant(bias(), 2)}</data>
            " probits, so that an author errs on "
            <Output name="error_rate_now" value=of(|o| Some(o.measures.error_rate_now)) show=percent />
            " of the decisions and a reviewer alone misses "
            <Output name="miss_rate_now" value=of(|o| Some(o.measures.miss_rate_now)) show=percent />
            "; all reviewers together let "
            <Output name="surviving_share" value=of(|o| Some(o.measures.surviving_share)) show=percent />
            " of all decisions through wrong." {votes} " The lab claims "
            <Output name="claimed_integrity" value=of(|o| Some(o.measures.claimed_integrity)) show=percent />
            " clean projects and "
            <Output
                name="claimed_undetected_share"
                value=of(|o| Some(o.measures.claimed_undetected_share))
                show=per_thousand
            />
            " undetected errors in 1,000 decisions; "
            <Output name="integrity" value=of(|o| Some(o.measures.integrity)) show=percent />
            " of its projects are clean." {progress}
        </p>
    }
}
