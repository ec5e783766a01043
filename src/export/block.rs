//! A text in lines of one style, for surfaces that break no lines themselves.

use plotters::element::Text;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

use crate::chart::lines::{WORDS, broken};
use crate::chart::theme::Weight;
use crate::chart::vector::text_width;
use crate::chart::{Area, Drawn, Theme, Tone};

/// How a text is written: its size in CSS pixels, how heavy and how dark it is, and its line height in sizes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// In CSS pixels.
    pub size: f64,
    /// How heavy.
    pub weight: Weight,
    /// How dark.
    pub tone: Tone,
    /// From line to line, in sizes.
    pub leading: f64,
}

/// Lines of one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    lines: Vec<String>,
    style: Style,
}

impl Block {
    /// A text in lines that are no wider than this in CSS pixels, where it can be broken after one of these signs.
    #[must_use]
    pub fn new(text: &str, style: Style, width: f64, signs: &[char]) -> Block {
        Block { lines: broken(text, width, signs, (style.size, style.weight == Weight::Bold)), style }
    }

    /// Words in as few lines, but none of them much shorter than the others.
    #[must_use]
    pub fn balanced(text: &str, style: Style, width: f64) -> Block {
        let within = |percent: u32| Block::new(text, style, width * f64::from(percent) / 100.0, WORDS);
        let widest = within(100);
        let narrower = (1..100).rev().map(within).take_while(|block| block.lines.len() == widest.lines.len());
        narrower.last().unwrap_or(widest)
    }

    /// The width of its widest line, in CSS pixels.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.lines.iter().map(|line| self.style.width(line.trim_end())).fold(0.0, f64::max)
    }

    /// Its height in CSS pixels.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.line_height() * self.lines.len() as f64
    }

    fn line_height(&self) -> f64 {
        self.style.size * self.style.leading
    }

    /// Its text again.
    #[must_use]
    pub fn text(&self) -> String {
        self.lines.concat()
    }

    /// Draws it with its upper left corner here, in CSS pixels.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme, (left, top): (f64, f64)) -> Drawn<DB> {
        let Style { size, weight, tone, .. } = self.style;
        let style = theme.text(size, weight, tone, HPos::Left, VPos::Top);
        for (i, line) in self.lines.iter().enumerate() {
            let at = (theme.px(left), theme.px(top + self.line_height() * i as f64));
            area.draw(&Text::new(line.trim_end(), at, style.clone()))?;
        }
        Ok(())
    }
}

impl Style {
    fn width(&self, text: &str) -> f64 {
        text_width(text, self.size, self.weight == Weight::Bold)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn balanced_lines_are_as_few_and_no_wider() {
        let style = Style { size: 20.0, weight: Weight::Bold, tone: Tone::Ink, leading: 1.2 };
        let text = "A long line that is followed by a short one";
        let (wide, even) = (Block::new(text, style, 380.0, WORDS), Block::balanced(text, style, 380.0));
        assert_eq!((wide.lines.len(), even.lines.len()), (2, 2));
        assert!(even.width() < wide.width() && even.text() == text, "{even:?}");
    }
}
