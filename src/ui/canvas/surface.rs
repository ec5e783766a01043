//! A canvas that is drawn on again and again.

use leptos::prelude::document;
use plotters::drawing::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement};

use super::brush::Brush;
use super::palette::magnification;
use super::pen::{Pen, Widths};
use crate::chart::theme::LIGHT;
use crate::chart::{Picture, Theme};
use crate::ui::browser::refusals::harmless;

/// Whether what is drawn can be read back: some browsers give out noise, so that nobody is known by how theirs draws.
pub fn can_be_read() -> bool {
    const SIDE: u32 = 8;
    const INK: [u8; 4] = [18, 86, 154, 255];
    let Some(Surface { canvas, context, .. }) = Surface::apart() else { return false };
    canvas.set_width(SIDE);
    canvas.set_height(SIDE);
    context.set_fill_style_str("rgb(18, 86, 154)");
    context.fill_rect(0.0, 0.0, f64::from(SIDE), f64::from(SIDE));
    let read = context.get_image_data(0.0, 0.0, f64::from(SIDE), f64::from(SIDE));
    read.is_ok_and(|read| read.data().0.chunks(INK.len()).all(|pixel| pixel == INK))
}

/// What is said where it can't.
pub const NOT_READ: &str = "This browser lets no page read pictures, to protect you:";

/// A canvas that is drawn on again and again.
pub struct Surface {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// Draws with the same context.
    backend: CanvasBackend,
    widths: Widths,
}

impl Surface {
    /// The surface of a canvas; `None` where the browser gives no 2D context.
    pub fn of(canvas: HtmlCanvasElement) -> Option<Surface> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let backend = CanvasBackend::with_canvas_object(canvas.clone())?;
        Some(Surface { canvas, context, backend, widths: Widths::default() })
    }

    /// A surface that is not in the page.
    pub fn apart() -> Option<Surface> {
        Surface::of(document().create_element("canvas").ok()?.dyn_into().ok()?)
    }

    /// Wipes the bitmap, which gets `zoom` pixels for each unit of a drawing of this size, and begins the drawing on what
    /// is on another surface.
    // A canvas is a few thousand pixels wide.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn begin(&mut self, size: (u32, u32), zoom: f64, ground: Option<&Surface>) -> Brush<'_> {
        let [width, height] = [size.0, size.1].map(|length| (f64::from(length) * zoom).round() as u32);
        // Numbers of these kinds are never refused.
        harmless(self.context.reset_transform(), "it is asked of every new drawing");
        // Setting a size wipes the canvas and costs an allocation, even when it is the same.
        if (self.canvas.width(), self.canvas.height()) == (width, height) {
            self.context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
        } else {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        if let Some(ground) = ground {
            let copied = self.context.draw_image_with_html_canvas_element(&ground.canvas, 0.0, 0.0);
            harmless(copied, "of an empty canvas there is nothing to copy");
        }
        harmless(self.context.scale(zoom, zoom), "any finite scale is possible");
        Brush::Canvas(self.pen(size, zoom))
    }

    /// Hands over what is drawn here as a PNG file, or `None` where the browser can't make one; `None` at once where it does not
    /// even try.
    pub fn png(&self, take: impl FnOnce(Option<Blob>) + 'static) -> Option<()> {
        // The browser lets go of it, called or not.
        let take = Closure::once(take).into_js_value();
        self.canvas.to_blob(take.unchecked_ref()).ok()
    }

    /// Where a place, in CSS pixels from the upper left corner, stands between the axes of a picture that is drawn here.
    pub fn share_at(&mut self, picture: &Picture, (x, y): (f64, f64)) -> Option<(f64, f64)> {
        let size = (self.canvas.client_width().unsigned_abs(), self.canvas.client_height().unsigned_abs());
        // Layout is the same in every colour.
        let theme = Theme { palette: LIGHT, scale: magnification(f64::from(size.0)) };
        picture.share_at(&Brush::Canvas(self.pen(size, 1.0)).into_drawing_area(), &theme, (x, y))
    }

    fn pen(&mut self, size: (u32, u32), zoom: f64) -> Pen<'_> {
        Pen { backend: &mut self.backend, context: &self.context, widths: &self.widths, size, zoom }
    }
}
