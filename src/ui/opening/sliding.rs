//! Rows that slide to where a new setting has them.

use leptos::prelude::*;

use crate::chart::stance::{Stance, slid};
use crate::ui::browser::events::on_event;
use crate::ui::browser::motion::time;

/// Rows on their way to `goal`; `None` at rest, where no frame is asked for. Where they may not move they are always at
/// rest.
pub fn sliding(goal: Memo<Vec<Stance>>, may_move: Signal<bool>) -> Signal<Option<Vec<Stance>>> {
    let slide = Slide { goal, may_move, rows: RwSignal::new(None), is_running: StoredValue::new(false) };
    Effect::new(move |before: Option<Vec<Stance>>| {
        let goal = goal.get();
        // Rows that are on their way turn to the new goal from where they are.
        if let Some(before) = before.filter(|before| *before != goal)
            && may_move.get_untracked()
        {
            slide.begin(before);
        }
        goal
    });
    on_event(&window(), "beforeprint", move |_| slide.rest());
    slide.rows.into()
}

/// Handles to rows that slide from frame to frame.
#[derive(Clone, Copy)]
struct Slide {
    goal: Memo<Vec<Stance>>,
    may_move: Signal<bool>,
    rows: RwSignal<Option<Vec<Stance>>>,
    is_running: StoredValue<bool>,
}

impl Slide {
    fn begin(self, from: Vec<Stance>) {
        if !self.is_running.get_value() {
            self.is_running.set_value(true);
            self.rows.set(Some(from));
            self.advance(time());
        }
    }

    /// The next frame; asks for another one until every row has arrived.
    fn advance(self, before: f64) {
        request_animation_frame(move || {
            let may_move = self.may_move.try_get_untracked().unwrap_or(false);
            let (Some(rows), Some(goal)) = (self.rows.try_get_untracked().flatten(), self.goal.try_get_untracked())
            else {
                return self.rest();
            };
            let now = time();
            match slid(&rows, &goal, now - before).filter(|_| may_move) {
                Some(next) => {
                    self.rows.set(Some(next));
                    self.advance(now);
                }
                None => self.rest(),
            }
        });
    }

    fn rest(self) {
        self.is_running.try_set_value(false);
        if self.rows.try_with_untracked(Option::is_some) == Some(true) {
            self.rows.set(None);
        }
    }
}
