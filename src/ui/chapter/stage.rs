//! A chapter on the page: the one state of it, and what follows.

use blindspot_model::{Parameter, Params};
use leptos::prelude::*;

use crate::address::view::{ChapterView, View};
use crate::chapter::marked::Marked;
use crate::chapter::prediction::{Guess, Prediction};
use crate::chapter::{Chapter, Control, Mark, Scene, Setting};
use crate::chart::Picture;
use crate::figure::Frame;
use crate::figure::compared::Role;
use crate::ui::state::address::Address;
use crate::ui::state::sliced::{Sliced, sliced};
use crate::ui::state::veil::Veil;

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
    /// What the pieces of evidence share, where the chapter has some.
    pub marked: RwSignal<Marked>,
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
    /// Which of its figures is shown, by its place.
    pub shown: RwSignal<usize>,
    /// Whether the reader has chosen it: then it stays until its own paragraph is read.
    pub is_chosen: RwSignal<bool>,
    /// The guess that was compared with the model's answer, as it is drawn into a figure, from then on.
    mark: RwSignal<Option<Mark>>,
    /// The figures as they were before the objections that are on, where they don't show that by themselves.
    before: Memo<Option<Scene>>,
    /// Whether the answer is kept back until the reader has guessed.
    pub veil: Veil,
}

impl Stage {
    /// The stage of a chapter at its start. Long work is done while it is in view.
    pub fn new(chapter: &'static dyn Chapter, in_view: Signal<bool>) -> Stage {
        let start = Setting::start(chapter);
        let base = RwSignal::new(start.base);
        let flipped = RwSignal::new(0);
        let probe = RwSignal::new(start.probe);
        let marked = RwSignal::new(Marked::start(chapter));
        let prediction = StoredValue::new(chapter.prediction());
        let guess = RwSignal::new(None);
        let setting =
            Memo::new(move |_| start.with(chapter, base.get(), flipped.get()).along(probe.get()).marked(marked.get()));
        let tasks = Memo::new(move |_| setting.with(|setting| chapter.tasks(setting)));
        let work = sliced(tasks, in_view);
        let results = work.results;
        let scene = Memo::new(move |_| results.with(|results| setting.with(|setting| chapter.scene(setting, results))));
        let before = Memo::new(move |_| {
            let is_flipped = flipped.get() != 0 && !chapter.shows_before();
            let base = is_flipped.then(|| setting.with(|setting| setting.with(chapter, setting.base, 0)));
            base.map(|setting| results.with(|results| chapter.scene(&setting, results)))
        });
        Stage {
            chapter,
            base,
            flipped,
            probe,
            marked,
            prediction,
            guess,
            setting,
            scene,
            work,
            shown: RwSignal::new(chapter.opens_on()),
            is_chosen: RwSignal::new(false),
            mark: RwSignal::new(None),
            before,
            veil: Veil::none(),
        }
    }

    /// This stage with its answer kept back until the reader has guessed, or wants to be shown, or moves something.
    #[must_use]
    pub fn veiled(self) -> Stage {
        let veil = Veil::new();
        Effect::new(move |before: Option<()>| {
            let has_moved = self.setting.with(|setting| *setting != Setting::start(self.chapter));
            // A link may have brought another setting before anybody looked.
            if has_moved || before.is_some() {
                veil.lift();
            }
        });
        Stage { veil, ..self }
    }

    /// This stage as if nothing were kept back, for what is told before the question.
    #[must_use]
    pub fn open(self) -> Stage {
        Stage { veil: Veil::none(), ..self }
    }

    /// Compares the reader's guess with the model's answer, which is shown from then on, and says the gap.
    pub fn compare(self) -> Option<String> {
        let guess = self.guess.get_untracked()?;
        let mark = self.chapter.mark(&guess);
        if let Some(mark) = &mark {
            self.shown.set(mark.figure);
        }
        self.mark.set(mark);
        self.veil.lift();
        Some(self.prediction.with_value(|prediction| prediction.reveal(&guess)))
    }

    /// One of its figures, with the reader's guess and with a ghost of what was before an objection.
    pub fn frame(self, place: usize) -> Memo<Frame> {
        Memo::new(move |_| {
            let frame = self.scene.with(|scene| scene.frames[place].clone());
            let frame = self.before.with(|before| match before {
                Some(before) => frame.over(&before.frames[place], Role::Ghost),
                None => frame,
            });
            self.mark.with(|mark| match mark.as_ref().filter(|mark| mark.figure == place) {
                Some(mark) => frame.guessed(mark),
                None => frame,
            })
        })
    }

    /// Makes the chapter of this number one that links lead to.
    pub fn register(self, number: usize) {
        let view = move || {
            View::Chapter(ChapterView {
                chapter: number,
                base: self.base.get(),
                flipped: self.flipped.get(),
                probe: self.probe.get(),
                marked: self.marked.get(),
                guess: self.guess.get(),
            })
        };
        let open = move |view| {
            if let View::Chapter(view) = view {
                self.base.set(view.base);
                self.flipped.set(view.flipped);
                self.probe.set(view.probe);
                self.marked.set(view.marked);
                self.guess.set(view.guess);
            }
        };
        expect_context::<Address>().register(self.chapter.words().id, view, Callback::new(open));
    }

    /// Moves a control, within the rules of the chapter.
    pub fn move_to(&self, control: Control, value: f64) {
        self.set(control.moved(self.base.get_untracked(), value));
    }

    /// Marks what pieces of evidence share; the marks rule from then on.
    pub fn mark(&self, marked: Marked) {
        self.marked.set(marked);
        self.set(marked.applied_to(self.base.get_untracked()));
    }

    /// Gives a piece of evidence rates of its own, or those that all have.
    pub fn rate(&self, piece: usize, rates: Option<blindspot_model::Piece>) {
        self.marked.update(|marked| *marked = marked.with_rates(piece, rates));
    }

    /// Back to the start of the chapter.
    pub fn reset(&self) {
        self.flipped.set(0);
        self.marked.set(Marked::start(self.chapter));
        self.base.set(self.chapter.start());
    }

    /// Changes the setting, within the rules of the chapter.
    pub fn set(&self, params: Params) {
        let before = self.base.get_untracked();
        let params = match self.chapter.marks() {
            Some(_) => self.marked.get_untracked().carried(&before, params),
            None => params,
        };
        let after = self.chapter.admitted(&before, params);
        if after != before {
            let pictures: Vec<Picture> =
                self.scene.with_untracked(|scene| scene.frames.iter().map(|frame| frame.picture.clone()).collect());
            self.base.set(after);
            self.show_what_moved(&pictures);
        }
    }

    /// Shows the figure that a paragraph speaks of, as the paragraph comes to be read.
    pub fn follow(&self, place: usize) {
        let (Some(shown), Some(is_chosen)) = (self.shown.try_get_untracked(), self.is_chosen.try_get_untracked())
        else {
            return;
        };
        if shown == place {
            self.is_chosen.set(false);
        } else if !is_chosen {
            self.shown.set(place);
        }
    }

    /// Shows a figure that has moved, where the one that is shown has not: a lever without effect would say something false.
    fn show_what_moved(&self, before: &[Picture]) {
        let shown = self.shown.get_untracked();
        let other = self.scene.with_untracked(|scene| {
            let has_moved = |place: &usize| scene.frames[*place].picture != before[*place];
            (!has_moved(&shown)).then(|| (0..before.len()).find(has_moved)).flatten()
        });
        if let Some(other) = other {
            self.shown.set(other);
        }
    }

    /// A text with its numbers put in.
    pub fn spoken(&self, text: &str) -> String {
        self.scene.with(|scene| self.setting.with(|setting| scene.spoken(self.chapter, setting, text)))
    }
}
