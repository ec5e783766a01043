//! What a chapter is: one idea as data and pure functions. It has words, a setting to begin with, controls, objections that are
//! switches of the model, figures and numbers. The page shows it live; the page without JavaScript is written from the same.

pub mod control;
pub mod finder;
pub mod holds;
pub mod marked;
pub mod note;
pub mod number;
pub mod prediction;
pub mod task;
pub mod text;

use blindspot_model::evidence::Marks;
use blindspot_model::{Parameter, Params, World};

pub use control::Control;
pub use holds::Holds;
pub use note::Note;
pub use number::Number;
pub use prediction::{Form, Guess, Prediction};
pub use task::{Results, Task};

use crate::figure::Frame;
use crate::figure::ahead::Ahead;
pub use crate::figure::guessed::Mark;
use marked::Marked;

/// The words of a chapter, see [`text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Its name in links and tests.
    pub id: &'static str,
    /// What it says, in a few words.
    pub title: &'static str,
    /// Which of the three claims it is about, `a`, `b` or `c`.
    pub claim: Option<char>,
    /// Introduces the figures, with the finding.
    pub lead: &'static [&'static str],
    /// Why it is so.
    pub why: &'static [&'static str],
    /// What a setting comes to, said to who listens.
    pub effect: &'static str,
}

impl Words {
    /// What stands over the title of the chapter of this number.
    #[must_use]
    pub fn kicker(&self, number: usize) -> String {
        match self.claim {
            Some(claim) => format!("Chapter {number} · claim ({claim})"),
            None => format!("Chapter {number}"),
        }
    }
}

/// An objection that can be flipped on.
#[derive(Clone, Copy, Debug)]
pub struct Objection {
    /// Its name in tests and links.
    pub id: &'static str,
    /// The objection, as its best advocate would put it.
    pub says: &'static str,
    /// What the switch does.
    pub switch: &'static str,
    /// What comes of it; numbers are of both settings.
    pub reply: &'static str,
    /// What it changes.
    pub changes: fn(Params) -> Params,
}

/// The defaults in a world, under perfect supervision: before training feeds back.
pub(crate) fn well_supervised(world: World) -> Params {
    world.of(&Params::default()).changed(Parameter::Supervision, 1.0)
}

/// A setting of a chapter: what the reader has set, and which objections are on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// As set by the controls.
    pub base: Params,
    /// The base with the objections that are on.
    pub params: Params,
    /// The objections that are on, a bit each.
    on: u8,
    /// The parameter along which a tipping point is looked for.
    pub probe: Parameter,
    /// What pieces of evidence share, and the rates of those that have their own, where the chapter has some.
    pub marked: Marked,
}

impl Setting {
    /// The setting that a chapter begins with.
    #[must_use]
    pub fn start(chapter: &dyn Outline) -> Setting {
        let base = chapter.start();
        Setting { base, params: base, on: 0, probe: Parameter::Supervision, marked: Marked::start(chapter) }
    }

    /// This setting with these objections of a chapter on.
    #[must_use]
    pub fn with(self, chapter: &dyn Outline, base: Params, on: u8) -> Setting {
        let flipped = chapter.objections().iter().enumerate().filter(|(i, _)| on & (1 << i) != 0);
        let params = flipped.fold(base, |params, (_, objection)| (objection.changes)(params));
        Setting { base, params, on, ..self }
    }

    /// This setting with tipping points looked for along another parameter.
    #[must_use]
    pub fn along(self, probe: Parameter) -> Setting {
        Setting { probe, ..self }
    }

    /// This setting with other marks on its pieces of evidence.
    #[must_use]
    pub fn marked(self, marked: Marked) -> Setting {
        Setting { marked, ..self }
    }

    /// Whether an objection is on.
    #[must_use]
    pub fn is_on(&self, objection: usize) -> bool {
        self.on & (1 << objection) != 0
    }

    /// The objections that are on, a bit each.
    #[must_use]
    pub fn flipped(&self) -> u8 {
        self.on
    }
}

/// How much room a figure has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// The width of the page.
    Full,
    /// Beside another one.
    Half,
    /// One of three.
    Third,
}

impl Room {
    /// Figures of this room in a row.
    const fn capacity(self) -> usize {
        match self {
            Room::Full => 1,
            Room::Half => 2,
            Room::Third => 3,
        }
    }

    /// What the style sheet calls a row of them.
    #[must_use]
    pub const fn row_class(self) -> &'static str {
        match self {
            Room::Full => "alone",
            Room::Half => "pair",
            Room::Third => "pair three",
        }
    }
}

/// Places in rows of as much room as they say.
#[must_use]
pub fn rows(places: &[Place]) -> Vec<&[Place]> {
    let of_one_room = places.chunk_by(|one, next| one.room == next.room);
    of_one_room.flat_map(|places| places.chunks(places[0].room.capacity())).collect()
}

/// A figure's place in its chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name in links and tests.
    pub id: &'static str,
    /// What the reader chooses it by.
    pub name: &'static str,
    /// Its room where all figures of a chapter are shown at once.
    pub room: Room,
}

impl Place {
    /// A figure of this id and name with so much room.
    #[must_use]
    pub const fn new(id: &'static str, name: &'static str, room: Room) -> Place {
        Place { id, name, room }
    }
}

/// A chapter at one setting: its figures, in the order of its places, and its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// One for each place.
    pub frames: Vec<Frame>,
    /// Every number that its words name.
    pub numbers: Vec<Number>,
}

impl Scene {
    /// A number by its name.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<&Number> {
        self.numbers.iter().find(|number| number.name == name)
    }

    /// A text with its numbers put in; parameters as the control shows them.
    #[must_use]
    pub fn spoken(&self, chapter: &dyn Outline, setting: &Setting, text: &str) -> String {
        text::spoken(text, |name| match self.number(name) {
            Some(number) => number.text.clone(),
            None => handle(chapter, name).map_or_else(String::new, |control| shown(chapter, *control, &setting.params)),
        })
    }
}

/// The control of a chapter that sets a parameter of this name.
#[must_use]
pub fn handle(chapter: &dyn Outline, name: &str) -> Option<&'static Control> {
    chapter.controls().iter().find(|control| control.parameter.spec().name == name)
}

/// A control's value as it is read.
#[must_use]
pub fn shown(chapter: &dyn Outline, control: Control, params: &Params) -> String {
    control.range(params, &chapter.start()).show(control.value(params))
}

/// What addresses have to know of a chapter, and the opening with them. What is shown of it is [`Chapter`], which the second
/// program has: nothing of the first may lead there.
pub trait Outline: Sync {
    /// Its name in links and tests.
    fn id(&self) -> &'static str;

    /// What it says, in a few words.
    fn title(&self) -> &'static str;

    /// The setting that it begins with.
    fn start(&self) -> Params;

    /// What the reader can change.
    fn controls(&self) -> &'static [Control];

    /// What can be said against it.
    fn objections(&self) -> &'static [Objection];

    /// Where its figures stand.
    fn places(&self) -> &'static [Place];

    /// What an answer to its question has to look like.
    fn asks_for(&self) -> Form;

    /// What each thing that is checked with has in common with the others as the chapter begins, where the reader can mark that.
    fn marks(&self) -> Option<Marks> {
        None
    }

    /// Holds a change by the reader within the rules of the chapter, if it has some.
    fn admitted(&self, _before: &Params, after: Params) -> Params {
        after
    }
}

/// One idea.
pub trait Chapter: Outline {
    /// Its words.
    fn words(&self) -> &'static Words;

    /// What a presenter makes of it.
    fn note(&self) -> &'static Note;

    /// With which other readings of blind spots its finding holds.
    fn holds(&self) -> Holds;

    /// After how many paragraphs of the lead the reader is asked: before the answer is given away.
    fn asks_after(&self) -> usize {
        0
    }

    /// Whether the worlds can be chosen.
    fn has_worlds(&self) -> bool {
        false
    }

    /// What the reader is invited to guess.
    fn prediction(&self) -> Prediction;

    /// Which of its figures is shown first.
    fn opens_on(&self) -> usize {
        0
    }

    /// How many of its controls are the ones that it is about; they come first.
    fn headlines(&self) -> usize {
        1
    }

    /// What a guess comes to in one of its figures, where it can be drawn there.
    fn mark(&self, _guess: &Guess) -> Option<Mark> {
        None
    }

    /// Whether its figures show what was before an objection by themselves.
    fn shows_before(&self) -> bool {
        false
    }

    /// The long work that its figures show once the controls rest.
    fn tasks(&self, _setting: &Setting) -> Vec<Task> {
        Vec::new()
    }

    /// What its scene at the start takes long to work out and keeps, in pieces.
    fn ahead(&self) -> Vec<Ahead> {
        Vec::new()
    }

    /// Its figures and numbers, with as much of the long work as is done.
    fn scene(&self, setting: &Setting, results: &Results) -> Scene;
}
