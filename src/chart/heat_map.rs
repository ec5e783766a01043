//! Shares over a plane as shades, with lines over them and a ring where the reader is.

use plotters::backend::DrawingBackend;
use plotters::element::{Circle, DashedPathElement, PathElement, Rectangle, Text};
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

use super::axis::{Axis, Margins, Plot};
use super::theme::{TEXT, Theme, Tone, Weight};
use super::{Area, Drawn};

/// A plane of shares.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMap {
    /// Horizontal axis.
    pub x: Axis,
    /// Vertical axis.
    pub y: Axis,
    /// Shares 0–1: rows from the lowest y, each from the lowest x, evenly over the axes.
    pub rows: Vec<Vec<f64>>,
    /// Whether the shades are still those of another setting.
    pub is_stale: bool,
    /// Drawn unbroken.
    pub solid: Vec<(f64, f64)>,
    /// Drawn broken.
    pub dashed: Vec<(f64, f64)>,
    /// Drawn thin.
    pub contour: Vec<(f64, f64)>,
    /// Where the reader is.
    pub here: (f64, f64),
    /// Names the ring.
    pub here_name: String,
    /// Other settings on the map, by name.
    pub others: Vec<((f64, f64), String)>,
    /// What happens in each part of the map, in a word, and where it stands.
    pub regions: Vec<Region>,
}

/// A part of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// The middle of its word.
    pub at: (f64, f64),
    /// How much room there is around, as shares of the two axes.
    pub room: (f64, f64),
    /// What happens there.
    pub word: &'static str,
}

/// The last tick's label stands half outside.
const MARGINS: Margins = Margins { top: 10.0, right: 26.0 };

/// Shades that are told apart; neighbours of one shade are one rectangle.
const SHADES: f64 = 24.0;

/// What stands on a map whose shades are not known yet.
pub const PENDING: &str = "being worked out …";

impl HeatMap {
    /// The rectangle between the axes.
    pub(super) fn plot<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Plot<'_> {
        Plot::laid_out(area, theme, &self.x, &self.y, MARGINS)
    }

    /// Whether only the reader's place differs.
    pub(super) fn shares_ground(&self, other: &HeatMap) -> bool {
        let HeatMap { x, y, rows, is_stale, solid, dashed, contour, here: _, here_name: _, others: _, regions: _ } =
            self;
        (x, y, is_stale) == (&other.x, &other.y, &other.is_stale)
            && (rows, solid, dashed, contour) == (&other.rows, &other.solid, &other.dashed, &other.contour)
    }

    pub(super) fn draw_ground<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        let plot = Plot::draw(area, theme, &self.x, &self.y, MARGINS)?;
        self.draw_shades(area, theme, &plot)?;
        let points = |line: &[(f64, f64)]| -> Vec<(i32, i32)> { line.iter().map(|&point| plot.at(point)).collect() };
        // A light edge keeps the lines visible on dark shades.
        let edge = theme.palette.surface.stroke_width(theme.stroke(4.5));
        for line in [&self.solid, &self.dashed] {
            area.draw(&PathElement::new(points(line), edge))?;
        }
        area.draw(&PathElement::new(points(&self.contour), theme.line(Tone::Ink, 1.0)))?;
        area.draw(&PathElement::new(points(&self.solid), theme.line(Tone::Ink, 2.5)))?;
        let dashes = points(&self.dashed);
        area.draw(&DashedPathElement::new(dashes, theme.px(6.0), theme.px(4.0), theme.line(Tone::Ink, 2.0)))
    }

    pub(super) fn draw_marks<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        let plot = self.plot(area, theme);
        if self.rows.is_empty() {
            let (middle, (top, bottom)) = (plot.x(f64::midpoint(self.x.low, self.x.high)), plot.span());
            // In the half of the map in which the reader is not.
            let part = if plot.at(self.here).1 < i32::midpoint(top, bottom) { 3 } else { 1 };
            let style = theme.text(TEXT, Weight::Regular, Tone::Muted, HPos::Center, VPos::Center);
            area.draw(&Text::new(PENDING, (middle, top + (bottom - top) * part / 4), style))?;
        }
        let mut taken: Vec<Corners> = Vec::new();
        for (place, name) in &self.others {
            let at = plot.at(*place);
            area.draw(&Circle::new(at, theme.px(6.0), theme.palette.surface.filled()))?;
            area.draw(&Circle::new(at, theme.px(5.0), theme.line(Tone::Muted, 2.0)))?;
            let style = theme.text(TEXT, Weight::Bold, Tone::Ink, HPos::Left, VPos::Bottom);
            let right = at.0 + theme.px(8.0) + theme.text_width(area, name, &style);
            taken.push([(at.0 - theme.px(7.0), at.1 - theme.px(22.0)), (right, at.1 + theme.px(7.0))]);
            area.draw(&Text::new(name.clone(), (at.0 + theme.px(6.0), at.1 - theme.px(3.0)), style))?;
        }
        let here = plot.at(self.here);
        let style = theme.text(TEXT, Weight::Bold, Tone::Ink, HPos::Left, VPos::Center);
        let width = theme.text_width(area, &self.here_name, &style);
        let gap = theme.px(14.0);
        // On the side where there is room, on a plate of its own.
        let left =
            if here.0 + gap + width + theme.px(6.0) < plot.right() { here.0 + gap } else { here.0 - gap - width };
        let (top, bottom) = plot.span();
        // Above the ring, or below it at the top: beside it lies what the reader looks for, the way to the edge.
        let above = here.1 - theme.px(20.0);
        let middle = if above > top + theme.px(10.0) { above } else { here.1 + theme.px(20.0) };
        let middle = middle.min(bottom - theme.px(10.0));
        let pad = (theme.px(4.0), theme.px(9.0));
        let plate = [(left - pad.0, middle - pad.1), (left + width + pad.0, middle + pad.1)];
        let ring = theme.px(9.0);
        taken.extend([plate, [(here.0 - ring, here.1 - ring), (here.0 + ring, here.1 + ring)]]);
        for region in &self.regions {
            draw_region(area, theme, &plot, region, &taken)?;
        }
        area.draw(&Circle::new(here, theme.px(8.0), theme.palette.surface.filled()))?;
        area.draw(&Circle::new(here, theme.px(7.0), theme.line(Tone::Ink, 3.0)))?;
        area.draw(&Rectangle::new(plate, theme.palette.surface.filled()))?;
        area.draw(&Text::new(self.here_name.clone(), (left, middle), style))
    }

    fn draw_shades<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme, plot: &Plot) -> Drawn<DB> {
        let span = |axis: &Axis, i: usize, of: usize| axis.low + (axis.high - axis.low) * i as f64 / of as f64;
        let strength = if self.is_stale { 0.5 } else { 1.0 };
        for (j, row) in self.rows.iter().enumerate() {
            let (low, high) = (span(&self.y, j, self.rows.len()), span(&self.y, j + 1, self.rows.len()));
            let mut from = 0;
            for run in row.chunk_by(|a, b| shade(*a) == shade(*b)) {
                let to = from + run.len();
                let corners = [(span(&self.x, from, row.len()), high), (span(&self.x, to, row.len()), low)];
                let corners = corners.map(|corner| theme.whole(plot.at(corner)));
                // The lightest shade is the surface itself.
                let shade = shade(run[0]);
                if shade > 0.0 {
                    let style = theme.fill(Tone::Undetected, strength * shade / SHADES);
                    area.draw(&Rectangle::new(corners, style))?;
                }
                from = to;
            }
        }
        Ok(())
    }
}

/// Two corners of a rectangle, the upper left one first.
type Corners = [(i32, i32); 2];

fn touch(a: &Corners, b: &Corners) -> bool {
    a[0].0 < b[1].0 && b[0].0 < a[1].0 && a[0].1 < b[1].1 && b[0].1 < a[1].1
}

/// The word of a region, where it fits and nothing else stands.
fn draw_region<DB: DrawingBackend>(
    area: &Area<DB>,
    theme: &Theme,
    plot: &Plot,
    region: &Region,
    taken: &[Corners],
) -> Drawn<DB> {
    let style = theme.text(TEXT, Weight::Bold, Tone::Ink, HPos::Center, VPos::Center);
    let (top, bottom) = plot.span();
    let room = (region.room.0 * f64::from(plot.width()), region.room.1 * f64::from(bottom - top));
    let (middle, pad) = (plot.at(region.at), (theme.px(4.0), theme.px(9.0)));
    let width = theme.text_width(area, region.word, &style) + 2 * pad.0;
    let (left, right) = (middle.0 - width / 2, middle.0 + width / 2);
    let plate = [(left, middle.1 - pad.1), (right, middle.1 + pad.1)];
    let fits = f64::from(width) < room.0 && f64::from(theme.px(TEXT)) < room.1;
    if !fits || taken.iter().any(|other| touch(&plate, other)) {
        return Ok(());
    }
    area.draw(&Rectangle::new(plate, theme.palette.surface.mix(0.8).filled()))?;
    area.draw(&Text::new(region.word, middle, style))
}

fn shade(share: f64) -> f64 {
    (share * SHADES).round().clamp(0.0, SHADES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::axis::Spread;

    #[test]
    fn the_ground_stays_while_the_reader_moves() {
        let axis = Axis { low: 0.0, high: 1.0, spread: Spread::Linear, ticks: Vec::new(), name: String::new() };
        let map = HeatMap {
            x: axis.clone(),
            y: axis,
            rows: vec![vec![0.1, 0.9]],
            is_stale: false,
            solid: vec![(0.5, 0.5)],
            dashed: Vec::new(),
            contour: Vec::new(),
            here: (0.2, 0.3),
            here_name: "here".to_owned(),
            others: Vec::new(),
            regions: Vec::new(),
        };
        assert!(map.shares_ground(&HeatMap { here: (0.9, 0.1), here_name: "there".to_owned(), ..map.clone() }));
        assert!(!map.shares_ground(&HeatMap { is_stale: true, ..map.clone() }));
        assert!(!map.shares_ground(&HeatMap { rows: vec![vec![0.1, 0.8]], ..map.clone() }));
        assert!(!map.shares_ground(&HeatMap { solid: Vec::new(), ..map.clone() }));
    }
}
