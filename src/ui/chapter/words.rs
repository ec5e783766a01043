//! A chapter's words, with live numbers and with parameters that are changed right in the sentence.

use leptos::either::EitherOf4;
use leptos::html;
use leptos::prelude::*;

use super::handle::Handle;
use super::stage::Stage;
use crate::chapter::text::{Piece, pieces};
use crate::chapter::{Number, handle};
use crate::ui::browser::room;

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
            Piece::Number(name) => {
                EitherOf4::D(leptos::either::Either::Left(view! { <Shown name=name stage=stage /> }))
            }
            Piece::Handle(name) => EitherOf4::D(leptos::either::Either::Right(
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
    view! {
        <p node_ref=paragraph style:min-height=move || format!("{}px", room.get())><Words text=text stage=stage /></p>
    }
}

/// A number: people read it, programs find where it comes from.
#[component]
fn Shown(name: &'static str, stage: Stage) -> impl IntoView {
    let number = Memo::new(move |_| stage.scene.with(|scene| scene.number(name).cloned()));
    let of = move |get: fn(&Number) -> Option<String>| move || number.with(|number| number.as_ref().and_then(get));
    view! {
        <data
            data-number=name
            value=of(|number| number.value.map(|value| value.to_string()))
            data-of=of(|number| number.origin.as_ref().map(|origin| origin.output.to_owned()))
            data-at=of(|number| number.origin.as_ref().map(|origin| origin.setting.clone()))
            data-bias=of(|number| number.origin.as_ref().map(|origin| origin.bias.to_string()))
        >
            {of(|number| Some(number.text.clone()))}
        </data>
    }
}
