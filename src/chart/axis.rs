//! Axes in the house style: faint horizontal rules, few labels, no box.

use plotters::backend::DrawingBackend;
use plotters::element::{PathElement, Text};
use plotters::style::text_anchor::{HPos, VPos};

use super::theme::{TEXT, Theme, Tone, Weight};
use super::{Area, Drawn};

/// How values are spread along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Evenly.
    Linear,
    /// By ratio.
    Log,
}

/// One axis: its range, where it is labelled, and what it measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Smallest value.
    pub low: f64,
    /// Largest value.
    pub high: f64,
    /// How values are spread.
    pub spread: Spread,
    /// Labels and where they stand.
    pub ticks: Vec<(f64, String)>,
    /// What it measures; empty where the figure's subtitle says it.
    pub name: String,
}

impl Axis {
    /// Where a value stands, 0–1; values outside are held at the ends.
    #[must_use]
    pub fn place(&self, value: f64) -> f64 {
        let share = match self.spread {
            Spread::Linear => (value - self.low) / (self.high - self.low),
            Spread::Log => libm::log(value.max(f64::MIN_POSITIVE) / self.low) / libm::log(self.high / self.low),
        };
        share.clamp(0.0, 1.0)
    }

    /// The value at a place, 0–1.
    #[must_use]
    pub fn at(&self, share: f64) -> f64 {
        let share = share.clamp(0.0, 1.0);
        match self.spread {
            Spread::Linear => self.low + share * (self.high - self.low),
            Spread::Log => self.low * libm::pow(self.high / self.low, share),
        }
    }
}

/// The plotting rectangle of a chart and its two axes, in backend pixels.
pub struct Plot<'a> {
    left: i32,
    top: i32,
    width: i32,
    height: i32,
    x: &'a Axis,
    y: &'a Axis,
}

/// The vertical axis's name stands in a line of this height, in CSS pixels, above the plot.
const NAME: f64 = 20.0;

/// Room around the plotting rectangle in CSS pixels; the left is as wide as the labels need.
#[derive(Clone, Copy, Debug)]
pub struct Margins {
    /// Above.
    pub top: f64,
    /// For direct labels at the ends of lines.
    pub right: f64,
}

impl<'a> Plot<'a> {
    /// Draws the axes and returns the rectangle between them.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn draw<DB: DrawingBackend>(
        area: &Area<DB>,
        theme: &Theme,
        x: &'a Axis,
        y: &'a Axis,
        margins: Margins,
    ) -> Result<Plot<'a>, plotters::drawing::DrawingAreaErrorKind<DB::ErrorType>> {
        let plot = Plot::laid_out(area, theme, x, y, margins);
        let label = theme.text(TEXT, Weight::Regular, Tone::Muted, HPos::Right, VPos::Center);
        for (value, text) in &y.ticks {
            let at = plot.y(*value);
            area.draw(&PathElement::new([(plot.left, at), (plot.left + plot.width, at)], theme.rule()))?;
            area.draw(&Text::new(text.clone(), (plot.left - theme.px(8.0), at), label.clone()))?;
        }
        if !y.name.is_empty() {
            let style = theme.text(TEXT, Weight::Regular, Tone::Muted, HPos::Left, VPos::Top);
            area.draw(&Text::new(y.name.clone(), (0, 0), style))?;
        }
        plot.draw_x_axis(area, theme)?;
        Ok(plot)
    }

    /// The rectangle between the axes, without drawing them.
    // Areas are a few thousand pixels wide.
    #[allow(clippy::cast_possible_wrap)]
    #[must_use]
    pub fn laid_out<DB: DrawingBackend>(
        area: &Area<DB>,
        theme: &Theme,
        x: &'a Axis,
        y: &'a Axis,
        margins: Margins,
    ) -> Plot<'a> {
        let (width, height) = area.dim_in_pixel();
        let label = theme.text(TEXT, Weight::Regular, Tone::Muted, HPos::Right, VPos::Center);
        let label_width = y.ticks.iter().map(|(_, text)| theme.text_width(area, text, &label)).max().unwrap_or(0);
        let left = label_width + theme.px(10.0);
        let top = theme.px(margins.top + if y.name.is_empty() { 0.0 } else { NAME });
        let below = theme.px(if x.name.is_empty() { 26.0 } else { 46.0 });
        Plot {
            left,
            top,
            width: (width as i32 - left - theme.px(margins.right)).max(1),
            height: (height as i32 - top - below).max(1),
            x,
            y,
        }
    }

    /// Where a pixel stands between the axes: 0–1 from the left and 0–1 from below, held inside.
    #[must_use]
    pub fn share_at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let along = (x - f64::from(self.left)) / f64::from(self.width);
        let up = 1.0 - (y - f64::from(self.top)) / f64::from(self.height);
        (along.clamp(0.0, 1.0), up.clamp(0.0, 1.0))
    }

    // Areas are a few thousand pixels wide.
    #[allow(clippy::cast_possible_wrap)]
    fn draw_x_axis<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        let bottom = self.top + self.height;
        area.draw(&PathElement::new(
            [(self.left, bottom), (self.left + self.width, bottom)],
            theme.line(Tone::Muted, 1.0),
        ))?;
        let style = theme.text(TEXT, Weight::Regular, Tone::Muted, HPos::Center, VPos::Top);
        // On a narrow screen labels in between are left out; the last one always stands.
        let half = |text: &str| theme.text_width(area, text, &style) / 2 + theme.px(3.0);
        let end = self.x.ticks.last().map_or(i32::MAX, |(value, text)| self.x(*value) - half(text));
        let mut free_from = i32::MIN;
        for (i, (value, text)) in self.x.ticks.iter().enumerate() {
            let at = self.x(*value);
            let is_last = i + 1 == self.x.ticks.len();
            if at - half(text) < free_from || (!is_last && at + half(text) > end) {
                continue;
            }
            free_from = at + half(text);
            area.draw(&PathElement::new([(at, bottom), (at, bottom + theme.px(4.0))], theme.line(Tone::Muted, 1.0)))?;
            area.draw(&Text::new(text.clone(), (at, bottom + theme.px(8.0)), style.clone()))?;
        }
        if !self.x.name.is_empty() {
            // A long name stays inside where the plot is narrow and labels stand beside it.
            let half = theme.text_width(area, &self.x.name, &style) / 2 + 1;
            let last = area.dim_in_pixel().0 as i32 - half;
            let middle = (self.left + self.width / 2).min(last).max(half);
            area.draw(&Text::new(self.x.name.clone(), (middle, bottom + theme.px(27.0)), style))?;
        }
        Ok(())
    }

    /// The horizontal pixel of a value.
    #[must_use]
    pub fn x(&self, value: f64) -> i32 {
        self.left + scaled(self.width, self.x.place(value))
    }

    /// The vertical pixel of a value.
    #[must_use]
    pub fn y(&self, value: f64) -> i32 {
        self.top + self.height - scaled(self.height, self.y.place(value))
    }

    /// The pixel of a point.
    #[must_use]
    pub fn at(&self, (x, y): (f64, f64)) -> (i32, i32) {
        (self.x(x), self.y(y))
    }

    /// How wide it is.
    #[must_use]
    pub fn width(&self) -> i32 {
        self.width
    }

    /// The right edge.
    #[must_use]
    pub fn right(&self) -> i32 {
        self.left + self.width
    }

    /// The upper and the lower edge.
    #[must_use]
    pub fn span(&self) -> (i32, i32) {
        (self.top, self.top + self.height)
    }
}

/// The points of a curve down to where it falls below `low` on a log axis; the last is on the edge.
#[must_use]
pub fn above(curve: impl IntoIterator<Item = (f64, f64)>, low: f64) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for (x, y) in curve {
        if y < low {
            if let Some(&(x0, y0)) = points.last() {
                let share = libm::log(y0 / low) / libm::log(y0 / y.max(1e-300));
                points.push((x0 + share * (x - x0), low));
            }
            break;
        }
        points.push((x, y));
    }
    points
}

/// The points of a curve up to where it rises above `high` on a linear axis; the last is on the edge.
#[must_use]
pub fn below(curve: impl IntoIterator<Item = (f64, f64)>, high: f64) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for (x, y) in curve {
        if y > high {
            if let Some(&(x0, y0)) = points.last() {
                points.push((x0 + (high - y0) / (y - y0) * (x - x0), high));
            }
            break;
        }
        points.push((x, y));
    }
    points
}

// A share of a few thousand pixels.
#[allow(clippy::cast_possible_truncation)]
fn scaled(pixels: i32, share: f64) -> i32 {
    (f64::from(pixels) * share).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_ends_where_it_leaves_the_chart() {
        let points = above([(0.0, 1.0), (1.0, 0.1), (2.0, 0.001), (3.0, 1e-5)], 0.01);
        assert_eq!(points.len(), 3);
        assert!((points[2].0 - 1.5).abs() < 1e-9, "a log-linear curve leaves at its crossing: {points:?}");
        assert_eq!(above([(0.0, 0.001), (1.0, 0.0)], 0.01), []);
        assert_eq!(below([(0.0, 1.0), (1.0, 3.0), (2.0, 9.0)], 2.0), [(0.0, 1.0), (0.5, 2.0)]);
    }

    fn axis(spread: Spread, low: f64, high: f64) -> Axis {
        Axis { low, high, spread, ticks: Vec::new(), name: String::new() }
    }

    #[test]
    fn values_are_placed_and_held_inside() {
        let linear = axis(Spread::Linear, 0.0, 20.0);
        assert_eq!([linear.place(5.0), linear.place(-3.0), linear.place(99.0)], [0.25, 0.0, 1.0]);
        let log = axis(Spread::Log, 0.01, 100.0);
        assert!((log.place(1.0) - 0.5).abs() < 1e-12);
        assert_eq!([log.place(0.0), log.place(-1.0)], [0.0, 0.0]);
    }
}
