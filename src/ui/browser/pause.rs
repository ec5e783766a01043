//! Long work that lets the page answer between two parts of it.

use leptos::prelude::window;
use web_sys::js_sys::Promise;

use super::motion::time;

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
    /// By the page's clock, where it has one.
    end: Option<f64>,
}

impl Stretch {
    /// It begins now, and takes so many milliseconds.
    pub fn of(milliseconds: f64) -> Stretch {
        Stretch { end: window().performance().map(|clock| clock.now() + milliseconds) }
    }

    /// Whether there is time for another part; without a clock each part is a stretch.
    pub fn has_time(self) -> bool {
        self.end.is_some_and(|end| time() < end)
    }
}
