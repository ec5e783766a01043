//! plotters' SVG backend with text as large as on the page's canvas: by itself it divides sizes by 1.24 and takes
//! a text for as wide as it has bytes.

use plotters::backend::SVGBackend;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform, text_anchor::Pos,
};

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

type Error = <SVGBackend<'static> as DrawingBackend>::ErrorType;
type Result<T = ()> = std::result::Result<T, DrawingErrorKind<Error>>;

pub struct Vector<'a> {
    backend: SVGBackend<'a>,
}

impl<'a> Vector<'a> {
    pub fn new(text: &'a mut String, size: (u32, u32)) -> Vector<'a> {
        Vector { backend: SVGBackend::with_string(text, size) }
    }
}

/// A style whose size survives the division.
struct TrueSize<'a, S>(&'a S);

impl<S: BackendTextStyle> BackendTextStyle for TrueSize<'_, S> {
    type FontError = S::FontError;

    fn color(&self) -> BackendColor {
        self.0.color()
    }

    fn size(&self) -> f64 {
        self.0.size() * 1.24
    }

    fn transform(&self) -> FontTransform {
        self.0.transform()
    }

    fn style(&self) -> FontStyle {
        self.0.style()
    }

    fn anchor(&self) -> Pos {
        self.0.anchor()
    }

    fn family(&self) -> FontFamily<'_> {
        self.0.family()
    }

    #[allow(clippy::type_complexity)] // as the trait has it
    fn layout_box(&self, text: &str) -> std::result::Result<((i32, i32), (i32, i32)), S::FontError> {
        self.0.layout_box(text)
    }

    fn draw<E, D: FnMut(i32, i32, BackendColor) -> std::result::Result<(), E>>(
        &self,
        text: &str,
        at: BackendCoord,
        draw: D,
    ) -> std::result::Result<std::result::Result<(), E>, S::FontError> {
        self.0.draw(text, at, draw)
    }
}

impl DrawingBackend for Vector<'_> {
    type ErrorType = Error;

    fn get_size(&self) -> (u32, u32) {
        self.backend.get_size()
    }

    fn ensure_prepared(&mut self) -> Result {
        self.backend.ensure_prepared()
    }

    fn present(&mut self) -> Result {
        self.backend.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Result {
        self.backend.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Result {
        self.backend.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Result {
        self.backend.draw_rect(a, b, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Result {
        self.backend.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Result {
        self.backend.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, outline: I, style: &S) -> Result {
        self.backend.fill_polygon(outline, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Result {
        self.backend.draw_text(text, &TrueSize(style), at)
    }

    // Texts are a few hundred pixels wide; all stand upright.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Result<(u32, u32)> {
        let width = width(text, style.size(), matches!(style.style(), FontStyle::Bold));
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}
