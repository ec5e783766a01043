//! Parts that are put into the page one at a time.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::browser::timers::Timer;
use crate::ui::browser::together::read_together;

/// Counts from one to `count`, giving the page time to paint and to answer between; then calls. Before it counts on, `prepare`
/// is told how far it is and does a bit of what the next one needs, until it says that there was nothing to do.
pub fn one_by_one(
    count: usize,
    prepare: impl Fn(usize) -> bool + Copy + 'static,
    done: Callback<()>,
) -> RwSignal<usize> {
    let counted = RwSignal::new(0);
    let again = Trigger::new();
    let timer = Timer::new();
    let next = move || {
        if counted.try_get_untracked().is_some_and(prepare) {
            return again.notify();
        }
        let now = counted.try_update(|counted| {
            *counted += 1;
            *counted
        });
        if now == Some(count) {
            // The last has its size by then.
            read_together(move || {
                Box::new(move || {
                    done.try_run(());
                })
            });
        }
    };
    Effect::new(move |_| {
        again.track();
        if counted.get() < count {
            read_together(move || Box::new(move || timer.set(Duration::ZERO, next)));
        }
    });
    counted
}
