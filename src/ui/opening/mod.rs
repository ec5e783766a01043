//! The opening: one instrument. Three levers, each under the curve of what it does; the same decisions as the lab reports them and
//! as they are; the verdict; and the four steps in which correction breaks.

mod claims;
mod ending;
mod film;
mod levers;
mod one_call;
mod sliding;
mod steps;
mod verdict;
mod world_card;

use blindspot_model::Params;
use leptos::prelude::*;

use super::browser::motion::prefers_still;
use super::state::address::Address;
use super::state::announcer::announce;
use crate::address::look::Controls;
use crate::address::view::{OPENING, View};
use crate::chapters::{claims_words, hero_words as words, prose};
use crate::figure::hero::one_call::{OneCall, telling_row};
use crate::figure::hero::{Calls, World, reported};
use film::Film;
use levers::{Grown, Levers};
use one_call::OneDecision;
use steps::StepsRow;
use verdict::{Found, VerdictLine, told};
use world_card::WorldCard;

pub use claims::Together;
pub use ending::Ending;

/// The setting of the opening, which its figures share wherever they stand.
#[derive(Clone, Copy)]
pub struct Setting(pub RwSignal<Params>);

/// Provides the setting, as it begins or as a link says.
pub fn provide_setting() {
    let params = RwSignal::new(Params::default());
    let opened = Callback::new(move |view| {
        if let View::Opening(opened) = view {
            params.set(opened);
        }
    });
    expect_context::<Address>().register(OPENING, move || View::Opening(params.get()), opened);
    provide_context(Setting(params));
}

/// How many turns the instrument takes to be put in: the steps, a lever each, a picture each, and the rest.
pub const TURNS: usize = 7;

/// The instrument.
#[component]
pub fn Opening(
    /// What can be moved.
    #[prop(default = Controls::Full)]
    controls: Controls,
    /// Whether how to read it is said.
    #[prop(default = true)]
    has_prose: bool,
    /// Whose turn it is, from zero, where it is put in bit by bit.
    #[prop(default = usize::MAX.into())]
    turn: Signal<usize>,
) -> impl IntoView {
    let Setting(params) = expect_context();
    let calls = StoredValue::new(Calls::drawn());
    let claimed = Memo::new(move |_| params.with(reported));
    let world = move |params: &Params| calls.with_value(|calls| World::of(calls, params));
    let report = Memo::new(move |_| claimed.with(world));
    let truth = Memo::new(move |_| params.with(world));
    let grown = Grown::new(params);
    let verdict = Found::of(params, grown);
    announce(Memo::new(move |_| params.get()), move || told(&verdict.get()));

    let chosen = RwSignal::new(None::<usize>);
    let call = Memo::new(move |_| {
        let row = chosen.get()?;
        report.with(|report| truth.with(|truth| OneCall::of(row, report, truth)))
    });
    let suggest = move |()| report.with_untracked(|report| truth.with_untracked(|truth| telling_row(report, truth)));
    let [report_in_view, truth_in_view] = [(); 2].map(|()| RwSignal::new(false));
    let is_still = prefers_still();
    let film = Film::new(params, truth_in_view.into(), is_still);
    let has_controls = controls != Controls::None;
    let has_decision = controls == Controls::Full && has_prose;
    view! {
        <section class="opening" id=OPENING aria-labelledby="opening-title" data-scope=OPENING>
            <h2 id="opening-title" class="spoken">{prose::OPENING_TITLE}</h2>
            <div class="instrument-panel">
                <Show when=move || { has_controls && turn.get() > 0 }>
                    <StepsRow film=film params=params />
                </Show>
                <div class="stage">
                    <Show when=move || { has_controls && turn.get() > 1 }>
                        <Levers params=params grown=grown verdict=verdict film=film turn=turn />
                    </Show>
                    <Show when=move || { turn.get() > 4 }>
                        <WorldCard
                            id="reported-world"
                            names=words::REPORTED
                            world=report
                            chosen=chosen
                            in_view=report_in_view
                            is_still=is_still
                        />
                    </Show>
                    <Show when=move || { turn.get() > 5 }>
                        <WorldCard
                            id="real-world"
                            names=words::REAL
                            world=truth
                            chosen=chosen
                            in_view=truth_in_view
                            is_still=is_still
                        />
                    </Show>
                </div>
                <Show when=move || { turn.get() > 6 }>
                    <VerdictLine verdict=verdict />
                    {has_decision
                        .then(|| {
                            view! { <OneDecision chosen=chosen call=call world=truth suggest=Callback::new(suggest) /> }
                        })}
                </Show>
            </div>
        </section>
    }
}

/// The three claims together, below the instrument.
#[component]
pub fn Claims(
    /// Whether the words that introduce it are there.
    #[prop(default = true)]
    has_prose: bool,
    /// Whether the claims can be switched.
    #[prop(default = true)]
    has_switches: bool,
) -> impl IntoView {
    let Setting(params) = expect_context();
    view! {
        <section class="claims" id="claims-together" aria-labelledby="claims-title">
            <div class="claims-words">
                <h2 id="claims-title" class:spoken=!has_prose>{claims_words::TITLE}</h2>
                {has_prose.then(|| view! { <p>{claims_words::LEAD}</p> })}
            </div>
            <Together params=params id="claims" has_switches=has_switches />
        </section>
    }
}
