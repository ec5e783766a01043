//! Votes as rows of marks, an answer a row: hollow circles before the talk, filled ones after it.

use plotters::backend::DrawingBackend;
use plotters::element::{Circle, PathElement, Text};
use plotters::style::text_anchor::{HPos, VPos};

use super::lines::{WORDS, broken};
use super::theme::{TEXT, Theme, Tone, Weight};
use super::vector::text_width;
use super::{Area, Drawn};

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteRow {
    /// What it says.
    pub label: String,
    /// How many said it before, and after.
    pub counts: [usize; 2],
    /// Whether the model says it; false while that is not told.
    pub is_right: bool,
}

/// Answers with their votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Votes {
    /// From top to bottom.
    pub rows: Vec<VoteRow>,
    /// Names the rounds that have a line of marks in each row: before, both, or none.
    pub rounds: Vec<&'static str>,
}

/// Behind the answer of the model.
const RIGHT: &str = "◆ the model";

const HEAD: f64 = 26.0;
const LABEL: f64 = 19.0;
const LINE: f64 = 20.0;
const GAP: f64 = 9.0;
/// The marks' distance where there is room.
const PITCH: f64 = 15.0;
/// Room for a count behind the marks.
const COUNT: f64 = 40.0;
/// From this width on, marks stand beside their answer; below, under it.
const WIDE: f64 = 560.0;
/// The share of a wide chart that answers may take.
const ANSWERS: f64 = 0.45;

/// Where answers and marks stand, in CSS pixels.
struct Layout {
    /// Each answer in lines.
    labels: Vec<Vec<String>>,
    /// Where the marks begin.
    left: f64,
    is_wide: bool,
}

impl Votes {
    fn laid_out(&self, css_width: f64) -> Layout {
        let is_wide = css_width >= WIDE && !self.rounds.is_empty();
        let room = if is_wide { ANSWERS * css_width } else { css_width - 4.0 };
        let labels: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| {
                let text = if row.is_right { format!("{}   {RIGHT}", row.label) } else { row.label.clone() };
                broken(&text, room, WORDS, (TEXT, row.is_right))
            })
            .collect();
        let widest = labels.iter().flatten().map(|line| text_width(line.trim_end(), TEXT, true)).fold(0.0, f64::max);
        Layout { labels, left: if is_wide { widest + 18.0 } else { 0.0 }, is_wide }
    }

    fn row_height(&self, lines: usize, is_wide: bool) -> f64 {
        let (answer, marks) = (LABEL * lines as f64, LINE * self.rounds.len() as f64);
        GAP + if is_wide { answer.max(marks) } else { answer + marks }
    }

    fn head(&self) -> f64 {
        if self.rounds.is_empty() { 0.0 } else { HEAD }
    }

    pub(super) fn height(&self, css_width: f64) -> f64 {
        let layout = self.laid_out(css_width);
        self.head() + layout.labels.iter().map(|lines| self.row_height(lines.len(), layout.is_wide)).sum::<f64>()
    }

    pub(super) fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        let css_width = f64::from(area.dim_in_pixel().0) / theme.scale;
        let layout = self.laid_out(css_width);
        let text = |tone, weight| theme.text(TEXT, weight, tone, HPos::Left, VPos::Center);
        let names = self.rounds.iter().zip(["○", "●"]).map(|(name, mark)| format!("{mark} {name}"));
        let names = names.collect::<Vec<_>>().join("    ");
        area.draw(&Text::new(names, (0, theme.px(HEAD / 2.0 - 3.0)), text(Tone::Muted, Weight::Bold)))?;
        let most = self.rows.iter().flat_map(|row| row.counts).max().unwrap_or(0);
        let pitch = PITCH.min((css_width - layout.left - COUNT) / most.max(1) as f64);
        let mut top = self.head();
        for (row, lines) in self.rows.iter().zip(&layout.labels) {
            let (tone, weight) = if row.is_right { (Tone::Caught, Weight::Bold) } else { (Tone::Ink, Weight::Regular) };
            for (i, line) in lines.iter().enumerate() {
                let place = (0, theme.px(top + LABEL * (i as f64 + 0.5)));
                area.draw(&Text::new(line.trim_end().to_owned(), place, text(tone, weight)))?;
            }
            let first = if layout.is_wide { top } else { top + LABEL * lines.len() as f64 };
            for (round, &count) in row.counts.iter().enumerate().take(self.rounds.len()) {
                let at = (layout.left, first + LINE * round as f64);
                draw_line(area, theme, at, (count, pitch, round > 0))?;
            }
            top += self.row_height(lines.len(), layout.is_wide);
        }
        Ok(())
    }
}

/// A line of marks with their number, over a faint rule.
// Areas are a few thousand pixels wide.
#[allow(clippy::cast_possible_wrap)]
fn draw_line<DB: DrawingBackend>(
    area: &Area<DB>,
    theme: &Theme,
    (left, top): (f64, f64),
    (count, pitch, is_filled): (usize, f64, bool),
) -> Drawn<DB> {
    let width = area.dim_in_pixel().0 as i32;
    let rule = theme.px(top + LINE - 2.0);
    area.draw(&PathElement::new([(theme.px(left), rule), (width, rule)], theme.rule()))?;
    let middle = theme.px(top + LINE / 2.0 - 1.0);
    let radius = theme.px((pitch * 0.36).clamp(0.75, 5.0));
    let style = if is_filled { theme.fill(Tone::Ink, 1.0) } else { theme.line(Tone::Ink, (pitch * 0.12).min(1.5)) };
    for i in 0..count {
        area.draw(&Circle::new((theme.px(left + 2.0 + pitch * (i as f64 + 0.5)), middle), radius, style))?;
    }
    if count > 0 {
        let number = theme.text(TEXT, Weight::Bold, Tone::Muted, HPos::Left, VPos::Center);
        area.draw(&Text::new(count.to_string(), (theme.px(left + 8.0 + pitch * count as f64), middle), number))?;
    }
    Ok(())
}
