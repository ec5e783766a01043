//! A figure as a card: finding, picture, and the values behind it.

pub mod takeaway;
mod wanted;

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use super::browser::hand::Hand;
use super::browser::room;
use super::browser::timers::Timer;
use super::canvas::palette::Printing;
use super::canvas::stand::{Stand, Walk};
use super::state::address::Source;
use super::state::sliced::Sliced;
use takeaway::{Exported, Origin, Takeaway};

use crate::address::look::{Controls, Look};
use crate::figure::{Cell, Frame, Table};
pub use wanted::Wanted;

/// A figure with its title, its picture and its data table.
#[component]
pub fn Card(
    /// What is shown.
    #[prop(into)]
    frame: Signal<Frame>,
    /// Names the figure for links and tests.
    id: &'static str,
    /// Set while the picture is in view.
    #[prop(optional)]
    in_view: Option<RwSignal<bool>>,
    /// Takes the steps of who walks on the picture.
    #[prop(optional_no_strip)]
    walk: Option<Callback<Walk>>,
    /// The long work that it shows the results of.
    #[prop(optional)]
    work: Option<Sliced>,
    /// What it is of, where that is not the place it stands in.
    #[prop(optional)]
    source: Option<Source>,
    /// What it was measured from, where it is of the reader's own data.
    #[prop(optional)]
    data: Option<Signal<String>>,
    /// Stands under the picture.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let in_view = in_view.unwrap_or_else(|| RwSignal::new(false));
    let frame = while_seen(frame, in_view);
    // In an embed, taking away is offered with all other controls only.
    let embed = use_context::<Look>().and_then(|look| look.embed);
    let is_offered = embed.is_none_or(|embed| embed.controls == Controls::Full);
    let origin = match data {
        Some(data) => Some(Origin::Data(data)),
        None => source.or_else(use_context).map(Origin::Setting),
    };
    let origin = origin.filter(|_| is_offered);
    let caption = NodeRef::<html::Figcaption>::new();
    let room = room::kept(caption);
    view! {
        <figure class="card" id=id>
            <figcaption node_ref=caption style:--room=move || format!("{}px", room.get())>
                <h3>{move || frame.with(|frame| frame.title.clone())}</h3>
                <p>{move || frame.with(|frame| frame.subtitle.clone())}</p>
            </figcaption>
            <Stand frame=frame in_view=in_view walk=walk />
            {children.map(|children| children())}
            <div class="behind">
                <Values frame=frame />
                {origin.map(|origin| view! { <Takeaway exported=Exported { frame, id, origin, work } /> })}
            </div>
        </figure>
    }
}

/// A frame that waits while the reader's hand is down and its figure is out of view: what can't be seen may not slow what can.
/// Once the hand is off, figures follow one at a time.
fn while_seen(frame: Signal<Frame>, in_view: RwSignal<bool>) -> Signal<Frame> {
    let Hand(is_down) = expect_context();
    let may_wait = Memo::new(move |_| is_down.get() && !in_view.get());
    let waits = RwSignal::new(false);
    let timer = Timer::new();
    Effect::new(move |_| {
        if may_wait.get() {
            waits.set(true);
        } else if waits.get_untracked() {
            timer.set(Duration::ZERO, move || {
                if may_wait.try_get_untracked() == Some(false) {
                    waits.set(false);
                }
            });
        }
    });
    let kept = Memo::new(move |before: Option<&Frame>| match before {
        Some(before) if waits.get() => before.clone(),
        _ => {
            waits.track();
            let mut frame = frame.get();
            // Axes that gave way under a drag would hide what the drag does: they follow once the hand is off.
            if in_view.get()
                && is_down.get()
                && let Some(before) = before
            {
                frame.picture.hold_axes(&before.picture);
            }
            frame
        }
    });
    kept.into()
}

/// The values of a figure as a table, made only when it is opened.
#[component]
fn Values(
    /// Whose values.
    frame: Signal<Frame>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let Printing(is_printing) = expect_context();
    let details = NodeRef::<html::Details>::new();
    // Paper has what is behind a figure too.
    Effect::new(move |was_open: Option<bool>| {
        let is_printing = is_printing.get();
        let Some(details) = details.get_untracked() else { return false };
        let was_open = if is_printing { details.open() } else { was_open.unwrap_or(false) };
        details.set_open(is_printing || was_open);
        was_open
    });
    let label = move || frame.with(|frame| format!("Data table: {}", frame.title));
    let is_made = move || is_open.get() || is_printing.get();
    let table = move || is_made().then(|| frame.with(|frame| rows(&frame.table)));
    let toggle = move |_| is_open.set(details.get_untracked().is_some_and(|details| details.open()));
    view! {
        <details class="values" node_ref=details on:toggle=toggle>
            <summary>"Data table"</summary>
            <div class="scroll" tabindex="0" role="group" aria-label=label>{table}</div>
        </details>
    }
}

fn rows(table: &Table) -> impl IntoView + use<> {
    let head = table.columns.iter().map(|name| view! { <th scope="col">{name.clone()}</th> }).collect_view();
    let body = table
        .rows
        .iter()
        .map(|row| {
            let mut cells = row.iter().map(cell);
            let first = cells.next().map(|cell| view! { <th scope="row">{cell}</th> });
            view! { <tr>{first}{cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
        })
        .collect_view();
    view! { <table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table> }
}

/// A value as it is shown, with what it is exactly for programs that read it.
fn cell(cell: &Cell) -> AnyView {
    let text = cell.text.clone();
    match cell.value {
        Some(value) => view! { <data value=value.to_string() translate="no">{text}</data> }.into_any(),
        None => text.into_any(),
    }
}
