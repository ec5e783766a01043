//! Sizes that are read together. A browser lays the whole page out again for a size that is read after a change; so what is
//! mounted at once is first all read, and changed only then.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::{request_animation_frame, set_timeout};

/// A frame out of sight is given no animation frames, but its host asks for its height.
const UNSEEN: Duration = Duration::from_millis(100);

/// What to do with what was read.
type Write = Box<dyn FnOnce()>;

thread_local! {
    static WAITING: RefCell<Vec<Box<dyn FnOnce() -> Write>>> = const { RefCell::new(Vec::new()) };
}

/// Reads before the next paint, beside what else is to be read then; after all reads does what `read` gave.
pub fn read_together(read: impl FnOnce() -> Write + 'static) {
    let is_first = WAITING.with_borrow_mut(|waiting| {
        waiting.push(Box::new(read));
        waiting.len() == 1
    });
    if is_first {
        request_animation_frame(read_all);
        set_timeout(read_all, UNSEEN);
    }
}

fn read_all() {
    let writes: Vec<Write> = WAITING.take().into_iter().map(|read| read()).collect();
    for write in writes {
        write();
    }
}
