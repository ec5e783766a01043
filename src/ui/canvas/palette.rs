//! The colours that are in force, and how large charts are drawn.

use leptos::prelude::*;

use crate::address::look::Scheme;
use crate::chart::theme::{DARK, LIGHT, Palette};
use crate::text::spelling;
use crate::ui::browser::events::on_event;
use crate::ui::browser::host;

/// The palette that is in force; paper is always light.
#[derive(Clone, Copy)]
pub struct CurrentPalette(pub Signal<Palette>);

/// Provides the palette to every picture and keeps it current.
pub fn provide_palette() {
    let scheme = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    let is_dark = RwSignal::new(scheme.as_ref().is_some_and(web_sys::MediaQueryList::matches));
    let is_printing = RwSignal::new(false);
    if let Some(list) = scheme {
        let query = list.clone();
        on_event(&list, "change", move |_| is_dark.set(query.matches()));
    }
    on_event(&window(), "beforeprint", move |_| is_printing.set(true));
    on_event(&window(), "afterprint", move |_| is_printing.set(false));
    let asked = host::scheme();
    let is_dark = move || match asked.get() {
        Scheme::Auto => is_dark.get(),
        Scheme::Light => false,
        Scheme::Dark => true,
    };
    let palette = move || if is_dark() && !is_printing.get() { DARK } else { LIGHT };
    provide_context(CurrentPalette(Signal::derive(palette)));
}

/// How much larger than usual charts and their text are: in a room as much as all other text (style/workshop.css).
pub fn magnification() -> f64 {
    let Some(root) = document().document_element().filter(|root| root.has_attribute("data-workshop")) else {
        return 1.0;
    };
    let style = window().get_computed_style(&root).ok().flatten();
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    size.and_then(|size| spelling::number(size.trim_end_matches("px"))).map_or(1.0, |size| size / USUAL_SIZE)
}

/// The size of text that browsers begin with, in pixels.
const USUAL_SIZE: f64 = 16.0;
