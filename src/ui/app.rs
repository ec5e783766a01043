//! The page.

use leptos::prelude::*;

use super::browser::hand::provide_hand;
use super::browser::host::{self, Opened, Page, provide_look};
use super::canvas::palette::provide_palette;
use super::embedded::Embedded;
use super::figure::Wanted;
use super::opening::{Claims, Opening, provide_setting};
use super::parts::contents::Contents;
use super::parts::notices::Notices;
use super::parts::plain::plain;
use super::rest::{Rest, Shown};
use super::state::address::provide_address;
use super::state::announcer::{Announcer, provide_announcer};
use crate::address::look::{Reading, Workshop};
use crate::chapters::prose;

/// The whole page, or a figure of it, from the setting in its address.
#[component]
pub fn App() -> impl IntoView {
    let Opened { reading: Reading { look, notices }, hash, page } = host::opened();
    provide_look(look);
    provide_context(Page(page));
    provide_hand();
    let address = provide_address(&hash, host::is_framed());
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
    provide_setting();
    view! {
        <header>
            <h1>{prose::TITLE}</h1>
            <p class="claim">{plain(prose::CLAIM)} " " {prose::INVITATION}</p>
            <p class="credit">{plain(prose::CREDIT)}</p>
        </header>
        <Notices />
        <main>
            <Opening />
            <Claims />
            <div class="book">
                <Contents is_ready=is_ready />
                <div class="chapters">
                    <Rest shown=Shown::Whole ready=ready />
                </div>
            </div>
        </main>
    }
}
