//! Mounts the page.

use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(blindspot::ui::App);
    // The page stands: what said that it was loading or why it did not, and what stood in for it, can go.
    for id in ["boot", "still", "first"] {
        if let Some(element) = document().get_element_by_id(id) {
            element.remove();
        }
    }
}
