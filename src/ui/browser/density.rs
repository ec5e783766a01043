//! The pixels of the screen: a window that goes to another screen keeps its size, but not its pixels.

use leptos::prelude::*;
use web_sys::Event;

use super::events::on_event;
use super::refusals::harmless;

/// Tells of another density as of another size, for as long as the owner lives. A query knows one density, so each change asks anew.
pub fn watch_density() {
    let round = RwSignal::new(0_u32);
    Effect::new(move |_| {
        round.track();
        let query = format!("(resolution: {}dppx)", window().device_pixel_ratio());
        if let Ok(Some(list)) = window().match_media(&query) {
            on_event(&list, "change", move |_| {
                if let Ok(resized) = Event::new("resize") {
                    harmless(window().dispatch_event(&resized), "nobody listens");
                }
                round.update(|round| *round += 1);
            });
        }
    });
}
