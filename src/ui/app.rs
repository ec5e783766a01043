//! The page.

use leptos::prelude::*;

use super::address::{Address, provide_address};
use super::announcer::{Announcer, provide_announcer};
use super::contents::Contents;
use super::embedded::Embedded;
use super::environment::{provide_hand, provide_palette};
use super::host::{self, Opened, Page, provide_look};
use super::opening::Opening;
use super::prose;
use super::rest::{Rest, Shown};
use super::snippets::Wanted;
use crate::look::{Reading, Workshop};

/// The whole page, or a figure of it, from the setting in its address.
#[component]
pub fn App() -> impl IntoView {
    let Opened { reading: Reading { look, notices }, hash, page } = host::opened();
    provide_look(look);
    provide_context(Page(page));
    provide_hand();
    let address = provide_address(&hash, look.embed.is_some());
    address.notices.update(|all| all.extend(notices));
    provide_palette();
    provide_announcer();
    provide_context(Wanted(RwSignal::new(None)));
    let is_ready = RwSignal::new(false);
    let ready = Callback::new(move |()| {
        // Tests and embedding hosts wait for this: by then everything is in the page and was drawn once.
        request_animation_frame(move || {
            // In a room the address names a step, which begins at its top.
            if look.workshop == Workshop::No {
                address.go_to_place(look.figure);
            }
            is_ready.set(true);
            let _ = document().body().map(|body| body.set_attribute("data-ready", "true"));
        });
    });
    let content = match look.embed {
        Some(embed) => view! { <Embedded embed=embed ready=ready /> }.into_any(),
        None if look.workshop != Workshop::No => {
            view! { <Rest shown=Shown::Room(look.workshop) ready=ready /> }.into_any()
        }
        None => view! { <Whole is_ready=is_ready ready=ready /> }.into_any(),
    };
    view! {
        {content}
        <Announcer />
    }
}

/// All of the page.
#[component]
fn Whole(is_ready: RwSignal<bool>, ready: Callback<()>) -> impl IntoView {
    view! {
        <header>
            <p class="kicker">{prose::KICKER}</p>
            <h1>{prose::TITLE}</h1>
            <p class="claim">{prose::CLAIM} " " {prose::INVITATION}</p>
        </header>
        <Notices />
        <Contents is_ready=is_ready />
        <main>
            <Opening />
            <Rest shown=Shown::Whole ready=ready />
        </main>
    }
}

/// What was wrong with the link, told once, as text.
#[component]
pub fn Notices() -> impl IntoView {
    let Address { notices, .. } = expect_context();
    let list = move || notices.get().into_iter().map(|notice| view! { <li>{notice}</li> }).collect_view();
    view! {
        <div class="notices" role="status" hidden=move || notices.with(Vec::is_empty)>
            <ul>{list}</ul>
            <button type="button" on:click=move |_| notices.set(Vec::new())>"Dismiss"</button>
        </div>
    }
}
