//! Files for the reader to keep.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::Array;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

use super::host::is_framed;
use super::refusals::harmless;
use crate::export::ENCODING;

/// The kind of files that hold a table.
pub const CSV: &str = "text/csv";

/// A text as a file of this kind.
pub fn blob(text: &str, kind: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(&format!("{kind};charset=utf-8"));
    let mark = if kind == CSV { ENCODING } else { "" };
    Blob::new_with_str_sequence_and_options(&Array::of2(&JsValue::from_str(mark), &JsValue::from_str(text)), &options)
        .ok()
}

/// Gives the reader a file, which a sandboxed frame may forbid without a word.
pub fn save(name: &str, blob: &Blob) -> bool {
    let Ok(address) = Url::create_object_url_with_blob(blob) else { return false };
    let Ok(link) = document().create_element("a") else { return false };
    let is_ready = link.set_attribute("href", &address).is_ok() && link.set_attribute("download", name).is_ok();
    if let (true, Some(link)) = (is_ready, link.dyn_ref::<HtmlElement>()) {
        link.click();
    }
    // The browser reads it in its own time.
    set_timeout(
        move || {
            harmless(Url::revoke_object_url(&address), "it goes with the page");
        },
        Duration::from_mins(1),
    );
    is_ready
}

/// What is said once a file was given to the browser, or could not be.
pub fn told(name: &str, is_given: bool) -> String {
    match (is_given, is_framed()) {
        (true, false) => format!("Saved as {name}."),
        // A frame is not told whether its host lets it save.
        (true, true) => format!("Handed to the browser as {name}, if the page around this one allows that."),
        (false, _) => format!("The browser refused to save {name}."),
    }
}
