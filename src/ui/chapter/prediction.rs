//! An invitation to guess before the model speaks. An offer, never a gate.

use leptos::either::EitherOf3;
use leptos::prelude::*;

use super::sketch::Sketch;
use super::stage::Stage;
use crate::chapter::control::Range;
use crate::chapter::prediction::{Asked, Guess, Prediction};
use crate::ui::parts::slider::{Slider, Unset};

/// Asks, and says how far the guess was off.
#[component]
pub fn Predict(
    /// Whose question.
    stage: Stage,
) -> impl IntoView {
    let Stage { prediction, guess, .. } = stage;
    let id = stage.chapter.words().id;
    // A number that can't be is no guess, and must not pass for the one before.
    let is_wrong = RwSignal::new(false);
    let told = RwSignal::new(None::<String>);
    let is_told = Signal::derive(move || told.with(Option::is_some));
    let compare = move |_| told.set(stage.compare());
    let show = move |_| {
        told.set(Some(prediction.with_value(Prediction::answer)));
        stage.veil.lift_all();
    };
    let again = move |_| told.set(None);
    let question = prediction.with_value(|prediction| prediction.question.clone());
    view! {
        <div class="predict" data-predict=id>
            <p class="question"><b>"Your guess first? "</b>{question}</p>
            <div inert=move || is_told.get()>
                <GuessInput id=id prediction=prediction guess=guess is_wrong=is_wrong is_told=is_told />
            </div>
            <div class="chips">
                <button
                    type="button"
                    class="chip strong"
                    data-compare
                    hidden=is_told
                    disabled=move || is_wrong.get() || guess.with(Option::is_none)
                    on:click=compare
                >
                    "Compare with the model"
                </button>
                <button type="button" class="chip" data-show hidden=is_told on:click=show>"Just show me"</button>
                <button type="button" class="chip" data-again hidden=move || !is_told.get() on:click=again>"Guess again"</button>
            </div>
            <p class="reveal" role="status" data-reveal>{told}</p>
        </div>
    }
}

/// Where a guess is said: a number, one of several answers, or a drawing.
#[component]
pub fn GuessInput(
    /// The chapter's name in links.
    id: &'static str,
    /// What is asked.
    prediction: StoredValue<Prediction>,
    /// What is said.
    guess: RwSignal<Option<Guess>>,
    /// Set while what was typed can't be.
    is_wrong: RwSignal<bool>,
    /// Whether the model's answer is shown.
    is_told: Signal<bool>,
) -> impl IntoView {
    prediction.with_value(|prediction| match &prediction.asked {
        Asked::Count { range, unit, .. } => {
            EitherOf3::A(view! { <Count id=id range=*range unit=unit guess=guess is_wrong=is_wrong /> })
        }
        Asked::Choice { options, .. } => EitherOf3::B(view! { <Choice id=id options=options.clone() guess=guess /> }),
        Asked::Curve(curve) => EitherOf3::C(view! { <Sketch curve=curve.clone() guess=guess is_told=is_told /> }),
    })
}

#[component]
fn Count(
    id: &'static str,
    range: (f64, f64),
    unit: &'static str,
    guess: RwSignal<Option<Guess>>,
    /// Set while what was typed can't be.
    is_wrong: RwSignal<bool>,
) -> impl IntoView {
    let value = Signal::derive(move || match guess.get() {
        Some(Guess::Count(count)) => count,
        _ => range.0,
    });
    let range = Range { min: range.0, max: range.1, step: 1.0, decimals: 1, unit: "", default: range.0 };
    view! {
        <Slider
            id=format!("{id}-guess")
            label="Your guess"
            meaning=unit
            range=Signal::stored(range)
            value=value
            set=Callback::new(move |count| guess.set(Some(Guess::Count(count))))
            effect=Signal::derive(move || unit.to_owned())
            is_wrong=is_wrong
            unset=Unset {
                is: Signal::derive(move || guess.with(Option::is_none)),
                again: Callback::new(move |()| guess.set(None)),
            }
        />
    }
}

#[component]
fn Choice(id: &'static str, options: Vec<String>, guess: RwSignal<Option<Guess>>) -> impl IntoView {
    let radios = options
        .into_iter()
        .enumerate()
        .map(|(i, option)| {
            view! {
                <label class="option">
                    <input
                        type="radio"
                        name=format!("{id}-guess")
                        prop:checked=move || guess.get() == Some(Guess::Choice(i))
                        on:change=move |_| guess.set(Some(Guess::Choice(i)))
                    />
                    {option}
                </label>
            }
        })
        .collect_view();
    view! { <fieldset class="choices"><legend class="spoken">"Your guess"</legend>{radios}</fieldset> }
}
