//! A figure as a card: finding, picture, and the values behind it.

use leptos::html;
use leptos::prelude::*;

use super::room;
use super::sliced::Sliced;
use super::stand::{Stand, Walk};
use super::takeaway::{Exported, Source, Takeaway};
use crate::figure::{Cell, Frame, Table};
use crate::look::{Controls, Look};

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
    /// Stands under the picture.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let in_view = in_view.unwrap_or_else(|| RwSignal::new(false));
    // In an embed, taking away is offered with all other controls only.
    let embed = use_context::<Look>().and_then(|look| look.embed);
    let is_offered = embed.is_none_or(|embed| embed.controls == Controls::Full);
    let source = source.or_else(use_context).filter(|_| is_offered);
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
                {source.map(|source| view! { <Takeaway exported=Exported { frame, id, source, work } /> })}
            </div>
        </figure>
    }
}

/// The values of a figure as a table, made only when it is opened.
#[component]
fn Values(
    /// Whose values.
    frame: Signal<Frame>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let label = move || frame.with(|frame| format!("Data table: {}", frame.title));
    let table = move || is_open.get().then(|| frame.with(|frame| rows(&frame.table)));
    view! {
        <details class="values" on:toggle=move |_| is_open.update(|open| *open = !*open)>
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
        Some(value) => view! { <data value=value.to_string()>{text}</data> }.into_any(),
        None => text.into_any(),
    }
}
