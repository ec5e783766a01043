//! What an outcome is along a lever, drawn over the lever's own track: an area for what comes of it in the end, a line for
//! what it is at first, and a dot where the lever stands.

use plotters::backend::DrawingBackend;
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::Color;

use super::theme::{Theme, Tone};
use super::{Area, Drawn};

/// The outcome along a lever, as shares of the lever's way and of everything.
#[derive(Clone, Debug, PartialEq)]
pub struct Lever {
    /// At first.
    pub first: Vec<(f64, f64)>,
    /// In the end.
    pub settled: Vec<(f64, f64)>,
    /// Where the lever stands, and the outcome there in the end.
    pub here: (f64, f64),
}

const HEIGHT: f64 = 64.0;
/// Room for the dot at either end: half a thumb of the slider below (style/controls.css).
const SIDE: f64 = 13.0;
const DOT: f64 = 5.0;

impl Lever {
    pub(super) fn height() -> f64 {
        HEIGHT
    }

    // Areas are a few thousand pixels wide.
    #[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)]
    pub(super) fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        let (width, height) = area.dim_in_pixel();
        let (left, right) = (theme.px(SIDE), width as i32 - theme.px(SIDE));
        let (top, floor) = (theme.px(DOT + 2.0), height as i32 - theme.px(DOT + 2.0));
        let at = |&(x, y): &(f64, f64)| {
            let across = f64::from(left) + x * f64::from(right - left);
            let down = f64::from(floor) - y * f64::from(floor - top);
            (across.round() as i32, down.round() as i32)
        };
        let line = |points: &[(f64, f64)]| points.iter().map(at).collect::<Vec<_>>();
        let settled = line(&self.settled);
        for y in [top, floor] {
            area.draw(&PathElement::new(vec![(left, y), (right, y)], theme.rule()))?;
        }
        if let (Some(first), Some(last)) = (settled.first(), settled.last()) {
            let outline = [(first.0, floor)].into_iter().chain(settled.iter().copied()).chain([(last.0, floor)]);
            area.draw(&Polygon::new(outline.collect::<Vec<_>>(), theme.fill(Tone::Undetected, 0.16)))?;
        }
        area.draw(&PathElement::new(line(&self.first), theme.line(Tone::Muted, 1.25)))?;
        area.draw(&PathElement::new(settled, theme.line(Tone::Undetected, 2.0)))?;
        let (x, y) = at(&self.here);
        let half = theme.px(0.5);
        area.draw(&Rectangle::new([(x - half, y), (x + half, height as i32)], theme.fill(Tone::Ink, 0.55)))?;
        area.draw(&Circle::new((x, y), theme.px(DOT), theme.palette.surface.filled()))?;
        area.draw(&Circle::new((x, y), theme.px(DOT), theme.line(Tone::Ink, 2.0)))
    }
}
