//! Wrong calls meeting reviewers. A wall is a reviewer, solid in the rows it catches and open where it misses; a line
//! runs from the left until a wall stops it, or through every opening into the record.

use std::borrow::Cow;

use plotters::backend::DrawingBackend;
use plotters::element::{Rectangle, Text};
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
pub struct Row {
    /// What every reviewer does with it; true is a catch.
    pub catches: Vec<bool>,
    /// Whether a typical model of the author's kind errs on it too.
    pub is_shared: bool,
}

impl Row {
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
    pub rows: Vec<Row>,
    /// Walls to draw.
    pub reviewers: usize,
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
    /// From row to row; whole pixels, since of unequal ones the eye makes patterns.
    pitch: i32,
    walls_end: i32,
    wall_width: i32,
    /// The left edge of every wall.
    walls: Vec<i32>,
    record: Record,
}

impl Layout {
    // Areas are a few thousand pixels wide.
    #[allow(clippy::cast_possible_wrap, clippy::cast_possible_truncation)]
    fn of(walls: &Walls, (width, height): (i32, i32), scale: f64) -> Layout {
        let px = |css: f64| (css * scale).round() as i32;
        let top = px(HEAD);
        let usual = (row_height(f64::from(width) / scale) * scale).floor() as i32;
        // An area that is lower than it should be has lower rows; not so one whose height was rounded.
        let room = height + 2 - top - px(FOOT);
        let pitch = usual.min(room / walls.rows.len().max(1) as i32).max(1);
        let bottom = top + pitch * walls.rows.len() as i32;
        let record = Record::fitted(walls.rows.len() + walls.right, width, (top, bottom));
        let walls_end = record.left - px(GAP);
        let reviewers = walls.reviewers as i32;
        let wall_width = px(14.0).min(walls_end / (3 * reviewers.max(1)));
        let left = |wall: i32| walls_end * (wall + 1) / (reviewers + 1) - wall_width / 2;
        let walls = (0..reviewers).map(left).collect();
        Layout { width, top, bottom, pitch, walls_end, wall_width, walls, record }
    }

    #[allow(clippy::cast_possible_wrap, clippy::cast_possible_truncation)] // a few hundred rows
    fn above(&self, row: usize) -> i32 {
        self.top + self.pitch * row as i32
    }

    /// Half of a row is line.
    fn line_height(&self) -> i32 {
        (self.pitch / 2).max(1)
    }

    /// Where a line of this reach ends: at a wall's edge, or behind the last wall.
    #[allow(clippy::cast_possible_truncation)] // within the area
    fn line_end(&self, reach: f64) -> i32 {
        let to_a_wall = ((1.0 - reach) * (self.walls.len() + 1) as f64).min(1.0);
        (f64::from(self.walls_end) * reach - f64::from(self.wall_width / 2) * to_a_wall).ceil() as i32
    }
}

/// How strongly everything but the chosen row is drawn.
fn strength(full: f64, has_chosen: bool) -> f64 {
    if has_chosen { full * 0.35 } else { full }
}

impl Walls {
    /// How many calls each wall stops.
    #[must_use]
    pub fn stopped(&self) -> Vec<usize> {
        (0..self.reviewers).map(|wall| self.rows.iter().filter(|row| row.stop() == Some(wall)).count()).collect()
    }

    /// How many wrong calls no wall stops.
    #[must_use]
    pub fn passed(&self) -> usize {
        self.rows.iter().filter(|row| row.stop().is_none()).count()
    }

    /// Every row at rest.
    #[must_use]
    pub fn at_rest(&self) -> Vec<Stance> {
        self.rows.iter().map(|row| Stance::of(&row.catches)).collect()
    }

    /// The row at a place of the picture, in CSS pixels; `scale` as it was drawn with. A finger may miss the rows by
    /// its own width. `None` beside them, as in the record.
    #[must_use]
    // Pictures are a few thousand pixels wide.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn row_at(&self, (x, y): (f64, f64), css_width: f64, scale: f64) -> Option<usize> {
        const FINGER: f64 = 12.0;
        let size = (css_width, self.height(css_width));
        let layout = Layout::of(self, ((size.0 * scale).round() as i32, (size.1 * scale).round() as i32), scale);
        let (x, y, finger) = (x * scale, y * scale, FINGER * scale);
        let (top, bottom) = (f64::from(layout.top), f64::from(layout.bottom));
        let is_near = x < f64::from(layout.record.left) && (top - finger..bottom + finger).contains(&y);
        let row = ((y - top) / f64::from(layout.pitch)).max(0.0) as usize;
        let last = self.rows.len().checked_sub(1)?;
        is_near.then_some(row.min(last))
    }

    pub(super) fn height(&self, css_width: f64) -> f64 {
        HEAD + FOOT + row_height(css_width) * self.rows.len() as f64
    }

    pub(super) fn least_height(&self) -> f64 {
        HEAD + FOOT + LEAST_ROW * self.rows.len() as f64
    }

    // Areas are a few thousand pixels wide.
    #[allow(clippy::cast_possible_wrap)]
    pub(super) fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        let (width, height) = area.dim_in_pixel();
        let layout = Layout::of(self, (width as i32, height as i32), theme.scale);
        let stances = self.moving.as_deref().map_or_else(|| Cow::Owned(self.at_rest()), Cow::Borrowed);
        self.draw_rows(area, theme, &layout, &stances)?;
        let arrived: Vec<usize> = (0..stances.len()).filter(|&row| stances[row].is_through()).collect();
        let chosen = self.chosen.filter(|&row| row < stances.len().min(self.rows.len()));
        layout.record.draw(area, theme, (arrived.len(), self.right), strength(1.0, chosen.is_some()))?;
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
        for &left in &layout.walls {
            bodies.push_rectangle((left, layout.top), (left + layout.wall_width, layout.bottom));
        }
        bodies.draw(area, theme.fill(Tone::Muted, 0.16))?;
        let (mut stopped, mut passing) = (Comb::new(0), Comb::new(0));
        for (row, stance) in stances.iter().enumerate() {
            let above = layout.above(row);
            let lines = if stance.is_through() { &mut passing } else { &mut stopped };
            lines.push_rectangle((0, above), (layout.line_end(stance.reach), above + layout.line_height()));
        }
        stopped.draw(area, theme.fill(Tone::Caught, opacity(0.6)))?;
        passing.draw(area, theme.fill(Tone::Undetected, opacity(1.0)))?;
        // A hairline between rows keeps them countable where they are tall enough.
        let hairline = i32::from(layout.pitch > 3);
        for (wall, &left) in layout.walls.iter().enumerate() {
            // A shutter slides into the right side of its wall.
            let right = left + layout.wall_width;
            let mut shutters = Comb::new(right);
            for (row, stance) in stances.iter().enumerate() {
                let above = layout.above(row);
                let shut = stance.shut.get(wall).map_or(0, |&shut| part(layout.wall_width, shut));
                shutters.push_rectangle((right - shut, above), (right, above + layout.pitch - hairline));
            }
            shutters.draw(area, theme.fill(Tone::Ink, opacity(0.88)))?;
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
        let middle = layout.above(row) + layout.line_height() / 2;
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
        for (&left, &shut) in layout.walls.iter().zip(&stance.shut) {
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
                + theme.px(3.0)
        };
        let first_name = if layout.walls.len() <= FEW_WALLS { "reviewer 1" } else { "1" };
        let mut free_from = 0;
        for (i, &left) in layout.walls.iter().enumerate() {
            let name = if i == 0 { first_name.to_owned() } else { (i + 1).to_string() };
            let (at, half) = (left + half_wall, half(&name, Weight::Regular));
            if at - half >= free_from {
                free_from = at + half;
                text(name, (at, head), Weight::Regular, Tone::Muted, HPos::Center)?;
            }
        }
        text("the record".to_owned(), (width, head), Weight::Regular, Tone::Muted, HPos::Right)?;
        let calls = if is_narrow(f64::from(width) / theme.scale) { "wrong" } else { "wrong calls" };
        text(self.rows.len().to_string(), (0, number), Weight::Bold, Tone::Ink, HPos::Left)?;
        text(calls.to_owned(), (0, word), Weight::Regular, Tone::Muted, HPos::Left)?;
        let mut free_from = 2 * half(&self.rows.len().to_string(), Weight::Bold);
        for (stopped, left) in self.stopped().into_iter().zip(&layout.walls) {
            let (stopped, at) = (stopped.to_string(), left + half_wall);
            let half = half(&stopped, Weight::Bold);
            if at - half >= free_from {
                free_from = at + half;
                text(stopped, (at, number), Weight::Bold, Tone::Caught, HPos::Center)?;
            }
        }
        if let (Some(first), Some(last)) = (layout.walls.first(), layout.walls.last()) {
            let middle = first.midpoint(*last) + half_wall;
            text("stopped first".to_owned(), (middle, word), Weight::Regular, Tone::Muted, HPos::Center)?;
        }
        let middle = layout.record.left.midpoint(width).min(width - half("published", Weight::Regular));
        text(self.passed().to_string(), (middle, number), Weight::Bold, Tone::Undetected, HPos::Center)?;
        text("published".to_owned(), (middle, word), Weight::Regular, Tone::Muted, HPos::Center)
    }
}

/// A share of a length, in whole pixels.
#[allow(clippy::cast_possible_truncation)] // at most the length
fn part(length: i32, share: f64) -> i32 {
    (f64::from(length) * share).round() as i32
}
