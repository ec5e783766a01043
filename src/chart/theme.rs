//! The house style of all charts: colours, type and line widths, in one place.

use plotters::backend::DrawingBackend;
use plotters::prelude::{Color, RGBAColor, RGBColor, ShapeStyle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontFamily, FontStyle, IntoFont, TextStyle};

use super::Area;

/// The colours of one colour scheme, as measured for the page (see `tests/palette.rs`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// What the page stands on.
    pub paper: RGBColor,
    /// What the figure stands on.
    pub surface: RGBColor,
    /// Text and the reader's own setting.
    pub ink: RGBColor,
    /// Axes and secondary text.
    pub muted: RGBColor,
    /// Faint rules.
    pub rule: RGBColor,
    /// Errors that were caught; independence.
    pub caught: RGBColor,
    /// Shared and undetected errors.
    pub undetected: RGBColor,
    /// Private errors.
    pub private: RGBColor,
    /// Text in the colour of private errors, dark enough to read.
    pub private_text: RGBColor,
}

/// On paper.
pub const LIGHT: Palette = Palette {
    paper: RGBColor(0xfb, 0xfa, 0xf7),
    surface: RGBColor(0xff, 0xff, 0xff),
    ink: RGBColor(0x1b, 0x1f, 0x24),
    muted: RGBColor(0x5b, 0x64, 0x70),
    rule: RGBColor(0xe3, 0xe2, 0xdd),
    caught: RGBColor(0x00, 0x72, 0xb2),
    undetected: RGBColor(0xa3, 0x2a, 0x00),
    private: RGBColor(0xb0, 0x89, 0x00),
    private_text: RGBColor(0x7a, 0x5f, 0x00),
};

/// In the dark.
pub const DARK: Palette = Palette {
    paper: RGBColor(0x14, 0x17, 0x1b),
    surface: RGBColor(0x1b, 0x1f, 0x24),
    ink: RGBColor(0xec, 0xef, 0xf2),
    muted: RGBColor(0xa4, 0xad, 0xb8),
    rule: RGBColor(0x34, 0x3a, 0x42),
    caught: RGBColor(0x56, 0xb4, 0xe9),
    undetected: RGBColor(0xf0, 0x55, 0x2b),
    private: RGBColor(0xf5, 0xe1, 0x5a),
    private_text: RGBColor(0xf5, 0xe1, 0x5a),
};

/// What a mark means; its colour follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The reader's own setting, and text.
    Ink,
    /// Context.
    Muted,
    /// Caught, or independent.
    Caught,
    /// Shared or undetected.
    Undetected,
    /// Private.
    Private,
}

/// System type only; the browser picks it.
const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

/// How to draw on a surface: its palette, and how many of its pixels make one CSS pixel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// The colours.
    pub palette: Palette,
    /// Backend pixels per CSS pixel.
    pub scale: f64,
}

/// Weight of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Tick labels and notes.
    Regular,
    /// Direct labels.
    Bold,
}

impl Theme {
    /// A length in backend pixels.
    // Lengths are a few thousand pixels at most.
    #[allow(clippy::cast_possible_truncation)]
    #[must_use]
    pub fn px(&self, css: f64) -> i32 {
        (css * self.scale).round() as i32
    }

    /// The nearest point on whole CSS pixels, where neighbouring shapes meet without a seam, however coarse the screen.
    // Areas are a few thousand pixels wide.
    #[allow(clippy::cast_possible_truncation)]
    #[must_use]
    pub fn whole(&self, point: (i32, i32)) -> (i32, i32) {
        let whole = |at: i32| ((f64::from(at) / self.scale).round() * self.scale).round() as i32;
        (whole(point.0), whole(point.1))
    }

    /// A stroke width in backend pixels, at least one.
    #[must_use]
    pub fn stroke(&self, css: f64) -> u32 {
        self.px(css).max(1).unsigned_abs()
    }

    /// The colour of a meaning.
    #[must_use]
    pub fn color(&self, tone: Tone) -> RGBColor {
        match tone {
            Tone::Ink => self.palette.ink,
            Tone::Muted => self.palette.muted,
            Tone::Caught => self.palette.caught,
            Tone::Undetected => self.palette.undetected,
            Tone::Private => self.palette.private,
        }
    }

    /// The colour of text of a meaning, which needs more contrast than a mark.
    #[must_use]
    pub fn text_color(&self, tone: Tone) -> RGBColor {
        if tone == Tone::Private { self.palette.private_text } else { self.color(tone) }
    }

    /// A line.
    #[must_use]
    pub fn line(&self, tone: Tone, css_width: f64) -> ShapeStyle {
        self.color(tone).stroke_width(self.stroke(css_width))
    }

    /// A faint rule.
    #[must_use]
    pub fn rule(&self) -> ShapeStyle {
        self.palette.rule.stroke_width(self.stroke(1.0))
    }

    /// A filled shape.
    #[must_use]
    pub fn fill(&self, tone: Tone, opacity: f64) -> ShapeStyle {
        let color: RGBAColor = self.color(tone).mix(opacity);
        color.filled()
    }

    /// Text of a size in CSS pixels, hung on its anchor.
    #[must_use]
    pub fn text(&self, css_size: f64, weight: Weight, tone: Tone, h: HPos, v: VPos) -> TextStyle<'static> {
        let style = match weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        (FontFamily::Name(FONT), css_size * self.scale, style)
            .into_font()
            .color(&self.text_color(tone))
            .pos(Pos::new(h, v))
    }

    /// The width of a text on this area, in backend pixels.
    // Texts are a few hundred pixels wide.
    #[allow(clippy::cast_possible_wrap)]
    #[must_use]
    pub fn text_width<DB: DrawingBackend>(&self, area: &Area<DB>, text: &str, style: &TextStyle) -> i32 {
        area.estimate_text_size(text, style).map_or(0, |(width, _)| width as i32)
    }
}

/// Chart text in CSS pixels: readable on a phone held at arm's length.
pub const TEXT: f64 = 13.0;
