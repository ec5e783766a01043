//! Words without numbers.

use leptos::prelude::*;

use crate::chapter::text::{Piece, pieces};

/// A text without numbers, with its stresses and links.
pub fn plain(text: &'static str) -> impl IntoView {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Stressed(words) => view! { <em>{words}</em> }.into_any(),
            Piece::Link(words, address) => view! { <a href=address rel="noreferrer">{words}</a> }.into_any(),
            Piece::Plain(words) | Piece::Number(words) | Piece::Handle(words) => words.into_any(),
        })
        .collect_view()
}
