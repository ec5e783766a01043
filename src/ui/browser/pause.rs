//! Long work that lets the page answer between two parts of it.

use leptos::prelude::window;
use web_sys::js_sys::Promise;

use super::motion::time;
use super::refusals::harmless;

/// Lets the browser do what it has to do.
pub async fn pause() {
    let later = Promise::new(&mut |done, _| {
        // Without timers it goes on at once.
        if window().set_timeout_with_callback(&done).is_err() {
            harmless(done.call0(&done), "what is waited for takes nothing");
        }
    });
    harmless(later.await, "a pause is never refused");
}

/// A stretch of work.
pub struct Stretch {
    /// By the page's clock, where it has one.
    end: Option<f64>,
}

impl Stretch {
    /// It begins now, and takes so many milliseconds.
    pub fn of(milliseconds: f64) -> Stretch {
        Stretch { end: window().performance().map(|clock| clock.now() + milliseconds) }
    }

    /// Does parts until none is left or it is over, one at least; false once none is left. Without a clock each part is a stretch.
    pub fn filled(self, mut part: impl FnMut() -> bool) -> bool {
        loop {
            if !part() {
                return false;
            }
            if self.end.is_none_or(|end| time() >= end) {
                return true;
            }
        }
    }
}
