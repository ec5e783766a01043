//! Measuring the reader's own models: the ways in are here, and whatever reads, measures and shows is a part of the program that is
//! loaded once something was given.

mod fields;
mod given;
mod measuring;
mod panels;
mod reading;
mod results;
mod take;
mod tool;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use web_sys::{DragEvent, HtmlInputElement};

use super::browser::events::while_there;
use crate::chapters::prose;
use crate::measured::example::{Example, TEMPLATE};
use given::{Given, dropped, picked};

/// What was given last.
type Wanted = RwSignal<Option<Given>, LocalStorage>;

/// What makes the part that reads and measures.
type Part = fn(Wanted) -> AnyView;

/// How that part is coming.
#[derive(Clone, Copy)]
enum Loading {
    NotAskedFor,
    UnderWay,
    There(Part),
    Failed,
}

// Whatever only this function leads to is a part of its own.
#[allow(clippy::unnecessary_wraps)]
#[wasm_split(models, wasm_split_path = ::leptos::wasm_split, fallible)]
fn load_models() -> Result<Part, SplitLoaderError> {
    Ok(tool::tool)
}

/// The ways in, and what came of what was given.
#[component]
pub fn Models() -> impl IntoView {
    let given: Wanted = RwSignal::new_local(None);
    let loading = RwSignal::new(Loading::NotAskedFor);
    let load = move || {
        if matches!(loading.get_untracked(), Loading::NotAskedFor | Loading::Failed) {
            loading.set(Loading::UnderWay);
            spawn_local(async move {
                loading.try_set(load_models().await.map_or(Loading::Failed, Loading::There));
            });
        }
    };
    let give = UnsyncCallback::new(move |what: Given| {
        given.set(Some(what));
        load();
    });
    let part = move || match loading.get() {
        Loading::NotAskedFor => ().into_any(),
        Loading::UnderWay => view! { <p role="status">{prose::MODELS_LOADING}</p> }.into_any(),
        Loading::There(part) => part(given),
        Loading::Failed => view! {
            <p class="notice" role="alert">
                {prose::MODELS_FAILED} " "
                <button type="button" class="chip" on:click=move |_| load()>"Try again"</button>
            </p>
        }
        .into_any(),
    };
    let is_over = RwSignal::new(false);
    let over = move |event: DragEvent, over: bool| {
        event.prevent_default();
        if is_over.get_untracked() != over {
            is_over.set(over);
        }
    };
    let drop = move |event: DragEvent| {
        over(event.clone(), false);
        if let Some(transfer) = event.data_transfer() {
            dropped(&transfer, give);
        }
    };
    view! {
        <section
            class="models"
            id="models"
            aria-labelledby="models-title"
            class:over=is_over
            on:dragover=move |event| over(event, true)
            on:dragleave=move |event| over(event, false)
            on:drop=drop
        >
            <h2 id="models-title">{prose::MODELS_TITLE}</h2>
            <p>{prose::MODELS_LEAD}</p>
            <WaysIn give=give />
            {part}
        </section>
    }
}

/// Files, a folder, a text, or data to try it with.
#[component]
fn WaysIn(give: UnsyncCallback<Given>) -> impl IntoView {
    let [files, folder] = [(); 2].map(|()| NodeRef::<html::Input>::new());
    // No attribute that HTML knows.
    Effect::new(move |_| folder.get().map(|input| input.set_attribute("webkitdirectory", "")));
    let open = move |input: NodeRef<html::Input>| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let take = move |input: HtmlInputElement| {
        if let Some(what) = picked(&input) {
            give.run(what);
        }
        // The same files may be chosen again.
        input.set_value("");
    };
    let pastes = RwSignal::new(false);
    let text = RwSignal::new(String::new());
    let examples = Example::ALL.map(|example| {
        let choose = move |_| give.run(Given::Example(example));
        view! { <button type="button" class="chip" data-example=example.id() on:click=choose>{example.name()}</button> }
    });
    view! {
        <div class="chips">
            <button type="button" class="chip strong" data-pick="files" on:click=move |_| open(files)>"Choose files"</button>
            <button type="button" class="chip" data-pick="folder" on:click=move |_| open(folder)>"Choose a folder"</button>
            <button
                type="button"
                class="chip"
                data-paste
                aria-expanded=move || pastes.get().to_string()
                on:click=move |_| pastes.update(|pastes| *pastes = !*pastes)
            >
                "Paste a table"
            </button>
            <span class="fine">{prose::MODELS_DROP}</span>
            <input
                type="file"
                multiple
                hidden
                aria-label="Files of results"
                data-files
                node_ref=files
                on:change=while_there(move |event| take(event_target(&event)))
            />
            <input
                type="file"
                multiple
                hidden
                aria-label="A folder of results"
                data-folder
                node_ref=folder
                on:change=while_there(move |event| take(event_target(&event)))
            />
        </div>
        <div class="chips" role="group" aria-label=prose::MODELS_EXAMPLES>
            <span class="chips-name">{prose::MODELS_EXAMPLES}</span>
            {examples.into_iter().collect_view()}
        </div>
        <Show when=move || pastes.get()>
            <label class="fine" for="models-text">{prose::MODELS_TEXT}</label>
            <textarea
                id="models-text"
                rows="6"
                spellcheck="false"
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
            <div class="chips">
                <button
                    type="button"
                    class="chip strong"
                    data-read-text
                    on:click=move |_| give.run(Given::Text(text.get_untracked()))
                >
                    "Read it"
                </button>
                <button type="button" class="chip" data-template on:click=move |_| text.set(TEMPLATE.to_owned())>
                    "An empty table to fill in"
                </button>
            </div>
        </Show>
    }
}
