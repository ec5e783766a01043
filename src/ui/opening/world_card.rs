//! One world of the opening as a card: its picture, and the values behind it.

use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement};

use super::sliding::sliding;
use crate::address::view::View;
use crate::figure::hero::World;
use crate::ui::browser::hand::is_held;
use crate::ui::canvas::palette::magnification;
use crate::ui::figure::Card;
use crate::ui::state::address::Source;

/// One world: what becomes of the same decisions.
#[component]
pub fn WorldCard(
    /// Names the figure for links and tests.
    id: &'static str,
    /// Its title, and what it is.
    names: [&'static str; 2],
    /// Which world.
    world: Memo<World>,
    /// The row that is looked at; a hand on the picture changes it.
    chosen: RwSignal<Option<usize>>,
    /// Set while the picture is in view.
    in_view: RwSignal<bool>,
    /// Whether its rows may not slide.
    is_still: Signal<bool>,
) -> impl IntoView {
    let at_rest = Memo::new(move |_| world.with(|world| world.walls.at_rest()));
    let moving = sliding(at_rest, Signal::derive(move || in_view.get() && !is_still.get()));
    let [title, subtitle] = names;
    let frame = Memo::new(move |_| world.with(|world| world.frame(title, subtitle, chosen.get(), moving.get())));
    let source = Source(Signal::derive(move || world.with(|world| View::Opening(world.params))));
    let choose = move |event: &MouseEvent| {
        if let Some(row) = world.with_untracked(|world| row_at(world, event)) {
            chosen.set(Some(row));
        }
    };
    // A mouse that is held down runs through the rows.
    let run = move |event: PointerEvent| {
        if event.pointer_type() == "mouse" && is_held(&event) {
            choose(&event);
        }
    };
    // On the focused picture the arrows that read no values go through its rows.
    let step = move |event: KeyboardEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if !target.is_some_and(|target| target.matches(".stand").unwrap_or(false)) {
            return;
        }
        let last = world.with_untracked(|world| world.walls.rows.iter().rposition(|row| row.is_there)).unwrap_or(0);
        // Rows that are right in this world are not there to be picked.
        let from = |row: usize, forward: bool| {
            world.with_untracked(|world| {
                let is_there = |row: &usize| world.walls.rows.get(*row).is_some_and(|row| row.is_there);
                if forward { (row..=last).find(is_there) } else { (0..=row).rev().find(is_there) }
            })
        };
        let next = match (event.key().as_str(), chosen.get_untracked()) {
            ("ArrowDown", row) => from(row.map_or(0, |row| row + 1), true).or(row),
            ("ArrowUp", Some(0)) => Some(0),
            ("ArrowUp", row) => from(row.map_or(last, |row| row - 1), false).or(row),
            ("Escape", Some(_)) => None,
            _ => return,
        };
        chosen.set(next);
        event.prevent_default();
    };
    view! {
        <div
            class="world"
            class:real=id == "real-world"
            class:reported=id != "real-world"
            data-scope=id
            on:click=move |event| choose(&event)
            on:pointermove=run
            on:keydown=step
        >
            <Card frame=frame id=id in_view=in_view source=source />
        </div>
    }
}

/// The row of a picture on which the pointer is.
fn row_at(world: &World, event: &MouseEvent) -> Option<usize> {
    let canvas: HtmlCanvasElement = event.target()?.dyn_into().ok()?;
    let [width, height] = [canvas.client_width(), canvas.client_height()].map(f64::from);
    // As large as the drawing takes a pixel to be.
    let larger = magnification(width);
    let at = (f64::from(event.offset_x()) / larger, f64::from(event.offset_y()) / larger);
    (width > 0.0).then(|| {
        world.walls.row_at(at, (width / larger, height / larger), larger * f64::from(canvas.width()) / width)
    })?
}
