//! The three claims together, at the levers of the opening.

use blindspot_model::Params;
use leptos::prelude::*;

use crate::address::view::View;
use crate::chapters::claims_words as words;
use crate::figure::claims::{ALL, LETTERS, frame, name, outcome};
use crate::text::number::percent;
use crate::ui::figure::Card;
use crate::ui::state::address::Source;

/// Three switches and the eight points that they choose from.
#[component]
pub fn Together(
    /// The setting whose claims these are.
    params: RwSignal<Params>,
    /// Names the figure for links and tests.
    id: &'static str,
    /// Whether the claims can be switched.
    has_switches: bool,
) -> impl IntoView {
    let chosen = RwSignal::new(ALL);
    let frame = Memo::new(move |_| params.with(|params| frame(params, chosen.get())));
    let source = Source(Signal::derive(move || View::Opening(params.get())));
    let switches = LETTERS.iter().zip(words::CLAIMS).enumerate().map(move |(i, (letter, claim))| {
        let is_on = move || chosen.get() & (1 << i) != 0;
        view! {
            <button
                type="button"
                class="claim-switch"
                role="switch"
                aria-checked=move || is_on().to_string()
                data-claim=letter.to_string()
                on:click=move |_| chosen.update(|chosen| *chosen ^= 1 << i)
            >
                <b>{letter.to_string()}</b> <span>{claim}</span>
            </button>
        }
    });
    let told = move || {
        let claims = chosen.get();
        let share = params.with(|params| percent(outcome(params, claims)));
        format!("{}: {share} {}", name(claims), words::OUTCOME)
    };
    view! {
        <div class="together">
            <Card frame=frame id=id source=source>
                {has_switches
                    .then(|| {
                        view! {
                            <div class="claim-switches" role="group" aria-label=words::SWITCHES>{switches.collect_view()}</div>
                            <p class="claim-told" role="status">{told}</p>
                        }
                    })}
            </Card>
        </div>
    }
}
