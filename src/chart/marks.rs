//! Marks whose shape says what became of an error; colour only repeats it.

use plotters::backend::DrawingBackend;
use plotters::element::{Circle, PathElement, Polygon};
use plotters::style::Color;

use super::dumbbells::diamond;
use super::theme::{Theme, Tone};
use super::{Area, Drawn};

/// What a mark says of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Somebody catches it: a hollow circle with a tick.
    Caught,
    /// Only its author makes it: a triangle.
    Private,
    /// A typical model of the same kind makes it too, or nobody catches it: a filled diamond.
    Shared,
}

impl Mark {
    /// Draws the mark around a point, its radius in CSS pixels.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn draw<DB: DrawingBackend>(
        self,
        area: &Area<DB>,
        theme: &Theme,
        at: (i32, i32),
        css_radius: f64,
    ) -> Drawn<DB> {
        let (x, y) = at;
        let radius = theme.px(css_radius);
        match self {
            Mark::Caught => {
                area.draw(&Circle::new(at, radius, theme.palette.surface.filled()))?;
                area.draw(&Circle::new(at, radius - theme.px(0.75), theme.line(Tone::Caught, 1.75)))?;
                let tick = [
                    (x - radius * 4 / 10, y),
                    (x - radius / 10, y + radius * 4 / 10),
                    (x + radius * 9 / 20, y - radius * 4 / 10),
                ];
                area.draw(&PathElement::new(tick, theme.line(Tone::Caught, 1.75)))
            }
            Mark::Private => {
                let rise = radius * 17 / 20;
                let corners = [(x, y - rise), (x + radius, y + rise), (x - radius, y + rise)];
                area.draw(&Polygon::new(corners, theme.fill(Tone::Private, 1.0)))
            }
            Mark::Shared => area.draw(&Polygon::new(diamond(at, radius), theme.fill(Tone::Undetected, 1.0))),
        }
    }
}
