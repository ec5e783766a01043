//! Wrong calls meeting reviewers. A wall is a reviewer, solid in the rows it catches and open where it misses; a line
//! runs from the left until a wall stops it, or through every opening into the record.

use plotters::backend::DrawingBackend;
use plotters::element::{Polygon, Rectangle, Text};
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

use super::dumbbells::diamond;
use super::theme::{TEXT, Theme, Tone, Weight};
use super::{Area, Drawn};

/// What every reviewer does with one wrong call; true is a catch.
pub type Catches = Vec<bool>;

/// The wrong calls of one world, and the right ones that stand beside them in the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Walls {
    /// From top to bottom.
    pub rows: Vec<Catches>,
    /// Walls to draw.
    pub reviewers: usize,
    /// Right calls, which pass anyway.
    pub right: usize,
}

/// Calls in one line of the record.
const RECORD_COLUMNS: usize = 20;
const HEAD: f64 = 22.0;
const FOOT: f64 = 42.0;

/// The height of a row in CSS pixels.
fn row_height(css_width: f64) -> f64 {
    if css_width < 420.0 { 2.0 } else { 3.0 }
}

impl Walls {
    /// The wall that stops a call, if one does.
    #[must_use]
    pub fn stop(catches: &Catches) -> Option<usize> {
        catches.iter().position(|&caught| caught)
    }

    /// How many calls each wall stops.
    #[must_use]
    pub fn stopped(&self) -> Vec<usize> {
        (0..self.reviewers).map(|wall| self.rows.iter().filter(|row| Walls::stop(row) == Some(wall)).count()).collect()
    }

    /// How many wrong calls no wall stops.
    #[must_use]
    pub fn passed(&self) -> usize {
        self.rows.iter().filter(|row| Walls::stop(row).is_none()).count()
    }

    pub(super) fn height(&self, css_width: f64) -> f64 {
        HEAD + FOOT + row_height(css_width) * self.rows.len() as f64
    }

    // Areas are a few thousand pixels wide.
    #[allow(clippy::cast_possible_wrap, clippy::cast_possible_truncation)]
    pub(super) fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        let width = area.dim_in_pixel().0 as i32;
        // Rows of whole pixels: of unequal ones the eye makes patterns.
        let pitch = ((row_height(f64::from(width) / theme.scale) * theme.scale).floor() as i32).max(1);
        let top = theme.px(HEAD);
        let bottom = top + pitch * self.rows.len() as i32;
        // The record is as wide as its twenty columns of whole pixels.
        let lines = (self.rows.len() + self.right).div_ceil(RECORD_COLUMNS).max(1) as i32;
        let cell = ((bottom - top) / lines).min(width * 3 / 10 / RECORD_COLUMNS as i32).max(1);
        let record = width - cell * RECORD_COLUMNS as i32;
        let walls_end = record - theme.px(16.0);
        let wall_width = theme.px(14.0).min(walls_end / (3 * self.reviewers.max(1) as i32));
        let wall = |i: usize| walls_end * (i as i32 + 1) / (self.reviewers as i32 + 1) - wall_width / 2;

        let line_height = (pitch / 2).max(1);
        for (i, row) in self.rows.iter().enumerate() {
            let above = top + pitch * i as i32;
            let below = above + pitch;
            let (end, style) = match Walls::stop(row) {
                Some(stop) => (wall(stop), theme.fill(Tone::Caught, 0.6)),
                None => (walls_end, theme.fill(Tone::Undetected, 1.0)),
            };
            area.draw(&Rectangle::new([(0, above), (end, above + line_height)], style))?;
            for (reviewer, _) in row.iter().enumerate().filter(|&(_, &caught)| caught) {
                let left = wall(reviewer);
                // A hairline between rows keeps them countable where they are tall enough.
                let gap = i32::from(below - above > 3);
                area.draw(&Rectangle::new(
                    [(left, above), (left + wall_width, below - gap)],
                    theme.fill(Tone::Ink, 0.88),
                ))?;
            }
        }
        self.draw_record(area, theme, (record, top), cell)?;
        self.draw_texts(area, theme, &wall, wall_width, (record, width, bottom))
    }

    /// The record: wrong calls first, as filled diamonds, then the right ones.
    #[allow(clippy::cast_possible_wrap, clippy::cast_possible_truncation)] // a thousand cells
    fn draw_record<DB: DrawingBackend>(
        &self,
        area: &Area<DB>,
        theme: &Theme,
        (left, top): (i32, i32),
        cell: i32,
    ) -> Drawn<DB> {
        let wrong = self.passed();
        let right = theme.palette.muted.mix(0.6).filled();
        for i in 0..wrong + self.right {
            let x = left + (i % RECORD_COLUMNS) as i32 * cell;
            let y = top + (i / RECORD_COLUMNS) as i32 * cell;
            if i < wrong {
                let middle = (x + cell / 2, y + cell / 2);
                area.draw(&Polygon::new(diamond(middle, (cell * 11 / 20).max(1)), theme.fill(Tone::Undetected, 1.0)))?;
            } else {
                let inset = cell.div_euclid(3);
                area.draw(&Rectangle::new(
                    [(x + inset / 2, y + inset / 2), (x + cell - inset, y + cell - inset)],
                    right,
                ))?;
            }
        }
        Ok(())
    }

    fn draw_texts<DB: DrawingBackend>(
        &self,
        area: &Area<DB>,
        theme: &Theme,
        wall: &impl Fn(usize) -> i32,
        wall_width: i32,
        (record, width, bottom): (i32, i32, i32),
    ) -> Drawn<DB> {
        let number = bottom + theme.px(14.0);
        let word = bottom + theme.px(31.0);
        let text = |text: String, at, weight, tone, h| {
            area.draw(&Text::new(text, at, theme.text(TEXT, weight, tone, h, VPos::Center)))
        };
        let head = theme.px(HEAD / 2.0 - 2.0);
        text("wrong calls".to_owned(), (0, head), Weight::Regular, Tone::Muted, HPos::Left)?;
        text("the record".to_owned(), (width, head), Weight::Regular, Tone::Muted, HPos::Right)?;
        text(self.rows.len().to_string(), (0, number), Weight::Bold, Tone::Ink, HPos::Left)?;
        for (i, stopped) in self.stopped().into_iter().enumerate() {
            let middle = wall(i) + wall_width / 2;
            text(stopped.to_string(), (middle, number), Weight::Bold, Tone::Caught, HPos::Center)?;
        }
        if self.reviewers > 0 {
            let middle = wall(0).midpoint(wall(self.reviewers - 1)) + wall_width / 2;
            text("stopped first".to_owned(), (middle, word), Weight::Regular, Tone::Muted, HPos::Center)?;
        }
        let middle = record.midpoint(width);
        text(self.passed().to_string(), (middle, number), Weight::Bold, Tone::Undetected, HPos::Center)?;
        text("published".to_owned(), (middle, word), Weight::Regular, Tone::Muted, HPos::Center)
    }
}
