//! The canvas as a plotters backend: coordinates may be finer than its pixels, and what is set stays set.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::f64::consts::{FRAC_PI_2, PI, TAU};
use std::fmt;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
};
use web_sys::CanvasRenderingContext2d;

/// Texts whose widths are kept of each font. Numbers change while they are dragged, so most of them never come back.
const MOST_WIDTHS: usize = 1000;

/// Widths of texts, in pixels of the bitmap, of each font: measuring is the slowest that can be asked of a canvas.
#[derive(Default)]
pub struct Widths(RefCell<HashMap<Font, HashMap<String, f64>>>);

/// A font but for its families: the house has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Font {
    /// The bits of its size in pixels of the bitmap.
    size: u64,
    is_bold: bool,
}

/// A colour that can be compared.
type Ink = ((u8, u8, u8), u64);

fn ink(color: BackendColor) -> Ink {
    (color.rgb, color.alpha.to_bits())
}

fn css(BackendColor { rgb: (r, g, b), alpha }: BackendColor) -> String {
    format!("rgba({r},{g},{b},{alpha})")
}

/// Draws on a surface. It knows what it has set, since every setting is a text that the browser parses.
pub struct Pen<'a> {
    context: &'a CanvasRenderingContext2d,
    widths: &'a Widths,
    size: (u32, u32),
    zoom: f64,
    fill: Option<Ink>,
    stroke: Option<(Ink, u32)>,
    /// Whether lines of one style have been gathered and wait to be drawn as one: dashes are many.
    is_path_open: bool,
    font: Cell<Option<Font>>,
    anchor: Option<(HPos, VPos)>,
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

/// What drawing gives.
pub type Drawn = Result<(), DrawingErrorKind<Refused>>;

/// Whatever went wrong, it was refused.
pub fn refused<E>(_: E) -> DrawingErrorKind<Refused> {
    DrawingErrorKind::DrawingError(Refused)
}

impl<'a> Pen<'a> {
    /// Draws on a canvas of this size, with `zoom` pixels of the bitmap for each unit of the drawing.
    pub fn new(context: &'a CanvasRenderingContext2d, widths: &'a Widths, size: (u32, u32), zoom: f64) -> Pen<'a> {
        Pen {
            context,
            widths,
            size,
            zoom,
            fill: None,
            stroke: None,
            is_path_open: false,
            font: Cell::new(None),
            anchor: None,
        }
    }

    fn context(&self) -> &CanvasRenderingContext2d {
        self.context
    }

    fn at(&self, (x, y): BackendCoord) -> (f64, f64) {
        (f64::from(x) * self.zoom, f64::from(y) * self.zoom)
    }

    fn flush(&mut self) {
        if self.is_path_open {
            self.context().stroke();
            self.is_path_open = false;
        }
    }

    /// Adds a line of this width to those that are drawn as one.
    fn gather(&mut self, mut path: Vec<(f64, f64)>, width: f64) {
        // A rule covers whole pixels instead of halves of two rows.
        if let [from, to] = path.as_mut_slice() {
            let crisp = |middle: f64| (middle - width / 2.0).round() + width / 2.0;
            if from.0 == to.0 {
                (from.0, to.0) = (crisp(from.0), crisp(to.0));
            } else if from.1 == to.1 {
                (from.1, to.1) = (crisp(from.1), crisp(to.1));
            }
        }
        if !self.is_path_open {
            self.context().begin_path();
            self.is_path_open = true;
        }
        for (i, &(x, y)) in path.iter().enumerate() {
            if i == 0 {
                self.context().move_to(x, y);
            } else {
                self.context().line_to(x, y);
            }
        }
    }

    fn set_fill(&mut self, color: BackendColor) {
        self.flush();
        if self.fill != Some(ink(color)) {
            self.context().set_fill_style_str(&css(color));
            self.fill = Some(ink(color));
        }
    }

    fn set_stroke(&mut self, style: &impl BackendStyle) {
        let stroke = (ink(style.color()), style.stroke_width());
        if self.stroke != Some(stroke) {
            self.flush();
            self.context().set_stroke_style_str(&css(style.color()));
            self.context().set_line_width(f64::from(style.stroke_width()) * self.zoom);
            self.stroke = Some(stroke);
        }
    }

    fn font(&self, style: &impl BackendTextStyle) -> Font {
        Font { size: (style.size() * self.zoom).to_bits(), is_bold: matches!(style.style(), FontStyle::Bold) }
    }

    fn set_font(&self, style: &impl BackendTextStyle) {
        let font = self.font(style);
        if self.font.get() != Some(font) {
            let (weight, size) = (if font.is_bold { "bold" } else { "normal" }, f64::from_bits(font.size));
            self.context().set_font(&format!("{weight} {size}px {}", style.family().as_str()));
            self.font.set(Some(font));
        }
    }

    fn set_anchor(&mut self, style: &impl BackendTextStyle) {
        let anchor = style.anchor();
        let (h, v) = (anchor.h_pos, anchor.v_pos);
        let is_set = |(old_h, old_v)| {
            std::mem::discriminant(&old_h) == std::mem::discriminant(&h)
                && std::mem::discriminant(&old_v) == std::mem::discriminant(&v)
        };
        if !self.anchor.is_some_and(is_set) {
            self.context().set_text_align(match h {
                HPos::Left => "left",
                HPos::Right => "right",
                HPos::Center => "center",
            });
            self.context().set_text_baseline(match v {
                VPos::Top => "top",
                VPos::Center => "middle",
                VPos::Bottom => "bottom",
            });
            self.anchor = Some((h, v));
        }
    }

    /// The width of a text in pixels of the bitmap.
    fn width(&self, text: &str, style: &impl BackendTextStyle) -> f64 {
        let mut widths = self.widths.0.borrow_mut();
        let widths = widths.entry(self.font(style)).or_default();
        if let Some(&width) = widths.get(text) {
            return width;
        }
        self.set_font(style);
        let width = self.context().measure_text(text).map_or(0.0, |metrics| metrics.width());
        if widths.len() >= MOST_WIDTHS {
            widths.clear();
        }
        widths.insert(text.to_owned(), width);
        width
    }
}

impl DrawingBackend for Pen<'_> {
    type ErrorType = Refused;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.flush();
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.set_fill(color);
        let (x, y) = self.at(point);
        self.context().fill_rect(x, y, self.zoom, self.zoom);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        let ((left, top), (right, bottom)) = (self.at(a), self.at(b));
        let (width, height) = (right - left, bottom - top);
        if fill {
            self.set_fill(style.color());
            self.context().fill_rect(left, top, width, height);
        } else {
            self.flush();
            self.set_stroke(style);
            self.context().stroke_rect(left, top, width, height);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let path = path.into_iter().map(|point| self.at(point)).collect();
        self.set_stroke(style);
        self.gather(path, f64::from(style.stroke_width()) * self.zoom);
        // Drawn as one, translucent lines would not be darker where they cross.
        if style.color().alpha < 1.0 {
            self.flush();
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        self.flush();
        if fill {
            self.set_fill(style.color());
        } else {
            self.set_stroke(style);
        }
        let (x, y) = self.at(center);
        self.context().begin_path();
        self.context().arc(x, y, f64::from(radius) * self.zoom, 0.0, TAU).map_err(refused)?;
        if fill {
            self.context().fill();
        } else {
            self.context().stroke();
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, outline: I, style: &S) -> Drawn {
        self.set_fill(style.color());
        self.context().begin_path();
        for point in outline {
            let (x, y) = self.at(point);
            // The first one only begins.
            self.context().line_to(x, y);
        }
        self.context().fill();
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        self.set_fill(style.color());
        self.set_font(style);
        self.set_anchor(style);
        let (x, y) = self.at(at);
        let angle = match style.transform() {
            FontTransform::None => return self.context().fill_text(text, x, y).map_err(refused),
            FontTransform::Rotate90 => FRAC_PI_2,
            FontTransform::Rotate180 => PI,
            FontTransform::Rotate270 => -FRAC_PI_2,
        };
        self.context().save();
        let turned = self.context().translate(x, y).and_then(|()| self.context().rotate(angle));
        let drawn = turned.and_then(|()| self.context().fill_text(text, 0.0, 0.0));
        self.context().restore();
        drawn.map_err(refused)
    }

    // Texts are a few hundred pixels wide.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Refused>> {
        let (along, across) = ((self.width(text, style) / self.zoom).ceil() as u32, style.size().ceil() as u32);
        Ok(match style.transform() {
            FontTransform::None | FontTransform::Rotate180 => (along, across),
            FontTransform::Rotate90 | FontTransform::Rotate270 => (across, along),
        })
    }
}
