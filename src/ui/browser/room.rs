//! Room for text that changes while a slider moves.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::observers::on_resize;

/// The pixels that the text in `element` once needed at its width, so that what stands below does not jump each time it
/// gets a line more or less. The caller makes that its least height, through a style, and leaves padding out.
pub fn kept<E>(element: NodeRef<E>) -> RwSignal<i32>
where
    E: leptos::html::ElementType + 'static,
    E::Output: JsCast + AsRef<HtmlElement> + Clone + 'static,
{
    let room = RwSignal::new(0);
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            keep(element.as_ref(), room);
        }
    });
    room
}

fn keep(text: &HtmlElement, room: RwSignal<i32>) {
    let grow = {
        let text = text.clone();
        move || {
            let height = text.offset_height();
            if room.try_get_untracked().is_some_and(|before| before < height) {
                room.set(height);
            }
        }
    };
    let mut width = 0;
    on_resize(text, {
        let text = text.clone();
        move || {
            if text.offset_width() == width {
                grow();
            } else {
                // Lines of another width are another number of lines.
                width = text.offset_width();
                room.try_set(0);
                request_animation_frame(grow.clone());
            }
        }
    });
}
