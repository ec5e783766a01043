//! A picture on a canvas: drawn at device resolution, only while it is in view, at most once a frame.

use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use super::easel::{Easel, Fineness, View};
use super::palette::{CurrentPalette, magnification, text_size};
use super::surface::Surface;
use crate::figure::Frame;
use crate::ui::browser::events::on_event;
use crate::ui::browser::in_view::watch_view;
use crate::ui::browser::observers::on_resize;
use crate::ui::browser::together::read_together;

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
    let depth = RwSignal::new(0.0_f64);
    let density = RwSignal::new(1.0_f64);
    let in_view = in_view.unwrap_or_else(|| RwSignal::new(false));
    let is_due = StoredValue::new(false);

    let easel = StoredValue::new_local(None::<Easel>);
    let paint = move |fineness: Fineness| {
        is_due.set_value(false);
        // The figure may be gone by the time its frame comes.
        let (Some(canvas), Some(palette)) = (canvas.try_get_untracked().flatten(), palette.try_get_untracked()) else {
            return;
        };
        let view =
            View::new((width.get_untracked(), depth.get_untracked()), density.get_untracked(), palette, fineness);
        easel.update_value(|easel| {
            if easel.is_none() {
                *easel = Surface::of(canvas).map(Easel::new);
            }
            if let Some(easel) = easel {
                frame.with_untracked(|frame| easel.draw(&frame.picture, view));
            }
        });
    };
    Effect::new(move |_| {
        frame.track();
        palette.track();
        density.track();
        depth.track();
        text_size().track();
        if width.get() > 0.0 && in_view.get() && !is_due.get_value() {
            is_due.set_value(true);
            request_animation_frame(move || paint(Fineness::Screen));
        }
    });
    // Paper sees everything, at once: no frame comes before the print does.
    on_event(&window(), "beforeprint", move |_| paint(Fineness::Paper));
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            observe(&canvas, [width, depth], density, in_view);
            // A browser may take a canvas away and give it back blank.
            on_event(&canvas, "contextrestored", move |_| {
                easel.try_set_value(None);
                paint(Fineness::Screen);
            });
        }
    });

    let height = move || {
        text_size().track();
        let width = width.get();
        let larger = magnification(width);
        format!("{}px", (frame.with(|frame| frame.picture.height(width / larger)) * larger).round())
    };
    // Paper shows it about as large as it was drawn.
    let drawn = move || format!("{}px", width.get());
    view! {
        <div class="picture" class:fills=move || frame.with(|frame| frame.picture.fills()) style:height=height style:--drawn=drawn>
            <canvas node_ref=canvas role="img" aria-label=move || frame.with(|frame| frame.summary.clone())></canvas>
        </div>
    }
}

/// Keeps size, pixel density and visibility current for as long as the owner lives.
fn observe(
    canvas: &HtmlCanvasElement,
    [width, depth]: [RwSignal<f64>; 2],
    density: RwSignal<f64>,
    in_view: RwSignal<bool>,
) {
    let Some(frame) = canvas.parent_element() else { return };
    let read = {
        let frame = frame.clone();
        move || {
            let now = [
                (width, f64::from(frame.client_width())),
                (depth, f64::from(frame.client_height())),
                (density, window().device_pixel_ratio()),
            ];
            move || {
                for (size, now) in now {
                    if size.try_get_untracked().is_some_and(|before| before != now) {
                        size.set(now);
                    }
                }
            }
        }
    };
    let read_all = {
        let read = read.clone();
        move || {
            let read = read.clone();
            read_together(move || Box::new(read()));
        }
    };
    read_all();
    on_event(&window(), "resize", move |_| read_all());
    // The page is laid out when this is told, and what is out of view asks for no frame.
    on_resize(&frame, move || read()());
    watch_view(&frame, in_view);
}
