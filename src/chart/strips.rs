//! Projects as strips of steps: judgement calls are tall marks, audited steps have a ring, and an audited judgement
//! call is where both meet.

use plotters::backend::DrawingBackend;
use plotters::element::{Circle, Rectangle, Text};
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

use super::theme::{TEXT, Theme, Tone, Weight};
use super::{Area, Drawn};

/// What a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// A judgement call.
    pub is_call: bool,
    /// Audited.
    pub is_audited: bool,
}

/// One project.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// Stands over the strip at its left.
    pub name: String,
    /// Stands over the strip at its right.
    pub result: String,
    /// Its steps, from the first to the last.
    pub steps: Vec<Mark>,
}

/// Projects one below the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Strips {
    /// From top to bottom.
    pub strips: Vec<Strip>,
}

const NAME: f64 = 22.0;
const RINGS: f64 = 20.0;
const BAR: f64 = 34.0;
const GAP: f64 = 20.0;

/// On a narrow screen a strip is folded into lines of steps, so that marks keep apart.
fn lines(css_width: f64) -> usize {
    if css_width < 420.0 { 2 } else { 1 }
}

/// On a narrow screen the result stands under the name.
fn names_height(css_width: f64) -> f64 {
    if css_width < 420.0 { 2.0 * NAME } else { NAME }
}

impl Strips {
    pub(super) fn height(&self, css_width: f64) -> f64 {
        let strip = names_height(css_width) + lines(css_width) as f64 * (RINGS + BAR) + GAP;
        strip * self.strips.len() as f64 - GAP + 4.0
    }

    // Areas are a few thousand pixels wide.
    #[allow(clippy::cast_possible_wrap)]
    pub(super) fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        let width = area.dim_in_pixel().0 as i32;
        let css_width = f64::from(width) / theme.scale;
        let mut top = 0.0;
        for strip in &self.strips {
            let name = theme.text(TEXT, Weight::Bold, Tone::Ink, HPos::Left, VPos::Center);
            area.draw(&Text::new(strip.name.clone(), (0, theme.px(top + NAME / 2.0)), name))?;
            let below = names_height(css_width);
            let (at, side) = if below > NAME { (0, HPos::Left) } else { (width, HPos::Right) };
            let result = theme.text(TEXT, Weight::Bold, Tone::Caught, side, VPos::Center);
            area.draw(&Text::new(strip.result.clone(), (at, theme.px(top + below - NAME / 2.0)), result))?;
            top += below;
            for line in strip.steps.chunks(strip.steps.len().div_ceil(lines(css_width)).max(1)) {
                draw_line(area, theme, line, width, top)?;
                top += RINGS + BAR;
            }
            top += GAP;
        }
        Ok(())
    }
}

// Steps are at most 2000.
#[allow(clippy::cast_possible_truncation)]
fn draw_line<DB: DrawingBackend>(area: &Area<DB>, theme: &Theme, steps: &[Mark], width: i32, top: f64) -> Drawn<DB> {
    // Rings at the ends stay inside.
    let inset = theme.px(6.0);
    let x = |step: f64| inset + (f64::from(width - 2 * inset) * step / steps.len() as f64).round() as i32;
    let bar = (theme.px(top + RINGS), theme.px(top + RINGS + BAR - 6.0));
    let quarter = (bar.1 - bar.0) / 4;
    area.draw(&Rectangle::new(
        [(x(0.0), bar.0 + quarter), (x(steps.len() as f64), bar.1 - quarter)],
        theme.palette.rule.filled(),
    ))?;
    let half = theme.px(1.0).max(1);
    for (i, mark) in steps.iter().enumerate() {
        let middle = x(i as f64 + 0.5);
        if mark.is_call {
            let tone = if mark.is_audited { Tone::Caught } else { Tone::Ink };
            area.draw(&Rectangle::new([(middle - half, bar.0), (middle + half, bar.1)], theme.fill(tone, 1.0)))?;
        }
        if mark.is_audited {
            let at = (middle, theme.px(top + RINGS / 2.0 + 1.0));
            if mark.is_call {
                area.draw(&Circle::new(at, theme.px(4.0), theme.fill(Tone::Caught, 1.0)))?;
            } else {
                area.draw(&Circle::new(at, theme.px(3.0), theme.line(Tone::Muted, 1.25)))?;
            }
        }
    }
    Ok(())
}
