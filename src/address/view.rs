//! What is shown of the page, as the part of an address after `#`: one place, with all that the reader has set there.
//!
//! `v=1&at=edge&supervision=0.3&but=one-model` is chapter 8 with one lever moved and one objection on; without `at` it is
//! the sandbox. A part that is left out is as the place begins. Reading is total, see [`link`](crate::text::link).

use std::fmt::Write as _;

use blindspot_model::params::MAX_RHO_BETWEEN;
use blindspot_model::{Parameter, Params, Prices, Ranges};

use super::ranged::{read_ranges, spelled_ranges};
use crate::chapter::finder::limit_range;
use crate::chapter::marked::Marked;
use crate::chapter::{Form, Guess, Outline, Setting};
use crate::chapters::OUTLINES;
use crate::chapters::edge::PROBES;
use crate::figure::budget::{highest_prices, usual_prices};
use crate::figure::hero::{self, SEED};
use crate::figure::phase_map::Axes;
use crate::sandbox::exact_parameters;
use crate::text::link::{self, MOST_WRITTEN, Parts, VERSION};
use crate::text::number::significant;
use crate::text::spelling;

/// The opening's name in links.
pub const OPENING: &str = "opening";
/// The sandbox's name in links.
pub const SANDBOX: &str = "sandbox";

/// What pieces of evidence share, in links.
const SHARED: &str = "shared";

/// Pieces of evidence with rates of their own, in links.
const RATES: &str = "pieces";

/// The ranges of the sandbox's setting, and of A, in links.
const RANGES: [&str; 2] = ["ranges", "a-ranges"];

/// What links of the opening set before it had levers.
const OVERLAP: &str = "overlap";

/// The largest seed of the sandbox's dice.
pub const MAX_SEED: u64 = 999_999;

/// Of so many notices the rest is only counted.
const MOST_NOTICES: usize = 8;

/// One place of the page with all that the reader has set there.
// One exists for each place: a box would save nothing.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// The opening, with what of its setting it [sets](hero::SET).
    Opening(Params),
    /// A chapter.
    Chapter(ChapterView),
    /// The sandbox.
    Sandbox(SandboxView),
}

/// What the reader has set in a chapter.
#[derive(Clone, Debug, PartialEq)]
pub struct ChapterView {
    /// Which, as an index into [`OUTLINES`].
    pub chapter: usize,
    /// As set by the controls.
    pub base: Params,
    /// The objections that are on, a bit each.
    pub flipped: u8,
    /// The parameter along which a tipping point is looked for.
    pub probe: Parameter,
    /// What the pieces of evidence share, where the chapter has some.
    pub marked: Marked,
    /// The reader's prediction, if there is one.
    pub guess: Option<Guess>,
}

/// What the reader has set in the sandbox.
#[derive(Clone, Debug, PartialEq)]
pub struct SandboxView {
    /// The setting, B where there is an A.
    pub params: Params,
    /// The setting that it is compared with, A.
    pub pinned: Option<Params>,
    /// What of the setting, and of A, is a range: each with the setting's own value in it, as [`Ranges::fitted`] leaves it.
    pub ranges: [Ranges; 2],
    /// Of the dice that the simulations throw, up to [`MAX_SEED`].
    pub seed: u64,
    /// The parameters that the map is over: two of [`exact_parameters`].
    pub axes: Axes,
    /// The parameter along which edges are looked for: one of [`exact_parameters`].
    pub along: Parameter,
    /// The undetected share whose crossing is looked for, in the range of [`limit_range`].
    pub limit: f64,
    /// What diversity, audits and supervision cost, each up to [`highest_prices`].
    pub prices: Prices,
}

impl Default for SandboxView {
    fn default() -> SandboxView {
        SandboxView {
            params: Params::default(),
            pinned: None,
            ranges: Default::default(),
            seed: SEED,
            axes: Axes::default(),
            along: Parameter::Supervision,
            limit: limit_range().default / 100.0,
            prices: usual_prices(),
        }
    }
}

/// What a link says.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What is shown; as it begins where nothing is said.
    pub view: View,
    /// A sentence for each part that was left out, in plain text.
    pub notices: Vec<String>,
}

impl View {
    /// The place of this name as it begins.
    #[must_use]
    pub fn start(id: &str) -> Option<View> {
        match id {
            OPENING => Some(View::opening()),
            SANDBOX => Some(View::Sandbox(SandboxView::default())),
            _ => OUTLINES.iter().position(|chapter| chapter.id() == id).map(View::chapter),
        }
    }

    /// The opening as it begins: on its finding, with all three claims.
    #[must_use]
    pub fn opening() -> View {
        View::Opening(Params::default())
    }

    /// The chapter of this index into [`OUTLINES`] as it begins.
    #[must_use]
    pub fn chapter(chapter: usize) -> View {
        let Setting { base, probe, .. } = Setting::start(OUTLINES[chapter]);
        let marked = Marked::start(OUTLINES[chapter]);
        View::Chapter(ChapterView { chapter, base, flipped: 0, probe, marked, guess: None })
    }

    /// The name of the place, which is that of its section too.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            View::Opening(_) => OPENING,
            View::Chapter(view) => OUTLINES[view.chapter].id(),
            View::Sandbox(_) => SANDBOX,
        }
    }

    /// The setting that is shown, all switches applied.
    #[must_use]
    pub fn params(&self) -> Params {
        match self {
            View::Opening(params) => *params,
            View::Chapter(view) => {
                let chapter = OUTLINES[view.chapter];
                Setting::start(chapter).with(chapter, view.base, view.flipped).params
            }
            View::Sandbox(view) => view.params,
        }
    }

    /// What of the setting is a range.
    #[must_use]
    pub fn ranges(&self) -> &Ranges {
        const NONE: &Ranges = &Ranges::NONE;
        if let View::Sandbox(view) = self { &view.ranges[0] } else { NONE }
    }

    /// Of the dice that the simulations throw.
    #[must_use]
    pub fn seed(&self) -> u64 {
        if let View::Sandbox(view) = self { view.seed } else { SEED }
    }

    /// Its text as it is given away, with a [check](link::checked).
    #[must_use]
    pub fn link(&self) -> String {
        link::checked(&self.write())
    }

    /// The text for after `#`, at most [`MOST_WRITTEN`] bytes long; what is as the place begins is left out.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = format!("v={VERSION}");
        // Writing to a String can't fail.
        match self {
            View::Opening(params) => {
                let _ = write!(text, "&at={OPENING}");
                text += &preceded('&', &link::changes(&Params::default(), params, '=', '&'));
            }
            View::Chapter(view) => {
                let chapter = OUTLINES[view.chapter];
                let start = Setting::start(chapter);
                let _ = write!(text, "&at={}", chapter.id());
                text += &preceded('&', &link::changes(&start.base, &view.base, '=', '&'));
                let on: Vec<&str> = objections(chapter, view.flipped).collect();
                if !on.is_empty() {
                    add(&mut text, "but", &on.join(","));
                }
                if view.probe != start.probe {
                    add(&mut text, "along", view.probe.spec().name);
                }
                let marks = view.marked.spelled(&Marked::start(chapter));
                if !marks.is_empty() {
                    add(&mut text, SHARED, &marks);
                    // Marks alone would set it.
                    let diversity = view.base.get(Parameter::Diversity);
                    if diversity == start.base.get(Parameter::Diversity) {
                        add(&mut text, Parameter::Diversity.spec().name, &spelling::shortest(diversity));
                    }
                }
                let rates = view.marked.spelled_rates();
                if !rates.is_empty() {
                    add(&mut text, RATES, &rates);
                }
                if let Some(guess) = &view.guess {
                    add(&mut text, "guess", &spelled(guess));
                }
            }
            View::Sandbox(view) => {
                text += &preceded('&', &link::changes(&Params::default(), &view.params, '=', '&'));
                let [name, name_of_a] = RANGES;
                let [ranges, ranges_of_a] = &view.ranges;
                if !ranges.is_empty() {
                    add(&mut text, name, &spelled_ranges(ranges));
                }
                if view.seed != SEED {
                    let _ = write!(text, "&seed={}", view.seed);
                }
                let start = SandboxView::default();
                if view.axes != start.axes {
                    add(&mut text, "map", &[view.axes.x, view.axes.y].map(|p| p.spec().name).join(","));
                }
                if view.along != start.along {
                    add(&mut text, "along", view.along.spec().name);
                }
                if view.limit != start.limit {
                    add(&mut text, "limit", &spelling::shortest(view.limit));
                }
                if view.prices != start.prices {
                    add(&mut text, "prices", &amounts(&view.prices).map(spelling::shortest).join(","));
                }
                if let Some(pinned) = &view.pinned {
                    // Two settings that differ in nearly everything do not fit: then the link shows the reader's own.
                    let has_room = add(&mut text, "a", &link::changes(&view.params, pinned, ':', ','));
                    if has_room && !ranges_of_a.is_empty() {
                        add(&mut text, name_of_a, &spelled_ranges(ranges_of_a));
                    }
                }
            }
        }
        text
    }
}

/// Adds a part to a link if there is room, and says whether there was. For the parameters there always is: all of them at their
/// longest, with the longest place, are shorter than [`MOST_WRITTEN`].
fn add(text: &mut String, name: &str, value: &str) -> bool {
    let has_room = text.len() + name.len() + value.len() + 2 <= MOST_WRITTEN;
    if has_room {
        // Writing to a String can't fail.
        let _ = write!(text, "&{name}={value}");
    }
    has_room
}

/// A text with a sign before it, unless it is empty.
fn preceded(by: char, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{by}{text}") }
}

/// Reads the text after `#`, with or without the sign. Without a place it is the sandbox.
#[must_use]
pub fn read(hash: &str) -> Reading {
    let Parts { mut named, mut notices } = link::parts(hash);
    let mut view = View::Sandbox(SandboxView::default());
    if let Some(id) = take(&mut named, "at") {
        match View::start(&id) {
            Some(start) => view = start,
            None => notices.push(format!("Left out of the link: there is no place “{id}” on this page.")),
        }
    } else if let Some(start) = link::place(hash).and_then(View::start) {
        view = start;
    }
    let pinned = take(&mut named, "a");
    let ranges = RANGES.map(|name| take(&mut named, name));
    let mut changes = Vec::new();
    for (name, value) in named {
        let part = match &mut view {
            View::Opening(_) => read_in_opening(&mut changes, &name, &value),
            View::Chapter(view) => read_in_chapter(view, &mut changes, &name, &value, &mut notices),
            View::Sandbox(view) => read_in_sandbox(view, &mut changes, &name, &value),
        };
        notices.extend(part.err());
    }
    match &mut view {
        View::Opening(params) => *params = link::changed(params, changes, &mut notices),
        View::Chapter(view) => {
            let is_by_hand = changes.iter().any(|&(parameter, _)| parameter == Parameter::Diversity);
            let wanted = link::changed(&view.base, changes, &mut notices);
            let is_marked = !view.marked.spelled(&Marked::start(OUTLINES[view.chapter])).is_empty();
            let wanted = if is_marked && !is_by_hand { view.marked.applied_to(wanted) } else { wanted };
            let admitted = OUTLINES[view.chapter].admitted(&view.base, wanted);
            if admitted != wanted {
                notices.push("The link asks for more than the chapter allows; it shows what is possible.".to_owned());
            }
            view.base = admitted;
        }
        View::Sandbox(view) => {
            view.params = link::changed(&view.params, changes, &mut notices);
            view.pinned = pinned.as_deref().map(|text| read_pinned(&view.params, text, &mut notices));
            let settings = [Some(view.params), view.pinned];
            for (i, (text, params)) in ranges.iter().zip(settings).enumerate() {
                match (text, params) {
                    (Some(text), Some(params)) => view.ranges[i] = read_ranges(&params, text, &mut notices),
                    (Some(text), None) => notices.push(format!(
                        "Left out of the link: {} “{text}” are of a setting “a”, which it does not have.",
                        RANGES[i]
                    )),
                    (None, _) => {}
                }
            }
        }
    }
    if !matches!(view, View::Sandbox(_)) {
        let given = RANGES.into_iter().zip(&ranges).filter(|(_, text)| text.is_some());
        notices.extend(given.map(|(name, _)| format!("Left out of the link: only the sandbox takes {name}.")));
    }
    if pinned.is_some() && !matches!(view, View::Sandbox(_)) {
        notices.push("Left out of the link: only the sandbox compares with a setting “a”.".to_owned());
    }
    if notices.len() > MOST_NOTICES {
        let more = notices.len() - MOST_NOTICES;
        notices.truncate(MOST_NOTICES);
        notices.push(format!("{more} more parts of the link were left out."));
    }
    Reading { view, notices }
}

/// Takes the part of this name out of the others.
fn take(named: &mut Vec<(String, String)>, wanted: &str) -> Option<String> {
    let at = named.iter().position(|(name, _)| name == wanted)?;
    Some(named.remove(at).1)
}

fn read_in_opening(changes: &mut Vec<(Parameter, f64)>, name: &str, value: &str) -> Result<(), String> {
    if name == OVERLAP {
        // What the opening was about at first: a latent correlation, which is a diversity.
        let overlap = link::number(name, value)?;
        if !(0.0..=MAX_RHO_BETWEEN).contains(&overlap) {
            return Err(format!(
                "Left overlap out of the link: it is {overlap}, but must lie between 0 and {MAX_RHO_BETWEEN}."
            ));
        }
        changes.push((Parameter::Diversity, 1.0 - overlap / MAX_RHO_BETWEEN));
        return Ok(());
    }
    let change = link::change(name, value)?;
    if !hero::SET.contains(&change.0) {
        return Err(format!("Left out of the link: the opening does not set “{name}”."));
    }
    changes.push(change);
    Ok(())
}

fn read_in_chapter(
    view: &mut ChapterView,
    changes: &mut Vec<(Parameter, f64)>,
    name: &str,
    value: &str,
    notices: &mut Vec<String>,
) -> Result<(), String> {
    let chapter = OUTLINES[view.chapter];
    match name {
        "but" => {
            for id in value.split(',') {
                let objection = chapter.objections().iter().position(|objection| objection.id == id);
                match objection {
                    Some(objection) => view.flipped |= 1 << objection,
                    None => notices.push(format!("Left out of the link: “{id}” is not an objection of this chapter.")),
                }
            }
        }
        "along" => {
            let probe = PROBES.iter().find(|control| control.parameter.spec().name == value);
            let probe = probe.ok_or_else(|| {
                format!("Left out of the link: “{value}” is not a parameter along which a break is looked for.")
            })?;
            view.probe = probe.parameter;
        }
        SHARED if chapter.marks().is_some() => {
            let marked = view.marked.read(value);
            view.marked =
                marked.ok_or_else(|| format!("Left out of the link: “{value}” does not say what pieces share."))?;
        }
        RATES if chapter.marks().is_some() => {
            view.marked = view.marked.read_rates(value).ok_or_else(|| {
                format!("Left out of the link: “{value}” does not say how often pieces miss and raise false alarms.")
            })?;
        }
        "guess" => {
            let Some((guess, is_held)) = guess(chapter.asks_for(), value) else {
                return Err(format!("Left out of the link: “{value}” does not answer the question of this chapter."));
            };
            view.guess = Some(guess);
            if is_held {
                notices.push("The link draws a guess beyond the chart; it is held at the chart’s edge.".to_owned());
            }
        }
        _ => changes.push(link::change(name, value)?),
    }
    Ok(())
}

fn read_in_sandbox(
    view: &mut SandboxView,
    changes: &mut Vec<(Parameter, f64)>,
    name: &str,
    value: &str,
) -> Result<(), String> {
    let refused = |must: String| format!("Left out of the link: {name} is “{value}”, but must be {must}.");
    match name {
        "seed" => {
            let seed = value.parse().ok().filter(|seed| *seed <= MAX_SEED);
            view.seed = seed.ok_or_else(|| refused(format!("a whole number up to {MAX_SEED}")))?;
        }
        "map" => view.axes = axes(value).ok_or_else(|| refused("two parameters that a map can be over".to_owned()))?,
        "along" => {
            view.along = exact(value).ok_or_else(|| refused("a parameter that edges can be along".to_owned()))?;
        }
        "limit" => {
            let [low, high] = [limit_range().min, limit_range().max].map(|percent| percent / 100.0);
            let limit = spelling::number(value).filter(|limit| (low..=high).contains(limit));
            view.limit = limit.ok_or_else(|| refused(format!("a share from {low} to {high}")))?;
        }
        "prices" => {
            let highest = highest_prices().map(|price| price.to_string()).join(", ");
            view.prices = prices(value).ok_or_else(|| refused(format!("three prices, at most {highest}")))?;
        }
        _ => changes.push(link::change(name, value)?),
    }
    Ok(())
}

/// The prices in their order.
fn amounts(prices: &Prices) -> [f64; 3] {
    [prices.diversity(), prices.audited_step(), prices.supervision()]
}

/// A parameter that maps and edges can be along.
fn exact(name: &str) -> Option<Parameter> {
    exact_parameters().find(|parameter| parameter.spec().name == name)
}

fn axes(text: &str) -> Option<Axes> {
    let (x, y) = text.split_once(',')?;
    let (x, y) = (exact(x)?, exact(y)?);
    (x != y).then_some(Axes { x, y })
}

fn prices(text: &str) -> Option<Prices> {
    let amounts: Vec<f64> = text.split(',').map(spelling::number).collect::<Option<_>>()?;
    let &[diversity, audited_step, supervision] = amounts.as_slice() else { return None };
    let prices = Prices::new(diversity, audited_step, supervision).ok()?;
    let is_offered = amounts.iter().zip(highest_prices()).all(|(&amount, highest)| amount <= highest);
    is_offered.then_some(prices)
}

/// A as its differences from B.
fn read_pinned(params: &Params, text: &str, notices: &mut Vec<String>) -> Params {
    let mut changes = Vec::new();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once(':').unwrap_or((part, ""));
        match link::change(name, value) {
            Ok(change) => changes.push(change),
            Err(notice) => notices.push(notice),
        }
    }
    link::changed(params, changes, notices)
}

/// The names of the objections of a chapter that are on.
fn objections(chapter: &dyn Outline, on: u8) -> impl Iterator<Item = &'static str> {
    let all = chapter.objections().iter().enumerate();
    all.filter(move |(i, _)| on & (1 << i) != 0).map(|(_, objection)| objection.id)
}

/// Significant digits of a drawn value: finer than any hand.
const DRAWN_DIGITS: u32 = 3;

/// Below this a drawn value is written as 0: no chart tells them apart.
const LEAST_DRAWN: f64 = 1e-12;

/// A guess as text; answers are counted from one.
fn spelled(guess: &Guess) -> String {
    match guess {
        Guess::Count(count) => spelling::shortest(*count),
        Guess::Choice(choice) => (choice + 1).to_string(),
        Guess::Curve(values) => values.iter().map(|&value| drawn(value)).collect::<Vec<_>>().join(","),
    }
}

/// A drawn value as text.
fn drawn(value: f64) -> String {
    let text = significant(if value.abs() < LEAST_DRAWN { 0.0 } else { value }, DRAWN_DIGITS);
    // 0.09996 is rounded to 0.1000, which read again is 0.100: once more, and it stays.
    text.parse().map_or(text, |rounded| significant(rounded, DRAWN_DIGITS))
}

/// The guess that a text spells, if it answers the question, and whether it was drawn beyond the chart.
fn guess(form: Form, text: &str) -> Option<(Guess, bool)> {
    match form {
        Form::Count { range } => {
            let count = spelling::number(text).filter(|count| (range.0..=range.1).contains(count))?;
            Some((Guess::Count(count), false))
        }
        Form::Choice { options } => {
            let choice = text.parse::<usize>().ok()?.checked_sub(1)?;
            (choice < options).then_some((Guess::Choice(choice), false))
        }
        Form::Curve { points, height } => {
            let values: Option<Vec<f64>> = text.split(',').map(spelling::number).collect();
            let values = values.filter(|values| values.len() == points)?;
            let held: Vec<f64> = values.iter().map(|value| value.clamp(height.0, height.1)).collect();
            // A value at the edge may have been rounded beyond it.
            let is_held = values.iter().zip(&held).any(|(&value, &held)| drawn(value) != drawn(held));
            Some((Guess::Curve(held), is_held))
        }
    }
}
