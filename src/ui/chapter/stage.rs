//! A chapter on the page: the one state of it, and what follows.

use blindspot_model::{Parameter, Params};
use leptos::prelude::*;

use crate::address::view::{ChapterView, View};
use crate::chapter::prediction::{Guess, Prediction};
use crate::chapter::{Chapter, Control, Scene, Setting};
use crate::ui::state::address::Address;
use crate::ui::state::sliced::{Sliced, sliced};

/// What the reader can change in a chapter, and what follows from it. Copies are handles to the same state.
#[derive(Clone, Copy)]
pub struct Stage {
    /// Which chapter.
    pub chapter: &'static dyn Chapter,
    /// As set by the controls.
    pub base: RwSignal<Params>,
    /// The objections that are on, a bit each.
    pub flipped: RwSignal<u8>,
    /// The parameter along which a tipping point is looked for.
    pub probe: RwSignal<Parameter>,
    /// What the reader is asked to predict.
    pub prediction: StoredValue<Prediction>,
    /// The reader's prediction, as far as there is one.
    pub guess: RwSignal<Option<Guess>>,
    /// What the controls, objections and the probe come to.
    pub setting: Memo<Setting>,
    /// Figures and numbers.
    pub scene: Memo<Scene>,
    /// The long work.
    pub work: Sliced,
}

impl Stage {
    /// The stage of a chapter at its start. Long work is done while one of its figures is in view.
    pub fn new(chapter: &'static dyn Chapter, in_view: Signal<bool>) -> Stage {
        let start = Setting::start(chapter);
        let base = RwSignal::new(start.base);
        let flipped = RwSignal::new(0);
        let probe = RwSignal::new(start.probe);
        let prediction = StoredValue::new(chapter.prediction());
        let guess = RwSignal::new(prediction.with_value(Prediction::first_guess));
        let setting = Memo::new(move |_| start.with(chapter, base.get(), flipped.get()).along(probe.get()));
        let tasks = Memo::new(move |_| setting.with(|setting| chapter.tasks(setting)));
        let work = sliced(tasks, in_view);
        let results = work.results;
        let scene = Memo::new(move |_| results.with(|results| setting.with(|setting| chapter.scene(setting, results))));
        Stage { chapter, base, flipped, probe, prediction, guess, setting, scene, work }
    }

    /// Makes the chapter of this number one that links lead to.
    pub fn register(self, number: usize) {
        let first = self.prediction.with_value(Prediction::first_guess);
        let begun = first.clone();
        let view = move || {
            View::Chapter(ChapterView {
                chapter: number,
                base: self.base.get(),
                flipped: self.flipped.get(),
                probe: self.probe.get(),
                guess: self.guess.get().filter(|guess| Some(guess) != begun.as_ref()),
            })
        };
        let open = move |view| {
            if let View::Chapter(view) = view {
                self.base.set(view.base);
                self.flipped.set(view.flipped);
                self.probe.set(view.probe);
                self.guess.set(view.guess.or_else(|| first.clone()));
            }
        };
        expect_context::<Address>().register(self.chapter.words().id, view, Callback::new(open));
    }

    /// Moves a control, within the rules of the chapter.
    pub fn move_to(&self, control: Control, value: f64) {
        self.set(control.moved(self.base.get_untracked(), value));
    }

    /// Changes the setting, within the rules of the chapter.
    pub fn set(&self, params: Params) {
        let before = self.base.get_untracked();
        let after = self.chapter.admitted(&before, params);
        if after != before {
            self.base.set(after);
        }
    }

    /// A text with its numbers put in.
    pub fn spoken(&self, text: &str) -> String {
        self.scene.with(|scene| self.setting.with(|setting| scene.spoken(self.chapter, setting, text)))
    }
}
