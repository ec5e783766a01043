//! What surrounds the page: the address that it was opened with, or a configuration in its own document where a host
//! gives it no address; and the host's later wishes, which `public/boot.js` has checked and left on the root element.

use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen::JsCast as _;
use web_sys::{Event, HtmlElement};

use super::events::on_event;
use super::refusals::harmless;
use crate::address::look::{self, Look, Reading, Scheme};
use crate::address::said::Name;
use crate::export::Edition;

/// On the root element: the link's text of what a host wants to be shown.
const WANTED: &str = "data-setting";
/// On the root element: the colours that are asked for.
const SCHEME: &str = "data-theme";
/// On the root element: the link's text of what is shown, for the host.
const SHOWN: &str = "data-shown";
/// On the root element while the page is put in behind the first screen: it is laid out and can't be seen (style/boot.css).
const RISING: &str = "data-rising";
/// Told to the window when one of the wishes has changed.
const WISH: &str = "blindspot-wish";

/// What a host wants, as the data of the root element.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wishes {
    /// The link's text of what is to be shown; taken away once it is read.
    setting: Option<String>,
}

/// What the page was opened with.
pub struct Opened {
    /// How it looks.
    pub reading: Reading,
    /// What is shown, as the text after `#`.
    pub hash: String,
    /// The address of the whole page, without `?` and `#`; `None` where the page has none to send.
    pub page: Option<String>,
}

/// Reads the document's configuration and the address, which goes before it.
pub fn opened() -> Opened {
    let location = window().location();
    let configured = named("config").unwrap_or_default();
    let (query, hash) = configured.split_once('#').unwrap_or((&configured, ""));
    let asked = location.search().unwrap_or_default();
    let query = [query.trim_start_matches('?'), asked.trim_start_matches('?')].join("&");
    // The page of a frame says where the whole page is; a document without an address would say its host's.
    let is_on_web = location.protocol().is_ok_and(|protocol| protocol.starts_with("http"));
    let address = document().base_uri().ok().flatten().filter(|_| is_on_web);
    let page = address.and_then(|address| address.split(['?', '#']).next().map(str::to_owned));
    // Behind it WordPress says a word by which it knows its frame again (public/boot.js).
    let asked = location.hash().unwrap_or_default();
    let asked = asked.split("?secret=").next().unwrap_or_default().trim_end_matches('#').to_owned();
    Opened { reading: look::read(&query), hash: if asked.is_empty() { hash.to_owned() } else { asked }, page }
}

/// What the document itself says under this name.
fn named(name: &str) -> Option<String> {
    document().query_selector(&format!("meta[name=\"blindspot-{name}\"]")).ok()??.get_attribute("content")
}

/// Which page this is, as far as it is known; `address` is that of the whole page.
pub fn edition(address: Option<String>) -> Edition {
    Edition { build: named("build").filter(|build| !build.is_empty()), address }
}

/// The address of this very document with another end: a mere `#…` would be taken for one of the whole page in a frame's own page.
pub fn here(hash: &str) -> String {
    let location = window().location();
    [location.pathname(), location.search()].into_iter().flatten().collect::<String>() + hash
}

/// Whether a host keeps the document from being of any origin: such a frame may neither copy nor, as a rule, save.
pub fn is_sandboxed() -> bool {
    window().origin() == "null"
}

/// Whether the page stands in somebody else's, figure or whole: what is around it is not ours to scroll, nor its history to fill,
/// and it may forbid files and windows without a word.
pub fn is_framed() -> bool {
    window().parent().ok().flatten().is_some_and(|parent| parent != window())
}

/// Whether the reader has scrolled by hand since the page was opened, as `public/boot.js` has noticed.
pub fn is_elsewhere() -> bool {
    root().is_some_and(|root| root.has_attribute("data-elsewhere"))
}

/// Whether the page was reloaded, as `public/boot.js` has noticed: what this tab has kept is then its own, and not of one that it was
/// opened from.
pub fn is_reloaded() -> bool {
    root().is_some_and(|root| root.has_attribute("data-reloaded"))
}

/// The address of the whole page, if it has one.
#[derive(Clone)]
pub struct Page(pub Option<String>);

/// Makes the look known to all below.
pub fn provide_look(look: Look) {
    if look.scheme != Scheme::Auto {
        mark(SCHEME, &Name(look.scheme).to_string());
    }
    if look.is_still {
        mark("data-motion", "reduce");
    }
    provide_context(look);
}

/// What stands in for the page stays until the page [`stand`]s.
pub fn rise() {
    mark(RISING, "");
}

/// The page stands: what said that it was loading or why it did not, and what stood in for it, can go.
pub fn stand() {
    for id in ["boot", "still", "first"] {
        if let Some(element) = document().get_element_by_id(id) {
            element.remove();
        }
    }
    let _ = root().map(|root| root.remove_attribute(RISING));
}

/// Calls when the host has a wish.
pub fn on_wish(tell: impl Fn() + 'static) {
    on_event(&window(), WISH, move |_| tell());
}

/// Calls with each setting that the host wants to be shown.
pub fn on_setting(show: impl Fn(String) + 'static) {
    on_event(&window(), WISH, move |_| {
        if let Some(text) = wishes().setting {
            if let Some(root) = root() {
                harmless(root.remove_attribute(WANTED), "it is read once more, to the same setting");
            }
            show(text);
        }
    });
}

fn wishes() -> Wishes {
    root().and_then(|root| serde_wasm_bindgen::from_value(root.dataset().into()).ok()).unwrap_or_default()
}

/// Tells `public/boot.js` that what follows the opening could not be loaded: it puts in what the still page has of it.
pub fn tell_missing() {
    if let Ok(event) = Event::new("blindspot-missing") {
        harmless(window().dispatch_event(&event), "the sentence that says so is there without it");
    }
}

/// Tells the host what is shown.
pub fn tell_setting(text: &str) {
    mark(SHOWN, text);
}

fn mark(name: &str, value: &str) {
    if let Some(root) = root() {
        harmless(root.set_attribute(name, value), "the names are our own, and possible");
    }
}

fn root() -> Option<HtmlElement> {
    document().document_element()?.dyn_into().ok()
}
