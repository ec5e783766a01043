//! Answers that wait for the reader's guess.

use leptos::prelude::*;

use crate::ui::browser::storage::Kept;

/// What the tab keeps for who wanted to be shown at once.
const KEY: &str = "blindspot-shown";

/// Whether the page asks for guesses at all. Who says "just show me" once is not asked again.
#[derive(Clone, Copy)]
pub struct Asking(RwSignal<bool>);

/// Provides whether answers wait, as this tab has it.
pub fn provide_asking() {
    let wants_to_be_shown = Kept::InTab.read(KEY).is_some();
    provide_context(Asking(RwSignal::new(!wants_to_be_shown)));
}

impl Asking {
    /// Shows every answer from now on.
    fn stop(self) {
        self.0.set(false);
        // A tab that keeps nothing is asked again after a reload, and that is all.
        Kept::InTab.write(KEY, "1");
    }
}

/// Whether a chapter's answer is kept back. Copies are handles to the same veil.
#[derive(Clone, Copy)]
pub struct Veil {
    /// Nothing is kept back where nobody asks: in embeds and in rooms.
    asking: Option<Asking>,
    is_lifted: RwSignal<bool>,
}

impl Veil {
    /// A veil that hangs where the page asks for guesses.
    pub fn new() -> Veil {
        Veil { asking: use_context(), is_lifted: RwSignal::new(false) }
    }

    /// No veil.
    pub fn none() -> Veil {
        Veil { asking: None, is_lifted: RwSignal::new(true) }
    }

    /// Whether the answer is kept back.
    pub fn hangs(self) -> bool {
        self.asking.is_some_and(|asking| asking.0.get()) && !self.is_lifted.get()
    }

    /// Shows this chapter's answer.
    pub fn lift(self) {
        self.is_lifted.set(true);
    }

    /// Shows this chapter's answer and all others'.
    pub fn lift_all(self) {
        self.lift();
        if let Some(asking) = self.asking {
            asking.stop();
        }
    }
}
