//! A picture as an SVG document: for pages without a program, for export, and for tests.

use plotters::backend::SVGBackend;
use plotters::drawing::{DrawingAreaErrorKind, IntoDrawingArea};

use super::measured::{Lettering, Measured};
use super::theme::Palette;
use super::{Picture, Theme};

/// Why there is no document.
pub type Failure = DrawingAreaErrorKind<std::io::Error>;

/// Writes an SVG document.
pub type Backend<'a> = Measured<SVGBackend<'a>, fn(Lettering) -> f64>;

/// A backend that writes a document of so many units by so many into a text.
#[must_use]
pub fn backend(text: &mut String, size: (u32, u32)) -> Backend<'_> {
    let measure: fn(Lettering) -> f64 = |lettering| text_width(lettering.text, lettering.size, lettering.is_bold);
    // The backend divides sizes by 1.24.
    Measured::new(SVGBackend::with_string(text, size), 1.24, measure)
}

/// A picture on its card, so many CSS pixels wide.
///
/// # Errors
/// When the backend fails; writing to memory it has no cause to.
// Widths and heights are a few hundred whole pixels.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn svg(picture: &Picture, width: u32, palette: Palette) -> Result<String, Failure> {
    svg_of(picture, (width, picture.height(f64::from(width)).round() as u32), palette)
}

/// A picture on its card, so many CSS pixels wide and high.
///
/// # Errors
/// As [`svg`].
pub fn svg_of(picture: &Picture, size: (u32, u32), palette: Palette) -> Result<String, Failure> {
    let mut text = String::new();
    let area = backend(&mut text, size).into_drawing_area();
    area.fill(&palette.surface)?;
    picture.draw(&area, &Theme { palette, scale: 1.0 })?;
    area.present()?;
    drop(area);
    Ok(text)
}

/// The width of a text of this size: a little wider than in DejaVu Sans, the widest of the usual system fonts.
#[must_use]
pub fn text_width(text: &str, size: f64, is_bold: bool) -> f64 {
    let ems = |character| match character {
        'i' | 'j' | 'l' => 0.28,
        'f' | 'r' | 't' | ' ' | '.' | ',' | '-' => 0.4,
        'm' | 'w' | '%' | '=' | '◆' | '○' => 0.95,
        _ => 0.64,
    };
    text.chars().map(ems).sum::<f64>() * size * if is_bold { 1.1 } else { 1.0 }
}
