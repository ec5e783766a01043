//! A look at one wrong call: which one, and what is to be said of it.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use super::glyph::{Glyph, sign};
use super::hero_words as words;
use crate::figure::one_call::OneCall;

/// How long everything rests before the call is told: a drag is not a conversation.
const REST: Duration = Duration::from_millis(700);

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
    let range = NodeRef::<html::Input>::new();
    let begin = NodeRef::<html::Button>::new();
    let is_chosen = move || chosen.with(Option::is_some);
    let number = move || chosen.get().map_or(1, |row| row + 1);
    let nudge = move |steps: isize| {
        let last = wrong.get_untracked().saturating_sub(1);
        chosen.update(|row| *row = row.map(|row| row.saturating_add_signed(steps).min(last)));
    };
    let pick = move |_| {
        chosen.set(Some(suggest.run(())));
        // What takes the button's place is there a moment later.
        set_timeout(
            move || range.with_untracked(|range| range.as_ref().map(|range| range.focus())).map_or((), drop),
            Duration::ZERO,
        );
    };
    let clear = move || {
        chosen.set(None);
        set_timeout(
            move || begin.with_untracked(|begin| begin.as_ref().map(|begin| begin.focus())).map_or((), drop),
            Duration::ZERO,
        );
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
                <button type="button" class="chip" node_ref=begin hidden=is_chosen on:click=pick data-pick>"Pick one"</button>
                <span class="stepper" hidden=move || !is_chosen()>
                    <button type="button" aria-label="The wrong call before" on:click=move |_| nudge(-1)>"−"</button>
                    <span class="which">{number} " of " {wrong}</span>
                    <button type="button" aria-label="The next wrong call" on:click=move |_| nudge(1)>"+"</button>
                    <button type="button" class="clear" on:click=move |_| clear()>"Clear"</button>
                </span>
            </div>
            <input
                id="one-call"
                type="range"
                node_ref=range
                hidden=move || !is_chosen()
                min="1"
                max=wrong
                step="1"
                aria-label="Which wrong call"
                aria-valuetext=spoken
                style:--place=move || format!("{}%", (number() - 1) as f64 / wrong.get().max(2).saturating_sub(1) as f64 * 100.0)
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
    let kind_sign = if is_shared { Glyph::Shared } else { Glyph::Private };
    let signs = [None, Some(kind_sign), None, None];
    let texts = [way, kind, caught_by, remedy];
    let findings = words::ONE_CALL_HEADS.into_iter().zip(texts).zip(signs).map(|((head, text), glyph)| {
        view! {
            <div>
                <dt>{glyph.map(sign)} " " {head}</dt>
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
    let pending = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |before: Option<()>| {
        call.track();
        if before.is_some() {
            if let Some(timer) = pending.get_value() {
                timer.clear();
            }
            let tell =
                move || message.set(call.with_untracked(|call| call.as_ref().map_or(String::new(), OneCall::told)));
            pending.set_value(set_timeout_with_handle(tell, REST).ok());
        }
    });
    view! { <p class="spoken" aria-live="polite" data-one-call-told>{message}</p> }
}
