//! One piece of evidence by itself: how often it misses, and how often it raises a false alarm.

use blindspot_model::evidence::LEAST_MISS;
use blindspot_model::{Params, Piece};
use leptos::prelude::*;

use super::stage::Stage;
use crate::chapter::control::Range;
use crate::chapter::marked::possible;
use crate::ui::browser::events::while_there;

/// The rates of a piece that the reader chooses.
#[component]
pub fn OnePiece(
    /// Of which chapter.
    stage: Stage,
    /// How many there are.
    count: Memo<usize>,
) -> impl IntoView {
    let wished = RwSignal::new(0_usize);
    let chosen = Memo::new(move |_| wished.get().min(count.get().saturating_sub(1)));
    let problem = RwSignal::new(None::<String>);
    let own = move || stage.marked.with(|marked| marked.rates(chosen.get()));
    let common = move || {
        stage.base.with(|params: &Params| Piece { miss: params.miss_rate(), false_alarm: params.false_alarm_rate() })
    };
    let rates = move || own().unwrap_or_else(common);
    let choose = move |event| {
        problem.set(None);
        if let Ok(piece) = event_target_value(&event).parse::<usize>() {
            wished.set(piece.saturating_sub(1));
        }
    };
    let typed = move |name: &'static str, text: String, with: fn(Piece, f64) -> (f64, f64)| {
        let Piece { miss, .. } = untrack(rates);
        let range = if name == MISSES { range(LEAST_MISS, 1.0) } else { range(0.0, 1.0 - miss) };
        let read = range.parse(name, &text).and_then(|percent| {
            let (miss, false_alarm) = with(untrack(rates), percent / 100.0);
            possible(miss, false_alarm)
                .ok_or_else(|| format!("“{text}” is too much: a pass would speak against the system."))
        });
        match read {
            Ok(piece) => {
                problem.set(None);
                stage.rate(chosen.get_untracked(), Some(piece));
            }
            Err(message) => problem.set(Some(message)),
        }
    };
    let field = move |name: &'static str, of: fn(Piece) -> f64, with: fn(Piece, f64) -> (f64, f64)| {
        let shown = move || range(0.0, 1.0).show(of(rates()) * 100.0).trim_end_matches('%').to_owned();
        view! {
            <label>
                {name.to_lowercase()} " "
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    data-rate=name
                    prop:value=shown
                    on:change=while_there(move |event| typed(name, event_target_value(&event), with))
                /> "%"
            </label>
        }
    };
    let options = move || {
        let one = |piece: usize| {
            view! { <option value=piece.to_string() selected=move || chosen.get() + 1 == piece>{piece}</option> }
        };
        (1..=count.get()).map(one).collect_view()
    };
    view! {
        <p class="one-piece" hidden=move || count.get() == 0>
            <label>"Piece " <select data-one-piece on:change=while_there(choose)>{options}</select></label>
            {field(MISSES, |piece| piece.miss, |piece, miss| (miss, piece.false_alarm.min(1.0 - miss)))}
            {field(ALARMS, |piece| piece.false_alarm, |piece, alarm| (piece.miss, alarm))}
            <button
                type="button"
                class="chip small"
                disabled=move || own().is_none()
                on:click=move |_| stage.rate(chosen.get_untracked(), None)
            >
                "as the others"
            </button>
        </p>
        <p class="problem" role="alert">{problem}</p>
    }
}

const MISSES: &str = "Misses";
const ALARMS: &str = "False alarms";

/// Percents between two shares.
fn range(min: f64, max: f64) -> Range {
    Range { min: min * 100.0, max: max * 100.0, step: 1.0, decimals: 1, unit: "%", default: min * 100.0 }
}
