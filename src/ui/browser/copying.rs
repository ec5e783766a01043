//! Copying a text: by the browser where it allows it, else selected for the reader's own keys.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::host::is_sandboxed;

/// Copies what stands in a field.
#[component]
pub fn CopyButton(
    /// Whose text.
    field: NodeRef<html::Textarea>,
) -> impl IntoView {
    let said = RwSignal::new("");
    let copy = move |_| {
        let Some(field) = field.get_untracked() else { return };
        field.select();
        said.set("");
        // Pages without a secure origin have no clipboard, and sandboxed frames may not use theirs, nor try without a
        // word in the host's log.
        let clipboard = window().navigator().clipboard();
        if clipboard.is_undefined() || is_sandboxed() {
            said.set(SELECTED);
            return;
        }
        let written = clipboard.write_text(&field.value());
        spawn_local(async move {
            // The button may be gone by then.
            said.try_set(if written.await.is_ok() { "Copied." } else { SELECTED });
        });
    };
    view! {
        <p class="chips">
            <button type="button" class="chip" data-copy on:click=copy>"Copy"</button>
            <span class="fine" role="status">{said}</span>
        </p>
    }
}

/// What is said where the browser does not copy.
const SELECTED: &str = "The text is selected: copy it with the keys of your system.";
