//! What pieces of evidence share: a row for each thing that two may have in common, a mark for each piece.

use blindspot_model::evidence::Mark;
use leptos::prelude::*;

use super::piece::OnePiece;
use super::stage::Stage;
use crate::chapter::marked::{Marked, name};

/// What the rows are about.
const SHARED: &str = "What the pieces share";

/// The marks of all pieces, which set how alike they are.
#[component]
pub fn Shared(
    /// Of which chapter.
    stage: Stage,
) -> impl IntoView {
    let count = Memo::new(move |_| stage.base.with(blindspot_model::Params::reviewers));
    let rules = Memo::new(move |_| stage.base.with(|params| stage.marked.with(|marked| marked.rules(params))));
    let rows = Mark::ALL.map(|mark| view! { <Row stage=stage mark=mark count=count /> }).into_iter().collect_view();
    view! {
        <div class="panel shared" role="group" aria-label=SHARED class:overruled=move || !rules.get()>
            <p class="meaning">
                {SHARED} ". " {move || if rules.get() { BY_MARKS } else { BY_HAND }}
            </p>
            {rows}
            <OnePiece stage=stage count=count />
        </div>
    }
}

/// Said while the marks rule, and while they do not.
const BY_MARKS: &str = "The marks set the diversity. How much each counts is a guess.";
const BY_HAND: &str = "The diversity is set by hand now. The next mark sets it anew.";

/// One thing that pieces may share: for all of them, and for each.
#[component]
fn Row(stage: Stage, mark: Mark, count: Memo<usize>) -> impl IntoView {
    let has = move |piece: usize| stage.marked.with(|marked| marked.has(piece, mark));
    let has_all = move || (0..count.get()).all(has);
    let set = move |pieces: std::ops::Range<usize>, is_set: bool| {
        let marked = stage.marked.get_untracked();
        stage.mark(pieces.fold(marked, |marked: Marked, piece| marked.with(piece, mark, is_set)));
    };
    let piece = move |piece: usize| {
        view! {
            <button
                type="button"
                class="mark-of"
                data-piece=piece + 1
                aria-label=format!("piece {}: {}", piece + 1, name(mark))
                aria-pressed=move || has(piece).to_string()
                on:click=move |_| set(piece..piece + 1, !untrack(move || has(piece)))
            >
                {piece + 1}
            </button>
        }
    };
    view! {
        <div class="shared-row" data-mark=name(mark)>
            <button
                type="button"
                class="chip small"
                aria-label=format!("all pieces: {}", name(mark))
                aria-pressed=move || has_all().to_string()
                on:click=move |_| set(0..count.get_untracked(), !untrack(has_all))
            >
                {name(mark)}
            </button>
            <span class="marks-of">
                <For each=move || 0..count.get() key=|piece| *piece children=piece />
            </span>
        </div>
    }
}
