//! The two rounds of a vote, to be chosen from.

use leptos::prelude::*;

use crate::workshop::Round;

/// Before or after the talk.
#[component]
pub fn Rounds(
    /// Which is chosen.
    round: RwSignal<Round>,
) -> impl IntoView {
    let chip = |of: Round, name: &'static str| {
        view! {
            <button
                type="button"
                class="chip"
                data-round=of.name()
                aria-pressed=move || (round.get() == of).to_string()
                on:click=move |_| round.set(of)
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="chips" role="group" aria-label="Round of the vote">
            {chip(Round::First, "First vote")} {chip(Round::Second, "Second vote, after the talk")}
        </div>
    }
}
