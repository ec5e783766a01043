//! The page.

use leptos::prelude::*;

use super::browser::hand::provide_hand;
use super::browser::host::{self, Opened, Page, provide_look};
use super::browser::refusals::harmless;
use super::canvas::palette::provide_palette;
use super::embedded::Embedded;
use super::figure::Wanted;
use super::opening::{Claims, Opening, TURNS, provide_setting};
use super::parts::contents::Contents;
use super::parts::notices::Notices;
use super::parts::one_by_one::one_by_one;
use super::parts::plain::plain;
use super::parts::way_in::WayIn;
use super::rest::{Rest, Shown};
use super::state::address::provide_address;
use super::state::announcer::{Announcer, provide_announcer};
use super::state::own::OwnTick;
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
    provide_context(OwnTick(RwSignal::new(None)));
    let is_ready = RwSignal::new(false);
    let ready = Callback::new(move |()| {
        // Tests and embedding hosts wait for this: by then everything is in the page and was drawn once.
        request_animation_frame(move || {
            // In a room the address names a step, which begins at its top.
            if look.workshop == Workshop::No {
                address.go_to_place(look.figure);
            }
            is_ready.set(true);
            if let Some(body) = document().body() {
                harmless(body.set_attribute("data-ready", "true"), "the name is our own, and possible");
            }
        });
    });
    let is_whole = look.embed.is_none() && look.workshop == Workshop::No;
    if is_whole {
        host::rise();
    } else {
        // Before anything of it is painted.
        Effect::new(|_| host::stand());
    }
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

/// All of the page. The first screen is put in bit by bit, unseen, behind the one that stands since the page was opened; then it takes
/// its place.
#[component]
fn Whole(is_ready: RwSignal<bool>, ready: Callback<()>) -> impl IntoView {
    provide_setting();
    let stands = RwSignal::new(false);
    let stand = move |()| {
        host::stand();
        stands.set(true);
    };
    // After the instrument the claims, then the list of chapters.
    let turn: Signal<usize> = one_by_one(TURNS + 2, |_| false, Callback::new(stand)).into();
    view! {
        <header>
            <h1>{prose::TITLE}</h1>
            <p class="claim">{plain(prose::CLAIM)} " " {prose::INVITATION}</p>
            <p class="credit">{plain(prose::CREDIT)}</p>
            <WayIn />
        </header>
        <Notices />
        <main>
            <Opening turn=turn />
            <Show when=move || { turn.get() > TURNS }>
                <Claims />
            </Show>
            <div class="book">
                <Show when=move || { turn.get() > TURNS + 1 }>
                    <Contents is_ready=is_ready />
                </Show>
                <div class="chapters">
                    <Rest shown=Shown::Whole ready=ready may_build=stands.into() />
                </div>
            </div>
        </main>
    }
}
