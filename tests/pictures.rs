//! Every figure as it is drawn: against pictures kept in `tests/snapshots`, and against what a reader must find in it.
//!
//! A picture that was changed on purpose is kept with `INSTA_UPDATE=always cargo test --test pictures`; look at it first.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up fails")]

mod drawn;
mod settings;

use std::collections::BTreeSet;

use blindspot::chapter::task::Queue;
use blindspot::chapter::{Chapter, Results, Room, Scene as ChapterScene, Setting};
use blindspot::chapters::CHAPTERS;
use blindspot::chart::Picture;
use blindspot::chart::heat_map::PENDING;
use blindspot::chart::stance::slid;
use blindspot::chart::theme::{DARK, LIGHT, Palette};
use blindspot::figure::hero::levers::{Grounds, LEVERS, curve};
use blindspot::figure::hero::one_call::telling_row;
use blindspot::figure::hero::verdict::Verdict;
use blindspot::figure::{Frame, Table};
use blindspot::figure::{claims, hero};
use blindspot::text::number::percent;
use blindspot::workshop::{Answers, votes};
use blindspot_model::{Parameter, Params, World};
use drawn::{Drawing, svg};
use settings::{Tables, by_reviewers, changed, extremes, figures, grid, skills, told};

/// The widths of a figure's picture on a phone, beside another figure, and alone on a desktop.
const PHONE: u32 = 312;
const HALF: u32 = 500;
const FULL: u32 = 1080;
/// One of three.
const THIRD: u32 = 320;

fn assert_golden(name: &str, frame: &Frame, widths: &[u32], palette: Palette) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for width in widths {
            let drawing = svg(&frame.picture, *width, palette);
            insta::assert_binary_snapshot!(format!("{name}-{width}.svg").as_str(), drawing.into_bytes());
        }
    });
}

fn worlds_of_the_opening() -> [hero::World; 2] {
    let (calls, params) = (hero::Calls::drawn(), Params::default());
    [hero::reported(&params), params].map(|params| hero::World::of(&calls, &params))
}

fn drawn(world: &hero::World, chosen: Option<usize>) -> Frame {
    world.frame("", "", chosen, None)
}

/// The second world of the opening on its way from the first, a moment after its slider has moved.
fn between(report: &hero::World, truth: &hero::World) -> Frame {
    let moving = slid(&report.walls.at_rest(), &truth.walls.at_rest(), 40.0);
    assert!(moving.is_some());
    truth.frame("", "", None, moving)
}

#[test]
fn the_opening_is_drawn_as_kept() {
    let [report, truth] = worlds_of_the_opening();
    assert_golden("opening-reported", &drawn(&report, None), &[PHONE, HALF], LIGHT);
    assert_golden("opening-real", &drawn(&truth, None), &[PHONE, HALF], LIGHT);
    assert_golden("opening-sliding", &between(&report, &truth), &[HALF], LIGHT);
    // A decision that the report's reviewers stop and that stays wrong as it is.
    let row = Some(telling_row(&report, &truth));
    assert_golden("opening-reported-chosen", &drawn(&report, row), &[PHONE, HALF], LIGHT);
    assert_golden("opening-real-chosen", &drawn(&truth, row), &[HALF], DARK);
}

#[test]
fn the_levers_and_the_claims_are_drawn_as_kept() {
    let (grounds, params) = (Grounds::all(), Params::default());
    let settled = Verdict::of(&params, &grounds.of(&params)).settled;
    for lever in LEVERS {
        let picture = curve(&grounds, &params, lever, settled);
        let frame = Frame {
            title: String::new(),
            subtitle: String::new(),
            summary: String::new(),
            picture,
            table: Table::new(Vec::new(), Vec::new()),
        };
        assert_golden(&format!("lever-{}", lever.spec().name), &frame, &[PHONE], LIGHT);
    }
    assert_golden("claims", &claims::frame(&params, claims::ALL), &[PHONE, HALF, FULL], LIGHT);
}

#[test]
fn the_live_figures_are_drawn_as_kept() {
    for (name, frame) in figures(&Params::default(), &mut Tables::default(), 4) {
        assert_golden(name, &frame, &[PHONE, HALF], LIGHT);
        assert_golden(&format!("{name}-dark"), &frame, &[HALF], DARK);
        if name == "integrity" || name == "audits" {
            assert_golden(name, &frame, &[FULL], LIGHT);
        }
    }
}

/// The widths at which a figure of a chapter is drawn.
fn widths(room: Room) -> [u32; 2] {
    match room {
        Room::Full => [PHONE, FULL],
        Room::Half => [PHONE, HALF],
        Room::Third => [PHONE, THIRD],
    }
}

fn at_rest(chapter: &dyn Chapter, setting: &Setting) -> ChapterScene {
    chapter.scene(setting, &Queue::begin(&chapter.tasks(setting), Results::default()).finished())
}

/// Figures of chapters that are kept with another setting.
const KEPT_ELSEWHERE: [&str; 6] = ["walls", "claimed", "strips", "phases", "course", "crowd"];

#[test]
fn the_chapters_are_drawn_as_kept() {
    for chapter in CHAPTERS {
        let scene = at_rest(chapter, &Setting::start(chapter));
        for (place, frame) in chapter.places().iter().zip(&scene.frames) {
            if !KEPT_ELSEWHERE.contains(&place.id) {
                assert_golden(place.id, frame, &widths(place.room), LIGHT);
            }
        }
    }
}

/// A chapter's start, its objections, its worlds, and every control at both of its ends.
fn settings_of(chapter: &dyn Chapter) -> Vec<Setting> {
    let start = Setting::start(chapter);
    let objections = (0..chapter.objections().len()).map(|i| start.with(chapter, start.base, 1 << i));
    let worlds = World::ALL.into_iter().filter(|_| chapter.has_worlds()).map(|world| world.of(&start.base));
    let ends = chapter.controls().iter().flat_map(|control| {
        let range = control.range(&start.base, &start.base);
        [range.min, range.max].map(|end| chapter.admitted(&start.base, control.moved(start.base, end)))
    });
    let bases = worlds.chain(ends).map(|base| start.with(chapter, base, 0));
    [start].into_iter().chain(objections).chain(bases).collect()
}

#[test]
fn the_chapters_are_drawn_clearly() {
    let mut wrong = Vec::new();
    for chapter in CHAPTERS {
        let settings = settings_of(chapter);
        // With the long work at the start, without it elsewhere: what it adds are marks and a band.
        let scenes = settings.iter().map(|setting| chapter.scene(setting, &Results::default()));
        for (i, scene) in [at_rest(chapter, &settings[0])].into_iter().chain(scenes).enumerate() {
            for (place, frame) in chapter.places().iter().zip(&scene.frames) {
                let found = widths(place.room).into_iter().flat_map(|width| faults(&frame.picture, width));
                let is_waiting = i > 0 && ["plausible", "phases"].contains(&place.id)
                    // Fewer than two reviewers have nothing to compare.
                    || place.id == "capture" && frame.title.starts_with("With fewer");
                let slips = slips(frame).into_iter().filter(|slip| !(is_waiting && slip == EMPTY));
                wrong.extend(found.chain(slips).map(|fault| format!("{} #{i}: {fault}", place.id)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

/// So many votes for each answer of a chapter's question in two rounds, unevenly.
fn voted(chapter: usize, votes: usize, is_told: bool) -> Frame {
    let answers = Answers::of(CHAPTERS[chapter].prediction().asked);
    let spread =
        |round: usize| (0..answers.labels.len()).map(|i| votes * ((3 * i + round) % 5) / 4).collect::<Vec<_>>();
    votes::frame(&answers, &spread(1), &spread(3), is_told)
}

#[test]
fn votes_are_drawn_as_kept() {
    assert_golden("votes-choice", &voted(7, 12, true), &[PHONE, FULL], LIGHT);
    assert_golden("votes-count", &voted(0, 8, false), &[PHONE], LIGHT);
    assert_golden("votes-curve-dark", &voted(1, 30, true), &[FULL], DARK);
}

#[test]
fn votes_are_drawn_clearly() {
    for chapter in 0..CHAPTERS.len() {
        for (count, is_told) in [(0, true), (1, false), (30, true), (400, true)] {
            let frame = voted(chapter, count, is_told);
            let Picture::Votes(votes) = &frame.picture else { panic!("votes are drawn as votes") };
            for width in [280, PHONE, HALF, 700, FULL] {
                let drawing = Drawing::read(&svg(&frame.picture, width, LIGHT));
                assert_eq!(drawing.faults(), Vec::<String>::new(), "chapter {chapter}, {count} votes at {width} px");
                let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
                let drawn: Vec<String> = drawing.texts.iter().flat_map(|written| words(&written.text)).collect();
                let mut expected: Vec<String> = votes
                    .rounds
                    .iter()
                    .zip(["○", "●"])
                    .flat_map(|(name, mark)| [mark.to_owned(), (*name).to_owned()])
                    .collect();
                for row in &votes.rows {
                    expected.extend(words(&row.label));
                    expected.extend(words(if row.is_right { "◆ the model" } else { "" }));
                    let counts = row.counts.iter().take(votes.rounds.len()).filter(|count| **count > 0);
                    expected.extend(counts.map(ToString::to_string));
                }
                assert_eq!(drawn, expected, "chapter {chapter} at {width} px");
            }
        }
    }
}

/// What a picture must say: its direct labels, its ticks and its names, and nothing else.
fn expected_texts(picture: &Picture, width: u32) -> Vec<String> {
    let ticks = |axis: &blindspot::chart::axis::Axis| -> Vec<String> {
        axis.ticks.iter().map(|(_, text)| text.clone()).chain([axis.name.clone()]).collect()
    };
    let mut texts: Vec<String> = match picture {
        Picture::Walls(walls) => {
            let mut stopped = walls.stopped();
            // On a phone there is no room for two numbers of three digits side by side.
            if walls.has_gate && width < 420 && stopped.first().is_some_and(|&first| first >= 100) {
                stopped.remove(0);
            }
            let counts = stopped.into_iter().chain([walls.wrong(), walls.passed()]);
            let counts = counts.chain(walls.has_gate.then(|| walls.found()));
            let is_named = !(walls.has_gate && width < 420);
            let names =
                (1..=walls.reviewers).map(|i| if i == 1 && is_named { "reviewer 1".to_owned() } else { i.to_string() });
            let words = if walls.has_gate {
                let stopped = if width < 420 {
                    None
                } else if width < 600 {
                    Some("stopped")
                } else {
                    Some("stopped by review")
                };
                [Some("made wrong"), Some("audit"), Some("found"), Some("stay wrong"), stopped]
                    .into_iter()
                    .flatten()
                    .collect()
            } else {
                let calls = if width < 420 { "wrong" } else { "wrong decisions" };
                let mut words = vec![calls, "the record", "published"];
                words.extend((walls.reviewers > 0).then_some("stopped first"));
                words
            };
            counts.map(|count| count.to_string()).chain(names).chain(words.into_iter().map(str::to_owned)).collect()
        }
        Picture::Ladder(ladder) => {
            let is_roomy = width >= 460;
            let columns =
                if is_roomy { ["no claim holds", "one", "two", "all three"] } else { ["none", "one", "two", "three"] };
            let columns = columns.map(str::to_owned);
            let points = ladder.points.iter().flat_map(|point| {
                let share = (is_roomy || point.claims == ladder.chosen).then(|| percent(point.share));
                std::iter::once(point.name.clone()).chain(share)
            });
            let shares = ladder.points.iter().map(|point| libm::log10(point.share));
            let (low, high) = shares.fold((0.0_f64, -9.0_f64), |(l, h), at| (l.min(at), h.max(at)));
            let decades = (-9..=0_i8)
                .map(f64::from)
                .filter(|at| (low.floor()..=high.ceil()).contains(at))
                .map(|at| percent(libm::pow(10.0, at)));
            columns.into_iter().chain(points).chain(decades).collect()
        }
        Picture::Lines(chart) => {
            // A line that begins below the chart has nothing to be labelled.
            let labels = chart.lines.iter().filter(|line| !line.points.is_empty()).map(|line| line.label.clone());
            [ticks(&chart.x), ticks(&chart.y), labels.collect()].concat()
        }
        Picture::Dumbbells(chart) => {
            let rows = chart.rows.iter().flat_map(|row| [row.label.clone(), row.value.clone()]);
            let names = [chart.claimed_name.clone(), chart.actual_name.clone()];
            [ticks(&chart.axis), rows.collect(), names.into()].concat()
        }
        Picture::HeatMap(map) => {
            let pending = map.rows.is_empty().then(|| PENDING.to_owned());
            [ticks(&map.x), ticks(&map.y), vec![map.here_name.clone()], pending.into_iter().collect()].concat()
        }
        Picture::Strips(strips) => {
            strips.strips.iter().flat_map(|strip| [strip.name.clone(), strip.result.clone()]).collect()
        }
        Picture::Icons(icons) => {
            let rows = icons.rows.iter().map(|row| format!("{}: {} of {}", row.label, row.filled, row.of));
            rows.chain([format!("◆ {}", icons.filled_name), format!("○ {}", icons.hollow_name)]).collect()
        }
        // Its answers are broken into lines, which a test of their own reads.
        Picture::Lever(_) | Picture::Votes(_) => Vec::new(),
    };
    texts.retain(|text| !text.is_empty());
    texts.sort();
    texts
}

/// What is wrong with a picture at one width.
fn faults(picture: &Picture, width: u32) -> Vec<String> {
    let drawing = Drawing::read(&svg(picture, width, LIGHT));
    let mut faults = drawing.faults();
    if drawing.size != (f64::from(width), picture.height(f64::from(width)).round()) {
        faults.push(format!("is {:?} large", drawing.size));
    }
    let mut texts: Vec<String> = drawing.texts.into_iter().map(|written| written.text).collect();
    texts.sort();
    let mut expected = expected_texts(picture, width);
    // Of many walls only as many are named as there is room for.
    if matches!(picture, Picture::Walls(walls) if walls.reviewers > 4) {
        texts.retain(|text| text != "1");
        expected.retain(|text| texts.contains(text));
        texts.dedup();
        expected.dedup();
    }
    // What happens where is said where there is room for it.
    if let Picture::HeatMap(map) = picture {
        texts.retain(|text| map.regions.iter().all(|region| region.word != text));
    }
    if texts != expected {
        faults.push(format!("says {texts:?} instead of {expected:?}"));
    }
    faults.into_iter().map(|fault| format!("at {width} px: {fault}")).collect()
}

/// Said of a table without rows.
const EMPTY: &str = "an empty table";

/// What is wrong with the words and the table of a figure.
fn slips(frame: &Frame) -> Vec<String> {
    let Table { columns, rows, .. } = &frame.table;
    let mut slips: Vec<String> = rows
        .iter()
        .filter(|row| row.len() != columns.len())
        .map(|row| format!("{row:?} does not fit {columns:?}"))
        .collect();
    if rows.is_empty() {
        slips.push(EMPTY.to_owned());
    }
    let written = [&frame.title, &frame.subtitle, &frame.summary];
    let texts = written.into_iter().chain(columns).chain(rows.iter().flatten().map(|cell| &cell.text));
    let is_number_gone_wrong =
        |text: &&String| text.contains("NaN") || text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "inf");
    slips.extend(texts.filter(is_number_gone_wrong).cloned());
    slips
}

/// Draws and reads figures of many settings; a failure names them all.
fn assert_clear(settings: &[Params], fields: u64) {
    let mut tables = Tables::default();
    let mut wrong = Vec::new();
    for params in settings {
        for (name, frame) in figures(params, &mut tables, fields) {
            let found = [PHONE, HALF, FULL].into_iter().flat_map(|width| faults(&frame.picture, width));
            wrong.extend(found.chain(slips(&frame)).map(|fault| format!("{name} {}: {fault}", told(params))));
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_setting_of_the_grid_is_drawn_clearly() {
    assert_clear(&grid(), 0);
}

#[test]
fn labels_stay_apart_wherever_lines_end() {
    let mut wrong = Vec::new();
    for params in skills() {
        let frame = by_reviewers(&params);
        let found = [PHONE, 360, HALF, 700].into_iter().flat_map(|width| faults(&frame.picture, width));
        wrong.extend(found.chain(slips(&frame)).map(|fault| format!("{}: {fault}", told(&params))));
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_extreme_is_drawn_clearly() {
    // Of few projects, so that simulated fields scatter widely.
    let settings: Vec<Params> =
        extremes().iter().map(|params| changed(params, &[(Parameter::Projects, 2.0)])).collect();
    assert_clear(&settings, 3);
}

#[test]
fn the_opening_and_the_experiments_are_drawn_clearly() {
    let calls = hero::Calls::drawn();
    let settings = (0..=10_u8).flat_map(|i| {
        let share = f64::from(i) / 10.0;
        LEVERS.map(|lever| Params::default().with(lever, share * Params::default().limit(lever)).unwrap())
    });
    let overlaps = settings.map(|params| drawn(&hero::World::of(&calls, &params), None));
    let [apart, alike] = worlds_of_the_opening();
    // Marks of the first and the last row are larger than their rows.
    let last = alike.walls.rows.iter().rposition(|row| row.is_there).unwrap();
    let chosen = [0, last, last + 1].map(|row| drawn(&alike, Some(row)));
    let moving = [between(&apart, &alike), between(&alike, &apart)];
    for frame in overlaps.chain(chosen).chain(moving) {
        let wrong: Vec<String> = [PHONE, HALF, FULL]
            .into_iter()
            .flat_map(|width| faults(&frame.picture, width))
            .chain(slips(&frame))
            .collect();
        assert!(wrong.is_empty(), "{}: {}", frame.title, wrong.join("\n"));
    }
}

#[test]
fn both_schemes_say_the_same() {
    for (_, frame) in figures(&World::OneModel.of(&Params::default()), &mut Tables::default(), 1) {
        let [light, dark] = [LIGHT, DARK].map(|palette| Drawing::read(&svg(&frame.picture, HALF, palette)));
        assert_eq!(light.texts, dark.texts);
        assert_eq!(light.corners, dark.corners);
    }
}

/// Every kept picture is one of those that the tests above draw.
#[test]
fn no_picture_is_kept_of_nothing() {
    let of_chapters =
        CHAPTERS.iter().flat_map(|chapter| chapter.places()).filter(|place| !KEPT_ELSEWHERE.contains(&place.id));
    let of_chapters: Vec<String> = of_chapters
        .flat_map(|place| widths(place.room).map(|width| format!("{}-{width}.snap.svg", place.id)))
        .collect();
    let others =
        ["opening-", "lever-", "claims-", "votes-", "audits-", "map-", "reviewers-", "generations-", "integrity-"];
    let mut missing: BTreeSet<&str> = of_chapters.iter().map(String::as_str).collect();
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".snap.svg") {
            let is_drawn = missing.remove(name.as_str()) || others.iter().any(|other| name.starts_with(other));
            assert!(is_drawn, "no test draws {name}");
        }
    }
    assert!(missing.is_empty(), "not kept: {missing:?}");
}
