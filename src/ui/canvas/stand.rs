//! What a picture stands on: it can be focused, read out value by value, and, where it is a plane, walked on.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement};

use super::grip::Grip;
use super::picture::Picture;
use super::surface::Surface;
use crate::figure::{Frame, Table};

/// How far an arrow key walks, as a share of the plane.
const STRIDE: f64 = 0.01;

/// A step on a plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Walk {
    /// To a place, 0–1 from the left and 0–1 from below.
    To(f64, f64),
    /// By so much.
    By(f64, f64),
    /// A press begins here.
    Begin,
    /// Back to where it began: the browser has taken it for something else.
    Back,
}

/// A picture that answers to arrow keys: they read its values out, or walk on it.
#[component]
pub fn Stand(
    /// What is shown.
    #[prop(into)]
    frame: Signal<Frame>,
    /// Set while the picture is in view.
    in_view: RwSignal<bool>,
    /// Takes the steps of who walks on the picture.
    #[prop(optional_no_strip)]
    walk: Option<Callback<Walk>>,
) -> impl IntoView {
    let row = RwSignal::new(None::<usize>);
    let reading = move || row.get().map(|row| frame.with(|frame| spoken(&frame.table, row)));
    let read = move |event: &KeyboardEvent| {
        let rows = frame.with_untracked(|frame| frame.table.rows.len());
        let Some(last) = rows.checked_sub(1) else { return };
        let next = match (event.key().as_str(), row.get_untracked()) {
            ("ArrowRight", now) => now.map_or(0, |now| (now + 1).min(last)),
            ("ArrowLeft", now) => now.map_or(last, |now| now.min(last).saturating_sub(1)),
            ("Home", _) => 0,
            ("End", _) => last,
            _ => return,
        };
        row.set(Some(next));
        event.prevent_default();
    };
    let stride = move |event: &KeyboardEvent, walk: Callback<Walk>| {
        let far = if event.shift_key() { 10.0 * STRIDE } else { STRIDE };
        let step = match event.key().as_str() {
            "ArrowRight" => Walk::By(far, 0.0),
            "ArrowLeft" => Walk::By(-far, 0.0),
            "ArrowUp" => Walk::By(0.0, far),
            "ArrowDown" => Walk::By(0.0, -far),
            _ => return,
        };
        walk.run(step);
        event.prevent_default();
    };
    let key = move |event: KeyboardEvent| match walk {
        Some(walk) => stride(&event, walk),
        None => read(&event),
    };
    let grip = Grip::new();
    let go = move |event: &PointerEvent, acts: bool| {
        if acts && let Some((walk, (along, up))) = walk.zip(place(event, &frame.get_untracked())) {
            walk.run(Walk::To(along, up));
        }
    };
    let label = move || {
        let how = if walk.is_some() { "Arrow keys walk" } else { "Arrow keys read the values" };
        frame.with(|frame| format!("{}. {how}", frame.title))
    };
    view! {
        <div
            class="stand"
            class:plane=walk.is_some()
            tabindex="0"
            role="group"
            aria-label=label
            on:keydown=key
            on:blur=move |_| row.set(None)
            on:pointerdown=move |event| {
                if let Some(walk) = walk {
                    walk.run(Walk::Begin);
                    go(&event, grip.press(&event));
                }
            }
            on:pointermove=move |event| go(&event, grip.moves(&event))
            on:pointerup=move |event| go(&event, grip.release(&event))
            on:pointercancel=move |event| {
                if let Some(walk) = walk.filter(|_| grip.cancel(&event)) {
                    walk.run(Walk::Back);
                }
            }
        >
            <Picture frame=frame in_view=in_view />
            <p class="reading" aria-live="polite">{reading}</p>
        </div>
    }
}

/// A row of a table as a sentence.
fn spoken(table: &Table, row: usize) -> String {
    let cells =
        table.columns.iter().zip(table.rows.get(row).into_iter().flatten()).filter(|(_, cell)| !cell.text.is_empty());
    cells.map(|(column, cell)| format!("{column} {}", cell.text)).collect::<Vec<_>>().join("; ")
}

/// Where a pointer is between the axes of the picture under it.
pub fn place(event: &PointerEvent, frame: &Frame) -> Option<(f64, f64)> {
    let stand = event.current_target()?.dyn_into::<Element>().ok()?;
    let canvas = stand.query_selector("canvas").ok()??.dyn_into::<HtmlCanvasElement>().ok()?;
    let around = canvas.get_bounding_client_rect();
    let pixel = (f64::from(event.client_x()) - around.left(), f64::from(event.client_y()) - around.top());
    Surface::of(canvas)?.share_at(&frame.picture, pixel)
}
