//! Links: every one that was given away still opens, every setting makes one that opens to the same, and no text at all
//! does harm.
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

#[path = "../model/tests/possible/mod.rs"]
mod possible;

use blindspot::chapter::prediction::{Asked, Guess};
use blindspot::chapter::{CHAPTERS, Setting};
use blindspot::link::MOST_BYTES;
use blindspot::view::{ChapterView, MAX_SEED, Reading, SandboxView, View, read};
use blindspot_model::params::MAX_RHO_BETWEEN;
use possible::params;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const GOLDEN: &str = include_str!("links/golden.txt");

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(4), failure_persistence: None, ..ProptestConfig::default() }
}

fn golden() -> impl Iterator<Item = (&'static str, &'static str)> {
    GOLDEN.lines().filter(|line| !line.starts_with('#')).map(|line| line.split_once('\t').unwrap())
}

#[test]
fn links_that_were_given_away_still_open() {
    for (link, written) in golden() {
        let Reading { view, notices } = read(link);
        assert_eq!(notices, [""; 0], "{link}");
        assert_eq!(view.write(), written, "{link}");
        assert_eq!(read(written), Reading { view, notices: Vec::new() }, "{link}");
    }
    assert!(golden().count() > 10);
}

#[test]
fn every_place_opens_as_it_begins() {
    for id in CHAPTERS.map(|chapter| chapter.words().id).into_iter().chain(["opening", "sandbox"]) {
        let start = View::start(id).unwrap();
        assert_eq!(start.id(), id);
        assert_eq!(read(&start.write()), Reading { view: start, notices: Vec::new() });
    }
    assert_eq!(View::start("nowhere"), None);
}

/// Anything that the reader can set in the sandbox.
fn sandbox() -> impl Strategy<Value = View> {
    (params(), proptest::option::of(params()), 0..=MAX_SEED)
        .prop_map(|(params, pinned, seed)| View::Sandbox(SandboxView { params, pinned, seed }))
}

fn guess(asked: &Asked) -> BoxedStrategy<Guess> {
    match asked {
        Asked::Count { range, .. } => (range.0..=range.1).prop_map(Guess::Count).boxed(),
        Asked::Choice { options, .. } => (0..options.len()).prop_map(Guess::Choice).boxed(),
        Asked::Curve(curve) => {
            let rounded = |value: f64| blindspot::figure::number::significant(value, 3).parse().unwrap();
            let (low, high, points) = (curve.y.low, curve.y.high, curve.truth.len());
            let value = (low..=high).prop_map(move |value: f64| f64::clamp(rounded(value), low, high));
            proptest::collection::vec(value, points).prop_map(Guess::Curve).boxed()
        }
    }
}

/// Anything that the reader can set in a chapter.
fn chapter() -> impl Strategy<Value = View> {
    (0..CHAPTERS.len()).prop_flat_map(|i| {
        let chapter = CHAPTERS[i];
        let start = Setting::start(chapter);
        let levers = proptest::collection::vec(0.0..=1.0, chapter.controls().len());
        let flips = 0..(1_u16 << chapter.objections().len());
        let guess = proptest::option::of(guess(&chapter.prediction().asked));
        (levers, flips, guess).prop_map(move |(levers, flips, guess)| {
            let base = chapter.controls().iter().zip(levers).fold(start.base, |params, (control, share)| {
                let range = control.range(&params, &start.base);
                chapter.admitted(&params, control.moved(params, range.min + share * (range.max - range.min)))
            });
            let flipped = u8::try_from(flips).unwrap();
            View::Chapter(ChapterView { chapter: i, base, flipped, probe: start.probe, guess })
        })
    })
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn what_is_set_is_what_is_opened(
        view in prop_oneof![sandbox(), chapter(), (0.0..=MAX_RHO_BETWEEN).prop_map(|overlap| View::Opening { overlap })]
    ) {
        let link = view.write();
        prop_assert!(link.len() <= MOST_BYTES, "{} bytes: {link}", link.len());
        let reading = read(&link);
        // Two settings that differ in nearly everything are too long for one link.
        let view = match view {
            View::Sandbox(view) if !link.contains("&a=") => View::Sandbox(SandboxView { pinned: None, ..view }),
            view => view,
        };
        prop_assert_eq!(reading, Reading { view, notices: Vec::new() }, "{}", link);
    }
}

/// Pieces that hostile links are made of.
const PIECES: [&str; 24] = [
    "v=1",
    "v=2",
    "at=edge",
    "at=copies",
    "at=",
    "supervision=0.3",
    "supervision=NaN",
    "steps=10",
    "audit_budget=2000",
    "but=progress,progress",
    "but=",
    "guess=1,2,3",
    "guess=-1",
    "guess=99999999999999999999",
    "along=projects",
    "a=diversity:0.3",
    "a=:,:::",
    "seed=-1",
    "overlap=1e999",
    "<script>alert(1)</script>",
    "%",
    "%ff%00",
    "𝟙=\u{202e}",
    "\"onload='",
];

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn no_text_does_harm(
        pieces in proptest::collection::vec(prop_oneof![
            4 => proptest::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
            2 => proptest::sample::select(golden().map(|(link, _)| link.to_owned()).collect::<Vec<_>>()),
            1 => ".{0,12}",
        ], 0..12),
        cut in 0..200_usize,
        sign in prop_oneof![Just("&"), Just(""), Just("#"), Just("%26")],
    ) {
        let mut text = pieces.join(sign);
        if let Some((at, _)) = text.char_indices().nth(cut) {
            text.truncate(at);
        }
        let Reading { view, notices } = read(&text);
        prop_assert!(notices.len() <= 9);
        let link = view.write();
        prop_assert!(link.len() <= MOST_BYTES);
        prop_assert!(link.chars().all(|c| c.is_ascii_alphanumeric() || "=&.,:_-".contains(c)), "{}", link);
        // What was understood of it is understood again.
        let again = read(&link);
        prop_assert_eq!(again.notices, Vec::<String>::new(), "{}", link);
        prop_assert_eq!(again.view.write(), link);
    }
}
