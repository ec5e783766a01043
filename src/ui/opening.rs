//! The opening figure: two worlds side by side, one slider.

use blindspot_model::World;
use blindspot_model::experiments::REDUX_CORRELATIONS;
use blindspot_model::params::MAX_RHO_BETWEEN;
use leptos::prelude::*;

use super::card::Card;
use super::output::Output;
use super::prose;
use super::slider::Slider;
use crate::chapter::control::Range;
use crate::figure::coincidences::Authors;
use crate::figure::hero::{self, CALLS};
use crate::figure::number::{grouped, percent, significant};

/// Two worlds with the same calls, the same dice and the same skill.
#[component]
pub fn Opening() -> impl IntoView {
    // One model: the figure opens on its finding.
    let opening_overlap = World::OneModel.structure().0;
    let overlap = RwSignal::new(opening_overlap);
    let calls = StoredValue::new(hero::Calls::drawn());
    let apart = Memo::new(move |_| calls.with_value(|calls| hero::world(calls, 0.0)));
    let alike = Memo::new(move |_| calls.with_value(|calls| hero::world(calls, overlap.get())));

    let range = Range { min: 0.0, max: MAX_RHO_BETWEEN, step: 0.01, decimals: 3, unit: "", default: opening_overlap };
    let effect = Signal::derive(move || {
        alike.with(|world| format!("{} of {} wrong calls are published", world.published, world.wrong))
    });
    view! {
        <section class="opening" id="opening" aria-labelledby="opening-title">
            <h2 id="opening-title">{prose::OPENING_TITLE}</h2>
            <div class="pair">
                <WorldCard id="independent-world" world=apart />
                <WorldCard id="overlapping-world" world=alike />
            </div>
            <div class="panel">
                <Slider
                    id="overlap"
                    label="Shared blind spots"
                    meaning=prose::OVERLAP_MEANING
                    range=Signal::stored(range)
                    value=overlap
                    set=Callback::new(move |value| overlap.set(value))
                    effect=effect
                />
                <Measured overlap=overlap />
            </div>
            <p class="key">{move || prose::opening_key(alike.with(|world| world.wrong), CALLS)}</p>
        </section>
    }
}

/// One world: how many wrong calls are published, and that nobody got less careful.
#[component]
fn WorldCard(id: &'static str, world: Memo<hero::World>) -> impl IntoView {
    let frame = Signal::derive(move || world.with(|world| world.frame.clone()));
    let published = move || world.with(|world| world.published);
    let wrong = move || world.with(|world| world.wrong);
    let rates =
        move || world.with(|world| world.miss_rates.iter().map(|&rate| percent(rate)).collect::<Vec<_>>().join(", "));
    let measure = move |get: fn(&blindspot_model::Measures) -> Option<f64>| {
        Signal::derive(move || world.with(|world| get(&world.measures)))
    };
    view! {
        <div class="world" data-scope=id>
            <Card frame=frame id=id>
                <p class="count">
                    <data class="big" value=move || published().to_string() data-drawn="published">
                        {move || published().to_string()}
                    </data>
                    " of "
                    <data value=move || wrong().to_string() data-drawn="wrong">{move || wrong().to_string()}</data>
                    {move || if published() == 1 { " wrong calls is published. " } else { " wrong calls are published. " }}
                    "Expected among the " {grouped(CALLS as f64)} " calls: "
                    <Output
                        name="surviving_share"
                        value=measure(|m| Some(m.surviving_share))
                        show=|share| significant(share * CALLS as f64, 2)
                    />
                    "."
                </p>
                <p class="same-skill">
                    "Skill, unchanged: tested with errors planted at random, each reviewer misses "
                    <Output name="miss_rate_now" value=measure(|m| Some(m.miss_rate_now)) show=percent />
                    " (drawn: " {rates} "). Together they are worth "
                    <Output
                        name="effective_reviewers"
                        value=measure(|m| m.effective_reviewers)
                        show=|reviewers| significant(reviewers, 2)
                    />
                    " independent reviewers."
                </p>
            </Card>
        </div>
    }
}

/// Overlaps that were measured elsewhere, to jump to.
#[component]
fn Measured(overlap: RwSignal<f64>) -> impl IntoView {
    let humans = Authors::Humans.experiment();
    let redux = REDUX_CORRELATIONS;
    let measured = [
        ("none", 0.0, "what a claim of independence assumes"),
        (
            "human programmers, 1986",
            humans.exchangeable_rho(),
            "27 versions of one program; borrowed from another task",
        ),
        (
            "AI, other vendor",
            redux.different_vendor,
            "48 versions of the same program, 2026; borrowed from another task",
        ),
        ("AI, same vendor", redux.same_vendor, "48 versions of the same program, 2026; borrowed from another task"),
        (
            "one model",
            redux.same_model_other_language.min(MAX_RHO_BETWEEN),
            "one AI model writing in two languages, 2026; borrowed from another task",
        ),
    ];
    let chips = measured.map(|(name, rho, source)| {
        let is_on = move || (overlap.get() - rho).abs() < 0.005;
        view! {
            <button
                type="button"
                class="chip"
                title=source
                data-overlap=name
                aria-pressed=move || is_on().to_string()
                on:click=move |_| overlap.set(rho)
            >
                {name} " " <span class="figure">{significant(rho, 2)}</span>
            </button>
        }
    });
    view! {
        <div class="chips" role="group" aria-label="Overlaps to compare">
            <span class="chips-name">"Jump to"</span>
            {chips.into_iter().collect_view()}
        </div>
    }
}
