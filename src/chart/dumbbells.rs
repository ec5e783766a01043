//! Claimed against true: two marks and a bar between them, a row a world.

use plotters::backend::DrawingBackend;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

use super::axis::Axis;
use super::theme::{TEXT, Theme, Tone, Weight};
use super::{Area, Drawn};

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Dumbbell {
    /// Whose row it is.
    pub label: String,
    /// What is claimed: a hollow circle.
    pub claimed: f64,
    /// What is true: a filled diamond.
    pub actual: f64,
    /// The true value as text beside its mark.
    pub value: String,
    /// The reader's own setting.
    pub is_own: bool,
    /// The true value as simulated, with two standard errors: a short upright bar.
    pub simulated: Option<(f64, f64)>,
    /// Between which values the true one may well lie: a pale band.
    pub range: Option<(f64, f64)>,
    /// What records say of the true value: the least, the likeliest and the most, a hollow triangle with a whisker below the
    /// other marks.
    pub estimated: Option<[f64; 3]>,
    /// The true value in the setting that is compared with: a hollow diamond.
    pub pinned: Option<f64>,
}

/// Rows over one axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Dumbbells {
    /// The common axis.
    pub axis: Axis,
    /// From top to bottom.
    pub rows: Vec<Dumbbell>,
    /// Names the hollow mark.
    pub claimed_name: String,
    /// Names the filled mark, over the column of values.
    pub actual_name: String,
    /// Names the hollow diamond.
    pub pinned_name: String,
}

/// Names the hollow diamond, which the setting that is compared with has.
pub const PINNED: &str = "◇ A";

const HEAD: f64 = 26.0;
const FOOT: f64 = 30.0;

/// On a narrow screen label and value stand above their row.
fn is_narrow(css_width: f64) -> bool {
    css_width < 420.0
}

impl Dumbbells {
    pub(super) fn height(&self, css_width: f64) -> f64 {
        let row = if is_narrow(css_width) { 48.0 } else { 44.0 };
        HEAD + FOOT + row * self.rows.len() as f64
    }

    pub(super) fn least_height(&self, css_width: f64) -> f64 {
        let row = if is_narrow(css_width) { 38.0 } else { 26.0 };
        HEAD + FOOT + row * self.rows.len() as f64
    }

    // Areas are a few thousand pixels wide, rows a handful.
    #[allow(clippy::cast_possible_wrap, clippy::cast_possible_truncation)]
    pub(super) fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        let (width, height) = area.dim_in_pixel();
        let (width, height) = (width as i32, height as i32);
        let narrow = is_narrow(f64::from(width) / theme.scale);
        let value = theme.text(TEXT, Weight::Bold, Tone::Undetected, HPos::Right, VPos::Center);
        let label = |row: &Dumbbell| {
            let (tone, weight) = if row.is_own { (Tone::Ink, Weight::Bold) } else { (Tone::Muted, Weight::Regular) };
            theme.text(TEXT, weight, tone, HPos::Left, VPos::Center)
        };
        let widest = |texts: &mut dyn Iterator<Item = i32>| texts.max().unwrap_or(0);
        let labels = widest(&mut self.rows.iter().map(|row| theme.text_width(area, &row.label, &label(row))));
        let values = widest(&mut self.rows.iter().map(|row| theme.text_width(area, &row.value, &value)))
            .max(theme.text_width(area, &self.actual_name, &value));
        let (left, right) = if narrow {
            (theme.px(10.0), width - theme.px(20.0))
        } else {
            (labels + theme.px(18.0), width - values - theme.px(18.0))
        };
        let x = |share: f64| left + (f64::from(right - left) * self.axis.place(share)).round() as i32;
        let (top, bottom) = (theme.px(HEAD), height - theme.px(FOOT));

        let tick = theme.text(TEXT, Weight::Regular, Tone::Muted, HPos::Center, VPos::Top);
        for (at, text) in &self.axis.ticks {
            area.draw(&PathElement::new([(x(*at), top), (x(*at), bottom)], theme.rule()))?;
            area.draw(&Text::new(text.clone(), (x(*at), bottom + theme.px(9.0)), tick.clone()))?;
        }
        let head = theme.px(HEAD / 2.0 - 2.0);
        area.draw(&Text::new(self.actual_name.clone(), (width, head), value.clone()))?;
        if let Some(row) = self.rows.first() {
            let style = theme.text(TEXT, Weight::Bold, Tone::Caught, HPos::Right, VPos::Center);
            let room = if narrow { width - values - theme.px(14.0) } else { right + theme.px(4.0) };
            let at = (x(row.claimed) + theme.px(6.0)).min(room);
            let at = at.max(theme.text_width(area, &self.claimed_name, &style));
            area.draw(&Text::new(self.claimed_name.clone(), (at, head), style))?;
        }
        if self.rows.iter().any(|row| row.pinned.is_some()) {
            let style = theme.text(TEXT, Weight::Bold, Tone::Private, HPos::Left, VPos::Center);
            area.draw(&Text::new(self.pinned_name.as_str(), (0, head), style))?;
        }
        let step = f64::from(bottom - top) / self.rows.len().max(1) as f64;
        for (i, row) in self.rows.iter().enumerate() {
            let middle = top + (step * (i as f64 + 0.5)).round() as i32;
            // A label is nearer to its own row than to the one above.
            let [down, up] = [0.23, 0.19].map(|share| if narrow { (step * share).round() as i32 } else { 0 });
            let (marks_at, texts_at) = (middle + down, middle - up);
            area.draw(&Text::new(row.label.clone(), (0, texts_at), label(row)))?;
            area.draw(&Text::new(row.value.clone(), (width, texts_at), value.clone()))?;
            if let Some((low, high)) = row.range {
                let half = theme.px(6.0);
                let band = [(x(low), marks_at - half), (x(high), marks_at + half)];
                area.draw(&Rectangle::new(band, theme.fill(Tone::Undetected, 0.22)))?;
            }
            draw_row(area, theme, row, (x(row.claimed), x(row.actual), marks_at))?;
            if let Some(estimated) = row.estimated {
                draw_estimated(area, theme, estimated.map(x), marks_at)?;
            }
            if let Some(pinned) = row.pinned {
                let [a, b, c, d] = diamond((x(pinned), marks_at), theme.px(7.0));
                area.draw(&PathElement::new([a, b, c, d, a], theme.line(Tone::Private, 2.0)))?;
            }
            if let Some((value, spread)) = row.simulated {
                draw_simulated(area, theme, (x(value - spread), x(value), x(value + spread), marks_at))?;
            }
        }
        Ok(())
    }
}

fn draw_row<DB: DrawingBackend>(
    area: &Area<DB>,
    theme: &Theme,
    row: &Dumbbell,
    (claimed, actual, y): (i32, i32, i32),
) -> Drawn<DB> {
    let weight = if row.is_own { 4.0 } else { 2.0 };
    let radius = theme.px(5.5);
    area.draw(&PathElement::new([(claimed, y), (actual, y)], theme.line(Tone::Undetected, weight)))?;
    area.draw(&Circle::new((claimed, y), radius, theme.palette.surface.filled()))?;
    area.draw(&Circle::new((claimed, y), radius, theme.line(Tone::Caught, 2.0)))?;
    area.draw(&Polygon::new(diamond((actual, y), theme.px(6.5)), theme.fill(Tone::Undetected, 1.0)))
}

/// A short upright bar across the row, with a whisker as wide as two standard errors.
fn draw_simulated<DB: DrawingBackend>(
    area: &Area<DB>,
    theme: &Theme,
    (low, at, high, y): (i32, i32, i32, i32),
) -> Drawn<DB> {
    let half = theme.px(10.0);
    let line = theme.line(Tone::Ink, 1.5);
    area.draw(&PathElement::new([(at, y - half), (at, y + half)], line))?;
    area.draw(&PathElement::new([(low, y), (high, y)], line))
}

/// A hollow triangle below the row, which points at what records say, with a whisker over all that they allow.
fn draw_estimated<DB: DrawingBackend>(
    area: &Area<DB>,
    theme: &Theme,
    [low, at, high]: [i32; 3],
    row: i32,
) -> Drawn<DB> {
    let (y, half) = (row + theme.px(8.0), theme.px(4.0));
    let line = theme.line(Tone::Ink, 1.5);
    area.draw(&PathElement::new([(low, y + half), (high, y + half)], line))?;
    let triangle = [(at, y - half), (at + half, y + half), (at - half, y + half)];
    area.draw(&Polygon::new(triangle, theme.palette.surface.filled()))?;
    let [top, right, left] = triangle;
    area.draw(&PathElement::new([top, right, left, top], line))
}

/// A diamond around a point.
pub(super) fn diamond((x, y): (i32, i32), radius: i32) -> [(i32, i32); 4] {
    [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
}
