//! One wrong decision: the way to pick it, and what becomes of it.

use leptos::prelude::*;

use crate::chapters::hero_words as words;
use crate::figure::hero::World;
use crate::figure::hero::one_call::OneCall;

/// Picks one wrong decision and tells about it.
#[component]
pub fn OneDecision(
    /// Its row.
    chosen: RwSignal<Option<usize>>,
    /// What is to be said of it.
    call: Memo<Option<OneCall>>,
    /// The world as it is.
    world: Memo<World>,
    /// A row worth a look.
    suggest: Callback<(), usize>,
) -> impl IntoView {
    let is_chosen = move || chosen.with(Option::is_some);
    let told = move || match call.get() {
        Some(call) => world.with(|world| call.told(world.walls.reviewers)),
        None => words::PICK_A_ROW.to_owned(),
    };
    let of = move |get: fn(&OneCall) -> String| move || call.with(|call| call.as_ref().map(get));
    // Onto the nearest row that is wrong as things are, in this direction.
    let nudge = move |forward: bool| {
        let Some(now) = chosen.get_untracked() else { return };
        let next = world.with_untracked(|world| {
            let mut rows = world.walls.rows.iter().enumerate().filter(|(_, row)| row.is_there).map(|(row, _)| row);
            if forward { rows.find(|&row| row > now) } else { rows.rfind(|&row| row < now) }
        });
        if next.is_some() {
            chosen.set(next);
        }
    };
    let pick = move |_| if is_chosen() { chosen.set(None) } else { chosen.set(Some(suggest.run(()))) };
    view! {
        <div
            class="one-call"
            role="group"
            aria-label="One wrong decision"
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    chosen.set(None);
                }
            }
        >
            <p
                class="findings"
                aria-live="polite"
                data-call=of(|call| call.number.unwrap_or(0).to_string())
                data-apart=of(|call| call.reported.name())
                data-alike=of(|call| call.real.name())
                data-kind=of(|call| if call.is_shared { "shared" } else { "private" }.to_owned())
            >
                {told}
            </p>
            <span class="stepper">
                <button
                    type="button"
                    aria-label="The wrong decision before"
                    disabled=move || !is_chosen()
                    on:click=move |_| nudge(false)
                >
                    "−"
                </button>
                <button type="button" class="chip" data-pick on:click=pick>
                    {move || if is_chosen() { "Clear" } else { words::PICK_ONE }}
                </button>
                <button
                    type="button"
                    aria-label="The next wrong decision"
                    disabled=move || !is_chosen()
                    on:click=move |_| nudge(true)
                >
                    "+"
                </button>
            </span>
        </div>
    }
}
