//! What a class said, before and after it talked, and what the model says.

use super::{Answers, Round};
use crate::chapter::prediction::Asked;
use crate::chart::Picture;
use crate::chart::axis::{Axis, Spread};
use crate::chart::line_chart::LineChart;
use crate::chart::votes::{VoteRow, Votes};
use crate::figure::{Cell, Frame, Table};
use crate::text::number::grouped;
use crate::text::spelling::capitalized;

/// Up to so many whole numbers each has its tick; more are parted in so many.
const MOST_TICKS: f64 = 10.0;
const TICKS: f64 = 5.0;

/// The frame of the votes for a question. Whether the model's answer is marked is up to who asks.
#[must_use]
pub fn frame(answers: &Answers, before: &[usize], after: &[usize], is_told: bool) -> Frame {
    let all = |counts: &[usize]| counts.iter().sum::<usize>();
    let (first, second) = (all(before), all(after));
    let has_second = second > 0;
    let at = |counts: &[usize], i: usize| counts.get(i).copied().unwrap_or(0);
    let rows: Vec<VoteRow> = answers
        .labels
        .iter()
        .enumerate()
        .map(|(i, label)| VoteRow {
            label: label.clone(),
            counts: [at(before, i), at(after, i)],
            is_right: is_told && i == answers.right,
        })
        .collect();
    let both = |before: String, after: String| match (first, second) {
        (_, 0) => before,
        (0, _) => format!("{after} after the talk"),
        _ => format!("{before} before the talk, {after} after it"),
    };
    let title = if first + second == 0 {
        "Nobody has voted yet".to_owned()
    } else if let (true, Some(value)) = (is_told, &answers.value) {
        // A number is nearer or farther, not right or wrong.
        let middle = |counts: &[usize]| answers.middle(counts).unwrap_or_default().to_owned();
        format!("The model says {value}; the middle vote: {}", both(middle(before), middle(after)))
    } else if is_told {
        let share = |counts: &[usize], all: usize| format!("{} of {all}", at(counts, answers.right));
        format!("With the model: {}", both(share(before, first), share(after, second)))
    } else {
        capitalized(&both(votes(first), if first == 0 { votes(second) } else { second.to_string() }))
    };
    let told = rows.iter().map(|row| {
        let [before, after] = row.counts;
        let after = if has_second { format!(" before, {after} after") } else { String::new() };
        format!("{}: {before}{after}", row.label)
    });
    let summary = format!("Rows of marks, one for each vote. {}.", told.collect::<Vec<_>>().join("; "));
    let columns = ["Answer", "before", "after"].map(str::to_owned);
    let cells = |row: &VoteRow| {
        let [before, after] = row.counts.map(Cell::count);
        vec![Cell::name(&row.label), before, after]
    };
    Frame {
        title,
        subtitle: "a mark for each vote of the class".to_owned(),
        summary,
        table: Table::new(columns.into(), rows.iter().map(cells).collect()),
        picture: picture(rows, has_second),
    }
}

/// A question's answers without votes, to be filled in by hand: a chart of numbers and how sure one is of them, the axes of a
/// curve, or a box for each of several answers.
#[must_use]
pub fn blank(asked: &Asked) -> Picture {
    let empty = |x: Axis, y: Axis| {
        Picture::Lines(LineChart { x, y, band: None, lines: Vec::new(), dots: Vec::new(), ways: Vec::new() })
    };
    match asked {
        Asked::Count { range, unit, .. } => {
            let span = range.1 - range.0;
            let step = if span > MOST_TICKS { span / TICKS } else { 1.0 };
            let mut ticks = vec![range.0];
            while ticks.last().is_some_and(|last| last + step <= range.1) {
                ticks.push(ticks[ticks.len() - 1] + step);
            }
            let ticks = ticks.into_iter().map(|at| (at, grouped(at))).collect();
            let spread = Spread::Linear;
            let name = format!("my answer, {unit}");
            let sure =
                [(0.0, "guessed"), (0.5, "fairly sure"), (1.0, "certain")].map(|(at, text)| (at, text.to_owned()));
            let y = Axis { low: 0.0, high: 1.0, spread, ticks: sure.into(), name: String::new() };
            empty(Axis { low: range.0, high: range.1, spread, ticks, name }, y)
        }
        Asked::Curve(curve) => empty(curve.x.clone(), curve.y.clone()),
        Asked::Choice { options, .. } => {
            let row = |label: &String| VoteRow { label: format!("○  {label}"), counts: [0, 0], is_right: false };
            Picture::Votes(Votes { rows: options.iter().map(row).collect(), rounds: Vec::new() })
        }
    }
}

fn picture(rows: Vec<VoteRow>, has_second: bool) -> Picture {
    let rounds = Round::ALL.map(Round::name);
    Picture::Votes(Votes { rows, rounds: rounds[..=usize::from(has_second)].to_vec() })
}

fn votes(count: usize) -> String {
    if count == 1 { "one vote".to_owned() } else { format!("{count} votes") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chapters::CHAPTERS;

    #[test]
    fn nothing_is_given_away_before_it_is_told() {
        let answers = Answers::of(CHAPTERS[2].prediction().asked);
        let right = answers.right;
        let mut before = vec![2, 3, 4, 1];
        before[right] = 7;
        let hidden = frame(&answers, &before, &[0; 4], false);
        let Picture::Votes(votes) = &hidden.picture else { panic!("votes are drawn as votes") };
        assert!(votes.rows.iter().all(|row| !row.is_right));
        assert_eq!(votes.rounds, ["before"]);
        assert!(!hidden.title.contains("model"), "{}", hidden.title);

        let nobody = [0; 4];
        assert_eq!(frame(&answers, &nobody, &nobody, true).title, "Nobody has voted yet");
        assert!(frame(&answers, &nobody, &before, true).title.starts_with("With the model: 7 of "));

        let all = before.iter().sum::<usize>();
        let told = frame(&answers, &before, &[0, 0, 1, 1], true);
        let Picture::Votes(votes) = &told.picture else { panic!("votes are drawn as votes") };
        assert_eq!(votes.rounds, ["before", "after"]);
        assert_eq!(votes.rows.iter().position(|row| row.is_right), Some(right));
        assert!(told.title.starts_with(&format!("With the model: 7 of {all} before the talk, ")), "{}", told.title);
        let numbers = Answers::of(CHAPTERS[3].prediction().asked);
        let value = numbers.value.clone().unwrap_or_default();
        let title = frame(&numbers, &[0, 0, 3, 0, 0, 0, 0, 0, 0, 0], &[9, 0, 0, 0, 0, 0, 0, 0, 0, 0], true).title;
        let (before, after) = (&numbers.labels[2], &numbers.labels[0]);
        let expected = format!("The model says {value}; the middle vote: {before} before the talk, {after} after it");
        assert_eq!(title, expected);
        assert_eq!(told.table.rows.len(), 4);
        assert!(told.table.rows.iter().all(|row| row.len() == told.table.columns.len()));
    }

    #[test]
    fn every_question_has_an_empty_chart() {
        for chapter in CHAPTERS {
            match (chapter.prediction().asked, blank(&chapter.prediction().asked)) {
                (Asked::Choice { options, .. }, Picture::Votes(votes)) => assert_eq!(votes.rows.len(), options.len()),
                (Asked::Count { range, .. }, Picture::Lines(chart)) => {
                    assert_eq!(chart.x.ticks.first().map(|tick| tick.0), Some(range.0));
                    assert_eq!(chart.x.ticks.last().map(|tick| tick.0), Some(range.1));
                    assert!(chart.lines.is_empty());
                }
                (Asked::Curve(_), Picture::Lines(chart)) => assert!(chart.lines.is_empty() && chart.dots.is_empty()),
                (asked, picture) => panic!("{asked:?} as {picture:?}"),
            }
        }
    }
}
