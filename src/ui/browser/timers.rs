//! Timers that end with who has set them.

use std::time::Duration;

use leptos::prelude::*;

/// A timer: set again it begins anew, and it ends with its owner. Copies are handles to the same timer.
#[derive(Clone, Copy)]
pub struct Timer(StoredValue<Option<TimeoutHandle>>);

impl Timer {
    /// A timer that is not running.
    pub fn new() -> Timer {
        let timer = Timer(StoredValue::new(None));
        on_cleanup(move || timer.clear());
        timer
    }

    /// Calls after this time, unless it is set again or cleared before.
    pub fn set(self, rest: Duration, tell: impl FnOnce() + 'static) {
        self.clear();
        if !self.0.is_disposed() {
            self.0.set_value(set_timeout_with_handle(tell, rest).ok());
        }
    }

    /// Calls nobody any more.
    pub fn clear(self) {
        if let Some(handle) = self.0.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}

/// Calls again and again for as long as the owner lives; that of an effect does until the effect runs anew.
pub fn every(pause: Duration, tell: impl Fn() + 'static) {
    if let Ok(handle) = set_interval_with_handle(tell, pause) {
        on_cleanup(move || handle.clear());
    }
}
