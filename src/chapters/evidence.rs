//! Chapter 6: how sure one may be of a system that passed several pieces of evidence.
//!
//! A setting is read as evidence ([`blindspot_model::Evidence::of`]): what is said of a decision and its reviewers holds of a
//! system and the pieces that it passed.

use blindspot_model::evidence::{CLAIM, Mark, Marks, likeness};
use blindspot_model::{Parameter, Params, World};

use crate::chapter::marked::diversity_of;
use crate::chapter::number::Told;
use crate::chapter::prediction::Asked;
use crate::chapter::{
    Chapter, Control, Form, Guess, Holds, Mark as Drawn, Note, Number, Objection, Outline, Place, Prediction, Results,
    Room, Scene, Setting, Words,
};
use crate::figure::worlds::MOST_REVIEWERS;
use crate::figure::{all_hold, evidence};
use crate::text::number::{fine_percent, grouped, percent, plainly, significant};

/// The chapter.
pub struct Evidence;

/// Its name in links.
pub const ID: &str = "evidence";

/// A model that noticed that it was tested, and in which share of the transcripts of an automated audit it said so (Anthropic's
/// system card of 2025; see [`WORDS`] for where that is told).
const AWARE: (&str, f64) = ("Claude Sonnet 4.5", 0.13);

const WORDS: Words = Words {
    id: ID,
    title: "How sure may you be?",
    claim: None,
    lead: &[
        "@confidence Before anybody looks, a new system is unsafe with a chance of {=error_rate}. Then it passes {=reviewers} \
         pieces of evidence: tests, reviews, arguments. Each lets only {=miss_rate} of the unsafe systems pass. If the pieces \
         shared nothing, the chance would now be {naive}.",
        "@confidence But pieces that are alike are fooled alike. With what these share, the chance is {modelled}. \
         Together, they are worth {worth}. At worst, it is {worst}: without knowing what they share, one cannot prove less.",
    ],
    why: &[
        "@confidence A real case: in {aware} of its automated safety tests, {model} said that it was being tested. It then mostly \
         [behaved unusually well](https://www.transformernews.ai/p/claude-sonnet-4-5-evaluation-situational-awareness). Two \
         other teams also saw that it noticed tests. Many tests are worth little if one thing fools them all.",
        "@all-hold The opposite holds where several claims must *all* be true. Say that each is true with a chance of {claim}. If \
         they share nothing, all are true with a chance of {hold_naive}, and as alike as these with {hold}: they fail together instead of \
         one by one.",
    ],
    effect: "the chance that the system is unsafe is {modelled} instead of {naive}",
};

const OBJECTIONS: &[Objection] = &[
    Objection {
        id: "other-kinds",
        says: "A good assessor looks for evidence of other kinds.",
        switch: "Pieces as different as people",
        reply: "Right, and it helps: {modelled_other} instead of {modelled_base}, and the pieces are worth {worth_other}. But \
                somebody has to show that they are so different.",
        changes: |params| World::HumanLike.of(&params),
    },
    Objection {
        id: "more-evidence",
        says: "Then collect more of it.",
        switch: "Three times as many pieces",
        reply: "{many} pieces leave {modelled_many} instead of {modelled_base}. They are worth {worth_many}: more of the same \
                adds little.",
        changes: |params| {
            let pieces = (3 * params.reviewers()).min(MOST_REVIEWERS);
            params.changed(Parameter::Reviewers, pieces as f64)
        },
    },
];

const NOTE: Note = Note {
    say: &[
        "Ask for a system that the class would let drive, fly or diagnose, and for the evidence that would convince it. Collect it \
         on the board.",
        "Draw lines between pieces that share a model, data, a method or a judge. Then set the same marks in the figure.",
        "If the pieces shared nothing, the chance would be {naive}. Here it is {modelled}. Which of the two would the class sign?",
    ],
    mistake: "Most people add up the pieces, as if each were news. That is right for pieces that share nothing.",
    talk: "Which two pieces on the board would fail for the same reason? Which piece would fail for another?",
};

/// What the pieces have in common as the chapter begins.
#[must_use]
pub fn marks() -> Marks {
    Marks::of(&[Mark::Data, Mark::Method])
}

/// What pieces are worth, in words.
fn pieces(worth: f64) -> String {
    match plainly(worth) {
        (told, true) => format!("{told} pieces that share nothing"),
        (told, false) if told == "one" => "one piece".to_owned(),
        (told, false) => format!("{told} of one piece"),
    }
}

impl Outline for Evidence {
    fn id(&self) -> &'static str {
        WORDS.id
    }

    fn title(&self) -> &'static str {
        WORDS.title
    }

    fn asks_for(&self) -> Form {
        Form::Count { range: (0.0, 100.0) }
    }

    fn start(&self) -> Params {
        let pieces = 5;
        Params::default().changed_all([
            (Parameter::ErrorRate, 0.3),
            (Parameter::Reviewers, pieces as f64),
            (Parameter::MissRate, 0.2),
            (Parameter::FalseAlarmRate, 0.05),
            (Parameter::Diversity, diversity_of(likeness(&vec![marks(); pieces]))),
            (Parameter::Supervision, 1.0),
        ])
    }

    fn controls(&self) -> &'static [Control] {
        const CONTROLS: &[Control] = &[
            Control {
                parameter: Parameter::Reviewers,
                label: "Pieces",
                meaning: "how much evidence the system passed",
            },
            Control {
                parameter: Parameter::Diversity,
                label: "Diversity",
                meaning: "how differently they err: set it, or mark what they share",
            },
            Control {
                parameter: Parameter::MissRate,
                label: "Misses",
                meaning: "share of unsafe systems that one piece lets pass",
            },
            Control {
                parameter: Parameter::FalseAlarmRate,
                label: "False alarms",
                meaning: "share of safe systems that one piece fails",
            },
            Control {
                parameter: Parameter::ErrorRate,
                label: "Unsafe beforehand",
                meaning: "chance that such a system is unsafe, before any evidence",
            },
        ];
        CONTROLS
    }

    fn marks(&self) -> Option<Marks> {
        Some(marks())
    }

    fn objections(&self) -> &'static [Objection] {
        OBJECTIONS
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("confidence", "How sure", Room::Half),
            Place::new("all-hold", "Claims that must all hold", Room::Half),
        ];
        PLACES
    }
}

impl Chapter for Evidence {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn note(&self) -> &'static Note {
        &NOTE
    }

    fn holds(&self) -> Holds {
        Holds { shared_faults: true, bounds: Some(true) }
    }

    fn headlines(&self) -> usize {
        2
    }

    fn prediction(&self) -> Prediction {
        let start = self.start();
        let told = Told::evidence(&start);
        let share = |output: &str| told.value(output).unwrap_or(0.0);
        Prediction {
            question: format!(
                "Of 1,000 systems {} are unsafe. Each of {} pieces of evidence lets {} of these pass. If the pieces shared \
                 nothing, only {} of 1,000 that pass all of them would be unsafe. But they share data and method. How many are?",
                grouped(1000.0 * start.error_rate()),
                start.reviewers(),
                percent(start.miss_rate()),
                significant(1000.0 * share("unsafe_naive"), 1)
            ),
            asked: Asked::Count {
                range: (0.0, 100.0),
                unit: "of 1,000",
                truth: 1000.0 * share("unsafe_modelled"),
                show: |count| significant(count, if count < 10.0 { 1 } else { 2 }),
            },
        }
    }

    fn mark(&self, guess: &Guess) -> Option<Drawn> {
        let Guess::Count(count) = guess else { return None };
        Some(Drawn::level(0, count / 1000.0))
    }

    fn scene(&self, setting: &Setting, _: &Results) -> Scene {
        let params = &setting.params;
        let marked = setting.marked;
        let told = |params: &Params| {
            let pieces = params.reviewers();
            if marked.is_own(params, pieces) {
                Told::pieces(params, &marked.evidence(params, pieces))
            } else {
                Told::evidence(params)
            }
        };
        let (now, base) = (told(params), told(&setting.base));
        let [other, many] = [&OBJECTIONS[0], &OBJECTIONS[1]].map(|objection| (objection.changes)(setting.base));
        let pieces_then = many.reviewers() as f64;
        let [other, many] = [other, many].map(|params| told(&params));
        let nothing = "nothing";
        Scene {
            frames: vec![evidence::frame(params, |pieces| marked.evidence(params, pieces)), all_hold::frame(params)],
            numbers: vec![
                now.number("naive", "unsafe_naive", fine_percent),
                now.number("modelled", "unsafe_modelled", fine_percent),
                now.number("worst", "unsafe_worst", fine_percent),
                now.number("worth", "pieces_worth", pieces).or(nothing),
                Number::plain("claim", CLAIM, percent),
                now.number("hold_naive", "all_hold_naive", percent),
                now.number("hold", "all_hold_modelled", percent),
                Number::words("model", AWARE.0),
                Number::plain("aware", AWARE.1, percent),
                base.number("modelled_base", "unsafe_modelled", fine_percent),
                other.number("modelled_other", "unsafe_modelled", fine_percent),
                other.number("worth_other", "pieces_worth", pieces).or(nothing),
                Number::plain("many", pieces_then, grouped),
                many.number("modelled_many", "unsafe_modelled", fine_percent),
                many.number("worth_many", "pieces_worth", pieces).or(nothing),
            ],
        }
    }
}
