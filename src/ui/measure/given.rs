//! What a reader gives: files by name, a text, or one of the examples.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Promise, Reflect};
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry, FileSystemFileEntry,
    HtmlInputElement,
};

use crate::measured::example::Example;
use crate::ui::browser::refusals::harmless;

/// A file, with the folders that it lies in.
#[derive(Clone)]
pub struct Named {
    /// Its path.
    pub name: String,
    /// The file.
    pub file: File,
}

/// What was given.
#[derive(Clone)]
pub enum Given {
    /// Files, in the order of their names.
    Files(Vec<Named>),
    /// A text that was pasted.
    Text(String),
    /// One of the examples.
    Example(Example),
}

impl Given {
    /// The example that it is.
    pub fn example(&self) -> Option<Example> {
        match self {
            Given::Example(example) => Some(*example),
            _ => None,
        }
    }
}

/// More files than any folder of results has: a folder that was meant has fewer.
const MOST_FILES: usize = 20_000;

/// The files that were picked; `None` where none were.
pub fn picked(input: &HtmlInputElement) -> Option<Given> {
    let list = input.files()?;
    let files = (0..list.length()).filter_map(|at| list.get(at));
    let named = files.map(|file| {
        let path = Reflect::get(&file, &JsValue::from_str("webkitRelativePath")).ok();
        let path = path.and_then(|path| path.as_string()).filter(|path| !path.is_empty());
        Named { name: path.unwrap_or_else(|| file.name()), file }
    });
    given(named.collect())
}

/// Hidden files are left alone, as the command does.
fn given(mut files: Vec<Named>) -> Option<Given> {
    let is_hidden = |named: &Named| named.name.split('/').any(|part| part.starts_with('.'));
    let has_others = files.iter().any(|named| !is_hidden(named));
    files.retain(|named| !has_others || !is_hidden(named));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files.truncate(MOST_FILES);
    (!files.is_empty()).then_some(Given::Files(files))
}

/// Takes what was dropped, folders with all that is in them.
pub fn dropped(transfer: &DataTransfer, give: UnsyncCallback<Given>) {
    // The list is empty once the event is over, so everything is taken out of it at once.
    let items = transfer.items();
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for at in 0..items.length() {
        let Some(item) = items.get(at) else { continue };
        match item.webkit_get_as_entry().ok().flatten() {
            Some(entry) if entry.is_directory() => folders.push(entry),
            _ => files.extend(item.get_as_file().ok().flatten().map(|file| Named { name: file.name(), file })),
        }
    }
    if folders.is_empty() {
        if let Some(what) = given(files) {
            give.run(what);
        } else if let Ok(text) = transfer.get_data("text/plain")
            && !text.is_empty()
        {
            give.run(Given::Text(text));
        }
        return;
    }
    spawn_local(async move {
        for folder in folders {
            walk(folder, &mut files).await;
        }
        if let Some(what) = given(files) {
            give.try_run(what);
        }
    });
}

/// Adds every file below a folder.
async fn walk(folder: FileSystemEntry, files: &mut Vec<Named>) {
    let mut open = vec![folder];
    while let Some(entry) = open.pop() {
        if files.len() >= MOST_FILES {
            return;
        }
        if entry.is_directory() {
            let reader = entry.unchecked_into::<FileSystemDirectoryEntry>().create_reader();
            // A browser gives a hundred at a time.
            loop {
                let more = entries(&reader).await;
                if more.is_empty() {
                    break;
                }
                open.extend(more);
            }
        } else {
            let name = entry.full_path().trim_start_matches('/').to_owned();
            files.extend(file(entry.unchecked_into()).await.map(|file| Named { name, file }));
        }
    }
}

async fn entries(reader: &FileSystemDirectoryReader) -> Vec<FileSystemEntry> {
    let list = Promise::new(&mut |done, failed| {
        harmless(reader.read_entries_with_callback_and_callback(&done, &failed), "what can't be read fails below");
    });
    let list = list.await.ok().and_then(|list| list.dyn_into::<Array>().ok());
    list.map_or_else(Vec::new, |list| list.iter().map(JsCast::unchecked_into).collect())
}

async fn file(entry: FileSystemFileEntry) -> Option<File> {
    let file = Promise::new(&mut |done, failed| entry.file_with_callback_and_callback(&done, &failed));
    file.await.ok()?.dyn_into().ok()
}
