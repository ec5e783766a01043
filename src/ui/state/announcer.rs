//! One polite message about what changed and why, once the controls rest; none while dragging.

use std::time::Duration;

use leptos::prelude::*;

const REST: Duration = Duration::from_millis(900);

/// What is said next to who listens instead of looking.
#[derive(Clone, Copy)]
struct Live {
    message: RwSignal<String>,
    pending: StoredValue<Option<TimeoutHandle>>,
}

/// Provides the place for messages.
pub fn provide_announcer() {
    provide_context(Live { message: RwSignal::new(String::new()), pending: StoredValue::new(None) });
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
            if let Some(timer) = live.pending.get_value() {
                timer.clear();
            }
            let tell = move || live.message.set(untrack(summary));
            live.pending.set_value(set_timeout_with_handle(tell, REST).ok());
        }
    });
}

/// The message for who listens instead of looking.
#[component]
pub fn Announcer() -> impl IntoView {
    let live: Live = expect_context();
    view! { <p class="spoken" aria-live="polite" data-live>{live.message}</p> }
}
