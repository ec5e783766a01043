//! plotters' SVG backend with text as large as on the page's canvas.

use blindspot::chart::measured::{Lettering, Measured};
use plotters::backend::SVGBackend;
use plotters_backend::DrawingBackend;

/// The width of a text of this size: a little wider than in DejaVu Sans, the widest of the usual system fonts.
pub fn width(text: &str, size: f64, is_bold: bool) -> f64 {
    let ems = |character| match character {
        'i' | 'j' | 'l' => 0.28,
        'f' | 'r' | 't' | ' ' | '.' | ',' | '-' => 0.4,
        'm' | 'w' | '%' | '=' | '◆' | '○' => 0.95,
        _ => 0.64,
    };
    text.chars().map(ems).sum::<f64>() * size * if is_bold { 1.1 } else { 1.0 }
}

/// A blank SVG that is written to `text` when it is dropped.
pub fn blank(text: &mut String, size: (u32, u32)) -> impl DrawingBackend {
    let measure = |lettering: Lettering| width(lettering.text, lettering.size, lettering.is_bold);
    // The backend divides sizes by 1.24.
    Measured::new(SVGBackend::with_string(text, size), 1.24, measure)
}
