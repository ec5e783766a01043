//! What the setting comes to, in numbers; beside A where there is one.

use blindspot_model::Propagation;
use blindspot_model::ranges::Quantiles;
use leptos::prelude::*;

use super::ranges::drawn;
use super::state::State;
use crate::figure::generations;
use crate::sandbox::{Solved, difference};
use crate::text::number::{factor, per_thousand, percent, percent_interval, significant};
use crate::ui::browser::in_view::in_view;
use crate::ui::parts::output::Output;
use crate::ui::state::sliced::Progress;

/// Two values in words, for numbers that are shown like this.
type Between = fn(fn(f64) -> String, f64, f64) -> String;

/// A number that stands out.
#[derive(Clone, Copy)]
struct Told {
    /// What it is.
    term: &'static str,
    /// Its name among the model's outputs.
    name: &'static str,
    value: fn(&Solved) -> Option<f64>,
    show: fn(f64) -> String,
    /// An interval of it.
    between: Between,
    undefined: &'static str,
}

const fn told(
    term: &'static str,
    name: &'static str,
    value: fn(&Solved) -> Option<f64>,
    show: fn(f64) -> String,
) -> Told {
    Told { term, name, value, show, between: ends, undefined: "–" }
}

/// A share, whose intervals have one precision.
const fn share(term: &'static str, name: &'static str, value: fn(&Solved) -> Option<f64>) -> Told {
    Told { between: |_, low, high| percent_interval(low, high), ..told(term, name, value, percent) }
}

const TOLD: [Told; 8] = [
    told("Effective reviewers", "effective_reviewers", |o| o.measures.effective_reviewers, |r| significant(r, 2)),
    share("Caught by review", "catch_rate", |o| Some(o.measures.catch_rate)),
    share("Judgement audited", "coverage", |o| Some(o.measures.coverage)),
    told("Undetected in 1,000 decisions", "undetected_share", |o| Some(o.measures.undetected_share), per_thousand),
    told("… once training feeds back", "fixed_point", |o| Some(o.outlook.fixed_point.undetected_share), per_thousand),
    told(
        "Error reproduction number",
        "reproduction_number",
        |o| Some(o.outlook.reproduction_number),
        |r| format!("{r:.2}"),
    ),
    share("Unanimous and wrong", "unanimous_and_wrong", |o| Some(o.measures.unanimous_and_wrong)),
    Told {
        term: "Undetected against claimed",
        name: "overconfidence",
        value: |o| o.measures.overconfidence,
        show: |ratio| format!("{}×", factor(ratio)),
        between: ends,
        undefined: "claims none",
    },
];

/// What the setting comes to.
#[component]
pub fn Readout(state: State) -> impl IntoView {
    let State { now, then, params, .. } = state;
    let list = NodeRef::<leptos::html::Dl>::new();
    let work = State::work(move || state.open(), in_view(list));
    let drawn = drawn(state, work);
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
                    <small class="against" data-scope="draws" hidden=move || drawn.with(Option::is_none)>
                        {move || drawn.with(|drawn| drawn.as_ref().map(|drawn| interval(told, drawn)))}
                    </small>
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
        <dl class="readout" node_ref=list>
            {TOLD.map(entry).into_iter().collect_view()}
            <div class="wide">
                <dt>"Tipping points"</dt>
                <dd data-tipping="sentence">{tipping} {folds} <small class="against">{tipping_of_a}</small></dd>
            </div>
        </dl>
        <Progress work=work />
        <Fine state=state />
    }
}

/// Where nine in ten of the draws from the ranges lie.
fn interval(told: Told, drawn: &Propagation) -> String {
    let Some(Quantiles { p05, p95, undefined, .. }) = drawn.quantiles(told.name) else {
        return "nine in ten draws: not defined".to_owned();
    };
    let ends = (told.between)(told.show, p05, p95);
    let left_out = if undefined > 0 { " where it is defined" } else { "" };
    format!("nine in ten draws: {ends}{left_out}")
}

/// Two values in words.
fn ends(show: fn(f64) -> String, low: f64, high: f64) -> String {
    let [low, high] = [low, high].map(show);
    if low == high { low } else { format!("{low} to {high}") }
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
