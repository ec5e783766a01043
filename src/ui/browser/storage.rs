//! What a tab, or a browser, keeps of this site; other sites of the same server have theirs.

use leptos::prelude::*;
use web_sys::Storage;

/// Where something is kept.
#[derive(Clone, Copy)]
pub enum Kept {
    /// While the tab is open.
    InTab,
    /// By all tabs together.
    InBrowser,
}

impl Kept {
    /// What is kept under a name, where anything may be.
    pub fn read(self, name: &str) -> Option<String> {
        self.storage()?.get_item(&own(name)).ok().flatten()
    }

    /// Keeps a text. False where the browser keeps nothing, or has no room left.
    pub fn write(self, name: &str, text: &str) -> bool {
        self.storage().is_some_and(|storage| storage.set_item(&own(name), text).is_ok())
    }

    fn storage(self) -> Option<Storage> {
        match self {
            Kept::InTab => window().session_storage(),
            Kept::InBrowser => window().local_storage(),
        }
        .ok()
        .flatten()
    }
}

/// A name with the folder that this site is in.
fn own(name: &str) -> String {
    let path = window().location().pathname().unwrap_or_default();
    let folder = path.rfind('/').map_or("", |end| &path[..=end]);
    format!("{name} {folder}")
}
