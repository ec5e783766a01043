//! Counts on a log axis: what was observed as filled marks on stems, what a model expects as hollow marks on a line.

use plotters::backend::DrawingBackend;
use plotters::element::{Circle, PathElement, Polygon, Text};
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

use super::axis::{Axis, Margins, Plot};
use super::dumbbells::diamond;
use super::theme::{TEXT, Theme, Tone, Weight};
use super::{Area, Drawn};

/// Observed and expected counts over one axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Lollipops {
    /// Horizontal axis.
    pub x: Axis,
    /// Vertical axis.
    pub y: Axis,
    /// (x, count) as observed.
    pub observed: Vec<(f64, f64)>,
    /// (x, count) as the model expects, by rising x; it ends where it leaves the chart.
    pub expected: Vec<(f64, f64)>,
    /// Names the observed marks.
    pub observed_name: String,
    /// Names the line of the model.
    pub expected_name: String,
}

impl Lollipops {
    pub(super) fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        let plot = Plot::draw(area, theme, &self.x, &self.y, Margins { top: 48.0, right: 14.0 })?;
        let (_, bottom) = plot.span();
        let line: Vec<(i32, i32)> = self.expected.iter().map(|&point| plot.at(point)).collect();
        area.draw(&PathElement::new(line, theme.line(Tone::Caught, 1.75)))?;
        // Counts are whole: where the line leaves the chart between two of them is no mark.
        let whole = self.expected.iter().filter(|point| point.0.fract() == 0.0);
        let visible: Vec<(i32, i32)> = whole.map(|&point| plot.at(point)).collect();
        for &point in &visible {
            area.draw(&Circle::new(point, theme.px(4.0), theme.palette.surface.filled()))?;
            area.draw(&Circle::new(point, theme.px(4.0), theme.line(Tone::Caught, 1.75)))?;
        }
        let count = |h, v| theme.text(TEXT, Weight::Bold, Tone::Undetected, h, v);
        for &(at, inputs) in &self.observed {
            let (x, y) = plot.at((at, inputs));
            area.draw(&PathElement::new([(x, bottom), (x, y)], theme.line(Tone::Undetected, 2.0)))?;
            area.draw(&Polygon::new(diamond((x, y), theme.px(6.0)), theme.fill(Tone::Undetected, 1.0)))?;
            // Over its mark, or left of it where the model's mark is just above: its line falls to the right.
            let is_above =
                |&(model_x, model_y): &(i32, i32)| model_x == x && (0..theme.px(34.0)).contains(&(y - model_y));
            let (place, style) = if visible.iter().any(is_above) {
                ((x - theme.px(9.0), y), count(HPos::Right, VPos::Center))
            } else {
                ((x, y - theme.px(8.0)), count(HPos::Center, VPos::Bottom))
            };
            area.draw(&Text::new(format!("{inputs}"), place, style))?;
        }
        // Names stand over the chart, where no mark reaches: the axis ends above the highest one.
        let name = |tone, h| theme.text(TEXT, Weight::Bold, tone, h, VPos::Center);
        let observed = format!("◆ {}", self.observed_name);
        let expected = format!("○ {}", self.expected_name);
        let left = plot.x(self.x.low);
        area.draw(&Text::new(observed, (left, theme.px(9.0)), name(Tone::Undetected, HPos::Left)))?;
        area.draw(&Text::new(expected, (left, theme.px(27.0)), name(Tone::Caught, HPos::Left)))
    }
}
