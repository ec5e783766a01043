//! The canvas as a plotters backend.

use plotters_backend::DrawingBackend;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::chart::measured::{Lettering, Measured};

/// A blank canvas to draw on; `None` where the browser gives no 2D context.
pub fn blank(canvas: &HtmlCanvasElement) -> Option<impl DrawingBackend + use<>> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.clear_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    let backend = CanvasBackend::with_canvas_object(canvas.clone())?;
    Some(Measured::new(backend, 1.0, move |lettering: Lettering| {
        let Lettering { text, size, is_bold, family } = lettering;
        context.set_font(&format!("{} {size}px {family}", if is_bold { "bold" } else { "normal" }));
        context.measure_text(text).map_or(0.0, |metrics| metrics.width())
    }))
}
