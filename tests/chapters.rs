//! Every chapter: its words name what there is, its numbers come from the model, its objections change something.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up fails")]

use blindspot::chapter::prediction::{Asked, Guess};
use blindspot::chapter::task::Queue;
use blindspot::chapter::text::{Piece, pieces, speaks_of};
use blindspot::chapter::{Chapter, Results, Scene, Setting, handle};
use blindspot::chapters::{CHAPTERS, panels};
use blindspot::workshop::notes;

/// All the words of a chapter.
fn texts(chapter: &dyn Chapter) -> Vec<&'static str> {
    let words = chapter.words();
    let objections =
        chapter.objections().iter().flat_map(|objection| [objection.says, objection.switch, objection.reply]);
    words.lead.iter().chain(words.why).copied().chain([words.effect, words.title]).chain(objections).collect()
}

fn at_rest(chapter: &dyn Chapter, setting: &Setting) -> Scene {
    chapter.scene(setting, &Queue::begin(&chapter.tasks(setting), Results::default()).finished())
}

#[test]
fn words_name_what_there_is() {
    for chapter in CHAPTERS {
        let setting = Setting::start(chapter);
        let scene = chapter.scene(&setting, &Results::default());
        assert_eq!(scene.frames.len(), chapter.places().len(), "{}", chapter.words().id);
        for piece in texts(chapter).into_iter().flat_map(pieces) {
            match piece {
                Piece::Number(name) => {
                    assert!(scene.number(name).is_some(), "{}: no number {name}", chapter.words().id);
                }
                Piece::Handle(name) => {
                    assert!(handle(chapter, name).is_some(), "{}: no control {name}", chapter.words().id);
                }
                _ => {}
            }
        }
        for number in &scene.numbers {
            let is_named = texts(chapter).iter().any(|text| text.contains(&format!("{{{}}}", number.name)));
            assert!(is_named, "{}: nobody says {}", chapter.words().id, number.name);
        }
    }
}

/// What a presenter is told has the chapter's numbers, and none of its own.
#[test]
fn notes_name_what_there_is() {
    for chapter in CHAPTERS {
        let note = chapter.note();
        let setting = Setting::start(chapter);
        let scene = chapter.scene(&setting, &Results::default());
        for text in note.say.iter().chain([&note.mistake, &note.talk]) {
            for piece in pieces(text) {
                match piece {
                    Piece::Number(name) => {
                        let number = scene.number(name);
                        assert!(
                            number.is_some_and(|number| !number.text.contains('…')),
                            "{}: no number {name}",
                            chapter.words().id
                        );
                    }
                    Piece::Handle(name) => {
                        assert!(handle(chapter, name).is_some(), "{}: no control {name}", chapter.words().id);
                    }
                    Piece::Plain(words) | Piece::Stressed(words) | Piece::Link(words, _) => {
                        assert!(!words.replace("1,000", "").contains(|c: char| c.is_ascii_digit()), "{words}");
                    }
                }
            }
        }
    }
    for text in notes::OPENING.iter().chain(notes::SANDBOX) {
        assert!(!text.contains(|c: char| c.is_ascii_digit() || "{*[".contains(c)), "{text}");
    }
}

/// Numbers come from the model or from data, never from the words. "Of 1,000" is a unit.
#[test]
fn no_number_is_typed_in() {
    let standing = panels::MODEL.iter().chain(panels::LIMITS).copied();
    let all = CHAPTERS.iter().flat_map(|chapter| texts(*chapter)).chain(standing);
    for text in all.chain(panels::GLOSSARY.iter().flat_map(|&(term, meaning)| [term, meaning])) {
        for piece in pieces(text) {
            let (Piece::Plain(words) | Piece::Stressed(words) | Piece::Link(words, _)) = piece else { continue };
            assert!(!words.replace("1,000", "").contains(|c: char| c.is_ascii_digit()), "{words}");
        }
    }
}

#[test]
fn every_objection_changes_what_it_says() {
    for chapter in CHAPTERS {
        let start = Setting::start(chapter);
        for (i, objection) in chapter.objections().iter().enumerate() {
            let flipped = start.with(chapter, start.base, 1 << i);
            let (before, after) = (at_rest(chapter, &start), at_rest(chapter, &flipped));
            assert_ne!(before.frames, after.frames, "{} changes no figure", objection.id);
        }
    }
}

#[test]
fn predictions_have_answers_and_say_the_gap() {
    for chapter in CHAPTERS {
        let prediction = chapter.prediction();
        assert!(prediction.answer().len() > 20, "{}", prediction.answer());
        let guess = match &prediction.asked {
            Asked::Count { range, truth, .. } => {
                assert!((range.0..=range.1).contains(truth), "{}", chapter.words().id);
                Guess::Count(range.1)
            }
            Asked::Choice { options, right, .. } => {
                assert!(*right < options.len());
                Guess::Choice((right + 1) % options.len())
            }
            Asked::Curve(curve) => Guess::Curve(curve.blank()),
        };
        let told = prediction.reveal(&guess);
        assert!(told.starts_with("You said") || told.contains("you drew"), "{told}");
    }
}

/// Links know what an answer has to look like without working out the right one.
#[test]
fn questions_ask_for_what_links_expect() {
    for chapter in CHAPTERS {
        assert_eq!(chapter.asks_for(), chapter.prediction().asked.form(), "{}", chapter.id());
        assert_eq!((chapter.id(), chapter.title()), (chapter.words().id, chapter.words().title));
    }
}

/// A chapter is one screen of text at most, and the whole is read in 15 minutes at 230 words a minute.
#[test]
fn chapters_are_short() {
    let mut all = 0;
    for chapter in CHAPTERS {
        let setting = Setting::start(chapter);
        let scene = at_rest(chapter, &setting);
        let count = |text: &str| scene.spoken(chapter, &setting, text).split_whitespace().count();
        let words = chapter.words();
        let body: usize = words.lead.iter().chain(words.why).map(|text| count(text)).sum();
        assert!(body <= 330, "{} has {body} words", words.id);
        all += texts(chapter).into_iter().map(count).sum::<usize>() + prediction_words(chapter);
    }
    assert!(all <= 15 * 230, "{all} words");
}

/// Words that belong into panels on method.
const METHOD: [&str; 6] = ["ρ", "probit", "latent", "tetrachoric", "votes", "Gaussian"];

#[test]
fn the_text_has_few_numerals_and_no_words_of_method() {
    let mut numerals = 0;
    for chapter in CHAPTERS {
        let words = chapter.words();
        numerals += words.lead.iter().chain(words.why).map(|text| text.matches('{').count()).sum::<usize>();
        for text in texts(chapter) {
            for word in METHOD {
                assert!(!text.contains(word), "{} says “{word}”", words.id);
            }
        }
    }
    assert!(numerals <= 100, "{numerals} numerals");
}

#[test]
fn every_figure_of_several_is_spoken_of() {
    for chapter in CHAPTERS {
        let words = chapter.words();
        let named: Vec<&str> = words.lead.iter().chain(words.why).filter_map(|text| speaks_of(text).0).collect();
        for place in chapter.places() {
            assert!(named.contains(&place.id), "no paragraph of {} speaks of {}", words.id, place.id);
        }
        for figure in named {
            assert!(chapter.places().iter().any(|place| place.id == figure), "{} has no figure {figure}", words.id);
        }
    }
}

fn prediction_words(chapter: &dyn Chapter) -> usize {
    chapter.prediction().question.split_whitespace().count()
}

/// The words as they are read, for people to look at: `cargo test --test chapters -- --ignored --nocapture`.
#[test]
#[ignore = "prints"]
fn read_aloud() {
    for chapter in CHAPTERS {
        let setting = Setting::start(chapter);
        let scene = at_rest(chapter, &setting);
        println!("\n# {}", chapter.words().title);
        println!("? {} — {}", chapter.prediction().question, chapter.prediction().answer());
        for text in texts(chapter) {
            println!("{}\n", scene.spoken(chapter, &setting, text));
        }
        for (place, frame) in chapter.places().iter().zip(&scene.frames) {
            println!("[{}] {} | {}", place.id, frame.title, frame.subtitle);
        }
    }
}
