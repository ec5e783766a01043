//! What the page draws with: a canvas, or an SVG document that is saved. One type for both, so that the charts are
//! compiled once.

use std::fmt;

use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use super::pen::Pen;
use crate::chart::vector;

/// A plotters backend of the page.
pub enum Brush<'a> {
    /// Draws on a canvas.
    Canvas(Pen<'a>),
    /// Writes an SVG document.
    Vector(vector::Backend<'a>),
}

/// The browser could not draw something.
#[derive(Debug)]
pub struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the browser refused to draw it")
    }
}

impl std::error::Error for Refused {}

type Drawn<T = ()> = Result<T, DrawingErrorKind<Refused>>;

/// Whatever went wrong, it was refused.
fn refused<E>(_: E) -> DrawingErrorKind<Refused> {
    DrawingErrorKind::DrawingError(Refused)
}

/// Does the same with whichever it is.
macro_rules! with {
    ($brush:expr, $backend:ident => $drawn:expr) => {
        match $brush {
            Brush::Canvas($backend) => $drawn.map_err(refused),
            Brush::Vector($backend) => $drawn.map_err(refused),
        }
    };
}

impl DrawingBackend for Brush<'_> {
    type ErrorType = Refused;

    fn get_size(&self) -> (u32, u32) {
        match self {
            Brush::Canvas(pen) => pen.get_size(),
            Brush::Vector(document) => document.get_size(),
        }
    }

    fn ensure_prepared(&mut self) -> Drawn {
        with!(self, backend => backend.ensure_prepared())
    }

    fn present(&mut self) -> Drawn {
        with!(self, backend => backend.present())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        with!(self, backend => backend.draw_pixel(point, color))
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        with!(self, backend => backend.draw_line(from, to, style))
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        with!(self, backend => backend.draw_rect(a, b, style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        with!(self, backend => backend.draw_path(path, style))
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        with!(self, backend => backend.draw_circle(center, radius, style, fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, outline: I, style: &S) -> Drawn {
        with!(self, backend => backend.fill_polygon(outline, style))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        with!(self, backend => backend.draw_text(text, style, at))
    }

    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Drawn<(u32, u32)> {
        with!(self, backend => backend.estimate_text_size(text, style))
    }
}
