//! Parts that are put into the page one at a time.

use leptos::prelude::*;

/// Counts from one to `count`, giving the page time to answer between; then calls.
pub fn one_by_one(count: usize, done: Callback<()>) -> RwSignal<usize> {
    let counted = RwSignal::new(0);
    let next = move || {
        if counted.try_update(|counted| *counted += 1).is_some() && counted.get_untracked() == count {
            done.run(());
        }
    };
    Effect::new(move |_| {
        if counted.get() < count {
            set_timeout(next, std::time::Duration::ZERO);
        }
    });
    counted
}
