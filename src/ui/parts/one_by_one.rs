//! Parts that are put into the page one at a time.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::browser::timers::Timer;

/// Counts from one to `count`, giving the page time to answer between; then calls.
pub fn one_by_one(count: usize, done: Callback<()>) -> RwSignal<usize> {
    let counted = RwSignal::new(0);
    let timer = Timer::new();
    let next = move || {
        let now = counted.try_update(|counted| {
            *counted += 1;
            *counted
        });
        if now == Some(count) {
            done.try_run(());
        }
    };
    Effect::new(move |_| {
        if counted.get() < count {
            timer.set(Duration::ZERO, next);
        }
    });
    counted
}
