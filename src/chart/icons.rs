//! Counts as rows of marks: filled diamonds for those that share a fault, hollow circles for the others.

use plotters::backend::DrawingBackend;
use plotters::element::{Circle, Polygon, Text};
use plotters::style::text_anchor::{HPos, VPos};

use super::dumbbells::diamond;
use super::theme::{TEXT, Theme, Tone, Weight};
use super::{Area, Drawn};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IconRow {
    /// Whose marks these are.
    pub label: String,
    /// How many share the fault.
    pub filled: usize,
    /// How many there are.
    pub of: usize,
}

/// Rows of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icons {
    /// From top to bottom.
    pub rows: Vec<IconRow>,
    /// Names the filled marks.
    pub filled_name: String,
    /// Names the hollow marks.
    pub hollow_name: String,
}

const HEAD: f64 = 44.0;
/// Room for a label, and for a line of marks.
const LABEL: f64 = 22.0;
const LINE: f64 = 20.0;
const PITCH: f64 = 20.0;

impl Icons {
    /// Marks in a line.
    // A few dozen at most.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn columns(css_width: f64) -> usize {
        ((css_width - 4.0) / PITCH).floor().max(1.0) as usize
    }

    pub(super) fn height(&self, css_width: f64) -> f64 {
        let columns = Icons::columns(css_width);
        HEAD + self.rows.iter().map(|row| LABEL + LINE * row.of.div_ceil(columns).max(1) as f64 + 6.0).sum::<f64>()
    }

    pub(super) fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        let css_width = f64::from(area.dim_in_pixel().0) / theme.scale;
        let columns = Icons::columns(css_width);
        let text = |tone, weight| theme.text(TEXT, weight, tone, HPos::Left, VPos::Center);
        let names = [(&self.filled_name, "◆", Tone::Undetected, 10.0), (&self.hollow_name, "○", Tone::Caught, 28.0)];
        for (name, mark, tone, y) in names {
            area.draw(&Text::new(format!("{mark} {name}"), (0, theme.px(y)), text(tone, Weight::Bold)))?;
        }
        let mut top = HEAD;
        for row in &self.rows {
            let label = format!("{}: {} of {}", row.label, row.filled, row.of);
            area.draw(&Text::new(label, (0, theme.px(top + LABEL / 2.0)), text(Tone::Ink, Weight::Regular)))?;
            top += LABEL;
            for i in 0..row.of {
                let (column, line) = ((i % columns) as f64, (i / columns) as f64);
                let at = (theme.px(8.0 + PITCH * column), theme.px(top + LINE * (line + 0.5)));
                if i < row.filled {
                    area.draw(&Polygon::new(diamond(at, theme.px(7.0)), theme.fill(Tone::Undetected, 1.0)))?;
                } else {
                    area.draw(&Circle::new(at, theme.px(5.0), theme.line(Tone::Caught, 1.75)))?;
                }
            }
            top += LINE * row.of.div_ceil(columns).max(1) as f64 + 6.0;
        }
        Ok(())
    }
}
