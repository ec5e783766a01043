//! One number and one sentence: what k reviewers of another's work are worth; and what must be known beside it.

use blindspot_measure::measures::{Report, Worth};

use super::words::{count, decimal, number_word};
use crate::text::number::significant;

/// The number of reviewers that is told of first: the most for which at least half of all combinations have a number.
#[must_use]
pub fn usual(report: &Report) -> Option<usize> {
    let told = report.summary.worth.iter().filter(|worth| worth.advertised.is_some());
    let mut sure = told.clone().filter(|worth| worth.left_out <= worth.combinations);
    sure.next_back().or(told.clone().next_back()).map(|worth| worth.reviewers)
}

/// What so many reviewers are worth.
#[must_use]
pub fn worth_of(report: &Report, reviewers: usize) -> Option<&Worth> {
    report.summary.worth.iter().find(|worth| worth.reviewers == reviewers)
}

fn interval(interval: Option<[f64; 2]>) -> String {
    interval.map_or_else(String::new, |[low, high]| format!(" (90% interval {} to {})", decimal(low), decimal(high)))
}

/// The sentence.
#[must_use]
pub fn sentence(report: &Report, reviewers: usize) -> String {
    let Some(worth) = worth_of(report, reviewers) else {
        return "With fewer than two raters nobody reviews another’s work.".to_owned();
    };
    let (who, are) = (number_word(reviewers), if reviewers == 1 { "is" } else { "are" });
    let what = if reviewers == 1 { "reviewer" } else { "reviewers" };
    match worth.advertised {
        Some(value) => format!(
            "{who} {what} of another’s work {are} worth {} {}{}.",
            significant(value, 2),
            if value < 0.995 { "of an independent reviewer" } else { "independent reviewers" },
            interval(worth.advertised_interval)
        ),
        None => format!(
            "What {} {what} of another’s work {are} worth can’t be told from these items: no panel shares some, and not all, of an \
             author’s errors.",
            who.to_lowercase()
        ),
    }
}

/// What must be known beside the sentence, a sentence each.
#[must_use]
pub fn beside(report: &Report, reviewers: usize) -> Vec<String> {
    let summary = &report.summary;
    let mut told = Vec::new();
    if let Some(worth) = worth_of(report, reviewers) {
        if worth.advertised.is_some() {
            told.push(
                "It is held against the error rate that each reviewer has over all items, as it would be advertised."
                    .to_owned(),
            );
        }
        // One is worth one of its own rate by definition.
        if let Some(value) = worth.conditional.filter(|_| reviewers > 1) {
            told.push(format!(
                "Held against its rate on the author’s own errors, which are harder, they are worth {}{}.",
                significant(value, 2),
                interval(worth.conditional_interval)
            ));
        }
        if worth.left_out > 0 {
            told.push(format!(
                "{} of {} combinations of an author and reviewers share none, or all, of the author’s errors. They have no number \
                 and are left out.",
                worth.left_out,
                worth.left_out + worth.combinations
            ));
        }
    }
    if let Some(votes) = summary.kish_votes.value.filter(|_| report.raters.len() > 1) {
        told.push(format!(
            "As votes in a poll, all {} count as {}. That can’t see what they share with an author.",
            report.raters.len(),
            significant(votes, 2)
        ));
    }
    if summary.undefined_pairs > 0 {
        told.push(format!(
            "{} no correlation, because one of the two never errs or always does; {} left out of means.",
            if summary.undefined_pairs == 1 {
                "One pair has".to_owned()
            } else {
                format!("{} pairs have", summary.undefined_pairs)
            },
            if summary.undefined_pairs == 1 { "it is" } else { "they are" }
        ));
    }
    if summary.tetrachoric_matrix_is_positive_definite == Some(false) {
        told.push("No normal draws have all the pairs’ ρ at once: they were estimated pair by pair.".to_owned());
    }
    told
}

/// Items on which everybody fails, which may be broken keys.
#[must_use]
pub fn suspects(report: &Report) -> Option<String> {
    // Two that fail together are no cause for suspicion.
    let suspects = report.summary.suspects.as_ref().filter(|_| report.raters.len() > 2)?;
    let named = suspects.ids.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
    let more = if suspects.items > suspects.ids.len().min(5) { " …" } else { "" };
    let means =
        suspects.mean_phi_without.zip(report.summary.mean_phi.value).map_or_else(String::new, |(without, with)| {
            format!(" Without them the mean φ is {} instead of {}.", decimal(without), decimal(with))
        });
    Some(format!(
        "Everybody fails on {}: {named}{more}. Look at them first: a broken key looks like a shared blind spot.{means}",
        count(suspects.items, "item")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measured::desk::Desk;
    use crate::measured::intake::Intake;
    use crate::measured::{likeness, pairs, sizes, together};
    use blindspot_measure::measures::{Measurement, Options};

    fn report(text: &str) -> Report {
        let mut intake = Intake::new(None);
        intake.read("t.csv", text.as_bytes());
        let (table, _) = Desk::new(intake, None).unwrap().table().unwrap();
        Measurement::report(&table, Options { bootstrap: 20, ..Options::default() }).unwrap()
    }

    #[test]
    fn the_sentence_says_how_many_and_what_they_are_worth() {
        let rows = "1,1,1\n0,0,1\n0,0,0\n1,0,1\n0,1,0\n1,1,0\n1,1,1\n0,0,0\n";
        let rows: Vec<String> = rows.lines().enumerate().map(|(i, row)| format!("{i},{row}")).collect();
        let report = report(&format!("id,a,b,c\n{}\n", rows.join("\n")));
        let reviewers = usual(&report).unwrap();
        let told = sentence(&report, reviewers);
        assert!(told.starts_with(&number_word(reviewers)) && told.contains("independent"), "{told}");
        assert!(sentence(&report, 1).starts_with("One reviewer of another’s work is worth"));
    }

    /// Whatever is brought, everything that is shown of it can be made, with a table that is as wide as its head.
    #[test]
    fn degenerate_data_are_told_of_and_drawn() {
        for text in [
            "id,a\n1,1\n2,0\n",
            "id,a,b\n1,1,0\n",
            "id,a,b\n1,1,1\n2,1,1\n",
            "id,a,b\n1,0,0\n2,0,0\n",
            "id,a,b,c\n1,1,1,1\n2,0,0,0\n3,1,1,1\n",
            "id,a,b,c\n1,1,,0\n2,,0,\n3,0,,1\n",
        ] {
            let report = report(text);
            let k = usual(&report).unwrap_or(1);
            assert!(!sentence(&report, k).is_empty() && !sentence(&report, k).contains("NaN"), "{text}");
            let order = pairs::order(&report);
            let all_pairs = pairs::frame(&report, &order, pairs::Likeness::Phi);
            let frames = [
                Some(pairs::at(all_pairs, &report, &order, pairs::Likeness::Phi, (0, 1))),
                together::frame(&report),
                sizes::frame(&report, k),
                Some(likeness::frame(&report)),
            ];
            for frame in frames.into_iter().flatten() {
                let words = [&frame.title, &frame.subtitle, &frame.summary];
                assert!(words.iter().all(|words| !words.is_empty() && !words.contains("NaN")), "{text}: {words:?}");
                assert!(
                    frame.table.rows.iter().all(|row| row.len() == frame.table.columns.len()),
                    "{text}: {}",
                    frame.title
                );
            }
            let _ = (beside(&report, k), suspects(&report));
        }
    }
}
