//! Where votes come in: codes that are typed, pasted or scanned, and hands that are counted.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use web_sys::{Event, HtmlInputElement};

use super::ask::Rounds;
use super::scan::Scanner;
use super::{Class, chapter_of};
use crate::text::spelling;
use crate::ui::browser::events::while_there;
use crate::ui::browser::refusals::harmless;
use crate::ui::parts::slider::put;
use crate::workshop::{Answers, Round, Session};

/// More hands than any room has are a slip.
const MOST: f64 = 999.0;

/// Collects the votes for a chapter's question.
#[component]
pub fn Collect(
    /// The chapter, as an index.
    chapter: usize,
    /// What can be answered.
    answers: StoredValue<Answers>,
    /// Whose votes.
    class: Class,
    /// Of which round.
    round: RwSignal<Round>,
) -> impl IntoView {
    let session = class.session;
    let text = RwSignal::new(String::new());
    let told = RwSignal::new(String::new());
    let collect = move |typed: &str| {
        let collected = session.try_update(|session| session.collect(typed)).unwrap_or_default();
        told.set(collected.told(chapter, round.get_untracked()));
        collected
    };
    // What is refused stays, to be put right.
    let count = move || {
        if text.with_untracked(|text| text.trim().is_empty()) {
            text.set(String::new());
            told.set(String::new());
        } else {
            text.set(collect(&text.get_untracked()).left());
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.shift_key() {
            event.prevent_default();
            count();
        }
    };
    let scans = RwSignal::new(false);
    // Behind a step that is not shown no camera looks on.
    Effect::new(move |_| {
        if chapter_of(class.step.get()) != Some(chapter) {
            scans.set(false);
        }
    });
    let scanned = Callback::new(move |text: String| {
        collect(&text);
    });
    let votes = move |round: Round| {
        session
            .with(|session| answers.with_value(|answers| session.counts(chapter, round, answers).iter().sum::<usize>()))
    };
    let clear_button = NodeRef::<html::Button>::new();
    // What was cleared by mistake comes back.
    let before = RwSignal::new(None::<Session>);
    let clear = move |_| {
        before.set(Some(session.get_untracked()));
        session.update(|session| session.clear(chapter, round.get_untracked()));
        told.set(String::new());
    };
    let take_back = move |_| {
        if let Some(kept) = before.try_update(Option::take).flatten() {
            session.set(kept);
        }
        // The button that was pressed is gone.
        if let Some(clear) = clear_button.get_untracked() {
            harmless(clear.focus(), "the button can be pressed again");
        }
    };
    let id = format!("codes-{chapter}");
    let hands = answers.with_value(|answers| answers.labels.clone()).into_iter().enumerate();
    let hands = hands
        .map(|(answer, label)| view! { <Hands class=class chapter=chapter round=round answer=answer label=label /> })
        .collect_view();
    view! {
        <div class="collect" data-collect>
            <Rounds round=round />
            <p class="votes" role="status">
                <data data-votes value=move || votes(round.get()).to_string()>{move || votes(round.get())}</data>
                {move || if votes(round.get()) == 1 { " vote" } else { " votes" }}
            </p>
            {counts_at(answers)}
            <label for=id.clone()>"Codes, a line each or parted by spaces"</label>
            <textarea
                id=id.clone()
                rows="2"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
                on:keydown=key
            ></textarea>
            <div class="chips">
                <button type="button" class="chip strong" data-count on:click=move |_| count()>"Count them"</button>
                <button
                    type="button"
                    class="chip"
                    data-scan
                    aria-pressed=move || scans.get().to_string()
                    on:click=move |_| scans.update(|scans| *scans = !*scans)
                >
                    "Scan them"
                </button>
                <button type="button" class="chip quiet" data-clear node_ref=clear_button on:click=clear>"clear this vote"</button>
                <button type="button" class="chip" data-take-back hidden=move || before.with(Option::is_none) on:click=take_back>
                    "Take that back"
                </button>
            </div>
            <Show when=move || scans.get()><Scanner found=scanned /></Show>
            <p class="said" role="status" data-told>{told}</p>
            <details class="hands">
                <summary>"Count hands instead"</summary>
                <ul>{hands}</ul>
            </details>
        </div>
    }
}

/// A curve has many heights, and one of them is a vote: which.
fn counts_at(answers: StoredValue<Answers>) -> impl IntoView {
    let place = answers.with_value(|answers| answers.place.clone());
    place.map(|place| view! { <p class="fine" data-counts-at>"What counts is the height " {place} "."</p> })
}

/// An answer with its hands.
#[component]
fn Hands(class: Class, chapter: usize, round: RwSignal<Round>, answer: usize, label: String) -> impl IntoView {
    let count = move |is_more: bool| {
        class.session.update(|session| session.count_hand(chapter, round.get_untracked(), answer, is_more));
    };
    let now = move || class.session.with(|session| session.hands(chapter, round.get(), answer));
    let now_untracked = move || untrack(now);
    let name = format!("hands for {label}");
    let typed = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(hands) = spelling::typed(&input.value()).filter(|hands| (0.0..=MOST).contains(hands)) {
            // A whole number of hands that fits.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            class.session.update(|session| session.set_hands(chapter, round.get_untracked(), answer, hands as u16));
        }
        // What is no number of hands leaves what was counted.
        put(&input, &now_untracked().to_string());
    };
    let (less, more) = (format!("one hand less for {label}"), format!("one hand more for {label}"));
    view! {
        <li data-hands=answer>
            <span class="label">{label}</span>
            <button type="button" class="chip small" aria-label=less on:click=move |_| count(false)>"−"</button>
            <input
                type="text"
                inputmode="numeric"
                autocomplete="off"
                aria-label=name
                prop:value=move || now().to_string()
                on:change=while_there(typed)
            />
            <button type="button" class="chip small" aria-label=more on:click=move |_| count(true)>"+"</button>
        </li>
    }
}
