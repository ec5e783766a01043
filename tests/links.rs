//! Links: every one that was given away still opens, every setting makes one that opens to the same, and no text at all
//! does harm. What that means is in `links/check.rs`, which the fuzzer asks too.
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

#[path = "links/check.rs"]
mod check;
#[path = "../model/tests/possible/mod.rs"]
mod possible;

use std::fs;
use std::path::Path;

use blindspot::address::view::{ChapterView, MAX_SEED, OPENING, Reading, SANDBOX, SandboxView, View, read};
use blindspot::chapter::Setting;
use blindspot::chapter::marked::{Marked, possible};
use blindspot::chapter::prediction::{Asked, Guess};
use blindspot::chapters::CHAPTERS;
use blindspot::figure::budget::highest_prices;
use blindspot::figure::hero::SEED;
use blindspot::figure::phase_map::Axes;
use blindspot::sandbox::exact_parameters;
use blindspot::text::link::{MOST_BYTES, MOST_WRITTEN};
use blindspot_model::evidence::Mark;
use blindspot_model::params::Kind;
use blindspot_model::{Parameter, Params, Prices, Ranges};
use check::{check, what_is_shown_can_be_linked};
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
        let Reading { view, notices } = check(link);
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
    let along = || proptest::sample::select(exact_parameters().collect::<Vec<_>>());
    let axes = (along(), along()).prop_filter_map("one parameter", |(x, y)| (x != y).then_some(Axes { x, y }));
    let amounts = highest_prices().map(|highest| prop_oneof![Just(0.0), Just(highest), 0.0..=highest]);
    let prices = amounts.prop_map(|[a, b, c]| Prices::new(a, b, c).unwrap());
    let tools = (axes, along(), 0.005..=0.99, prices);
    (params(), proptest::option::of(params()), [spans(), spans()], 0..=MAX_SEED, tools).prop_map(
        |(params, pinned, [own, of_a], seed, (axes, along, limit, prices))| {
            let ranges = [own.fitted(&params), pinned.map_or_else(Ranges::default, |a| of_a.fitted(&a))];
            View::Sandbox(SandboxView { params, pinned, ranges, seed, axes, along, limit, prices })
        },
    )
}

/// A few ranges, of which some may not fit.
fn spans() -> impl Strategy<Value = Ranges> {
    let parameter = proptest::sample::select(Parameter::ALL);
    let span = (parameter, 0.0..=1.0, 0.0..=1.0).prop_map(|(parameter, a, b): (Parameter, f64, f64)| {
        let spec = parameter.spec();
        let whole = |value: f64| if spec.kind == Kind::Real { value } else { value.round() };
        let at = |share: f64| whole(spec.min + share * (spec.max - spec.min)).clamp(spec.min, spec.max);
        (parameter, [at(a.min(b)), at(a.max(b))])
    });
    let ranges = |spans: Vec<(Parameter, [f64; 2])>| {
        spans.into_iter().fold(Ranges::default(), |ranges, (parameter, ends)| ranges.with(parameter, ends).unwrap())
    };
    proptest::collection::vec(span, 0..4).prop_map(ranges)
}

fn guess(asked: &Asked) -> BoxedStrategy<Guess> {
    match asked {
        Asked::Count { range, .. } => (range.0..=range.1).prop_map(Guess::Count).boxed(),
        Asked::Choice { options, .. } => (0..options.len()).prop_map(Guess::Choice).boxed(),
        Asked::Curve(curve) => {
            let rounded = |value: f64| blindspot::text::number::significant(value, 3).parse().unwrap();
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
        let marks = proptest::collection::vec((0..15_usize, 0..Mark::ALL.len()), 0..6);
        let rates = proptest::collection::vec((0..15_usize, 0.001..=1.0, 0.0..=1.0), 0..4);
        (levers, flips, guess, (marks, rates)).prop_map(move |(levers, flips, guess, (marks, rates))| {
            let base = chapter.controls().iter().zip(levers).fold(start.base, |params, (control, share)| {
                let range = control.range(&params, &start.base);
                chapter.admitted(&params, control.moved(params, range.min + share * (range.max - range.min)))
            });
            let flipped = u8::try_from(flips).unwrap();
            let mut marked = Marked::start(chapter);
            for (piece, mark) in marks.into_iter().filter(|_| chapter.marks().is_some()) {
                let mark = Mark::ALL[mark];
                marked = marked.with(piece, mark, !marked.has(piece, mark));
            }
            for (piece, miss, share) in rates.into_iter().filter(|_| chapter.marks().is_some()) {
                marked = marked.with_rates(piece, possible(miss, share * (1.0 - miss)));
            }
            View::Chapter(ChapterView { chapter: i, base, flipped, probe: start.probe, marked, guess })
        })
    })
}

fn opening() -> impl Strategy<Value = View> {
    let share = || 0.0..=1.0;
    let shares = [share(), share(), share()];
    (shares, 0_u16..=500).prop_map(|([diversity, supervision, modularity], audits)| {
        let changes = [
            (Parameter::Diversity, diversity),
            (Parameter::Supervision, supervision),
            (Parameter::Modularity, modularity),
            (Parameter::AuditBudget, f64::from(audits)),
        ];
        View::Opening(Params::default().with_all(changes).unwrap())
    })
}

#[test]
fn links_to_the_overlap_that_the_opening_once_had_set_diversity() {
    for (overlap, diversity) in [("0", 1.0), ("0.95", 0.0), ("0.646", 0.32)] {
        let Reading { view, notices } = read(&format!("v=1&at=opening&overlap={overlap}"));
        assert_eq!(notices, [""; 0]);
        let View::Opening(params) = view else { panic!("the opening") };
        assert!((params.get(Parameter::Diversity) - diversity).abs() < 1e-9);
        assert_eq!(params.with(Parameter::Diversity, 0.32).unwrap(), Params::default(), "and nothing else");
    }
    assert_eq!(read("v=1&at=opening&overlap=0.96").notices.len(), 1);
    assert_eq!(read("v=1&at=opening&reviewers=5").notices.len(), 1);
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn what_is_set_is_what_is_opened(
        view in prop_oneof![sandbox(), chapter(), opening()]
    ) {
        what_is_shown_can_be_linked(&view);
        // What the check lets a link leave out for want of room, it leaves out for no other reason.
        let link = view.write();
        match &view {
            View::Opening(_) => {}
            View::Chapter(view) => prop_assert_eq!(link.contains("&guess="), view.guess.is_some()),
            View::Sandbox(view) => {
                let start = SandboxView::default();
                let left_out = SandboxView { params: view.params, seed: view.seed, ..start.clone() };
                // Each part alone, after the setting: what has room there and is not written was left out for no reason.
                for alone in [
                    SandboxView { pinned: view.pinned, ..left_out.clone() },
                    SandboxView { axes: view.axes, ..left_out.clone() },
                    SandboxView { along: view.along, ..left_out.clone() },
                    SandboxView { limit: view.limit, ..left_out.clone() },
                    SandboxView { prices: view.prices, ..left_out.clone() },
                ] {
                    let (rest, alone) = (View::Sandbox(left_out.clone()).write(), View::Sandbox(alone).write());
                    let part = alone.strip_prefix(&rest).unwrap();
                    prop_assert!(link.contains(part) || link.len() + part.len() > MOST_WRITTEN, "{} in {}", part, link);
                }
            }
        }
    }
}

/// Texts to begin with, good and bad: the fuzzer's, and every one that was ever found to break something.
fn corpus() -> Vec<String> {
    let mut files: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/links"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    // A folder has no order, and a test that changes texts by chance must meet the same ones everywhere.
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}

/// The pieces that links are made of, of the fuzzer's dictionary.
fn pieces() -> Vec<String> {
    let lines = include_str!("../fuzz/links.dict").lines();
    let quoted = lines.filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    // The fuzzer knows bytes, a link is text: what has no plain letters is left to it.
    quoted.filter(|piece| !piece.contains('\\')).map(str::to_owned).collect()
}

#[test]
fn the_fuzzer_knows_every_name() {
    let pieces = pieces();
    let parameters = Parameter::ALL.iter().map(|parameter| parameter.spec().name);
    let places = CHAPTERS.map(|chapter| chapter.words().id).into_iter().chain([OPENING, SANDBOX]);
    let objections = CHAPTERS.iter().flat_map(|chapter| chapter.objections()).map(|objection| objection.id);
    for name in parameters.chain(places).chain(objections) {
        assert!(pieces.iter().any(|piece| piece == name), "please add \"{name}\" to fuzz/links.dict");
    }
}

#[test]
fn no_text_of_the_corpus_does_harm() {
    let corpus = corpus();
    for text in &corpus {
        check(text);
    }
    // The golden links are the fuzzer's to begin with.
    for (link, _) in golden() {
        assert!(corpus.iter().any(|text| text == link), "please add {link} to fuzz/corpus/links");
    }
    // All are fetched with every clone and opened in a browser by every test of the page.
    assert!(corpus.len() < 300 && corpus.iter().map(String::len).sum::<usize>() < 100_000);
}

/// A change of a text, at shares of its length.
#[derive(Clone, Debug)]
enum Change {
    /// What lies between two places goes.
    Cut(f64, f64),
    /// What lies between two places comes twice.
    Double(f64, f64),
    /// A piece comes in.
    Insert(f64, String),
    /// From a place on it is another text from there on.
    Cross(f64, String),
}

impl Change {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a length")]
    fn of(&self, text: &str) -> String {
        let split = |text: &str, share: f64| {
            let letters = text.chars().count();
            let at = text.char_indices().nth((share * letters as f64) as usize).map_or(text.len(), |(at, _)| at);
            let (before, after) = text.split_at(at);
            (before.to_owned(), after.to_owned())
        };
        match self {
            Change::Cut(from, to) => split(text, from.min(*to)).0 + &split(text, from.max(*to)).1,
            Change::Double(from, to) => split(text, from.max(*to)).0 + &split(text, from.min(*to)).1,
            Change::Insert(at, piece) => split(text, *at).0 + piece + &split(text, *at).1,
            Change::Cross(at, other) => split(text, *at).0 + &split(other, *at).1,
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    let place = 0.0..=1.0;
    prop_oneof![
        (place.clone(), place.clone()).prop_map(|(from, to)| Change::Cut(from, to)),
        (place.clone(), place.clone()).prop_map(|(from, to)| Change::Double(from, to)),
        (place.clone(), prop_oneof![3 => proptest::sample::select(pieces()), 1 => ".{0,3}"])
            .prop_map(|(at, piece)| Change::Insert(at, piece)),
        (place, proptest::sample::select(corpus())).prop_map(|(at, other)| Change::Cross(at, other)),
    ]
}

proptest! {
    #![proptest_config(config(10_000))]

    #[test]
    fn no_text_does_harm(
        text in proptest::sample::select(corpus()),
        changes in proptest::collection::vec(change(), 1..6),
    ) {
        check(&changes.iter().fold(text, |text, change| change.of(&text)));
    }
}

#[test]
fn a_link_that_was_cut_or_changed_says_so() {
    let start = View::start("edge").unwrap();
    let View::Chapter(edge) = start else { panic!("a chapter") };
    let base = edge.base.with(Parameter::Supervision, 0.35).unwrap();
    let guess = Some(Guess::Choice(1));
    let link = View::Chapter(ChapterView { base, guess, ..edge }).link();
    assert!(link.starts_with("v=1&c=") && link.ends_with("&at=edge&supervision=0.35&guess=2"), "{link}");
    let told = |link: &str| check(link).notices.iter().any(|notice| notice.starts_with("The link is not as it was"));
    // Whole, in another order, encoded by a mail program, and with what others add to it.
    assert!(!told(&link));
    assert_eq!(check(&link), check(&link.replace("v=1&", "")));
    let parts: Vec<&str> = link.split('&').rev().collect();
    assert_eq!(check(&link), check(&parts.join("&")));
    assert_eq!(check(&link), check(&link.replace('=', "%3D")));
    assert_eq!(check(&link), read(&format!("{link}&fbclid=1")));
    // Cut anywhere behind the check, or changed by hand.
    let behind = link.find("&at=").unwrap();
    for end in behind..link.len() {
        assert!(told(&link[..end]), "{}", &link[..end]);
    }
    assert!(told(&link.replace("0.35", "0.36")) && told(&link.replace("edge", "copies")));
    // Without a check it says what it says, as links by hand and old ones do.
    let by_hand = link.replacen(&link[3..behind], "", 1).replace("0.35", "0.3");
    assert_eq!((by_hand.as_str(), told(&by_hand)), ("v=1&at=edge&supervision=0.3&guess=2", false));
    // A place that is as it begins is linked with its check too; the sandbox has nothing to check.
    assert!(View::start("edge").unwrap().link().len() == "v=1&c=xx&at=edge".len());
    assert_eq!(View::start("sandbox").unwrap().link(), "v=1");
}

#[test]
fn what_a_link_left_out_is_told_once() {
    let told = |link: &str| check(link).notices;
    // An unknown objection took those behind it along, without a word.
    assert_eq!(told("at=argue&but=nothing,humans,none").len(), 2);
    assert_eq!(check("at=argue&but=nothing,humans").view, read("at=argue&but=humans").view);
    // A guess beyond the chart was held at its edge without a word.
    let beyond = ["9"; 16].join(",");
    let at_the_edge = ["0.1"; 16].join(",");
    assert_eq!(told(&format!("at=copies&guess={beyond}")).len(), 1);
    assert_eq!(check(&format!("at=copies&guess={at_the_edge}")).view, read(&format!("at=copies&guess={beyond}")).view);
    assert_eq!(told(&format!("at=copies&guess={at_the_edge}")).len(), 0);
    // A sign that turns the direction made the sentence around it hard to read.
    assert_eq!(
        told("at=%E2%80%AEegde%0A"),
        ["Left out of the link: there is no place “\u{fffd}egde\u{fffd}” on this page."]
    );
}

#[test]
fn what_no_lever_sets_is_linked_too() {
    // Spelled out, numbers near zero filled a link beyond what is read.
    let tiny = check("supervision=1e-300&diversity=3e-320&progress=0.00000012").view.write();
    assert_eq!(tiny, "v=1&diversity=3e-320&supervision=1e-300&progress=12e-8");
    // Drawn values that no chart tells from 0 were written as no number.
    let drawn = |value: &str| format!("v=1&at=teacher&guess={}", [value; 21].join(","));
    assert_eq!(check(&drawn("1e-13")).view.write(), drawn("0"));
    // −0 was shown with its sign.
    assert_eq!(check("at=opening&diversity=-0").view.write(), "v=1&at=opening&diversity=0");
    assert_eq!(check("at=independent&guess=-0.0").view.write(), "v=1&at=independent&guess=0");
}

#[test]
fn every_setting_has_room_in_every_place() {
    // As long as a number gets: all the digits of a double behind as many zeros as are written.
    let long = |parameter: Parameter| match (parameter.spec().kind, parameter.spec().min) {
        (Kind::Real, min) if min < 1e-6 => 0.000_001_234_567_890_123_456_7,
        (Kind::Real, min) => min * 1.234_567_890_123_456_7,
        (Kind::Whole, _) => parameter.spec().max,
        (Kind::Switch, _) => 1.0,
    };
    let base =
        Params::default().with_all(Parameter::ALL.iter().map(|&parameter| (parameter, long(parameter)))).unwrap();
    check(
        &View::Sandbox(SandboxView {
            params: base,
            pinned: Some(Params::default()),
            seed: SEED + 1,
            ..SandboxView::default()
        })
        .write(),
    );
    for (i, chapter) in CHAPTERS.iter().enumerate() {
        let guess = match chapter.prediction().asked {
            Asked::Curve(curve) => Some(Guess::Curve(vec![1.23e-5; curve.truth.len()])),
            Asked::Count { .. } | Asked::Choice { .. } => None,
        };
        let flipped = u8::try_from((1_u16 << chapter.objections().len()) - 1).unwrap();
        let marked = Marked::start(*chapter);
        let view = ChapterView { chapter: i, base, flipped, probe: Parameter::AuditBudget, marked, guess };
        let link = View::Chapter(view).write();
        assert!(link.len() <= MOST_BYTES, "{link}");
        let View::Chapter(again) = check(&link).view else { panic!("{link}") };
        assert!(again.base == base || chapter.words().id == "repairs", "{link}");
    }
}

#[test]
fn what_pieces_share_is_linked() {
    let read = |link: &str| match check(link) {
        Reading { view: View::Chapter(view), notices } => (view, notices),
        other => panic!("{other:?}"),
    };
    let (start, _) = read("v=1&at=evidence");
    let start_marks = Marked::start(CHAPTERS[start.chapter]);
    // Marks set how alike the pieces are, unless the link says that too.
    let (marked, notices) = read("v=1&at=evidence&shared=wd,n");
    assert!(notices.is_empty() && marked.marked != start_marks, "{notices:?}");
    assert!(marked.marked.rules(&marked.base) && marked.base != start.base);
    let (by_hand, _) = read("v=1&at=evidence&shared=wd,n&diversity=0.9");
    assert_eq!(by_hand.base.get(Parameter::Diversity), 0.9);
    // What is set by hand to where the chapter begins stays there.
    let back = ChapterView { base: start.base, ..marked };
    assert_eq!(check(&View::Chapter(back.clone()).write()).view, View::Chapter(back));
    for wrong in ["shared=q", "shared=d d", "shared=d,d,d,d,d,d,d,d,d,d,d,d,d,d,d,d"] {
        let (view, notices) = read(&format!("v=1&at=evidence&{wrong}"));
        assert!(view.marked == start_marks && notices[0].contains("does not say what pieces share"), "{notices:?}");
    }
    let (_, notices) = read("v=1&at=copies&shared=wd");
    assert_eq!(notices.len(), 1, "{notices:?}");
}
