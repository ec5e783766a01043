//! A chapter's words, with live numbers and with parameters that are changed right in the sentence.

use leptos::either::{Either, EitherOf4};
use leptos::html;
use leptos::prelude::*;
use web_sys::IntersectionObserverEntry;

use super::handle::Handle;
use super::stage::Stage;
use crate::chapter::text::{Piece, pieces, speaks_of};
use crate::chapter::{Number, handle};
use crate::ui::browser::hand::Hand;
use crate::ui::browser::observers::on_crossing;
use crate::ui::browser::room;

/// What is said instead of a number that would give the answer away.
pub const KEPT_BACK: &str = "your guess first";

/// A text of a chapter.
#[component]
pub fn Words(
    /// The text.
    text: &'static str,
    /// Whose numbers these are.
    stage: Stage,
) -> impl IntoView {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(words) => EitherOf4::A(words),
            Piece::Stressed(words) => EitherOf4::B(view! { <em>{words}</em> }),
            Piece::Link(words, address) => EitherOf4::C(view! { <a href=address rel="noreferrer">{words}</a> }),
            Piece::Number(name) => EitherOf4::D(Either::Left(view! { <Shown name=name stage=stage /> })),
            Piece::Handle(name) => EitherOf4::D(Either::Right(
                handle(stage.chapter, name).map(|control| view! { <Handle control=*control stage=stage /> }),
            )),
        })
        .collect_view()
}

/// A paragraph of a chapter. It keeps the room that it once needed: what stands below must not jump when a number in it
/// gets longer.
#[component]
pub fn Paragraph(
    /// The text.
    text: &'static str,
    /// Whose numbers these are.
    stage: Stage,
) -> impl IntoView {
    let paragraph = NodeRef::<html::P>::new();
    let room = room::kept(paragraph);
    if let Some(place) = speaks_of(text).0.and_then(|id| stage.chapter.places().iter().position(|place| place.id == id))
    {
        follow(paragraph, stage, place);
    }
    view! {
        <p node_ref=paragraph style:min-height=move || format!("{}px", room.get())><Words text=text stage=stage /></p>
    }
}

/// The screen less its upper half and the lowest part: where people read.
const READING: &str = "-50% 0px -25% 0px";

/// Shows the figure that a paragraph speaks of as the paragraph comes to be read; not under a hand that is down.
fn follow(paragraph: NodeRef<html::P>, stage: Stage, place: usize) {
    let Hand(is_down) = expect_context();
    Effect::new(move |_| {
        if let Some(paragraph) = paragraph.get() {
            on_crossing(&[paragraph.into()], READING, move |entries| {
                let is_read = entries.last().is_some_and(IntersectionObserverEntry::is_intersecting);
                if is_read && is_down.try_get_untracked() == Some(false) && !has_focus_in_a_figure() {
                    stage.follow(place);
                }
            });
        }
    });
}

/// Whether the focus is in a figure, which must not go from under it.
fn has_focus_in_a_figure() -> bool {
    document().active_element().is_some_and(|focused| focused.closest(".leaf").ok().flatten().is_some())
}

/// A number: people read it, programs find where it comes from.
#[component]
fn Shown(name: &'static str, stage: Stage) -> impl IntoView {
    let number = Memo::new(move |_| stage.scene.with(|scene| scene.number(name).cloned()));
    let of = move |get: fn(&Number) -> Option<String>| move || number.with(|number| number.as_ref().and_then(get));
    let text = of(|number| Some(number.text.clone()));
    // What listens is told in words, what looks sees a bar of the number's width.
    let kept_back = move || {
        view! {
            <span class="kept" aria-hidden="true">{text}</span>
            <span class="spoken">{KEPT_BACK}</span>
        }
    };
    view! {
        <data
            title=move || stage.veil.hangs().then_some(KEPT_BACK)
            data-number=name
            value=of(|number| number.value.map(|value| value.to_string()))
            data-of=of(|number| number.origin.as_ref().map(|origin| origin.output.to_owned()))
            data-at=of(|number| number.origin.as_ref().map(|origin| origin.setting.clone()))
            data-bias=of(|number| number.origin.as_ref().map(|origin| origin.bias.to_string()))
        >
            {move || if stage.veil.hangs() { Either::Left(kept_back()) } else { Either::Right(text()) }}
        </data>
    }
}
