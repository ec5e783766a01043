//! The page.

use leptos::prelude::*;

use super::address::{Address, provide_address};
use super::announcer::{Announcer, provide_announcer};
use super::contents::Contents;
use super::environment::{provide_hand, provide_palette};
use super::opening::Opening;
use super::prose;
use super::rest::Rest;

/// The whole page, from the setting in its address.
#[component]
pub fn App() -> impl IntoView {
    provide_hand();
    let address = provide_address();
    provide_palette();
    provide_announcer();
    let is_ready = RwSignal::new(false);
    let ready = Callback::new(move |()| {
        // Tests and embedding hosts wait for this: by then everything is in the page and was drawn once.
        request_animation_frame(move || {
            address.go_to_place();
            is_ready.set(true);
            let _ = document().body().map(|body| body.set_attribute("data-ready", "true"));
        });
    });
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
            <Rest ready=ready />
        </main>
        <Announcer />
    }
}

/// What was wrong with the link, told once, as text.
#[component]
fn Notices() -> impl IntoView {
    let Address { notices, .. } = expect_context();
    let list = move || notices.get().into_iter().map(|notice| view! { <li>{notice}</li> }).collect_view();
    view! {
        <div class="notices" role="status" hidden=move || notices.with(Vec::is_empty)>
            <ul>{list}</ul>
            <button type="button" on:click=move |_| notices.set(Vec::new())>"Dismiss"</button>
        </div>
    }
}
