//! The canvas of plotters with what it lacks: coordinates finer than its pixels, rules on whole pixels, and texts that
//! are measured by the canvas they are drawn on instead of by an element in the page.

use std::cell::RefCell;
use std::collections::HashMap;

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
};
use plotters_canvas::CanvasBackend;
use web_sys::CanvasRenderingContext2d;

/// Texts whose widths are kept of each font. Numbers change while they are dragged, so most of them never come back.
const MOST_WIDTHS: usize = 1000;

/// Widths of texts, in units of the drawing, of each font: measuring is the slowest that can be asked of a canvas.
#[derive(Default)]
pub struct Widths(RefCell<HashMap<Font, HashMap<String, f64>>>);

/// A font but for its families: the house has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Font {
    /// The bits of its size.
    size: u64,
    is_bold: bool,
}

/// Draws on a surface.
pub struct Pen<'a> {
    pub(super) backend: &'a mut CanvasBackend,
    pub(super) context: &'a CanvasRenderingContext2d,
    pub(super) widths: &'a Widths,
    /// Of the drawing, in its units.
    pub(super) size: (u32, u32),
    /// Pixels of the bitmap for each unit, which the context knows too.
    pub(super) zoom: f64,
}

/// What the canvas fails with.
type Failure = <CanvasBackend as DrawingBackend>::ErrorType;

type Drawn<T = ()> = Result<T, DrawingErrorKind<Failure>>;

impl Pen<'_> {
    /// The rectangle that a rule of this width covers: whole pixels instead of halves of two rows. `None` for a line
    /// that is neither upright nor level.
    fn rule(&self, from: BackendCoord, to: BackendCoord, width: u32) -> Option<(BackendCoord, BackendCoord)> {
        // A canvas is a few thousand pixels wide, and a rule a few.
        #[allow(clippy::cast_possible_truncation)]
        let sides = |middle: i32| {
            let low = ((f64::from(middle) - f64::from(width) / 2.0) * self.zoom).round() / self.zoom;
            (low as i32, low as i32 + width.cast_signed())
        };
        if from.0 == to.0 {
            let (left, right) = sides(from.0);
            Some(((left, from.1), (right, to.1)))
        } else if from.1 == to.1 {
            let (top, bottom) = sides(from.1);
            Some(((from.0, top), (to.0, bottom)))
        } else {
            None
        }
    }

    /// The width of a text.
    fn width(&self, text: &str, style: &impl BackendTextStyle) -> f64 {
        let font = Font { size: style.size().to_bits(), is_bold: matches!(style.style(), FontStyle::Bold) };
        let mut widths = self.widths.0.borrow_mut();
        let widths = widths.entry(font).or_default();
        if let Some(&width) = widths.get(text) {
            return width;
        }
        let (weight, family) = (style.style(), style.family());
        self.context.set_font(&format!("{} {}px {}", weight.as_str(), style.size(), family.as_str()));
        let width = self.context.measure_text(text).map_or(0.0, |metrics| metrics.width());
        if widths.len() >= MOST_WIDTHS {
            widths.clear();
        }
        widths.insert(text.to_owned(), width);
        width
    }
}

impl DrawingBackend for Pen<'_> {
    type ErrorType = Failure;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        self.backend.ensure_prepared()
    }

    fn present(&mut self) -> Drawn {
        self.backend.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.backend.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        match self.rule(from, to, style.stroke_width()) {
            Some((from, to)) => self.backend.draw_rect(from, to, style, true),
            None => self.backend.draw_line(from, to, style),
        }
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        self.backend.draw_rect(a, b, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let mut path = path.into_iter();
        let start: Vec<BackendCoord> = path.by_ref().take(3).collect();
        match start[..] {
            [from, to] => self.draw_line(from, to, style),
            _ => self.backend.draw_path(start.into_iter().chain(path), style),
        }
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        self.backend.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, outline: I, style: &S) -> Drawn {
        self.backend.fill_polygon(outline, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        self.backend.draw_text(text, style, at)
    }

    // Texts are a few hundred pixels wide.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Drawn<(u32, u32)> {
        let (along, across) = (self.width(text, style).ceil() as u32, style.size().ceil() as u32);
        Ok(match style.transform() {
            FontTransform::None | FontTransform::Rotate180 => (along, across),
            FontTransform::Rotate90 | FontTransform::Rotate270 => (across, along),
        })
    }
}
