//! Any text as a link.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};

#[path = "../../tests/links/check.rs"]
mod check;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    // A browser gives the page text; what is broken in it comes as percent escapes.
    let Ok(text) = std::str::from_utf8(bytes) else { return Corpus::Reject };
    check::check(text);
    Corpus::Keep
});
