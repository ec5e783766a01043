//! A look at one wrong call: which one, and what is to be said of it.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::chapters::hero_words as words;
use crate::chart::marks::Mark;
use crate::figure::one_call::OneCall;
use crate::ui::browser::timers::Timer;
use crate::ui::canvas::glyph::sign;

/// How long everything rests before the call is told: a drag is not a conversation.
const REST: Duration = Duration::from_millis(700);

/// The slider over the calls, and the button that stands in its place until one is chosen.
const RANGE: &str = "one-call";
const BEGIN: &str = "one-call-begin";

/// Moves the focus to what a change is about to show.
fn focus_soon(id: &'static str) {
    let focus = move || {
        let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
        let _ = element.map(|element| element.focus());
    };
    set_timeout(focus, Duration::ZERO);
}

/// Picks one wrong call and tells about it.
#[component]
pub fn OneWrongCall(
    /// Its row.
    chosen: RwSignal<Option<usize>>,
    /// What is to be said of it.
    call: Memo<Option<OneCall>>,
    /// How many there are.
    wrong: Memo<usize>,
    /// A row worth a look.
    suggest: Callback<(), usize>,
) -> impl IntoView {
    let is_chosen = move || chosen.with(Option::is_some);
    let number = move || chosen.get().map_or(1, |row| row + 1);
    let nudge = move |steps: isize| {
        let last = wrong.get_untracked().saturating_sub(1);
        chosen.update(|row| *row = row.map(|row| row.saturating_add_signed(steps).min(last)));
    };
    let pick = move |_| {
        chosen.set(Some(suggest.run(())));
        focus_soon(RANGE);
    };
    let clear = move || {
        chosen.set(None);
        focus_soon(BEGIN);
    };
    let place = move || {
        let steps = wrong.get().saturating_sub(1).max(1);
        format!("{}%", (number() - 1) as f64 / steps as f64 * 100.0)
    };
    let spoken =
        move || call.with(|call| call.as_ref().map_or(String::new(), |call| format!("{}: {}", number(), call.way)));
    view! {
        <div
            class="panel one-call"
            role="group"
            aria-labelledby="one-call-title"
            on:keydown=move |event| {
                if event.key() == "Escape" && chosen.get_untracked().is_some() {
                    clear();
                }
            }
        >
            <div class="one-call-head">
                <h3 id="one-call-title">{words::ONE_CALL_TITLE}</h3>
                <button type="button" id=BEGIN class="chip" hidden=is_chosen on:click=pick data-pick>"Pick one"</button>
                <span class="stepper" hidden=move || !is_chosen()>
                    <button type="button" aria-label="The wrong call before" on:click=move |_| nudge(-1)>"−"</button>
                    <span class="which">{number} " of " {wrong}</span>
                    <button type="button" aria-label="The next wrong call" on:click=move |_| nudge(1)>"+"</button>
                    <button type="button" class="clear" on:click=move |_| clear()>"Clear"</button>
                </span>
            </div>
            <input
                id=RANGE
                type="range"
                hidden=move || !is_chosen()
                min="1"
                max=wrong
                step="1"
                aria-label="Which wrong call"
                aria-valuetext=spoken
                style:--place=place
                prop:value=move || number().to_string()
                on:input=move |event| {
                    if let Ok(number) = event_target_value(&event).parse::<usize>() {
                        chosen.set(Some(number.saturating_sub(1)));
                    }
                }
            />
            <p class="meaning" hidden=is_chosen>{words::ONE_CALL_LEAD}</p>
            {move || call.get().map(|call| view! { <Findings call=call /> })}
            <Spoken call=call />
        </div>
    }
}

/// What is to be said of a call, under a head each.
#[component]
fn Findings(call: OneCall) -> impl IntoView {
    let OneCall { number, stop_apart, stop_alike, is_shared, way, kind, caught_by, remedy, .. } = call;
    let end = |stop: Option<usize>| stop.map_or("published".to_owned(), |wall| (wall + 1).to_string());
    let kind_sign = if is_shared { Mark::Shared } else { Mark::Private };
    let signs = [None, Some(kind_sign), None, None];
    let texts = [way, kind, caught_by, remedy];
    let findings = words::ONE_CALL_HEADS.into_iter().zip(texts).zip(signs).map(|((head, text), mark)| {
        view! {
            <div>
                <dt>{mark.map(sign)} " " {head}</dt>
                <dd>{text}</dd>
            </div>
        }
    });
    view! {
        <dl
            class="findings"
            data-call=number.to_string()
            data-apart=end(stop_apart)
            data-alike=end(stop_alike)
            data-kind=if is_shared { "shared" } else { "private" }
        >
            {findings.collect_view()}
        </dl>
    }
}

/// The same for who listens, once everything rests.
#[component]
fn Spoken(call: Memo<Option<OneCall>>) -> impl IntoView {
    let message = RwSignal::new(String::new());
    let timer = Timer::new();
    Effect::new(move |before: Option<()>| {
        call.track();
        if before.is_some() {
            timer.set(REST, move || {
                let told = call.try_with_untracked(|call| call.as_ref().map_or(String::new(), OneCall::told));
                message.set(told.unwrap_or_default());
            });
        }
    });
    view! { <p class="spoken" aria-live="polite" data-one-call-told>{message}</p> }
}
