//! What is shown to the room.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::clock::Clock;
use super::materials::Materials;
use super::notes::{Notes, NotesWindow};
use super::step::{Layer, Step};
use super::{Class, MATERIALS, chapter_of, name_in_address, step_of, steps};
use crate::address::view::{self, OPENING, SANDBOX};
use crate::chapters::prose;
use crate::text::link;
use crate::ui::browser::events::{on_event, on_event_first};
use crate::ui::opening::{Claims, Opening, provide_setting};
use crate::ui::parts::notices::Notices;
use crate::ui::sandbox::Sandbox;

/// The bar and the step that it shows.
#[component]
pub fn Present() -> impl IntoView {
    let class = Class::new();
    if let Some(step) = addressed() {
        class.step.set(step);
    }
    // The reader's way back is through the steps.
    on_event(&window(), "popstate", move |_| class.step.set(addressed().unwrap_or(0)));
    Effect::new(move |before: Option<usize>| {
        let step = class.step.get();
        if before.is_some_and(|before| before != step) {
            name_in_address(steps()[step].id);
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        step
    });
    // A step stays once it was shown, with what was set in it.
    let visited = StoredValue::new(steps().iter().map(|_| RwSignal::new(false)).collect::<Vec<_>>());
    Effect::new(move |_| visited.with_value(|visited| visited[class.step.get()].set(true)));
    // What small remotes for presenters send.
    on_event_first(&window(), "keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
            return;
        }
        match event.key().as_str() {
            "PageDown" => advance(class),
            "PageUp" => go_back(class),
            _ => return,
        }
        // Whatever has the focus: a remote has no other keys.
        event.prevent_default();
        event.stop_propagation();
    });
    let content = steps()
        .into_iter()
        .enumerate()
        .map(|(i, entry)| {
            let is_visited = visited.with_value(|visited| visited[i]);
            let step = move || match entry.id {
                OPENING => {
                    provide_setting();
                    view! {
                        <Opening />
                        <Claims />
                    }
                    .into_any()
                }
                SANDBOX => view! { <Sandbox /> }.into_any(),
                MATERIALS => view! { <Materials class=class /> }.into_any(),
                _ => chapter_of(i)
                    .map(|chapter| view! { <Step chapter=chapter class=class shown=class.shown(i) /> })
                    .into_any(),
            };
            // A chapter locks its own, and the votes stay open.
            let is_whole = [OPENING, SANDBOX].contains(&entry.id);
            view! {
                <div hidden=move || class.step.get() != i inert=move || is_whole && class.is_locked.get()>
                    <Show when=move || is_visited.get()>{step()}</Show>
                </div>
            }
        })
        .collect_view();
    view! {
        <Bar class=class />
        <Notices />
        <main>
            <Notes class=class />
            {content}
        </main>
    }
}

/// The way through the steps, the clock, and what is shown besides.
#[component]
fn Bar(class: Class) -> impl IntoView {
    let last = steps().len() - 1;
    let options = steps()
        .into_iter()
        .enumerate()
        .map(|(i, entry)| {
            // A chapter's title is its answer, which is not given away here.
            let name = match entry.id {
                OPENING => "Opening".to_owned(),
                SANDBOX => "Sandbox".to_owned(),
                MATERIALS => entry.title.to_owned(),
                _ => format!("Chapter {}", entry.sign),
            };
            view! { <option value=i.to_string() selected=move || class.step.get() == i>{name}</option> }
        })
        .collect_view();
    let choose = move |event| {
        if let Some(step) = event_target_value(&event).parse().ok().filter(|&step: &usize| step <= last) {
            class.step.set(step);
        }
    };
    let next = move || match hidden_layer(class) {
        Some(layer) => format!("Show: {}", layer.name()),
        None => "Next step".to_owned(),
    };
    let toggle = |off: &'static str, on: &'static str, signal: RwSignal<bool>, test: &'static str| {
        view! {
            <button
                type="button"
                class="chip"
                data-toggle=test
                aria-pressed=move || signal.get().to_string()
                on:click=move |_| signal.update(|on| *on = !*on)
            >
                {move || if signal.get() { on } else { off }}
            </button>
        }
    };
    view! {
        <header class="room-bar">
            <h1 class="spoken">{prose::TITLE}</h1>
            <span class="way">
                <button
                    type="button"
                    class="chip"
                    data-step="back"
                    aria-label="one step back"
                    disabled=move || class.step.get() == 0
                    on:click=move |_| class.step.update(|step| *step = step.saturating_sub(1))
                >
                    "◀"
                </button>
                <select aria-label="Step" data-steps on:change=choose prop:value=move || class.step.get().to_string()>{options}</select>
                <button
                    type="button"
                    class="chip"
                    data-step="on"
                    aria-label="one step on"
                    disabled=move || class.step.get() == last
                    on:click=move |_| class.step.update(|step| *step = (*step + 1).min(last))
                >
                    "▶"
                </button>
                <button
                    type="button"
                    class="chip strong"
                    data-next
                    disabled=move || class.step.get() == last
                    on:click=move |_| advance(class)
                >
                    {next}
                </button>
            </span>
            <Clock />
            <span class="besides">
                {toggle("Lock controls", "Unlock controls", class.is_locked, "lock")}
                {toggle("Notes", "Hide notes", class.has_notes, "notes")} <NotesWindow class=class />
            </span>
        </header>
    }
}

/// The first layer of the step that is not shown yet; `None` where all are, or where there are none.
fn hidden_layer(class: Class) -> Option<Layer> {
    let step = class.step.get();
    let is_chapter = chapter_of(step).is_some();
    let shown = class.shown(step).get();
    Layer::ALL.into_iter().find(|layer| is_chapter && shown & layer.bit() == 0)
}

/// Shows the next layer, or goes to the next step where all are shown.
fn advance(class: Class) {
    let step = class.step.get_untracked();
    match untrack(|| hidden_layer(class)) {
        Some(layer) => {
            class.shown(step).update(|shown| *shown |= layer.bit());
            let id = layer.id(steps()[step].id);
            // Once it is there.
            request_animation_frame(move || {
                if let Some(element) = document().get_element_by_id(&id) {
                    element.scroll_into_view();
                }
            });
        }
        None => class.step.set((step + 1).min(steps().len() - 1)),
    }
}

/// Hides the last layer, or goes a step back where none is shown.
fn go_back(class: Class) {
    let step = class.step.get_untracked();
    let shown = class.shown(step);
    match Layer::ALL.into_iter().rev().find(|layer| shown.get_untracked() & layer.bit() != 0) {
        Some(layer) => shown.update(|shown| *shown &= !layer.bit()),
        None => class.step.set(step.saturating_sub(1)),
    }
}

/// The step that the address names.
fn addressed() -> Option<usize> {
    let hash = window().location().hash().unwrap_or_default();
    let text = hash.trim_start_matches('#');
    if text.is_empty() {
        return None;
    }
    let id = if text == MATERIALS {
        MATERIALS
    } else {
        match link::place(&hash) {
            Some(place) => place,
            None => return step_of(view::read(&hash).view.id()),
        }
    };
    step_of(id)
}
