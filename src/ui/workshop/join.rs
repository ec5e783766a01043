//! In the hand of somebody in the room: a question, and a code for the guess.

use leptos::prelude::*;
use web_sys::js_sys::Math;

use super::ask::Rounds;
use super::name_in_address;
use super::qr::Code;
use crate::address::view::{self, View};
use crate::chapters::CHAPTERS;
use crate::text::{link, spelling};
use crate::ui::browser::storage::Kept;
use crate::ui::chapter::prediction::GuessInput;
use crate::workshop::ballot::DEVICES;
use crate::workshop::{Ballot, Round};

/// Where the number of this device is kept, for all of its tabs.
const KEPT: &str = "blindspot-device";
/// Where it is kept which question was asked, in which round.
const PLACE: &str = "blindspot-join";

/// Asks, and makes codes.
#[component]
pub fn Join() -> impl IntoView {
    // A device that was put away comes back to where it was.
    let kept = Kept::InTab.read(PLACE).unwrap_or_default();
    let (id, kept_round) = kept.split_once(' ').unwrap_or_default();
    let chapter = RwSignal::new(addressed().or_else(|| position(id)).unwrap_or(0));
    let round = RwSignal::new(Round::named(kept_round).unwrap_or_default());
    Effect::new(move |before: Option<()>| {
        let place = format!("{} {}", CHAPTERS[chapter.get()].words().id, round.get().name());
        if before.is_some() {
            Kept::InTab.write(PLACE, &place);
        }
    });
    let device = device();
    let options = (0..CHAPTERS.len())
        .map(|i| {
            view! {
                <option value=i.to_string() selected=move || chapter.get() == i>{format!("Chapter {}", i + 1)}</option>
            }
        })
        .collect_view();
    let choose = move |event| {
        if let Some(chosen) = event_target_value(&event).parse().ok().filter(|&chosen: &usize| chosen < CHAPTERS.len())
        {
            chapter.set(chosen);
            // Another question has not been talked about yet.
            round.set(Round::First);
            name_in_address(CHAPTERS[chosen].words().id);
        }
    };
    view! {
        <main class="join">
            <h1>"Your guess"</h1>
            <div class="chips">
                <label>"Question of " <select data-chapters on:change=choose>{options}</select></label>
            </div>
            <Rounds round=round />
            {move || view! { <Ask chapter=chapter.get() round=round device=device /> }}
        </main>
    }
}

/// The question of a chapter, and the code of what is said to it.
#[component]
fn Ask(chapter: usize, round: RwSignal<Round>, device: u16) -> impl IntoView {
    let told = CHAPTERS[chapter];
    let prediction = StoredValue::new(told.prediction());
    let guess = RwSignal::new(None);
    let is_wrong = RwSignal::new(false);
    // It is shown when asked for, and hidden again by the next move: a code must not be of another guess.
    let code = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        guess.track();
        round.track();
        code.set(None);
    });
    let make = move |_| {
        let ballot =
            guess.get_untracked().and_then(|guess| Ballot::new(chapter, round.get_untracked(), device, &guess));
        code.set(ballot.map(|ballot| ballot.code()));
    };
    let shown = Signal::derive(move || code.get().unwrap_or_default());
    view! {
        <p class="question">{prediction.with_value(|prediction| prediction.question.clone())}</p>
        <GuessInput
            id=told.words().id
            prediction=prediction
            guess=guess
            is_wrong=is_wrong
            is_told=Signal::stored(false)
        />
        <div class="chips">
            <button
                type="button"
                class="chip strong"
                data-make
                disabled=move || is_wrong.get() || guess.with(Option::is_none)
                on:click=make
            >
                "Make my code"
            </button>
        </div>
        <div class="made" role="status">
            <Show when=move || code.with(Option::is_some)>
                <output class="code" data-code>{shown}</output>
                <Code text=shown label="Your code, to be scanned" />
                <p class="fine">
                    "Show it to whoever presents, or read it out. It holds your guess and the number of this device, which was \
                     drawn by chance, and nothing else. A new code from this device takes the place of the last one."
                </p>
            </Show>
        </div>
    }
}

/// A number by chance, the same in every tab: the second vote is of the same device as the first, and one device has one vote.
// Below the number of devices.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn device() -> u16 {
    let kept = Kept::InBrowser.read(KEPT).or_else(|| Kept::InTab.read(KEPT));
    if let Some(kept) =
        kept.and_then(|text| spelling::number(&text)).filter(|kept| (0.0..f64::from(DEVICES)).contains(kept))
    {
        return kept as u16;
    }
    let drawn = (Math::random() * f64::from(DEVICES)).floor() as u16;
    let drawn_text = drawn.to_string();
    if !Kept::InBrowser.write(KEPT, &drawn_text) {
        Kept::InTab.write(KEPT, &drawn_text);
    }
    drawn
}

/// The chapter that the address names.
fn addressed() -> Option<usize> {
    let hash = window().location().hash().unwrap_or_default();
    match link::place(&hash) {
        Some(place) => position(place),
        None => match view::read(&hash).view {
            View::Chapter(view) => Some(view.chapter),
            _ => None,
        },
    }
}

fn position(id: &str) -> Option<usize> {
    CHAPTERS.iter().position(|chapter| chapter.words().id == id)
}
