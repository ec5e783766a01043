//! Long work that lets the page answer between two parts of it.

use leptos::prelude::window;
use web_sys::js_sys::Promise;

use super::motion::time;

/// What a part may take, in milliseconds: far from what a hand notices.
const PART: f64 = 12.0;

/// Lets the browser do what it has to do.
pub async fn pause() {
    let later = Promise::new(&mut |done, _| {
        // Without timers it goes on at once.
        if window().set_timeout_with_callback(&done).is_err() {
            let _ = done.call0(&done);
        }
    });
    let _ = later.await;
}

/// A stretch of work. Copies end at the same time.
#[derive(Clone, Copy)]
pub struct Stretch {
    end: f64,
}

impl Stretch {
    /// It begins now.
    pub fn begin() -> Stretch {
        Stretch { end: time() + PART }
    }

    /// Whether there is time for another part.
    pub fn has_time(self) -> bool {
        time() < self.end
    }
}
