//! A picture on a canvas: drawn at device resolution, only while it is in view, at most once a frame.

use leptos::html;
use leptos::prelude::*;
use plotters::drawing::IntoDrawingArea;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Array;
use web_sys::{HtmlCanvasElement, IntersectionObserver, IntersectionObserverEntry, ResizeObserver};

use super::environment::{CurrentPalette, on_event};
use super::surface;
use crate::chart::Theme;
use crate::chart::theme::Palette;
use crate::figure::Frame;

/// Draws a frame and says it in words to who can't see it.
#[component]
pub fn Picture(
    /// What is drawn.
    #[prop(into)]
    frame: Signal<Frame>,
    /// Set while the picture is in view, for work that only it needs.
    #[prop(optional)]
    in_view: Option<RwSignal<bool>>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let CurrentPalette(palette) = expect_context();
    let width = RwSignal::new(0.0_f64);
    let density = RwSignal::new(1.0_f64);
    let in_view = in_view.unwrap_or_else(|| RwSignal::new(false));
    let is_due = StoredValue::new(false);

    let paint = move || {
        is_due.set_value(false);
        // The figure may be gone by the time its frame comes.
        if let (Some(canvas), Some(palette)) = (canvas.try_get_untracked().flatten(), palette.try_get_untracked()) {
            let (width, density) = (width.get_untracked(), density.get_untracked());
            frame.with_untracked(|frame| draw(&canvas, frame, palette, width, density));
        }
    };
    Effect::new(move |_| {
        frame.track();
        palette.track();
        density.track();
        if width.get() > 0.0 && in_view.get() && !is_due.get_value() {
            is_due.set_value(true);
            request_animation_frame(paint);
        }
    });
    // Paper sees everything, at once: no frame comes before the print does.
    on_event(&window(), "beforeprint", move |_| paint());
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            observe(&canvas, width, density, in_view);
        }
    });

    let height = move || format!("{}px", frame.with(|frame| frame.picture.height(width.get())).round());
    view! {
        <div class="picture" style:height=height>
            <canvas node_ref=canvas role="img" aria-label=move || frame.with(|frame| frame.summary.clone())></canvas>
        </div>
    }
}

/// Keeps width, pixel density and visibility current.
fn observe(canvas: &HtmlCanvasElement, width: RwSignal<f64>, density: RwSignal<f64>, in_view: RwSignal<bool>) {
    let Some(frame) = canvas.parent_element() else { return };
    let measure = {
        let frame = frame.clone();
        move || {
            let now = f64::from(frame.client_width());
            if width.try_get_untracked().is_some_and(|before| before != now) {
                width.set(now);
            }
            let now = window().device_pixel_ratio();
            if density.try_get_untracked().is_some_and(|before| before != now) {
                density.set(now);
            }
        }
    };
    measure();
    on_event(&window(), "resize", {
        let measure = measure.clone();
        move |_| measure()
    });
    let resized = Closure::<dyn FnMut()>::new(measure);
    if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        observer.observe(&frame);
        resized.forget();
    }
    let seen = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
        // The last entry is the newest.
        let entry = entries.iter().last().and_then(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
        if let Some(entry) = entry {
            in_view.try_set(entry.is_intersecting());
        }
    });
    match IntersectionObserver::new(seen.as_ref().unchecked_ref()) {
        Ok(observer) => {
            observer.observe(&frame);
            seen.forget();
        }
        // Without the observer everything counts as in view.
        Err(_) => in_view.set(true),
    }
}

// A canvas is a few thousand pixels wide.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn draw(canvas: &HtmlCanvasElement, frame: &Frame, palette: Palette, width: f64, density: f64) {
    // Coordinates are whole pixels, so a coarse screen gets a finer bitmap.
    let scale = density.max(2.0);
    let size = ((width * scale).round() as u32, (frame.picture.height(width) * scale).round() as u32);
    // Setting a size wipes the canvas and costs an allocation, even when it is the same.
    if (canvas.width(), canvas.height()) != size {
        canvas.set_width(size.0);
        canvas.set_height(size.1);
    }
    let Some(surface) = surface::blank(canvas) else { return };
    let drawn = frame.picture.draw(&surface.into_drawing_area(), &Theme { palette, scale });
    if let Err(error) = drawn {
        leptos::logging::warn!("A figure could not be drawn: {error}");
    }
}
