//! A picture on a canvas: drawn at device resolution, only while it is in view, at most once a frame.

use leptos::html;
use leptos::prelude::*;
use plotters::drawing::IntoDrawingArea;
use plotters_backend::DrawingBackend;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlCanvasElement, ResizeObserver};

use super::environment::{CurrentPalette, magnification, on_event, watch_view};
use super::surface::Surface;
use crate::chart::theme::Palette;
use crate::chart::{self, Theme};
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

    let easel = StoredValue::new_local(None::<Easel>);
    let paint = move |fineness: Fineness| {
        is_due.set_value(false);
        // The figure may be gone by the time its frame comes.
        let (Some(canvas), Some(palette)) = (canvas.try_get_untracked().flatten(), palette.try_get_untracked()) else {
            return;
        };
        let view = View::new(width.get_untracked(), density.get_untracked(), palette, fineness);
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
        if width.get() > 0.0 && in_view.get() && !is_due.get_value() {
            is_due.set_value(true);
            request_animation_frame(move || paint(Fineness::Screen));
        }
    });
    // Paper sees everything, at once: no frame comes before the print does.
    on_event(&window(), "beforeprint", move |_| paint(Fineness::Paper));
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            observe(&canvas, width, density, in_view);
            // A browser may take a canvas away and give it back blank.
            on_event(&canvas, "contextrestored", move |_| {
                easel.try_set_value(None);
                paint(Fineness::Screen);
            });
        }
    });

    let height = move || {
        let (width, larger) = (width.get(), magnification());
        format!("{}px", (frame.with(|frame| frame.picture.height(width / larger)) * larger).round())
    };
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
    watch_view(&frame, in_view);
}

/// For whom a picture is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fineness {
    Screen,
    Paper,
}

/// How a picture is drawn but for its data.
#[derive(Clone, Copy, Debug, PartialEq)]
struct View {
    /// In pixels of the drawing, which are CSS pixels but for a magnification.
    width: f64,
    theme: Theme,
    /// Pixels of the bitmap for each unit of the drawing.
    zoom: f64,
}

impl View {
    fn new(width: f64, density: f64, palette: Palette, fineness: Fineness) -> View {
        // Coordinates are whole numbers: a unit is at most half a CSS pixel, or curves would be stepped.
        let units = density.max(2.0);
        // Pixels are what painting costs, and a coarse screen shows no more of them than it has. Where its pixels and
        // the units don't fit together, more are better.
        let zoom = if density <= 1.0 && fineness == Fineness::Screen { 1.0 / units } else { 1.0 };
        let larger = magnification();
        View { width: width / larger, theme: Theme { palette, scale: units * larger }, zoom }
    }

    /// The size of a picture in units of the drawing.
    // A canvas is a few thousand pixels wide.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn size(&self, picture: &chart::Picture) -> (u32, u32) {
        let [width, height] =
            [self.width, picture.height(self.width)].map(|length| (length * self.theme.scale).round() as u32);
        (width, height)
    }
}

/// A canvas with what was last drawn on it.
struct Easel {
    surface: Surface,
    drawn: Option<(chart::Picture, View)>,
    /// The ground of the last picture that had one, on a canvas that is not in the page.
    ground: Option<(Surface, chart::Picture, View)>,
}

impl Easel {
    fn new(surface: Surface) -> Easel {
        Easel { surface, drawn: None, ground: None }
    }

    fn draw(&mut self, picture: &chart::Picture, view: View) {
        // A frame can change in its words alone.
        if self.drawn.as_ref().is_some_and(|(drawn, from)| drawn == picture && *from == view) {
            return;
        }
        if picture.shares_ground(picture) {
            self.prepare_ground(picture, view);
        } else {
            self.ground = None;
        }
        let area = self.surface.begin(view.size(picture), view.zoom).into_drawing_area();
        let result = if let Some((ground, ..)) = &self.ground {
            self.surface.copy(ground);
            picture.draw_marks(&area, &view.theme)
        } else {
            picture.draw(&area, &view.theme)
        };
        finish(&area, result);
        self.drawn = Some((picture.clone(), view));
    }

    /// Draws the ground of a picture, unless it is there.
    fn prepare_ground(&mut self, picture: &chart::Picture, view: View) {
        if self.ground.as_ref().is_some_and(|(_, drawn, from)| *from == view && drawn.shares_ground(picture)) {
            return;
        }
        let Some(surface) = self.ground.take().map(|(surface, ..)| surface).or_else(Surface::apart) else { return };
        let area = surface.begin(view.size(picture), view.zoom).into_drawing_area();
        finish(&area, picture.draw_ground(&area, &view.theme));
        drop(area);
        self.ground = Some((surface, picture.clone(), view));
    }
}

/// Completes a drawing.
fn finish<DB: DrawingBackend>(area: &chart::Area<DB>, drawn: chart::Drawn<DB>) {
    if let Err(error) = drawn.and_then(|()| area.present()) {
        leptos::logging::warn!("A figure could not be drawn: {error}");
    }
}
