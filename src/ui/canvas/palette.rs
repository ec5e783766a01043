//! The colours that are in force, and how large charts are drawn.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::chart::theme::{DARK, LIGHT, Palette};
use crate::text::spelling;
use crate::ui::browser::events::on_event;
use crate::ui::browser::host;
use crate::ui::browser::observers::on_resize;

/// The palette that is in force; paper is always light.
#[derive(Clone, Copy)]
pub struct CurrentPalette(pub Signal<Palette>);

/// Whether the page is being printed.
#[derive(Clone, Copy)]
pub struct Printing(pub Signal<bool>);

/// Provides the palette to every picture and keeps it current: that of the page as it is shown, whatever has coloured it, be it
/// the system, a host, the reader's own style or an extension. The size of text is kept current too.
pub fn provide_palette() {
    measure_text();
    on_event(&window(), "resize", |_| measure_text());
    // The page gets another height when its text gets another size.
    if let Some(body) = document().body() {
        on_resize(&body, measure_text);
    }
    let is_dark = RwSignal::new(is_page_dark());
    let is_printing = RwSignal::new(false);
    let look = move || {
        if is_dark.get_untracked() != is_page_dark() {
            is_dark.update(|dark| *dark = !*dark);
        }
    };
    // The page's colour takes a moment to change (style/tokens.css), of whose end browsers tell.
    on_event(&document(), "transitionend", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        if target.is_some() && target == document().body() {
            look();
        }
    });
    // Without motion it takes none.
    if let Ok(Some(scheme)) = window().match_media("(prefers-color-scheme: dark)") {
        on_event(&scheme, "change", move |_| look());
    }
    host::on_wish(look);
    on_event(&window(), "beforeprint", move |_| is_printing.set(true));
    on_event(&window(), "afterprint", move |_| is_printing.set(false));
    let palette = move || if is_dark.get() && !is_printing.get() { DARK } else { LIGHT };
    provide_context(CurrentPalette(Signal::derive(palette)));
    provide_context(Printing(is_printing.into()));
}

/// Whether the page is written in what is nearer to white than to black.
fn is_page_dark() -> bool {
    let colour = document()
        .body()
        .and_then(|body| window().get_computed_style(&body).ok().flatten())
        .and_then(|style| style.get_property_value("color").ok());
    // rgb(236, 239, 242)
    let parts = colour.as_deref().and_then(|colour| colour.split(['(', ')']).nth(1)).unwrap_or_default();
    let shades: Vec<f64> = parts.split(',').filter_map(|part| spelling::number(part.trim())).take(3).collect();
    shades.len() == 3 && shades.iter().sum::<f64>() > 3.0 * 128.0
}

thread_local! {
    /// How large the page's text is, in CSS pixels. It is kept: asking for it in the midst of a change would be slow.
    static TEXT_SIZE: ArcRwSignal<f64> = ArcRwSignal::new(USUAL_SIZE);
}

/// How large the page's text is, in CSS pixels.
pub fn text_size() -> ArcRwSignal<f64> {
    TEXT_SIZE.with(Clone::clone)
}

/// How much larger than usual a chart of this width and its text are drawn: as much as the reader's browser, or a room, has all
/// other text (style/workshop.css), for as long as the chart stays wide enough for its labels.
pub fn magnification(width: f64) -> f64 {
    let size = text_size().get_untracked();
    (size / USUAL_SIZE).min(width / LEAST_WIDTH).max(1.0)
}

/// Finds out how large the page's text is.
pub fn measure_text() {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    let size = size.and_then(|size| spelling::number(size.trim_end_matches("px"))).unwrap_or(USUAL_SIZE);
    if text_size().get_untracked() != size {
        text_size().set(size);
    }
}

/// The size of text that browsers begin with, in pixels.
const USUAL_SIZE: f64 = 16.0;

/// The width that a chart needs for its labels, in pixels at the usual size of text.
const LEAST_WIDTH: f64 = 240.0;
