//! Mounts the page.

use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(blindspot::ui::App);
    // The page stands: what said that it was loading, or would have said why not, can go.
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}
