//! The whole model in the reader's hands: every parameter, every figure, two settings side by side.

mod budget;
mod controls;
mod edge;
mod figures;
mod ranges;
mod readout;
mod state;

use blindspot_model::Parameter;
use leptos::prelude::*;

use super::parts::leaves::{Leaf, Leaves};
use super::state::address::asked_for;
use super::state::announcer::announce;
use crate::address::look::{Controls, Look};
use crate::chapters::prose;
use crate::figure::generations::GENERATIONS;
use crate::figure::ranges::all_told;
use crate::sandbox::{Exhibit, told};
use crate::text::link;
use crate::text::number::{percent, significant};
use budget::BudgetPanel;
use controls::{Differences, Groups, Levers};
use edge::{EdgeFinder, Uncertainty};
use figures::{Assumptions, AuditStrips, ByGeneration, ByReviewers, ClaimedAndTrue, FieldMap, Repairs};
use ranges::Open;
use readout::Readout;
use state::State;

/// Everything that follows from one setting, live: what is set on one side, what comes of it on the other.
#[component]
pub fn Sandbox(
    /// Whether its figures are put in yet.
    #[prop(default = Signal::stored(true))]
    has_figures: Signal<bool>,
) -> impl IntoView {
    let state = State::new();
    announce(Memo::new(move |_| state.params.get()), move || summary(state));
    let shown =
        RwSignal::new(asked_for(use_context::<Look>().and_then(|look| look.figure)).map_or(0, |id| leaf_of(&id)));
    view! {
        <section
            class="instrument columns"
            id="sandbox"
            aria-labelledby="instrument-title"
            data-scope="instrument"
            data-setting=move || state.params.with(link::write)
            on:keydown=move |event| controls::on_key(state, &event)
        >
            <div class="head">
                <h2 id="instrument-title">{prose::INSTRUMENT_TITLE}</h2>
                <p>{prose::INSTRUMENT_LEAD}</p>
            </div>
            <div class="desk">
                <div class="panel"><Levers state=state /></div>
                <Differences state=state />
                <OtherSettings state=state />
                <Groups state=state />
            </div>
            <div class="side">
                <Show when=move || has_figures.get()>
                    <div class="pane"><Leaves label="Figures of the sandbox" shown=shown leaves=leaves(state) /></div>
                </Show>
            </div>
        </section>
    }
}

/// The leaves after the first, which shows three figures at a glance, each with the figure that it has or is.
const LEAVES: [(&str, &str); 8] = [
    (Exhibit::Integrity.id(), "Report and truth"),
    (Exhibit::Audits.id(), "Audits"),
    (Exhibit::Repaired.id(), "Repairs"),
    (Exhibit::Uncertainty.id(), "Edges"),
    (Exhibit::Budget.id(), "Budget"),
    (Exhibit::Assumptions.id(), "Assumptions"),
    (Exhibit::Ranges.id(), "Ranges"),
    ("readout", "All numbers"),
];

/// The leaf that has the figure of this name.
fn leaf_of(id: &str) -> usize {
    LEAVES.iter().position(|leaf| leaf.0 == id).map_or(0, |i| i + 1)
}

fn leaves(state: State) -> Vec<Leaf> {
    let [generations, more_reviewers, map, integrity, audits, repaired, uncertainty, budget, assumptions, ranges] =
        Exhibit::ALL.map(|exhibit| figure(state, exhibit, true));
    let glance = view! {
        <div class="glance">
            {generations}
            <div class="pair">{more_reviewers} {map}</div>
        </div>
    };
    let edges = view! {
        {uncertainty}
        <EdgeFinder state=state />
    };
    let contents = [
        integrity,
        audits,
        repaired,
        edges.into_any(),
        budget,
        assumptions,
        ranges,
        view! { <Readout state=state /> }.into_any(),
    ];
    let first = Leaf { id: "glance", name: "At a glance", content: glance.into_any() };
    let others = LEAVES.into_iter().zip(contents).map(|((id, name), content)| Leaf { id, name, content });
    std::iter::once(first).chain(others).collect()
}

/// A figure of the sandbox, live.
fn figure(state: State, exhibit: Exhibit, shows_prices: bool) -> AnyView {
    match exhibit {
        Exhibit::Generations => view! { <ByGeneration state=state /> }.into_any(),
        Exhibit::MoreReviewers => view! { <ByReviewers state=state /> }.into_any(),
        Exhibit::Map => view! { <FieldMap state=state /> }.into_any(),
        Exhibit::Integrity => view! { <ClaimedAndTrue state=state /> }.into_any(),
        Exhibit::Audits => view! { <AuditStrips state=state /> }.into_any(),
        Exhibit::Repaired => view! { <Repairs state=state /> }.into_any(),
        Exhibit::Assumptions => view! { <Assumptions state=state /> }.into_any(),
        Exhibit::Ranges => view! { <Open state=state /> }.into_any(),
        Exhibit::Uncertainty => view! { <Uncertainty state=state /> }.into_any(),
        Exhibit::Budget => view! { <BudgetPanel state=state shows_prices=shows_prices /> }.into_any(),
    }
}

/// One figure of the sandbox with as much of its controls as is wanted, for embeds.
#[component]
pub fn SandboxFigure(
    /// Which.
    exhibit: Exhibit,
    /// What can be moved.
    controls: Controls,
    /// Whether the words that introduce it are there.
    has_prose: bool,
) -> impl IntoView {
    let state = State::new();
    announce(Memo::new(move |_| state.params.get()), move || summary(state));
    let figure = figure(state, exhibit, controls != Controls::None);
    let prose = has_prose.then(|| view! { <h2>{prose::INSTRUMENT_TITLE}</h2><p>{prose::INSTRUMENT_LEAD}</p> });
    let levers = (controls != Controls::None).then(|| view! { <div class="panel"><Levers state=state /></div> });
    let groups = (controls == Controls::Full).then(|| view! { <Differences state=state /><Groups state=state /> });
    view! {
        <section
            class="instrument"
            data-setting=move || state.params.with(link::write)
            on:keydown=move |event| controls::on_key(state, &event)
        >
            {prose}
            {figure}
            {levers}
            <OtherSettings state=state />
            {groups}
        </section>
    }
}

/// What a link or a world has set beside the levers, so that nothing is in force unseen; on paper the levers too, which
/// are not printed.
#[component]
fn OtherSettings(state: State) -> impl IntoView {
    let params = state.params;
    let levers = [Parameter::Diversity, Parameter::Supervision, Parameter::AuditBudget];
    let all = move || params.with(|params| levers.map(|p| told(params, p)).join(", "));
    let spans = Memo::new(move |_| state.ranges.with(all_told));
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
        <p class="fine" data-ranges hidden=move || spans.with(String::is_empty)>
            "Ranges: " {spans} ". All numbers are of their middle, but for those of the draws."
        </p>
    }
}

fn summary(state: State) -> String {
    state.now.with_untracked(|now| {
        let reviewers = now.measures.effective_reviewers.map_or("no".to_owned(), |r| significant(r, 2));
        let trajectory = &now.outlook.trajectory;
        let (first, last) = (trajectory.first().copied().unwrap_or(0.0), trajectory.last().copied().unwrap_or(0.0));
        format!(
            "The reviewers are worth {reviewers} independent ones. Of all decisions {} are wrong and undetected at \
             first, {} after {GENERATIONS} generations.",
            percent(first),
            percent(last)
        )
    })
}
