//! What a presenter may want to be told: below the bar, or in a window of its own that the room does not see.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Math, Reflect};
use web_sys::{Document, Window};

use super::{Class, chapter_of, steps};
use crate::address::view::{OPENING, SANDBOX};
use crate::chapter::text::spoken;
use crate::chapters::CHAPTERS;
use crate::ui::browser::host::is_reloaded;
use crate::ui::browser::refusals::harmless;
use crate::ui::browser::storage::Kept;
use crate::ui::chapter::stage::Stage;
use crate::workshop::notes;

/// Where the name of the notes window is kept.
const KEPT: &str = "blindspot-notes";

/// Notes under one head.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Block {
    head: &'static str,
    texts: Vec<String>,
}

/// The notes for the step that is shown, with the numbers of its setting.
fn told(class: Class) -> Vec<Block> {
    let step = class.step.get();
    let plain = |texts: &[&str]| {
        vec![Block { head: "To say", texts: texts.iter().map(|text| spoken(text, |_| String::new())).collect() }]
    };
    match (steps()[step].id, chapter_of(step)) {
        (OPENING, _) => plain(notes::OPENING),
        (SANDBOX, _) => plain(notes::SANDBOX),
        (_, Some(chapter)) => {
            let stage = class.stages.with(|stages| stages[chapter]);
            stage.map_or_else(Vec::new, |stage| of_chapter(chapter, stage))
        }
        (_, None) => Vec::new(),
    }
}

fn of_chapter(chapter: usize, stage: Stage) -> Vec<Block> {
    let note = CHAPTERS[chapter].note();
    let all = |texts: &[&str]| texts.iter().map(|text| stage.spoken(text)).collect();
    let objections: Vec<&str> = CHAPTERS[chapter].objections().iter().map(|objection| objection.says).collect();
    let blocks: [(&str, Vec<String>); 4] = [
        ("To say", all(note.say)),
        ("What a class expects", all(&[note.mistake])),
        ("To talk about between the votes", all(&[note.talk])),
        ("Fair objections, which the switches answer", all(&objections)),
    ];
    blocks.map(|(head, texts)| Block { head, texts }).into()
}

/// The notes on the screen, which the room sees too.
#[component]
pub fn Notes(class: Class) -> impl IntoView {
    let told = Memo::new(move |_| told(class));
    let blocks = move || {
        let blocks = told.get().into_iter().map(|Block { head, texts }| {
            let texts = texts.into_iter().map(|text| view! { <p>{text}</p> }).collect_view();
            view! { <h2>{head}</h2> {texts} }
        });
        blocks.collect_view()
    };
    Effect::new(move |_| {
        if class.has_notes.get() {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
    view! {
        <Show when=move || class.has_notes.get()>
            <aside class="panel notes" aria-label="Speaker notes">{blocks}</aside>
        </Show>
    }
}

/// A button that opens the notes in a window of their own, which goes along with the steps for as long as it is open.
#[component]
pub fn NotesWindow(class: Class) -> impl IntoView {
    let told = Memo::new(move |_| told(class));
    let aside = StoredValue::new_local(None::<Window>);
    let name = StoredValue::new(own_name());
    let said = RwSignal::new("");
    let is_open = |aside: &Window| !aside.closed().unwrap_or(true);
    let open = move |_| {
        let told = told.get_untracked();
        let kept = aside.get_value().filter(is_open);
        let opened = kept.filter(|kept| write(kept, &told)).or_else(|| name.with_value(|name| opened(name, &told)));
        said.set(if opened.is_some() { "" } else { "The browser opened no window." });
        if let Some(opened) = &opened {
            // Where it can't be brought to the front it is still there.
            opened.focus().ok();
            // What is in a window of its own need not be on the screen.
            class.has_notes.set(false);
        }
        aside.set_value(opened);
    };
    Effect::new(move |_| {
        let told = told.get();
        // A copy, so that nothing is borrowed while the browser is asked.
        if let Some(shown) = aside.get_value().filter(is_open)
            && !write(&shown, &told)
        {
            aside.set_value(None);
            said.set("The notes window shows something else now: open it again.");
        }
    });
    view! {
        <button type="button" class="chip" data-notes-window on:click=open>"Notes window"</button>
        <span class="fine" role="status">{said}</span>
    }
}

/// The name of this tab's notes window, by which it is found again after a reload. Other tabs have their own, and one that was
/// opened from here begins with what this one has kept.
fn own_name() -> String {
    let kept = Kept::InTab.read(KEPT).filter(|_| is_reloaded());
    kept.unwrap_or_else(|| {
        let name = format!("blindspot-notes-{}", Math::random());
        Kept::InTab.write(KEPT, &name);
        name
    })
}

/// Opens a window with the notes in it.
fn opened(name: &str, told: &[Block]) -> Option<Window> {
    let open = |name: &str| {
        window().open_with_url_and_target_and_features("", name, "popup,width=560,height=760").ok().flatten()
    };
    match open(name) {
        // One of this name that was left by a page that is gone: every opening of a file is an origin of its own.
        Some(left) if !write(&left, told) => {
            // Where it may not be closed, it stays beside the new one.
            left.close().ok();
            open("_blank").filter(|opened| write(opened, told))
        }
        opened => opened,
    }
}

/// Writes the notes into a window, which has no style of this page: plain, and large enough to be read from a lectern.
/// False where it is not this page's to write in.
fn write(aside: &Window, told: &[Block]) -> bool {
    // Asked in the one way that catches it: a window of another origin throws at this question.
    let Ok(document) = Reflect::get(aside, &JsValue::from_str("document")) else { return false };
    // A document of another window is of that window's own class.
    let Some(document) = document.is_object().then(|| document.unchecked_into::<Document>()) else { return false };
    document.set_title("Speaker notes");
    let Some(body) = document.body() else { return false };
    body.set_text_content(None);
    for (name, value) in
        [("font", "1.15rem/1.5 system-ui, sans-serif"), ("margin", "1.5rem"), ("color-scheme", "light dark")]
    {
        harmless(body.style().set_property(name, value), "notes can be read without looks");
    }
    let add = |document: &Document, name: &str, text: &str| {
        if let Ok(element) = document.create_element(name) {
            element.set_text_content(Some(text));
            harmless(body.append_child(&element), "a new element has no parent that could refuse to let it go");
        }
    };
    for Block { head, texts } in told {
        add(&document, "h2", head);
        for text in texts {
            add(&document, "p", text);
        }
    }
    true
}
