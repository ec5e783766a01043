//! The page.

use leptos::prelude::*;

use super::address;
use super::announcer::Announcer;
use super::environment::provide_palette;
use super::evidence::Evidence;
use super::instrument::Instrument;
use super::opening::Opening;
use super::prose;
use super::state::State;
use crate::link::Reading;

/// The whole page, from the setting in its address.
#[component]
pub fn App() -> impl IntoView {
    let Reading { params, notices } = address::read();
    let state = State::new(params, notices);
    provide_context(state);
    provide_palette();
    address::keep(state);
    // Tests and embedding hosts wait for this: by then everything is in the page and was drawn once.
    Effect::new(move |_| {
        request_animation_frame(|| {
            address::go_to_place();
            let _ = document().body().map(|body| body.set_attribute("data-ready", "true"));
        });
    });
    view! {
        <header>
            <p class="kicker">{prose::KICKER}</p>
            <h1>{prose::TITLE}</h1>
            <p class="claim">{prose::CLAIM}</p>
        </header>
        <Notices />
        <main>
            <Opening />
            <Instrument />
            <Evidence />
            <Standing />
        </main>
        <Announcer />
    }
}

/// What was wrong with the link, told once, as text.
#[component]
fn Notices() -> impl IntoView {
    let State { notices, .. } = expect_context();
    let list = move || notices.get().into_iter().map(|notice| view! { <li>{notice}</li> }).collect_view();
    view! {
        <div class="notices" role="status" hidden=move || notices.with(Vec::is_empty)>
            <ul>{list}</ul>
            <button type="button" on:click=move |_| notices.set(Vec::new())>"Dismiss"</button>
        </div>
    }
}

/// What this does not show, and where it comes from.
#[component]
fn Standing() -> impl IntoView {
    let limits = prose::LIMITS.iter().map(|limit| view! { <li>{*limit}</li> }).collect_view();
    let sources = prose::SOURCES
        .iter()
        .map(|&(name, address, gives)| view! { <li><a href=address rel="noreferrer">{name}</a> ": " {gives} "."</li> })
        .collect_view();
    view! {
        <section class="standing" aria-labelledby="limits-title">
            <h2 id="limits-title">"What this does not show"</h2>
            <ul>{limits}</ul>
            <h2>"Sources"</h2>
            <ul>{sources}</ul>
        </section>
    }
}
