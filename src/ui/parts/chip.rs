//! Buttons to choose one of several.

use leptos::prelude::*;

/// A button that chooses one of several, pressed while that one is chosen. Who puts it in gives it an attribute to be found by.
#[component]
pub fn Chip<T: Copy + PartialEq + Send + Sync + 'static>(
    /// Which of them is chosen.
    chosen: RwSignal<T>,
    /// Which one it chooses.
    each: T,
    /// What it says.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="chip small"
            aria-pressed=move || (chosen.get() == each).to_string()
            on:click=move |_| chosen.set(each)
        >
            {name}
        </button>
    }
}
