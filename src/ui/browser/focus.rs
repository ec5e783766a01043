//! Where the focus goes when what has it goes away: a button that is pressed may hide, turn off or take out itself.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, Node};

use super::events::on_event_first;
use super::refusals::harmless;

/// What can have the focus.
const FOCUSABLE: &str = "button, a[href], input, select, textarea, summary, [tabindex='0']";

/// Keeps the focus near to where it was, for as long as the owner lives. Without it who goes by keys would start over at the top
/// of the page.
pub fn keep_focus() {
    on_event_first(&window(), "click", |_| {
        let Some(pressed) = document().active_element().filter(|pressed| pressed.tag_name() != "BODY") else { return };
        let around: Vec<Element> =
            std::iter::successors(pressed.parent_element(), |around| around.parent_element()).collect();
        let was_seen = is_seen(&pressed);
        set_timeout(
            move || {
                follow(&pressed, &around);
                // What has opened may have pushed it away.
                request_animation_frame(move || {
                    if was_seen && document().active_element().as_ref() == Some(&pressed) && !is_seen(&pressed) {
                        let is_above = pressed.get_bounding_client_rect().top() < 0.0;
                        pressed.scroll_into_view_with_bool(is_above);
                    }
                });
            },
            Duration::ZERO,
        );
    });
    // Of a large field browsers bring only the caret into view, which may be all below its upper edge.
    on_event_first(&window(), "focusin", |_| {
        let Some(field) = document().active_element().filter(|field| field.tag_name() == "TEXTAREA") else { return };
        request_animation_frame(move || {
            if field.get_bounding_client_rect().top() < 0.0 {
                field.scroll_into_view();
            }
        });
    });
}

/// Whether the middle of an element can be seen: it is on the screen, and under nothing else.
fn is_seen(element: &Element) -> bool {
    let place = element.get_bounding_client_rect();
    let (x, y) = (place.left() + place.width() / 2.0, place.top() + place.height() / 2.0);
    // Pixels of a screen.
    #[allow(clippy::cast_possible_truncation)]
    let there = document().element_from_point(x as f32, y as f32);
    there.is_some_and(|there| element.contains(Some(&there)) || there.contains(Some(element)))
}

/// Gives the focus to what comes next in the nearest part of the page that is still there.
fn follow(pressed: &Element, around: &[Element]) {
    let has_moved = document().active_element().is_some_and(|now| now != *pressed && now.tag_name() != "BODY");
    if has_moved || can_have_it(pressed) {
        return;
    }
    let next = around.iter().filter(|part| part.is_connected()).find_map(|part| {
        let all = part.query_selector_all(FOCUSABLE).ok()?;
        let all = (0..all.length()).filter_map(|i| all.get(i)?.dyn_into::<Element>().ok());
        let there: Vec<Element> = all.filter(can_have_it).collect();
        let is_after = |element: &&Element| {
            pressed.is_connected()
                && pressed.compare_document_position(element) & Node::DOCUMENT_POSITION_FOLLOWING != 0
        };
        there.iter().find(is_after).or(there.first()).cloned()
    });
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        harmless(next.focus_with_options(&options), "the focus stays where it is");
    }
}

fn can_have_it(element: &Element) -> bool {
    element.is_connected()
        && element.get_client_rects().length() > 0
        && !element.matches(":disabled, [inert] *").unwrap_or(true)
}
