//! What belongs to the class itself: how devices join, the session as a file, sheets to print.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use super::Class;
use super::qr::Code;
use super::sheets::Sheets;
use crate::address::look::{Look, Workshop};
use crate::ui::browser::copying::CopyButton;
use crate::ui::browser::files::{CSV, blob, save, told};
use crate::ui::browser::host::{Page, is_framed};
use crate::workshop::{Session, file};

/// Everything around the lesson.
#[component]
pub fn Materials(class: Class) -> impl IntoView {
    view! {
        <section class="standing materials" id="class" aria-labelledby="class-title">
            <div class="off-paper">
                <h2 id="class-title">"Class and sheets"</h2>
                <Joining />
                <Keeping class=class />
            </div>
            <Sheets />
        </section>
    }
}

/// How devices come to the questions.
#[component]
fn Joining() -> impl IntoView {
    let Page(page) = expect_context();
    let query = Look { workshop: Workshop::Join, ..Look::default() }.write();
    let content = match page {
        Some(page) => {
            let address = format!("{page}{query}");
            let shown = address.clone();
            view! {
                <div class="joining">
                    <Code text=Signal::stored(address) label="The address for devices, to be scanned" />
                    <div>
                        <p>
                            "Devices open this address, choose the question, and make a code of each guess. Nothing is sent: a code \
                             reaches you by being read out, pasted into a chat, or scanned."
                        </p>
                        <p><a href=query.clone() target="_blank" rel="noopener" data-join>{shown}</a></p>
                    </div>
                </div>
            }
            .into_any()
        }
        None => view! {
            <p>
                "This copy of the page was not opened from the web. Devices that have the file themselves can open it and take \
                 part: " <a href=query target="_blank" rel="noopener" data-join>"make codes of guesses"</a>
                ". Without a network, one computer can hand it out: over a hotspot any server of files will do, such as \
                 “python3 -m http.server” in the folder of the file. Where there are no devices, count hands."
            </p>
        }
        .into_any(),
    };
    view! {
        <h3>"Devices"</h3>
        {content}
    }
}

/// The session as a file.
#[component]
fn Keeping(class: Class) -> impl IntoView {
    let session = class.session;
    let said = RwSignal::new(String::new());
    let before = RwSignal::new(Vec::<Session>::new());
    let unsaved = RwSignal::new(None::<String>);
    let take = move |session_read: Session, told: String| {
        if let Some(now) = session.try_get_untracked() {
            before.update(|before| before.push(now));
        }
        session.set(session_read);
        said.set(told);
    };
    let store = move |_| {
        let text = session.with_untracked(file::write);
        let is_given = blob(&text, CSV).is_some_and(|blob| save("blindspot-session.csv", &blob));
        let is_saved = is_given && !is_framed();
        said.set(told("blindspot-session.csv", is_given));
        if is_saved {
            class.saved.set_value(session.get_untracked());
        }
        unsaved.set((!is_saved).then_some(text));
    };
    let open = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let Some(picked) = input.files().and_then(|files| files.get(0)) else { return };
        spawn_local(async move {
            let name = picked.name();
            let size = picked.size();
            // A file that no session can be is not even read.
            let text = if size > file::MOST_BYTES as f64 { None } else { picked.text().await.ok() };
            let text = text.and_then(|text| text.as_string());
            match text.map(|text| file::read(&text)) {
                Some(Ok((read, notices))) => {
                    let (now, then) = (session.try_with_untracked(Session::len).unwrap_or(0), read.len());
                    let loaded = format!("{name} is loaded: {then} votes, in place of {now}.");
                    take(read, [vec![loaded], notices].concat().join(" "));
                }
                Some(Err(error)) => said.set(format!("{name} is not loaded. {error}")),
                None => said.set(format!("{name} is not loaded: it could not be read, or is too large for a session.")),
            }
        });
        // The same file can be picked again.
        input.set_value("");
    };
    let begin_anew = move |_| take(Session::default(), "All votes are cleared.".to_owned());
    let take_back = move |_| {
        if let Some(kept) = before.try_update(Vec::pop).flatten() {
            session.set(kept);
            said.set("As it was before.".to_owned());
        }
    };
    let field = NodeRef::<html::Textarea>::new();
    view! {
        <h3>"Session"</h3>
        <p>"All votes of this class, as a file to go on with another day. It names nobody."</p>
        <div class="chips">
            <button
                type="button"
                class="chip"
                data-save-session
                disabled=move || session.with(Session::is_empty)
                on:click=store
            >
                "Save the session"
            </button>
            <label class="chip file">"Load a session …" <input type="file" accept=".csv,text/csv" data-load-session on:change=open /></label>
            <button
                type="button"
                class="chip"
                data-clear-session
                disabled=move || session.with(Session::is_empty)
                on:click=begin_anew
            >
                "Clear all votes"
            </button>
            <button type="button" class="chip" data-undo-session hidden=move || before.with(Vec::is_empty) on:click=take_back>
                "Take that back"
            </button>
        </div>
        <p class="fine" role="status" data-session-said>{said}</p>
        <Show when=move || unsaved.with(Option::is_some)>
            <div class="takeaway values">
                <label class="fine" for="session-text">"If no file came: what it holds"</label>
                <textarea id="session-text" node_ref=field readonly rows="6" prop:value=move || unsaved.get().unwrap_or_default()></textarea>
                <CopyButton field=field />
            </div>
        </Show>
    }
}
