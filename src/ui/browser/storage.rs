//! What a tab keeps while it is open.

use leptos::prelude::*;

/// What the tab keeps, where it may.
pub fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}
