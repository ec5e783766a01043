//! Whether the reader wants motion, and the clock that it goes by.

use leptos::prelude::*;

use super::events::on_event;
use crate::address::look::Look;

/// Whether the reader, or who embeds the figure, has asked for less motion; follows the system.
pub fn prefers_still() -> Signal<bool> {
    if use_context::<Look>().is_some_and(|look| look.is_still) {
        return Signal::stored(true);
    }
    let list = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    let is_still = RwSignal::new(list.as_ref().is_some_and(web_sys::MediaQueryList::matches));
    if let Some(list) = list {
        let query = list.clone();
        on_event(&list, "change", move |_| is_still.set(query.matches()));
    }
    is_still.into()
}

/// The time of the page's clock in milliseconds.
pub fn time() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
