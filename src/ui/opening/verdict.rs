//! The verdict in one line.

use blindspot_model::Params;
use leptos::prelude::*;

use super::levers::Grown;
use crate::chapters::hero_words as words;
use crate::figure::hero::verdict::Verdict;
use crate::text::number::{of_thousand, plainly};
use crate::ui::parts::output::Output;

/// The verdict on the reader's setting, worked out once for all that show it.
#[derive(Clone, Copy)]
pub struct Found(Memo<Verdict>);

impl Found {
    /// The verdict on a setting.
    pub fn of(params: RwSignal<Params>, grown: Grown) -> Found {
        Found(Memo::new(move |_| {
            params.with(|params| grown.with_untracked(|grounds| Verdict::of(params, &grounds.of(params))))
        }))
    }

    /// As it is now; who reads it is told when it changes.
    pub fn get(self) -> Verdict {
        self.0.get()
    }
}

/// The verdict as a sentence.
pub fn told(verdict: &Verdict) -> String {
    let [reported, first, settled] = [verdict.reported, verdict.first, verdict.settled].map(of_thousand);
    let worth = verdict.worth.map_or_else(String::new, |worth| {
        let (words, are_many) = plainly(worth);
        let what = if are_many { words::VERDICT_WORTH } else { words::VERDICT_WORTH_ONE };
        format!(" {words} {what}.")
    });
    format!(
        "{reported} {}. {first} {}, {settled} {}.{worth}",
        words::VERDICT_REPORT,
        words::VERDICT_TRUTH,
        words::VERDICT_SETTLED
    )
}

/// The line.
#[component]
pub fn VerdictLine(verdict: Found) -> impl IntoView {
    let share = move |of: fn(&Verdict) -> f64| Signal::derive(move || Some(of(&verdict.get())));
    let worth = Memo::new(move |_| verdict.get().worth);
    let (words_of_worth, what) = (
        move || worth.get().map_or_else(|| "–".to_owned(), |worth| plainly(worth).0),
        move || {
            let are_many = worth.get().is_some_and(|worth| plainly(worth).1);
            if are_many { words::VERDICT_WORTH } else { words::VERDICT_WORTH_ONE }
        },
    );
    view! {
        <p class="verdict">
            <span class="part">
                <b><Output name="claimed_undetected_share" value=share(|v| v.reported) show=of_thousand /></b>
                " " {words::VERDICT_REPORT}
            </span>
            " "
            <span class="part wrong">
                <b><Output name="undetected_share" value=share(|v| v.first) show=of_thousand /></b>
                " " {words::VERDICT_TRUTH} ", "
                <b class="then"><Output name="fixed_point" value=share(|v| v.settled) show=of_thousand /></b>
                " " {words::VERDICT_SETTLED}
            </span>
            " "
            <span class="part">
                <b>
                    <data data-output="effective_reviewers" value=move || worth.get().map(|worth| worth.to_string())>
                        {words_of_worth}
                    </data>
                </b>
                " " {what}
            </span>
        </p>
    }
}
