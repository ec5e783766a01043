//! One polite message about what changed and why, once the controls rest; none while dragging.

use std::time::Duration;

use leptos::prelude::*;

const REST: Duration = Duration::from_millis(900);

/// What is said next to who listens instead of looking.
#[derive(Clone, Copy)]
struct Live {
    message: RwSignal<String>,
    /// Says it once nothing else is to be said for a while, whoever asks.
    tell: StoredValue<Box<dyn FnMut(Summary)>, LocalStorage>,
}

/// Makes what is said when it is said.
type Summary = Box<dyn Fn() -> String>;

/// Provides the place for messages.
pub fn provide_announcer() {
    let message = RwSignal::new(String::new());
    let tell = debounce(REST, move |summary: Summary| message.set(untrack(summary)));
    provide_context(Live { message, tell: StoredValue::new_local(Box::new(tell)) });
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
            live.tell.update_value(|tell| tell(Box::new(summary)));
        }
    });
}

/// The message for who listens instead of looking.
#[component]
pub fn Announcer() -> impl IntoView {
    let live: Live = expect_context();
    view! { <p class="spoken" aria-live="polite" data-live>{live.message}</p> }
}
