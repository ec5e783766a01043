//! A canvas that is drawn on again and again.

use leptos::prelude::document;
use plotters::drawing::IntoDrawingArea;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement};

use super::brush::Brush;
use super::palette::magnification;
use super::pen::{Pen, Widths};
use crate::chart::theme::LIGHT;
use crate::chart::{Picture, Theme};

/// A canvas that is drawn on again and again.
pub struct Surface {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    widths: Widths,
}

impl Surface {
    /// The surface of a canvas; `None` where the browser gives no 2D context.
    pub fn of(canvas: HtmlCanvasElement) -> Option<Surface> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Surface { canvas, context, widths: Widths::default() })
    }

    /// A surface that is not in the page.
    pub fn apart() -> Option<Surface> {
        Surface::of(document().create_element("canvas").ok()?.dyn_into().ok()?)
    }

    /// Puts what is on another surface on this one.
    pub fn copy(&self, other: &Surface) {
        // It fails for an empty canvas, of which there is nothing to copy.
        let _ = self.context.draw_image_with_html_canvas_element(&other.canvas, 0.0, 0.0);
    }

    /// Wipes the bitmap, which gets `zoom` pixels for each unit of a drawing of this size, and begins the drawing.
    // A canvas is a few thousand pixels wide.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn begin(&self, size: (u32, u32), zoom: f64) -> Brush<'_> {
        let [width, height] = [size.0, size.1].map(|length| (f64::from(length) * zoom).round() as u32);
        // Setting a size wipes the canvas and costs an allocation, even when it is the same.
        if (self.canvas.width(), self.canvas.height()) == (width, height) {
            self.context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
        } else {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        Brush::Canvas(self.pen(size, zoom))
    }

    /// Hands over what is drawn here as a PNG file; `None` where the browser can't make one.
    pub fn png(&self, take: impl FnOnce(Option<Blob>) + 'static) {
        // The browser lets go of it, called or not.
        let take = Closure::once(take).into_js_value();
        // It fails for a canvas with foreign pictures on it, and here are none.
        let _ = self.canvas.to_blob(take.unchecked_ref());
    }

    /// Where a place, in CSS pixels from the upper left corner, stands between the axes of a picture that is drawn here.
    pub fn share_at(&self, picture: &Picture, (x, y): (f64, f64)) -> Option<(f64, f64)> {
        let size = (self.canvas.client_width().unsigned_abs(), self.canvas.client_height().unsigned_abs());
        // Layout is the same in every colour.
        let theme = Theme { palette: LIGHT, scale: magnification() };
        picture.share_at(&Brush::Canvas(self.pen(size, 1.0)).into_drawing_area(), &theme, (x, y))
    }

    fn pen(&self, size: (u32, u32), zoom: f64) -> Pen<'_> {
        Pen::new(&self.context, &self.widths, size, zoom)
    }
}
