//! A plotters backend with text as it is meant: measured by whoever draws it, and of the size that was asked for.

use plotters_backend::text_anchor::Pos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform,
};

/// A text whose width is asked.
#[derive(Clone, Copy, Debug)]
pub struct Lettering<'a> {
    /// The text.
    pub text: &'a str,
    /// Its size in backend pixels.
    pub size: f64,
    /// Whether it is bold.
    pub is_bold: bool,
    /// The families to draw it in, as in a style sheet.
    pub family: &'a str,
}

/// A backend whose texts are measured by `measure`, in backend pixels.
///
/// By itself the SVG backend takes a text for as wide as it has bytes.
pub struct Measured<DB, M> {
    /// What draws.
    backend: DB,
    /// The width of a text.
    measure: M,
    /// Sizes are given to the backend times this: the SVG backend divides them by 1.24.
    magnification: f64,
}

impl<DB: DrawingBackend, M: Fn(Lettering) -> f64> Measured<DB, M> {
    /// Wraps a backend that divides text sizes by `magnification`.
    pub fn new(backend: DB, magnification: f64, measure: M) -> Measured<DB, M> {
        Measured { backend, measure, magnification }
    }
}

type Result<DB, T = ()> = std::result::Result<T, DrawingErrorKind<<DB as DrawingBackend>::ErrorType>>;

impl<DB: DrawingBackend, M: Fn(Lettering) -> f64> DrawingBackend for Measured<DB, M> {
    type ErrorType = DB::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.backend.get_size()
    }

    fn ensure_prepared(&mut self) -> Result<DB> {
        self.backend.ensure_prepared()
    }

    fn present(&mut self) -> Result<DB> {
        self.backend.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Result<DB> {
        self.backend.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Result<DB> {
        self.backend.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Result<DB> {
        self.backend.draw_rect(a, b, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Result<DB> {
        self.backend.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Result<DB> {
        self.backend.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        outline: I,
        style: &S,
    ) -> Result<DB> {
        self.backend.fill_polygon(outline, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Result<DB> {
        self.backend.draw_text(text, &Magnified { style, by: self.magnification }, at)
    }

    // Texts are a few hundred pixels wide.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Result<DB, (u32, u32)> {
        let (size, is_bold) = (style.size(), matches!(style.style(), FontStyle::Bold));
        let width = (self.measure)(Lettering { text, size, is_bold, family: style.family().as_str() });
        let (along, across) = (width.ceil() as u32, size.ceil() as u32);
        Ok(match style.transform() {
            FontTransform::None | FontTransform::Rotate180 => (along, across),
            FontTransform::Rotate90 | FontTransform::Rotate270 => (across, along),
        })
    }
}

/// A text style of another size.
struct Magnified<'a, S> {
    style: &'a S,
    by: f64,
}

impl<S: BackendTextStyle> BackendTextStyle for Magnified<'_, S> {
    type FontError = S::FontError;

    fn color(&self) -> BackendColor {
        self.style.color()
    }

    fn size(&self) -> f64 {
        self.style.size() * self.by
    }

    fn transform(&self) -> FontTransform {
        self.style.transform()
    }

    fn style(&self) -> FontStyle {
        self.style.style()
    }

    fn anchor(&self) -> Pos {
        self.style.anchor()
    }

    fn family(&self) -> FontFamily<'_> {
        self.style.family()
    }

    #[allow(clippy::type_complexity)] // as the trait has it
    fn layout_box(&self, text: &str) -> std::result::Result<((i32, i32), (i32, i32)), S::FontError> {
        self.style.layout_box(text)
    }

    fn draw<E, D: FnMut(i32, i32, BackendColor) -> std::result::Result<(), E>>(
        &self,
        text: &str,
        at: BackendCoord,
        draw: D,
    ) -> std::result::Result<std::result::Result<(), E>, S::FontError> {
        self.style.draw(text, at, draw)
    }
}
