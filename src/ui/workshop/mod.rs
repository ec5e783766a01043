//! The page for a room: whoever presents goes through it step by step, whoever takes part makes codes of guesses.

mod ask;
mod clock;
mod collect;
mod join;
mod materials;
mod notes;
mod present;
mod qr;
mod scan;
mod sheets;
mod step;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::chapter::stage::Stage;
use crate::address::look;
use crate::chapters::CHAPTERS;
use crate::chapters::contents::{Entry, entries};
use crate::ui::browser::events::on_event;
use crate::ui::browser::refusals::harmless;
use crate::ui::browser::storage::Kept;
use crate::ui::canvas::palette::measure_text;
use crate::ui::state::address::Address;
use crate::workshop::plan::{self, CLASS, CLASS_TITLE, Plan};
use crate::workshop::{Session, file};

/// Where the session is kept while the tab is open.
const KEPT: &str = "blindspot-session";

const NOT_KEPT: &str =
    "This browser keeps no votes over a reload: save the session as a file, under “Class and sheets”.";

/// The chapters whose answers the opening shows.
const ASKED_BEFORE: usize = 2;

/// The last step, which is no place of the whole page.
const MATERIALS: &str = CLASS;

/// The page for a room.
#[component]
pub fn Workshop(
    /// Whether it is shown to the room, or in the hand of somebody there.
    workshop: look::Workshop,
    /// Called once it is there.
    ready: Callback<()>,
) -> impl IntoView {
    if let Some(root) = document().document_element() {
        harmless(root.set_attribute("data-workshop", ""), "the name is our own, and possible");
    }
    measure_text();
    let page = match workshop {
        look::Workshop::Join => view! { <join::Join /> }.into_any(),
        look::Workshop::Lesson => view! { <present::Present plan=Some(plan::SHORT) /> }.into_any(),
        look::Workshop::Double => view! { <present::Present plan=Some(plan::LONG) /> }.into_any(),
        _ => view! { <present::Present plan=None /> }.into_any(),
    };
    ready.run(());
    page
}

/// Everything that whoever presents can change besides the chapters' settings. Copies are handles to the same state.
#[derive(Clone, Copy)]
struct Class {
    /// The plan that is gone by; `None` where all is gone through.
    plan: Option<Plan>,
    /// What was collected.
    session: RwSignal<Session>,
    /// What of it is in a file.
    saved: StoredValue<Session>,
    /// Which of the steps is shown.
    step: RwSignal<usize>,
    /// The layers that are shown of each step, a bit each.
    shown: StoredValue<Vec<RwSignal<u8>>>,
    /// The chapters that were shown, for the notes.
    stages: RwSignal<Vec<Option<Stage>>>,
    /// Whether the figures' controls are locked.
    is_locked: RwSignal<bool>,
    /// Whether the notes are shown.
    has_notes: RwSignal<bool>,
}

impl Class {
    /// At its beginning, with the session that this tab has kept.
    fn new(plan: Option<Plan>) -> Class {
        let kept = Kept::InTab.read(KEPT);
        let session =
            kept.and_then(|text| file::read(&text).ok()).map_or_else(Session::default, |(session, _)| session);
        let session = RwSignal::new(session);
        let address = expect_context::<Address>();
        Effect::new(move |was_kept: Option<bool>| {
            let is_kept = Kept::InTab.write(KEPT, &session.with(file::write));
            // Said once, when there is something to lose.
            if !is_kept && session.with(|session| !session.is_empty()) && was_kept != Some(false) {
                address.notices.update(|notices| notices.push(NOT_KEPT.to_owned()));
                return false;
            }
            is_kept || was_kept != Some(false)
        });
        let saved = StoredValue::new(Session::default());
        // The browser asks, in its own words, before votes are lost that no file has.
        on_event(&window(), "beforeunload", move |event| {
            if session.with_untracked(|session| !session.is_empty() && saved.with_value(|saved| saved != session)) {
                event.prevent_default();
            }
        });
        Class {
            plan,
            session,
            saved,
            step: RwSignal::new(0),
            shown: StoredValue::new(steps().iter().map(|_| RwSignal::new(0)).collect()),
            stages: RwSignal::new(vec![None; CHAPTERS.len()]),
            is_locked: RwSignal::new(false),
            has_notes: RwSignal::new(false),
        }
    }

    /// The step that it begins with.
    fn begins(self) -> usize {
        self.plan.and_then(|plan| plan.places().next()).and_then(step_of).unwrap_or(0)
    }

    /// The steps in their order, of which a plan leaves some out.
    fn way(self) -> Vec<usize> {
        match self.plan {
            Some(plan) => plan.places().filter_map(step_of).collect(),
            None => (0..steps().len()).collect(),
        }
    }

    /// The step after this one; where a plan leaves this one out, its next that comes later.
    fn after(self, step: usize) -> Option<usize> {
        let way = self.way();
        match way.iter().position(|&at| at == step) {
            Some(here) => way.get(here + 1).copied(),
            None => way.into_iter().find(|&at| at > step && at != self.begins()),
        }
    }

    /// The step before this one.
    fn before(self, step: usize) -> Option<usize> {
        let way = self.way();
        match way.iter().position(|&at| at == step) {
            Some(here) => way.get(here.checked_sub(1)?).copied(),
            None => way.into_iter().rev().find(|&at| at < step),
        }
    }

    /// Goes to a step, where there is one.
    fn go(self, step: Option<usize>) {
        if let Some(step) = step {
            self.step.set(step);
        }
    }

    fn shown(self, step: usize) -> RwSignal<u8> {
        self.shown.with_value(|shown| shown[step])
    }
}

/// The steps: the places of the page that can be shown to a room, and what belongs to the class itself. The opening answers
/// what the first chapters ask, so it comes after them.
fn steps() -> Vec<Entry> {
    let mut steps: Vec<Entry> = entries().into_iter().filter(|entry| entry.id != "about").collect();
    steps[..=ASKED_BEFORE].rotate_left(1);
    steps.push(Entry { id: MATERIALS, title: CLASS_TITLE, sign: "✎".to_owned() });
    steps
}

/// The chapter of a step, as an index, where it is one.
fn chapter_of(step: usize) -> Option<usize> {
    CHAPTERS.iter().position(|chapter| chapter.words().id == steps()[step].id)
}

/// The step of this name.
fn step_of(id: &str) -> Option<usize> {
    steps().iter().position(|step| step.id == id)
}

/// Names the step in the address, so that a reload comes back to it; a host may forbid that.
fn name_in_address(id: &str) {
    if let Ok(history) = window().history() {
        let named = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{id}")));
        harmless(named, "a reload comes back to the first step");
    }
}
