//! Wrong calls meeting reviewers. A wall is a reviewer, solid in the rows it catches and open where it misses; a line
//! runs from the left until a wall stops it, or through every opening into the record. Behind the walls there may be a gate
//! of audits, which rings what it finds.

use std::borrow::Cow;

use plotters::backend::DrawingBackend;
use plotters::element::{Circle, Rectangle, Text};
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

use super::comb::Comb;
use super::marks::Mark;
use super::record::Record;
use super::stance::Stance;
use super::theme::{TEXT, Theme, Tone, Weight};
use super::{Area, Drawn};

/// One wrong call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRow {
    /// What every reviewer does with it, and after them the audits where there is a gate; true is a catch.
    pub catches: Vec<bool>,
    /// Whether a typical model of the author's kind errs on it too.
    pub is_shared: bool,
    /// Whether the call is wrong as things are set; a row that is not has no height.
    pub is_there: bool,
}

impl CallRow {
    /// The wall that stops it, if one does.
    #[must_use]
    pub fn stop(&self) -> Option<usize> {
        self.catches.iter().position(|&caught| caught)
    }
}

/// The wrong calls of one world, and the right ones that stand beside them in the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Walls {
    /// From top to bottom.
    pub rows: Vec<CallRow>,
    /// Walls to draw.
    pub reviewers: usize,
    /// Whether audits stand behind the walls. The rows then fill the height that the picture has, however many they are.
    pub has_gate: bool,
    /// Right calls, which pass anyway.
    pub right: usize,
    /// The row that is looked at; the others stand back.
    pub chosen: Option<usize>,
    /// How far the rows have slid; `None` at rest. Counts are of the rows at rest all the same.
    pub moving: Option<Vec<Stance>>,
}

const HEAD: f64 = 26.0;
const FOOT: f64 = 45.0;
/// So many walls have room for their names and counts at every width.
const FEW_WALLS: usize = 4;
/// Between the walls and the record.
const GAP: f64 = 18.0;
/// The lowest rows whose openings are still seen.
const LEAST_ROW: f64 = 1.3;
/// The lowest rows, in backend pixels, of which one half is line and the other is not.
const LEAST_STRIPED: i32 = 4;
/// The height of the rows before a gate, as a share of the picture's width, and its bounds.
const FILLED: f64 = 0.72;
const FILLED_BOUNDS: (f64, f64) = (180.0, 330.0);
/// Half the height of the chosen row, and the radius of its marks.
const LENS: f64 = 6.5;

/// A narrow picture has lower rows and fewer words.
fn is_narrow(css_width: f64) -> bool {
    css_width < 420.0
}

/// The height of a row in CSS pixels.
fn row_height(css_width: f64) -> f64 {
    if is_narrow(css_width) { 2.0 } else { 3.0 }
}

/// Where everything stands, in backend pixels.
struct Layout {
    width: i32,
    top: i32,
    bottom: i32,
    /// The upper edge of each row, and the lower edge of the last.
    edges: Vec<i32>,
    walls_end: i32,
    wall_width: i32,
    /// The left edge of every wall, and of the gate.
    walls: Vec<i32>,
    record: Record,
}

impl Layout {
    // Areas are a few thousand pixels wide.
    #[allow(clippy::cast_possible_wrap, clippy::cast_possible_truncation)]
    fn of(walls: &Walls, stances: &[Stance], (width, height): (i32, i32), scale: f64) -> Layout {
        let px = |css: f64| (css * scale).round() as i32;
        let top = px(HEAD);
        let room = height + 2 - top - px(FOOT);
        let (edges, bottom) = if walls.has_gate {
            (filled(stances, top, room), top + room)
        } else {
            // From row to row whole pixels, since of unequal ones the eye makes patterns. An area that is lower than it should
            // be has lower rows; not so one whose height was rounded.
            let usual = (row_height(f64::from(width) / scale) * scale).floor() as i32;
            let pitch = usual.min(room / stances.len().max(1) as i32).max(1);
            let edges: Vec<i32> = (0..=stances.len() as i32).map(|row| top + pitch * row).collect();
            let bottom = top + pitch * stances.len() as i32;
            (edges, bottom)
        };
        let record = Record::fitted(walls.calls(), width, (top, bottom));
        let walls_end = record.left - px(GAP);
        let stops = walls.stops() as i32;
        let wall_width = px(14.0).min(walls_end / (3 * stops.max(1)));
        let left = |wall: i32| walls_end * (wall + 1) / (stops + 1) - wall_width / 2;
        let walls = (0..stops).map(left).collect();
        Layout { width, top, bottom, edges, walls_end, wall_width, walls, record }
    }

    fn above(&self, row: usize) -> i32 {
        self.edges.get(row).copied().unwrap_or(self.bottom)
    }

    /// Half of a row is line where that can be seen; lower rows touch, or unequal gaps would make patterns.
    fn line_end_below(&self, row: usize) -> i32 {
        let (above, below) = (self.above(row), self.above(row + 1));
        let pitch = below - above;
        if pitch >= LEAST_STRIPED { above + pitch / 2 } else { below }
    }

    /// Where a line of this reach ends: at a wall's edge, or behind the last wall.
    #[allow(clippy::cast_possible_truncation)] // within the area
    fn line_end(&self, reach: f64) -> i32 {
        let to_a_wall = ((1.0 - reach) * (self.walls.len() + 1) as f64).min(1.0);
        (f64::from(self.walls_end) * reach - f64::from(self.wall_width / 2) * to_a_wall).ceil() as i32
    }
}

/// The edges of rows that fill a room from top to bottom.
#[allow(clippy::cast_possible_truncation)] // within the area
fn filled(stances: &[Stance], top: i32, room: i32) -> Vec<i32> {
    let all: f64 = stances.iter().map(|stance| stance.tall).sum();
    let pitch = f64::from(room) / all.max(1.0);
    let mut passed = 0.0;
    let first = std::iter::once(top);
    let rest = stances.iter().map(|stance| {
        passed += stance.tall;
        top + (pitch * passed).round() as i32
    });
    first.chain(rest).collect()
}

/// How strongly everything but the chosen row is drawn.
fn strength(full: f64, has_chosen: bool) -> f64 {
    if has_chosen { full * 0.35 } else { full }
}

impl Walls {
    /// The rows of calls that are wrong.
    fn wrong_rows(&self) -> impl Iterator<Item = &CallRow> {
        self.rows.iter().filter(|row| row.is_there)
    }

    /// How many calls are wrong.
    #[must_use]
    pub fn wrong(&self) -> usize {
        self.wrong_rows().count()
    }

    /// How many calls there are, wrong and right.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.wrong() + self.right
    }

    /// Walls, and the gate where there is one.
    fn stops(&self) -> usize {
        self.reviewers + usize::from(self.has_gate)
    }

    fn stopped_at(&self, wall: usize) -> usize {
        self.wrong_rows().filter(|row| row.stop() == Some(wall)).count()
    }

    /// How many calls each wall stops.
    #[must_use]
    pub fn stopped(&self) -> Vec<usize> {
        (0..self.reviewers).map(|wall| self.stopped_at(wall)).collect()
    }

    /// How many calls the audits find that reviewers let through; none without a gate.
    #[must_use]
    pub fn found(&self) -> usize {
        if self.has_gate { self.stopped_at(self.reviewers) } else { 0 }
    }

    /// How many wrong calls nothing stops.
    #[must_use]
    pub fn passed(&self) -> usize {
        self.wrong_rows().filter(|row| row.stop().is_none()).count()
    }

    /// Every row at rest.
    #[must_use]
    pub fn at_rest(&self) -> Vec<Stance> {
        let rest = |row: &CallRow| {
            let stance = Stance::of(&row.catches);
            if row.is_there { stance } else { stance.absent() }
        };
        self.rows.iter().map(rest).collect()
    }

    /// The row at a place of the picture, in CSS pixels; `scale` as it was drawn with. A finger may miss the rows by
    /// its own width. `None` beside them, as in the record.
    #[must_use]
    // Pictures are a few thousand pixels wide.
    #[allow(clippy::cast_possible_truncation)]
    pub fn row_at(&self, (x, y): (f64, f64), (css_width, css_height): (f64, f64), scale: f64) -> Option<usize> {
        const FINGER: f64 = 12.0;
        let size = (css_width, css_height);
        let size = ((size.0 * scale).round() as i32, (size.1 * scale).round() as i32);
        let layout = Layout::of(self, &self.at_rest(), size, scale);
        let (x, y, finger) = (x * scale, y * scale, FINGER * scale);
        let (top, bottom) = (f64::from(layout.top), f64::from(layout.bottom));
        let is_near = x < f64::from(layout.record.left) && (top - finger..bottom + finger).contains(&y);
        let last = self.rows.iter().rposition(|row| row.is_there)?;
        // The last row that begins above the place and has a height.
        let row = layout.edges.partition_point(|&edge| f64::from(edge) <= y).saturating_sub(1);
        let row = self.rows.iter().enumerate().skip(row).find(|(_, row)| row.is_there).map_or(last, |(row, _)| row);
        is_near.then_some(row.min(last))
    }

    pub(super) fn height(&self, css_width: f64) -> f64 {
        let (least, most) = FILLED_BOUNDS;
        let filled = (FILLED * css_width).clamp(least, most);
        HEAD + FOOT + if self.has_gate { filled } else { row_height(css_width) * self.rows.len() as f64 }
    }

    pub(super) fn least_height(&self) -> f64 {
        // Rows before a gate fill what there is.
        HEAD + FOOT + if self.has_gate { FILLED_BOUNDS.0 } else { LEAST_ROW * self.rows.len() as f64 }
    }

    // Areas are a few thousand pixels wide.
    #[allow(clippy::cast_possible_wrap)]
    pub(super) fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        let (width, height) = area.dim_in_pixel();
        let stances = self.moving.as_deref().map_or_else(|| Cow::Owned(self.at_rest()), Cow::Borrowed);
        let layout = Layout::of(self, &stances, (width as i32, height as i32), theme.scale);
        self.draw_rows(area, theme, &layout, &stances)?;
        let arrived: Vec<usize> =
            (0..stances.len()).filter(|&row| stances[row].tall > 0.5 && stances[row].is_through()).collect();
        let is_drawn = |&row: &usize| row < stances.len() && self.rows.get(row).is_some_and(|row| row.is_there);
        let chosen = self.chosen.filter(is_drawn);
        let right = if self.has_gate { self.calls() - arrived.len().min(self.calls()) } else { self.right };
        layout.record.draw(area, theme, (arrived.len(), right), strength(1.0, chosen.is_some()))?;
        if let Some(row) = chosen {
            if let Some(place) = arrived.iter().position(|&other| other == row) {
                layout.record.draw_chosen(area, theme, place)?;
            }
            self.draw_chosen(area, theme, &layout, row, &stances[row])?;
        }
        self.draw_texts(area, theme, &layout)
    }

    /// Lines and walls.
    fn draw_rows<DB: DrawingBackend>(
        &self,
        area: &Area<DB>,
        theme: &Theme,
        layout: &Layout,
        stances: &[Stance],
    ) -> Drawn<DB> {
        let opacity = |full| strength(full, self.chosen.is_some());
        // The body of each wall, so that an opening is seen as one.
        let mut bodies = Comb::new(0);
        for &left in layout.walls.iter().take(self.reviewers) {
            bodies.push_rectangle((left, layout.top), (left + layout.wall_width, layout.bottom));
        }
        bodies.draw(area, theme.fill(Tone::Muted, 0.16))?;
        let (mut stopped, mut passing) = (Comb::new(0), Comb::new(0));
        for (row, stance) in stances.iter().enumerate() {
            let lines = if self.is_let_through(stance) { &mut passing } else { &mut stopped };
            let end = (layout.line_end(stance.reach), layout.line_end_below(row));
            lines.push_rectangle((0, layout.above(row)), end);
        }
        stopped.draw(area, theme.fill(Tone::Caught, opacity(0.6)))?;
        passing.draw(area, theme.fill(Tone::Undetected, opacity(if self.has_gate { 0.75 } else { 1.0 })))?;
        for (wall, &left) in layout.walls.iter().take(self.reviewers).enumerate() {
            // A shutter slides into the right side of its wall.
            let right = left + layout.wall_width;
            let mut shutters = Comb::new(right);
            for (row, stance) in stances.iter().enumerate() {
                let (above, below) = (layout.above(row), layout.above(row + 1));
                // A hairline between rows keeps them countable where they are tall enough.
                let hairline = i32::from(below - above > 3);
                let shut = stance.shut.get(wall).map_or(0, |&shut| part(layout.wall_width, shut));
                shutters.push_rectangle((right - shut, above), (right, below - hairline));
            }
            shutters.draw(area, theme.fill(Tone::Ink, opacity(0.88)))?;
        }
        self.draw_rings(area, theme, layout, stances)
    }

    /// Whether a line has passed every reviewer: what audits find is found among those.
    fn is_let_through(&self, stance: &Stance) -> bool {
        let stops = (self.stops() + 1) as f64;
        stance.reach > (self.reviewers as f64 + 0.001) / stops
    }

    /// A ring around what audits find at the gate.
    fn draw_rings<DB: DrawingBackend>(
        &self,
        area: &Area<DB>,
        theme: &Theme,
        layout: &Layout,
        stances: &[Stance],
    ) -> Drawn<DB> {
        let Some(&left) = layout.walls.get(self.reviewers).filter(|_| self.has_gate) else { return Ok(()) };
        let middle = left + layout.wall_width / 2;
        let is_found = |stance: &Stance| {
            stance.tall > 0.5
                && self.is_let_through(stance)
                && !stance.is_through()
                && stance.shut.get(self.reviewers).is_some_and(|&shut| shut > 0.5)
        };
        let found: Vec<usize> = (0..stances.len()).filter(|&row| is_found(&stances[row])).collect();
        // So many rings that they would cover each other are smaller.
        let room = f64::from(layout.bottom - layout.top) / theme.scale / found.len().max(1) as f64;
        let radius = theme.px((room / 2.0).clamp(2.0, 4.0));
        for row in found {
            let at = (middle, layout.above(row).midpoint(layout.above(row + 1)));
            area.draw(&Circle::new(at, radius, theme.palette.surface.filled()))?;
            area.draw(&Circle::new(at, radius, theme.line(Tone::Ink, 1.75)))?;
        }
        Ok(())
    }

    /// The chosen row, larger than life: what kind of error it is, its way, and where that ends.
    fn draw_chosen<DB: DrawingBackend>(
        &self,
        area: &Area<DB>,
        theme: &Theme,
        layout: &Layout,
        row: usize,
        stance: &Stance,
    ) -> Drawn<DB> {
        let middle = layout.above(row).midpoint(layout.line_end_below(row));
        let half = theme.px(LENS);
        let (above, below) = (middle - half, middle + half);
        let edge = theme.px(1.25);
        let frame = |inset: i32| [(inset, above + inset), (layout.walls_end - inset, below - inset)];
        area.draw(&Rectangle::new(frame(0), theme.fill(Tone::Ink, 1.0)))?;
        area.draw(&Rectangle::new(frame(edge), theme.palette.surface.filled()))?;
        let end = layout.line_end(stance.reach);
        let (tone, fate) =
            if stance.is_through() { (Tone::Undetected, None) } else { (Tone::Caught, Some(Mark::Caught)) };
        let thick = theme.px(1.5);
        area.draw(&Rectangle::new([(edge, middle - thick), (end, middle + thick)], theme.fill(tone, 1.0)))?;
        for (&left, &shut) in layout.walls.iter().take(self.reviewers).zip(&stance.shut) {
            let right = left + layout.wall_width;
            let shutter = [(right - part(layout.wall_width, shut), above), (right, below)];
            if shutter[0].0 < right {
                area.draw(&Rectangle::new(shutter, theme.fill(Tone::Ink, 1.0)))?;
            }
            if shutter[0].0 > left {
                // What is open shows its posts.
                for post in [above, below - edge] {
                    let body = [(left, post - edge), (shutter[0].0, post + 2 * edge)];
                    area.draw(&Rectangle::new(body, theme.fill(Tone::Ink, 1.0)))?;
                }
            }
        }
        let kind = if self.rows[row].is_shared { Mark::Shared } else { Mark::Private };
        kind.draw(area, theme, (theme.px(LENS + 3.0), middle), LENS)?;
        match fate {
            Some(mark) => mark.draw(area, theme, (end - half, middle), LENS),
            None => Mark::Shared.draw(area, theme, (layout.walls_end + theme.px(GAP / 2.0), middle), LENS),
        }
    }

    fn draw_texts<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme, layout: &Layout) -> Drawn<DB> {
        let (width, half_wall) = (layout.width, layout.wall_width / 2);
        let number = layout.bottom + theme.px(17.0);
        let word = layout.bottom + theme.px(34.0);
        let text = |text: String, at, weight, tone, h| {
            area.draw(&Text::new(text, at, theme.text(TEXT, weight, tone, h, VPos::Center)))
        };
        let head = theme.px(HEAD / 2.0 - 4.0);
        // Of many walls only as many are named as there is room for.
        let half = |text: &str, weight| {
            theme.text_width(area, text, &theme.text(TEXT, weight, Tone::Ink, HPos::Center, VPos::Center)) / 2
                + theme.px(if self.has_gate { 1.0 } else { 3.0 })
        };
        let has_room = !(self.has_gate && is_narrow(f64::from(width) / theme.scale));
        let first_name = if layout.walls.len() <= FEW_WALLS && has_room { "reviewer 1" } else { "1" };
        let mut free_from = 0;
        for (i, &left) in layout.walls.iter().enumerate() {
            let name = match i {
                gate if gate == self.reviewers => "audit".to_owned(),
                0 => first_name.to_owned(),
                _ => (i + 1).to_string(),
            };
            let (at, half) = (left + half_wall, half(&name, Weight::Regular));
            if at - half >= free_from {
                free_from = at + half;
                text(name, (at, head), Weight::Regular, Tone::Muted, HPos::Center)?;
            }
        }
        if !self.has_gate {
            text("the record".to_owned(), (width, head), Weight::Regular, Tone::Muted, HPos::Right)?;
        }
        let wrong = self.wrong().to_string();
        let calls = match (self.has_gate, is_narrow(f64::from(width) / theme.scale)) {
            (true, _) => "made wrong",
            (false, true) => "wrong",
            (false, false) => "wrong decisions",
        };
        let [stop, end] =
            if self.has_gate { ["stopped by review", "stay wrong"] } else { ["stopped first", "published"] };
        text(wrong.clone(), (0, number), Weight::Bold, Tone::Ink, HPos::Left)?;
        text(calls.to_owned(), (0, word), Weight::Regular, Tone::Muted, HPos::Left)?;
        let mut free_from = 2 * half(&wrong, Weight::Bold);
        for (wall, left) in layout.walls.iter().enumerate() {
            let (stopped, at) = (self.stopped_at(wall).to_string(), left + half_wall);
            let half = half(&stopped, Weight::Bold);
            if at - half >= free_from {
                free_from = at + half;
                text(stopped, (at, number), Weight::Bold, Tone::Caught, HPos::Center)?;
            }
        }
        let walls = &layout.walls[..self.reviewers.min(layout.walls.len())];
        if let (Some(first), Some(last)) = (walls.first(), walls.last()) {
            let middle = first.midpoint(*last) + half_wall;
            // Where there is less room, the place of the numbers says which walls they are of.
            let free_from = 2 * half(calls, Weight::Regular);
            let fitting = [stop, "stopped"].into_iter().find(|word| middle - half(word, Weight::Regular) >= free_from);
            if let Some(word_of) = fitting {
                text(word_of.to_owned(), (middle, word), Weight::Regular, Tone::Muted, HPos::Center)?;
            }
        }
        if let Some(gate) = layout.walls.get(self.reviewers).filter(|_| self.has_gate) {
            text("found".to_owned(), (gate + half_wall, word), Weight::Regular, Tone::Muted, HPos::Center)?;
        }
        let middle = layout.record.left.midpoint(width).min(width - half(end, Weight::Regular));
        text(self.passed().to_string(), (middle, number), Weight::Bold, Tone::Undetected, HPos::Center)?;
        text(end.to_owned(), (middle, word), Weight::Regular, Tone::Muted, HPos::Center)
    }
}

/// A share of a length, in whole pixels.
#[allow(clippy::cast_possible_truncation)] // at most the length
fn part(length: i32, share: f64) -> i32 {
    (f64::from(length) * share).round() as i32
}
