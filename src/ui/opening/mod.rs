//! The opening figure: two worlds side by side, one slider, and a look at any one call.

mod one_call;
mod sliding;
mod sweep;
mod world_card;

use blindspot_model::World;
use blindspot_model::params::MAX_RHO_BETWEEN;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::browser::motion::prefers_still;
use super::parts::slider::Slider;
use super::state::address::Address;
use crate::address::look::Controls;
use crate::address::view::{OPENING, View};
use crate::chapter::control::Range;
use crate::chapters::prose;
use crate::figure::correlations::Tick;
use crate::figure::hero::{self, CALLS};
use crate::figure::one_call::OneCall;
use one_call::OneWrongCall;
use sweep::{Sweep, SweepButton};
use world_card::WorldCard;

/// Two worlds with the same calls, the same dice and the same skill.
#[component]
pub fn Opening(
    /// What can be moved.
    #[prop(default = Controls::Full)]
    controls: Controls,
    /// Whether its title and how to read it are there.
    #[prop(default = true)]
    has_prose: bool,
) -> impl IntoView {
    // One model: the figure opens on its finding.
    let opening_overlap = World::OneModel.structure().0;
    let overlap = RwSignal::new(opening_overlap);
    let opened = Callback::new(move |view| {
        if let View::Opening { overlap: opened } = view {
            overlap.set(opened);
        }
    });
    expect_context::<Address>().register(OPENING, move || View::Opening { overlap: overlap.get() }, opened);
    let chosen = RwSignal::new(None::<usize>);
    let calls = StoredValue::new(hero::Calls::drawn());
    let apart = Memo::new(move |_| calls.with_value(|calls| hero::world(calls, 0.0)));
    let alike = Memo::new(move |_| calls.with_value(|calls| hero::world(calls, overlap.get())));
    let wrong = Memo::new(move |_| alike.with(hero::World::wrong));
    let passes_from = Memo::new(move |_| calls.with_value(|calls| chosen.get().and_then(|row| calls.passes_from(row))));
    let call = Memo::new(move |_| {
        let row = chosen.get()?;
        apart.with(|apart| alike.with(|alike| OneCall::of(row, apart, alike, passes_from.get())))
    });
    let suggest = move || apart.with_untracked(|apart| alike.with_untracked(|alike| hero::telling_row(apart, alike)));

    let is_used = RwSignal::new(false);
    let is_still = prefers_still();
    let [apart_in_view, alike_in_view] = [(); 2].map(|()| RwSignal::new(false));
    let sweep = Sweep::new(overlap, alike_in_view.into(), is_still);
    let go = move |value: f64| {
        sweep.stop();
        overlap.set(value);
    };
    let show = move |()| {
        if let Some(picture) = document().query_selector("#overlapping-world .picture").ok().flatten() {
            picture.scroll_into_view();
        }
    };
    let range = Range { min: 0.0, max: MAX_RHO_BETWEEN, step: 0.01, decimals: 3, unit: "", default: opening_overlap };
    let effect = Signal::derive(move || {
        alike.with(|world| format!("{} of {} wrong calls are published", world.published(), world.wrong()))
    });
    let lever = move || {
        view! {
            <div
                class="panel overlap"
                class:in-use=is_used
                on:pointerdown=move |event| {
                    is_used.set(true);
                    stop_at_slider(&event, sweep);
                }
                on:keydown=move |_| is_used.set(true)
            >
                <Slider
                    id="overlap"
                    label="Shared blind spots"
                    meaning=prose::OVERLAP_MEANING
                    range=Signal::stored(range)
                    value=overlap
                    set=Callback::new(go)
                    effect=effect
                    ticks=ticks()
                    shows_ticks=true
                />
                <SweepButton sweep=sweep show=Callback::new(show) />
            </div>
        }
    };
    view! {
        <section class="opening" id="opening" aria-labelledby="opening-title">
            <h2 id="opening-title" class:spoken=!has_prose>{prose::OPENING_TITLE}</h2>
            <div class="pair">
                <WorldCard id="independent-world" world=apart chosen=chosen in_view=apart_in_view is_still=is_still />
                <WorldCard id="overlapping-world" world=alike chosen=chosen in_view=alike_in_view is_still=is_still />
            </div>
            {(controls != Controls::None).then(lever)}
            {(controls == Controls::Full)
                .then(|| {
                    view! {
                        <OneWrongCall chosen=chosen call=call wrong=wrong suggest=Callback::new(move |()| suggest()) />
                    }
                })}
            {has_prose.then(|| view! { <p class="key">{move || prose::opening_key(wrong.get(), CALLS)}</p> })}
        </section>
    }
}

/// A hand on the slider stops the film.
fn stop_at_slider(event: &PointerEvent, sweep: Sweep) {
    if event.target().is_some_and(|target| target.has_type::<HtmlInputElement>()) {
        sweep.stop();
    }
}

/// Overlaps that were measured elsewhere, and none.
fn ticks() -> Vec<(f64, Tick)> {
    let none = Tick { name: "none".to_owned(), rho: 0.0, source: prose::NO_OVERLAP.to_owned() };
    std::iter::once(none).chain(Tick::all()).map(|tick| (tick.rho.min(MAX_RHO_BETWEEN), tick)).collect()
}
