//! What was measured: one sentence and one number, and the pictures.

use std::sync::Arc;

use blindspot_measure::measures::Report;
use blindspot_measure::receipt::Document;
use leptos::prelude::*;

use super::fields::LedgerList;
use super::panels::Panels;
use super::take::Take;
use crate::figure::Frame;
use crate::measured::pairs::Likeness;
use crate::measured::sandbox::tick;
use crate::measured::{headline, likeness, pairs, receipt, sizes, together};
use crate::text::number::significant;
use crate::ui::canvas::stand::Walk;
use crate::ui::figure::Card;
use crate::ui::parts::chip::Chip;
use crate::ui::state::own::OwnTick;

/// What the report says.
fn with<T>(document: StoredValue<Arc<Document>>, read: impl FnOnce(&Report) -> T) -> T {
    document.with_value(|document| read(&document.report))
}

/// Everything that was measured.
// A component's props are its own.
#[allow(clippy::needless_pass_by_value)]
#[component]
pub fn Results(document: Arc<Document>) -> impl IntoView {
    let document = StoredValue::new(document);
    if let Some(OwnTick(own)) = use_context() {
        own.set(with(document, tick));
    }
    let reviewers = RwSignal::new(with(document, headline::usual).unwrap_or(1));
    let worth = move || with(document, |report| headline::worth_of(report, reviewers.get())?.advertised);
    let sentence = move || with(document, |report| headline::sentence(report, reviewers.get()));
    let beside = move || {
        let told = with(document, |report| headline::beside(report, reviewers.get()));
        told.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()
    };
    let choice = |k: usize| view! { <Chip chosen=reviewers each=k name=k.to_string() attr:data-reviewers=k /> };
    let choices =
        with(document, |report| report.summary.worth.iter().map(|worth| choice(worth.reviewers)).collect_view());
    let suspects = with(document, headline::suspects);
    let ledger = document.with_value(|document| document.ledger.entries().to_vec());
    let by_size = Memo::new(move |_| with(document, |report| sizes::frame(report, reviewers.get())));
    let fixed = |frame: Frame| Signal::stored(frame);
    let counted = with(document, together::frame);
    let alike = with(document, likeness::frame);
    let data = Signal::stored(document.with_value(|document| receipt::line(&document.receipt)));
    let has_pairs = with(document, |report| report.raters.len() > 1);
    view! {
        <div class="results" data-results>
            <div class="panel headline">
                <p class="number">
                    <data data-output="worth" value=move || worth().map(|worth| worth.to_string())>
                        {move || worth().map_or_else(|| "–".to_owned(), |worth| significant(worth, 2))}
                    </data>
                </p>
                <div>
                    <p class="sentence" role="status" data-headline>{sentence}</p>
                    <div class="chips" role="group" aria-label="How many reviewers">
                        <span class="chips-name">"Reviewers"</span>
                        {choices}
                    </div>
                    <div class="fine">{beside}</div>
                    {suspects.map(|text| view! { <p class="fine" data-suspects>{text}</p> })}
                </div>
            </div>
            <Take measured=document />
            <div class="pair">
                {has_pairs.then(|| view! { <Pairs document=document data=data /> })}
                {counted.map(|frame| view! { <Card frame=fixed(frame) id="models-together" data=data /> })}
                <Sizes frame=by_size data=data />
                <Card frame=fixed(alike) id="models-likeness" data=data />
            </div>
            <Panels document=document />
            <LedgerList ledger=Signal::stored(ledger) />
            <p class="fine" data-receipt>{data}</p>
        </div>
    }
}

/// What panels of each size are worth.
#[component]
fn Sizes(frame: Memo<Option<Frame>>, data: Signal<String>) -> impl IntoView {
    frame.get_untracked().map(|first| {
        let shown = Memo::new(move |_| frame.get().unwrap_or_else(|| first.clone()));
        view! { <Card frame=shown id="models-sizes" data=data /> }
    })
}

/// Every two raters, as a map that can be walked on.
#[component]
fn Pairs(document: StoredValue<Arc<Document>>, data: Signal<String>) -> impl IntoView {
    let order = StoredValue::new(with(document, pairs::order));
    let shown = RwSignal::new(Likeness::Phi);
    let chosen = RwSignal::new((0_usize, 1_usize));
    let n = order.with_value(Vec::len);
    let in_order = move |read: &dyn Fn(&Report, &[usize]) -> Frame| {
        with(document, |report| order.with_value(|order| read(report, order)))
    };
    // A walk over the pairs makes nothing of it anew.
    let all = Memo::new(move |_| in_order(&|report, order| pairs::frame(report, order, shown.get())));
    let frame =
        Memo::new(move |_| in_order(&|report, order| pairs::at(all.get(), report, order, shown.get(), chosen.get())));
    let before = StoredValue::new((0, 1));
    let moved = move |at: usize, by: f64| match by {
        _ if by > 0.0 => (at + 1).min(n.saturating_sub(1)),
        _ if by < 0.0 => at.saturating_sub(1),
        _ => at,
    };
    // Shares of a plane of n cells.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let cell = move |share: f64| ((share * n as f64) as usize).min(n.saturating_sub(1));
    let walk = Callback::new(move |step: Walk| match step {
        Walk::By(along, up) => chosen.update(|(row, column)| {
            (*row, *column) = (moved(*row, -up), moved(*column, along));
        }),
        Walk::To(along, up) => chosen.set((cell(1.0 - up), cell(along))),
        Walk::Begin => before.set_value(chosen.get_untracked()),
        Walk::Back => chosen.set(before.get_value()),
    });
    let told = move || {
        let (row, column) = chosen.get();
        with(document, |report| {
            order.with_value(|order| match (order.get(row), order.get(column)) {
                (Some(&a), Some(&b)) => pairs::told(report, a, b),
                _ => String::new(),
            })
        })
    };
    let buttons = Likeness::ALL.map(|likeness| {
        view! { <Chip chosen=shown each=likeness name=likeness.name() attr:data-likeness=likeness.name() /> }
    });
    view! {
        <Card frame=frame id="models-pairs" walk=Some(walk) data=data>
            <div class="chips" role="group" aria-label="Measure of likeness">{buttons.into_iter().collect_view()}</div>
            <p class="fine told" aria-live="polite" data-pair>{told}</p>
        </Card>
    }
}
