//! All of the page below the opening, which the build puts into a file of its own: the opening stands the sooner for it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::about::Standing;
use super::about::snippets::Snippets;
use super::about::teaching::Teaching;
use super::browser::density::watch_density;
use super::browser::focus::keep_focus;
use super::browser::host;
use super::chapter::ahead::Preparation;
use super::chapter::{ChapterFigure, Chapters, TURNS};
use super::measure::Models;
use super::opening::Ending;
use super::parts::one_by_one::one_by_one;
use super::sandbox::{Sandbox, SandboxFigure};
use super::workshop::Workshop;
use crate::address::catalogue::Home;
use crate::address::look::{self, Embed};
use crate::chapters::prose;

/// What makes a part of the page; it is told whom to call once the part is there.
type Part = fn(Shown, Callback<()>) -> AnyView;

/// What of the page is wanted.
#[derive(Clone, Copy, Debug)]
pub enum Shown {
    /// Everything below the opening.
    Whole,
    /// One figure that is not the opening.
    Figure(Embed),
    /// All of the page, for a room.
    Room(look::Workshop),
}

#[derive(Clone, Copy)]
enum Loading {
    UnderWay,
    Done(Part),
    Failed,
}

/// The chapters, the sandbox and the standing panels, loaded at once after the page above; or one figure of them, or
/// the page for a room.
#[component]
pub fn Rest(
    /// What is wanted.
    shown: Shown,
    /// Called once all is there, or can't be.
    ready: Callback<()>,
    /// Whether what is above stands; it is loaded meanwhile.
    #[prop(default = true.into())]
    may_build: Signal<bool>,
) -> impl IntoView {
    let loading = RwSignal::new(Loading::UnderWay);
    let load = move || {
        loading.set(Loading::UnderWay);
        spawn_local(async move {
            if let Ok(part) = load_rest().await {
                loading.set(Loading::Done(part));
            } else {
                loading.set(Loading::Failed);
                ready.try_run(());
                request_animation_frame(host::tell_missing);
            }
        });
    };
    load();
    move || match loading.get() {
        Loading::Done(part) if may_build.get() => part(shown, ready),
        Loading::UnderWay | Loading::Done(_) => {
            view! { <p class="notice" role="status">{prose::REST_LOADING}</p> }.into_any()
        }
        Loading::Failed => view! {
            <p class="notice" role="alert">
                {prose::REST_FAILED} " "
                <button type="button" class="chip" on:click=move |_| load()>"Try again"</button>
            </p>
            {matches!(shown, Shown::Whole).then(|| view! { <div data-still></div> })}
        }
        .into_any(),
    }
}

// Whatever only this function leads to is taken out of the program. Loading may fail, which is the macro's doing.
#[allow(clippy::unnecessary_wraps)]
#[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible)]
fn load_rest() -> Result<Part, SplitLoaderError> {
    Ok(|shown, ready| {
        keep_focus();
        watch_density();
        part(shown, ready)
    })
}

fn part(shown: Shown, ready: Callback<()>) -> AnyView {
    match shown {
        Shown::Whole => whole(ready),
        Shown::Room(workshop) => view! { <Workshop workshop=workshop ready=ready /> }.into_any(),
        Shown::Figure(embed) => {
            let figure = alone(embed);
            ready.run(());
            figure
        }
    }
}

/// All that stands below the opening, bit by bit.
fn whole(ready: Callback<()>) -> AnyView {
    let preparation = Preparation::new();
    let turn = one_by_one(TURNS + 3, move |turns| preparation.advance(turns), ready);
    let has_figures = Memo::new(move |_| turn.get() > TURNS + 1);
    view! {
        <Chapters turn=turn.into() />
        <Show when=move || { turn.get() > TURNS }>
            <Sandbox has_figures=has_figures.into() />
            <Models />
        </Show>
        <Show when=move || { turn.get() > TURNS + 2 }>
            <Ending />
            <div class="ways">
                <Teaching />
                <Snippets />
            </div>
            <Standing />
        </Show>
    }
    .into_any()
}

/// A figure that is not the opening, with what is wanted of the place that it stands in.
fn alone(Embed { figure, controls, has_prose, .. }: Embed) -> AnyView {
    match figure.home {
        Home::Chapter { chapter, place } => {
            view! { <ChapterFigure number=chapter + 1 place=place controls=controls has_prose=has_prose /> }.into_any()
        }
        Home::Sandbox(exhibit) => {
            view! { <SandboxFigure exhibit=exhibit controls=controls has_prose=has_prose /> }.into_any()
        }
        // It is in the program that comes first.
        Home::Opening => ().into_any(),
    }
}
