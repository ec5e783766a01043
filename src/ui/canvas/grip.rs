//! A press on a picture: what it means is known by the main button at once, and by a finger once it has moved.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::ui::browser::hand::{is_held, is_primary};
use crate::ui::browser::refusals::harmless;

/// Pixels that a finger moves before it is clear whether it scrolls the page.
const SLACK: f64 = 8.0;

/// A press that is under way.
#[derive(Clone, Copy)]
struct Press {
    pointer: i32,
    from: (f64, f64),
    /// Whether it acts: a finger that scrolls the page never does.
    acts: bool,
}

/// A press on an element. Copies are handles to the same press.
#[derive(Clone, Copy)]
pub struct Grip(StoredValue<Option<Press>>);

impl Grip {
    /// Nothing is pressed.
    pub fn new() -> Grip {
        Grip(StoredValue::new(None))
    }

    /// A pointer came down. True if that is to act at once.
    pub fn press(self, event: &PointerEvent) -> bool {
        if !is_primary(event) {
            return false;
        }
        let acts = event.pointer_type() != "touch";
        self.0.set_value(Some(Press { pointer: event.pointer_id(), from: at(event), acts }));
        if acts {
            hold(event);
        }
        acts
    }

    /// A pointer moved. True if that is to act.
    pub fn moves(self, event: &PointerEvent) -> bool {
        let Some(press) = self.of(event) else { return false };
        if !is_held(event) {
            self.0.set_value(None);
            return false;
        }
        if !press.acts {
            let (x, y) = at(event);
            let (along, across) = ((x - press.from.0).abs(), (y - press.from.1).abs());
            // Up and down is the page's; it is told so by a cancelled press, or not at all.
            if along < SLACK || along < across {
                return false;
            }
            hold(event);
            self.0.set_value(Some(Press { acts: true, ..press }));
        }
        true
    }

    /// A pointer went up. True if it was a tap, which acts now.
    pub fn release(self, event: &PointerEvent) -> bool {
        let press = self.of(event);
        if press.is_some() {
            self.0.set_value(None);
        }
        let tapped = |press: Press| {
            let (x, y) = at(event);
            !press.acts && (x - press.from.0).abs().max((y - press.from.1).abs()) < SLACK
        };
        press.is_some_and(tapped)
    }

    /// The browser took the pointer. True if what the press has done is to be taken back.
    pub fn cancel(self, event: &PointerEvent) -> bool {
        let press = self.of(event);
        if press.is_some() {
            self.0.set_value(None);
        }
        press.is_some_and(|press| press.acts)
    }

    fn of(self, event: &PointerEvent) -> Option<Press> {
        self.0.get_value().filter(|press| press.pointer == event.pointer_id())
    }
}

fn at(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// Keeps a pointer's moves with the element that it was pressed on.
fn hold(event: &PointerEvent) {
    if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        harmless(element.set_pointer_capture(event.pointer_id()), "without it a drag ends at the element's edge");
    }
}
