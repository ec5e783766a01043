//! One polite message about what changed and why, once the controls rest; none while dragging.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::browser::timers::Timer;

const REST: Duration = Duration::from_millis(900);

/// What is said next to who listens instead of looking.
#[derive(Clone, Copy)]
struct Live {
    message: RwSignal<String>,
    timer: Timer,
}

/// Provides the place for messages.
pub fn provide_announcer() {
    provide_context(Live { message: RwSignal::new(String::new()), timer: Timer::new() });
}

/// Says what `inputs` come to once they have changed and rest.
pub fn announce<K: Clone + PartialEq + Send + Sync + 'static>(
    inputs: Memo<K>,
    summary: impl Fn() -> String + Copy + Send + Sync + 'static,
) {
    let live: Live = expect_context();
    Effect::new(move |before: Option<()>| {
        // Read, not only tracked: what nobody has read yet does not know what it follows.
        inputs.with(|_| ());
        if before.is_some() {
            live.timer.set(REST, move || {
                // What changed may be gone by the time it is told.
                if inputs.try_with_untracked(|_| ()).is_some() {
                    live.message.set(untrack(summary));
                }
            });
        }
    });
}

/// The message for who listens instead of looking.
#[component]
pub fn Announcer() -> impl IntoView {
    let live: Live = expect_context();
    view! { <p class="spoken" aria-live="polite" data-live>{live.message}</p> }
}
