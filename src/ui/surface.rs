//! The canvas as a plotters backend.

use plotters::drawing::IntoDrawingArea;
use plotters_backend::DrawingBackend;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::chart::measured::{Lettering, Measured};
use crate::chart::theme::LIGHT;
use crate::chart::{Picture, Theme};

/// A blank canvas to draw on; `None` where the browser gives no 2D context.
pub fn blank(canvas: &HtmlCanvasElement) -> Option<impl DrawingBackend + use<>> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.clear_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    backend(canvas)
}

/// Where a place on the canvas, in CSS pixels from its upper left corner, stands between the axes of its picture.
pub fn share_at(canvas: &HtmlCanvasElement, picture: &Picture, (x, y): (f64, f64)) -> Option<(f64, f64)> {
    let scale = f64::from(canvas.width()) / f64::from(canvas.client_width().max(1));
    let theme = Theme { palette: LIGHT, scale };
    picture.share_at(&backend(canvas)?.into_drawing_area(), &theme, (x * scale, y * scale))
}

fn backend(canvas: &HtmlCanvasElement) -> Option<impl DrawingBackend + use<>> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let backend = CanvasBackend::with_canvas_object(canvas.clone())?;
    Some(Measured::new(backend, 1.0, move |lettering: Lettering| {
        let Lettering { text, size, is_bold, family } = lettering;
        context.set_font(&format!("{} {size}px {family}", if is_bold { "bold" } else { "normal" }));
        context.measure_text(text).map_or(0.0, |metrics| metrics.width())
    }))
}
