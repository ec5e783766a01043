//! What chapters need for their opening scenes, worked out in slices before they are put in.

use std::collections::VecDeque;

use leptos::prelude::*;

use crate::chapters::CHAPTERS;
use crate::figure::ahead::Ahead;
use crate::ui::browser::pause::Stretch;

/// What a slice may take, in milliseconds.
const SLICE: f64 = 6.0;

/// What is left of it. Copies are handles to the same.
#[derive(Clone, Copy)]
pub struct Preparation(StoredValue<(Option<usize>, VecDeque<Ahead>)>);

impl Preparation {
    /// Nothing is done yet.
    pub fn new() -> Preparation {
        Preparation(StoredValue::new((None, VecDeque::new())))
    }

    /// Does the next slice of what the turn after so many needs, and says whether there was one to do.
    pub fn advance(self, turns: usize) -> bool {
        // The words of a chapter come first, then its pane.
        let chapter = turns.is_multiple_of(2).then(|| CHAPTERS.get(turns / 2)).flatten();
        let Some(chapter) = chapter else { return false };
        let advanced = self.0.try_update_value(|(of, queue)| {
            if *of != Some(turns) {
                (*of, *queue) = (Some(turns), chapter.ahead().into());
            }
            let had = !queue.is_empty();
            Stretch::of(SLICE).filled(|| queue.pop_front().map(|piece| piece.work()).is_some());
            had
        });
        advanced == Some(true)
    }
}
