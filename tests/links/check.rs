//! What must hold of any text that is opened as a link. The tests and the fuzzer share it, so that they can't differ in
//! what they look for.

use blindspot::address::view::{ChapterView, Reading, SandboxView, View, read};
use blindspot::chapter::marked::Marked;
use blindspot::chapter::prediction::{Asked, Guess};
use blindspot::chapters::CHAPTERS;
use blindspot::text::link::{self, MOST_BYTES};
use blindspot::text::number::significant;
use blindspot_model::{Parameter, Params, Ranges};
use percent_encoding::percent_decode_str;

/// The page tells of eight parts and counts the others.
const MOST_NOTICES: usize = 9;

/// Opens a text as a link and panics where that breaks a promise of the page; gives what is shown.
pub fn check(text: &str) -> Reading {
    let reading = read(text);
    notices_are_plain(&reading.notices);
    what_is_left_out_is_told(text, &reading);
    what_is_shown_can_be_linked(&reading.view);
    reading
}

/// What is shown is written in at most 1,024 plain bytes, and who opens them sees the same.
pub fn what_is_shown_can_be_linked(view: &View) {
    let link = view.write();
    assert!(link.len() <= MOST_BYTES, "{} bytes: {link}", link.len());
    assert!(link.chars().all(|c| c.is_ascii_alphanumeric() || "=&.,:_-".contains(c)), "{link}");
    // No number of a link is below zero, and −0 would be shown with its sign.
    assert!(!["=-", ":-", ",-"].iter().any(|sign| link.contains(sign)), "{link}");
    let given = view.link();
    assert!(given.len() <= MOST_BYTES, "{} bytes: {given}", given.len());
    assert_eq!(read(&given), read(&link), "{given}");
    let again = read(&link);
    assert_eq!(again.notices, [""; 0], "{link}");
    assert_eq!(again.view, as_linked(view.clone(), &link), "{link}");
    assert_eq!(again.view.write(), link);
}

/// A view as a link can hold it: drawn values are rounded, and what there is no room for is left out.
fn as_linked(mut view: View, link: &str) -> View {
    let has = |name: &str| link.contains(&format!("&{name}="));
    match &mut view {
        View::Opening(_) => {}
        View::Chapter(ChapterView { chapter, guess, marked, .. }) => {
            if !has("pieces") {
                *marked = (0..15).fold(*marked, |marked, piece| marked.with_rates(piece, None));
            }
            if !has("guess") {
                *guess = None;
            }
            if let (Some(Guess::Curve(values)), Asked::Curve(curve)) = (guess, CHAPTERS[*chapter].prediction().asked) {
                for value in values {
                    *value = rounded(*value).clamp(curve.y.low, curve.y.high);
                }
            }
        }
        View::Sandbox(SandboxView { pinned, ranges, axes, along, limit, prices, params: _, seed: _ }) => {
            let start = SandboxView::default();
            *pinned = pinned.filter(|_| has("a"));
            for (ranges, _) in ranges.iter_mut().zip(["ranges", "a-ranges"]).filter(|(_, name)| !has(name)) {
                *ranges = Ranges::default();
            }
            *axes = if has("map") { *axes } else { start.axes };
            *along = if has("along") { *along } else { start.along };
            *limit = if has("limit") { *limit } else { start.limit };
            *prices = if has("prices") { *prices } else { start.prices };
        }
    }
    view
}

/// Whether a character is not seen itself, but may change how others are: a control, or one that turns the direction.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn notices_are_plain(notices: &[String]) {
    assert!(notices.len() <= MOST_NOTICES, "{notices:?}");
    for notice in notices {
        assert!(notice.ends_with('.') && !notice.contains(is_unseen), "{notice:?}");
    }
}

/// A part of a link; an item of a list is a part too.
struct Part {
    /// Of which list it is an item: `a`, `ranges`, `a-ranges`, `but`, or none.
    list: &'static str,
    /// Empty for an item without.
    name: String,
    value: String,
}

/// Every part is shown, or a notice speaks of it. Here a link is taken apart again, in another way than the page does.
fn what_is_left_out_is_told(text: &str, Reading { view, notices }: &Reading) {
    let text = text.strip_prefix('#').unwrap_or(text);
    if text.len() > MOST_BYTES {
        assert_eq!(notices.len(), 1, "{notices:?}");
        assert_eq!(*view, View::Sandbox(SandboxView::default()));
        return;
    }
    if link::place(&format!("#{text}")).is_some() {
        assert_eq!(*notices, [""; 0]);
        assert_eq!(*view, View::start(text).unwrap_or_else(|| View::Sandbox(SandboxView::default())));
        return;
    }
    let is_counted = notices.len() == MOST_NOTICES;
    // What a chapter does not allow changes several parts, and is told in one sentence, which may be a counted one.
    let is_held = notices.iter().any(|notice| notice.starts_with("The link asks for more"));
    if is_held || is_counted && matches!(view, View::Chapter(_)) {
        return;
    }
    let left_out: Vec<Part> = parts(text, view).into_iter().filter(|part| !is_shown(view, part)).collect();
    let told = match notices.last().filter(|_| is_counted) {
        Some(count) => MOST_NOTICES - 1 + count.split(' ').next().and_then(|count| count.parse().ok()).unwrap_or(0),
        None => notices.len(),
    };
    assert!(left_out.len() <= told, "{text}: left out {}, but told {notices:?}", left_out.len());
    for Part { name, value, .. } in left_out.iter().filter(|_| !is_counted) {
        let quotes = |notice: &str, text: &str| notice.contains(if text.is_empty() { "“”" } else { text });
        let is_drawn = name == "guess";
        let speaks_of_it = |notice: &String| {
            quotes(notice, name) || quotes(notice, value) || is_drawn && notice.contains("beyond the chart")
        };
        assert!(notices.iter().any(speaks_of_it), "{text}: nothing of {name} {value} in {notices:?}");
    }
}

/// The parts of a link for a view; of a name that is there twice the last.
fn parts(text: &str, view: &View) -> Vec<Part> {
    // Names that differ in nothing that is seen are one.
    let text = percent_decode_str(text).decode_utf8_lossy().replace(is_unseen, "\u{fffd}");
    let mut parts = Vec::new();
    let mut named = Vec::new();
    for part in text.split('&').filter(|part| !part.is_empty()) {
        match part.split_once('=') {
            Some((name, value)) => set(&mut named, "", name, value),
            None => parts.push(Part { list: "", name: part.to_owned(), value: String::new() }),
        }
    }
    for part in named {
        match (part.name.as_str(), view) {
            ("but", View::Chapter(_)) => {
                let item = |item: &str| Part { list: "but", name: item.to_owned(), value: String::new() };
                parts.extend(part.value.split(',').map(item));
            }
            ("a", View::Sandbox(_)) => {
                let mut items = Vec::new();
                for item in part.value.split(',').filter(|item| !item.is_empty()) {
                    let (name, value) = item.split_once(':').unwrap_or((item, ""));
                    set(&mut items, "a", name, value);
                }
                parts.extend(items);
            }
            ("ranges" | "a-ranges", View::Sandbox(view)) if part.name == "ranges" || view.pinned.is_some() => {
                let list = if part.name == "ranges" { "ranges" } else { "a-ranges" };
                let mut items = Vec::new();
                for item in part.value.split(',').filter(|item| !item.is_empty()) {
                    let (name, value) = item.split_once(':').unwrap_or((item, ""));
                    set(&mut items, list, name, value);
                }
                parts.extend(items);
            }
            _ => parts.push(part),
        }
    }
    parts
}

fn set(named: &mut Vec<Part>, list: &'static str, name: &str, value: &str) {
    named.retain(|earlier| earlier.name != name);
    named.push(Part { list, name: name.to_owned(), value: value.to_owned() });
}

/// Whether a view shows what a part asks for.
fn is_shown(view: &View, Part { list, name, value }: &Part) -> bool {
    let is = |number: f64| value.parse() == Ok(number);
    let is_set = |params: &Params| Parameter::named(name).is_some_and(|parameter| is(params.get(parameter)));
    match (view, *list, name.as_str()) {
        (_, "", "v") => value == link::VERSION,
        // It is of the others, and told of where it does not agree.
        (_, "", "c") => true,
        (_, "", "at") => value == view.id(),
        (View::Opening(params), _, "overlap") => {
            let diversity = params.get(Parameter::Diversity);
            value.parse().is_ok_and(|overlap: f64| (0.95 * (1.0 - diversity) - overlap).abs() < 1e-12)
        }
        (View::Opening(params), _, _) => is_set(params),
        (View::Chapter(view), "but", name) => {
            let objections = CHAPTERS[view.chapter].objections();
            let at = objections.iter().position(|objection| objection.id == name);
            at.is_some_and(|at| view.flipped & (1 << at) != 0)
        }
        (View::Chapter(view), _, "along") => value == view.probe.spec().name,
        (View::Chapter(view), _, "shared") => {
            let chapter = CHAPTERS[view.chapter];
            let start = Marked::start(chapter);
            let read = start.read(value);
            chapter.marks().is_some() && read.is_some_and(|read| read.spelled(&start) == view.marked.spelled(&start))
        }
        (View::Chapter(view), _, "pieces") => {
            let chapter = CHAPTERS[view.chapter];
            let read = Marked::start(chapter).read_rates(value);
            chapter.marks().is_some() && read.is_some_and(|read| read.spelled_rates() == view.marked.spelled_rates())
        }
        (View::Chapter(view), _, "guess") => view.guess.as_ref().is_some_and(|guess| is_guessed(guess, value)),
        (View::Chapter(view), _, _) => is_set(&view.base),
        (View::Sandbox(view), "a", _) => view.pinned.as_ref().is_some_and(is_set),
        (View::Sandbox(_), "", "a-ranges") => false,
        (View::Sandbox(view), "ranges" | "a-ranges", _) => {
            let ranges = &view.ranges[usize::from(*list == "a-ranges")];
            let said: Vec<f64> = value.split(':').filter_map(|end| end.parse().ok()).collect();
            Parameter::named(name).and_then(|parameter| ranges.of(parameter)).is_some_and(|ends| said == ends)
        }
        (View::Sandbox(view), _, "seed") => value.parse() == Ok(view.seed),
        (View::Sandbox(view), _, "map") => *value == format!("{},{}", view.axes.x.spec().name, view.axes.y.spec().name),
        (View::Sandbox(view), _, "along") => value == view.along.spec().name,
        (View::Sandbox(view), _, "limit") => is(view.limit),
        (View::Sandbox(SandboxView { prices, .. }), _, "prices") => {
            let said: Vec<f64> = value.split(',').filter_map(|price| price.parse().ok()).collect();
            said == [prices.diversity(), prices.audited_step(), prices.supervision()]
        }
        (View::Sandbox(view), _, _) => is_set(&view.params),
    }
}

fn is_guessed(guess: &Guess, value: &str) -> bool {
    match guess {
        Guess::Count(count) => value.parse() == Ok(*count),
        Guess::Choice(choice) => value.parse() == Ok(choice + 1),
        Guess::Curve(values) => {
            let said: Vec<f64> = value.split(',').filter_map(|value| value.parse().ok()).map(rounded).collect();
            said == values.iter().copied().map(rounded).collect::<Vec<_>>()
        }
    }
}

/// A drawn value as a link holds it: with three digits, and 0 where no chart tells it from that.
fn rounded(value: f64) -> f64 {
    if value.abs() < 1e-12 { 0.0 } else { significant(value, 3).parse().unwrap_or(f64::NAN) }
}
