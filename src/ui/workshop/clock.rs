//! A clock that runs down while a class votes or talks.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::browser::timers::every;

/// What it begins with, in seconds.
const START: f64 = 120.0;
/// What a press adds or takes away.
const STRIDE: f64 = 30.0;
/// The longest time.
const MOST: f64 = 60.0 * 60.0;

/// The clock with its buttons.
#[component]
pub fn Clock() -> impl IntoView {
    // By the browser's clock, not by counting: a tab in the background is woken late.
    let now = || window().performance().map_or(0.0, |clock| clock.now() / 1000.0);
    let left = RwSignal::new(START);
    let ends = StoredValue::new(None::<f64>);
    let is_running = RwSignal::new(false);
    let tick = move || {
        if let Some(ends) = ends.try_get_value().flatten() {
            left.set((ends - now()).max(0.0));
            if left.get_untracked() <= 0.0 {
                is_running.set(false);
            }
        }
    };
    Effect::new(move |_| {
        ends.set_value(is_running.get().then(|| now() + left.get_untracked()));
        if is_running.get() {
            every(Duration::from_millis(200), tick);
        }
    });
    let change = move |by: f64| {
        left.update(|left| *left = (*left + by).clamp(0.0, MOST));
        if ends.with_value(Option::is_some) {
            ends.set_value(Some(now() + left.get_untracked()));
        }
    };
    let toggle = move |_| {
        if left.get_untracked() <= 0.0 {
            left.set(START);
        }
        is_running.update(|running| *running = !*running);
    };
    let reset = move |_| {
        is_running.set(false);
        left.set(START);
    };
    let shown = Memo::new(move |_| read(left.get()));
    let is_over = Memo::new(move |_| left.get() <= 0.0);
    view! {
        <div class="clock" role="group" aria-label="Clock" class:over=is_over>
            <output role="timer" aria-live="off" data-clock>{shown}</output>
            <button type="button" class="chip small" data-clock-run aria-pressed=move || is_running.get().to_string() on:click=toggle>
                {move || if is_running.get() { "Stop" } else { "Start" }}
            </button>
            <button type="button" class="chip small" aria-label="half a minute less" on:click=move |_| change(-STRIDE)>"−"</button>
            <button type="button" class="chip small" aria-label="half a minute more" on:click=move |_| change(STRIDE)>"+"</button>
            <button type="button" class="chip small" aria-label="set the clock back" on:click=reset>"↺"</button>
            <span class="spoken" role="status">{move || is_over.get().then_some("The time is up.")}</span>
        </div>
    }
}

/// Minutes and seconds: `2:05`.
// An hour at most.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn read(left: f64) -> String {
    let seconds = left.max(0.0).ceil() as u32;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
