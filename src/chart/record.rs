//! The record: what was published, wrong calls first, as filled diamonds, then the right ones as squares.

use plotters::backend::DrawingBackend;
use plotters::element::Polygon;
use plotters::style::Color;

use super::comb::Comb;
use super::dumbbells::diamond;
use super::theme::{Theme, Tone};
use super::{Area, Drawn};

/// Calls in one line.
const COLUMNS: i32 = 20;

/// Where the record stands, in backend pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub left: i32,
    top: i32,
    /// Width and height of a call: whole pixels.
    cell: i32,
}

impl Record {
    /// A record with room for so many calls at the right side of a picture.
    // A few thousand calls.
    #[allow(clippy::cast_possible_wrap, clippy::cast_possible_truncation)]
    pub fn fitted(calls: usize, width: i32, (top, bottom): (i32, i32)) -> Record {
        let lines = calls.div_ceil(COLUMNS as usize).max(1) as i32;
        let cell = ((bottom - top) / lines).min(width * 3 / 10 / COLUMNS).max(1);
        Record { left: width - cell * COLUMNS, top, cell }
    }

    /// The upper left corner of the i-th call.
    fn corner(self, i: i32) -> (i32, i32) {
        (self.left + i % COLUMNS * self.cell, self.top + i / COLUMNS * self.cell)
    }

    /// The middle of the i-th call.
    fn middle(self, i: i32) -> (i32, i32) {
        let (x, y) = self.corner(i);
        (x + self.cell / 2, y + self.cell / 2)
    }

    /// A diamond touches its neighbours.
    fn radius(self) -> i32 {
        (self.cell * 11 / 20).max(1)
    }

    /// Draws so many wrong and right calls.
    #[allow(clippy::cast_possible_wrap, clippy::cast_possible_truncation)] // a few thousand calls
    pub fn draw<DB: DrawingBackend>(
        self,
        area: &Area<DB>,
        theme: &Theme,
        (wrong, right): (usize, usize),
        strength: f64,
    ) -> Drawn<DB> {
        let (wrong, right) = (wrong as i32, right as i32);
        self.draw_right(area, theme, (wrong, wrong + right), strength)?;
        let mut diamonds = Comb::new(self.left);
        for i in 0..wrong {
            diamonds.push(&diamond(self.middle(i), self.radius()));
        }
        diamonds.draw(area, theme.fill(Tone::Undetected, strength))
    }

    /// Draws the wrong call at one place again, so that it stands out.
    #[allow(clippy::cast_possible_wrap, clippy::cast_possible_truncation)] // a few thousand calls
    pub fn draw_chosen<DB: DrawingBackend>(self, area: &Area<DB>, theme: &Theme, place: usize) -> Drawn<DB> {
        let (at, radius) = (self.middle(place as i32), self.radius());
        area.draw(&Polygon::new(diamond(at, radius + theme.px(2.5)), theme.fill(Tone::Ink, 1.0)))?;
        area.draw(&Polygon::new(diamond(at, radius + theme.px(0.75)), theme.fill(Tone::Undetected, 1.0)))
    }

    /// The right calls: the lines that they fill as one shape, cut into squares by lines of the surface.
    fn draw_right<DB: DrawingBackend>(
        self,
        area: &Area<DB>,
        theme: &Theme,
        (begin, end): (i32, i32),
        strength: f64,
    ) -> Drawn<DB> {
        if begin == end {
            return Ok(());
        }
        let (cell, cut) = (self.cell, self.cell / 3);
        let (mut lines, mut cuts) = (Comb::new(self.left), Comb::new(self.left));
        let mut from = begin;
        while from < end {
            let to = (from / COLUMNS + 1) * COLUMNS;
            let ((left, top), (last, _)) = (self.corner(from), self.corner(to.min(end) - 1));
            let right = last + cell;
            lines.push_rectangle((left + cut / 2, top + cut / 2), (right - cut + cut / 2, top + cell - cut + cut / 2));
            from = to;
        }
        lines.draw(area, theme.palette.muted.mix(0.5 * strength).filled())?;
        let (top, bottom) = (self.corner(begin).1, self.corner(end - 1).1 + cell);
        for column in 1..COLUMNS {
            let x = self.left + column * cell - cut + cut / 2;
            cuts.push_rectangle((x, top), (x + cut, bottom));
        }
        cuts.draw(area, theme.palette.surface.filled())
    }
}
