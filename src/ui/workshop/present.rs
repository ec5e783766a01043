//! What is shown to the room.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::clock::Clock;
use super::materials::Materials;
use super::notes::{Notes, NotesWindow};
use super::step::{Layer, Step};
use super::{Class, MATERIALS, chapter_of, name_in_address, step_of, steps};
use crate::address::view::{self, OPENING, SANDBOX};
use crate::chapters::prose;
use crate::figure::hero::steps::STEPS;
use crate::text::link;
use crate::ui::browser::events::{on_event, on_event_first};
use crate::ui::browser::observers::on_resize;
use crate::ui::opening::{Claims, Opening, provide_setting};
use crate::ui::parts::notices::Notices;
use crate::ui::sandbox::Sandbox;
use crate::workshop::plan::Plan;

/// The bar and the step that it shows.
#[component]
pub fn Present(
    /// The plan that is gone by; `None` where all is gone through.
    plan: Option<Plan>,
) -> impl IntoView {
    let class = Class::new(plan);
    let begins = class.begins();
    class.step.set(addressed().unwrap_or(begins));
    // The reader's way back is through the steps.
    on_event(&window(), "popstate", move |_| class.step.set(addressed().unwrap_or(begins)));
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
    let next = move || match Next::of(class) {
        Next::Layer(layer) => format!("Show: {}", layer.name()),
        Next::Scene(_) => "Next scene".to_owned(),
        Next::Step(_) | Next::Nothing => "Next step".to_owned(),
    };
    // What is scrolled to, and what stays in sight, stands below the bar, however high its type makes it.
    let bar = NodeRef::<html::Header>::new();
    Effect::new(move |_| {
        let Some(bar) = bar.get() else { return };
        let kept = bar.clone();
        on_resize(&kept, move || {
            let root = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok());
            let height = format!("{}px", bar.offset_height());
            let _ = root.map(|root| root.style().set_property("--bar", &height));
        });
    });
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
        <header class="room-bar" node_ref=bar>
            <h1 class="spoken">{prose::TITLE}</h1>
            <span class="way">
                <button
                    type="button"
                    class="chip"
                    data-step="back"
                    aria-label="one step back"
                    disabled=move || class.before(class.step.get()).is_none()
                    on:click=move |_| class.go(class.before(class.step.get_untracked()))
                >
                    "◀"
                </button>
                <select aria-label="Step" data-steps on:change=choose prop:value=move || class.step.get().to_string()>{options}</select>
                <button
                    type="button"
                    class="chip"
                    data-step="on"
                    aria-label="one step on"
                    disabled=move || class.after(class.step.get()).is_none()
                    on:click=move |_| class.go(class.after(class.step.get_untracked()))
                >
                    "▶"
                </button>
                <button
                    type="button"
                    class="chip strong"
                    data-next
                    disabled=move || Next::of(class) == Next::Nothing
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

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// A layer of the chapter that is not shown yet.
    Layer(Layer),
    /// A scene of the opening.
    Scene(usize),
    /// Another step.
    Step(usize),
    Nothing,
}

impl Next {
    fn of(class: Class) -> Next {
        let step = class.step.get();
        let shown = class.shown(step).get();
        let layer = || Layer::ALL.into_iter().find(|layer| shown & layer.bit() == 0);
        // Of the opening it is counted how many scenes were shown.
        let scene = usize::from(shown);
        match chapter_of(step) {
            Some(_) if layer().is_some() => layer().map_or(Next::Nothing, Next::Layer),
            None if steps()[step].id == OPENING && scene < STEPS => Next::Scene(scene),
            _ => class.after(step).map_or(Next::Nothing, Next::Step),
        }
    }
}

/// Shows the next layer or scene, or goes to the next step where all are shown.
fn advance(class: Class) {
    let step = class.step.get_untracked();
    match untrack(|| Next::of(class)) {
        Next::Layer(layer) => {
            class.shown(step).update(|shown| *shown |= layer.bit());
            let id = steps()[step].id;
            let id = if layer.is_beside() { id.to_owned() } else { layer.id(id) };
            // Once it is there.
            request_animation_frame(move || {
                if let Some(element) = document().get_element_by_id(&id) {
                    element.scroll_into_view();
                }
            });
        }
        Next::Scene(scene) => {
            play(scene);
            class.shown(step).update(|shown| *shown += 1);
        }
        Next::Step(next) => class.step.set(next),
        Next::Nothing => {}
    }
}

/// Hides the last layer or scene, or goes a step back where none is shown.
fn go_back(class: Class) {
    let step = class.step.get_untracked();
    let shown = class.shown(step);
    let layer = || Layer::ALL.into_iter().rev().find(|layer| shown.get_untracked() & layer.bit() != 0);
    if chapter_of(step).is_some()
        && let Some(layer) = layer()
    {
        shown.update(|shown| *shown &= !layer.bit());
    } else if steps()[step].id == OPENING && shown.get_untracked() > 0 {
        shown.update(|shown| *shown -= 1);
        if let Some(scene) = usize::from(shown.get_untracked()).checked_sub(1) {
            play(scene);
        }
    } else {
        class.go(untrack(|| class.before(step)));
    }
}

/// Presses the button of a scene of the opening.
fn play(scene: usize) {
    let button = document().query_selector(&format!("#{OPENING} [data-step=\"{scene}\"]")).ok().flatten();
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
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
