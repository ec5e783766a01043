//! What is drawn is in the data that a reader saves: every mark of every figure as it begins, and no words among numbers.

#![allow(clippy::unwrap_used, reason = "a test that can't read a file fails")]

use blindspot::address::view::View;
use blindspot::card;
use blindspot::chart::Picture;
use blindspot::chart::dumbbells::Dumbbells;
use blindspot::chart::heat_map::HeatMap;
use blindspot::chart::line_chart::LineChart;
use blindspot::export::{self, Edition, Receipt};
use blindspot::figure::Frame;
use std::sync::LazyLock;

/// Every figure of the page as it begins, with its name, its long work done.
static FIGURES: LazyLock<Vec<(&'static str, Frame)>> = LazyLock::new(|| {
    let cards = card::all().unwrap();
    let frames = |card: card::Card| card.shown.frames.into_iter().map(move |frame| (card.shown.figure.id, frame));
    cards.into_iter().flat_map(frames).collect()
});

/// The rows of a figure's file, its column heads first.
fn rows(id: &str, frame: &Frame) -> Vec<Vec<String>> {
    let file = export::data(frame, &Receipt::new(id, &View::opening(), &Edition::default()));
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).has_headers(false).from_reader(file.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The values that are drawn.
fn drawn(picture: &Picture) -> Vec<f64> {
    match picture {
        Picture::Lines(chart) => drawn_in_lines(chart),
        Picture::HeatMap(HeatMap { rows, .. }) => rows.concat(),
        Picture::Dumbbells(Dumbbells { rows, .. }) => {
            let row = rows.iter().flat_map(|row| {
                let simulated = row.simulated.map(|(value, spread)| [value, spread / 2.0]);
                let range = row.range.map(|(low, high)| [low, high]);
                let others = [simulated, range].into_iter().flatten().flatten().filter(|value| *value != 0.0);
                [row.claimed, row.actual].into_iter().chain(others).chain(row.estimated.into_iter().flatten())
            });
            row.collect()
        }
        _ => Vec::new(),
    }
}

fn drawn_in_lines(LineChart { y, band, lines, dots, .. }: &LineChart) -> Vec<f64> {
    let band = band.iter().flat_map(|band| band.points.iter().flat_map(|&(_, low, high)| [low, high]));
    let dots = dots.iter().flat_map(|dot| [dot.y, dot.spread / 2.0]).filter(|&value| value != 0.0);
    // A line between two points is no data: it marks a place, a limit or what is usual.
    let curves = lines.iter().filter(|line| line.points.len() > 2);
    let points = curves.flat_map(|line| line.points.iter().map(|point| point.1));
    // Where a curve leaves the chart, a point was put in, and what lies below is held at its floor.
    let is_inside = |value: &f64| (value - y.high).abs() > 1e-9 * y.high && (value - y.low).abs() > 1e-9 * y.high;
    points.chain(band).chain(dots).filter(is_inside).collect()
}

#[test]
fn what_is_drawn_is_in_the_data() {
    let mut missing = Vec::new();
    for (id, frame) in FIGURES.iter() {
        let saved: Vec<f64> = rows(id, frame)[1..].iter().flatten().filter_map(|cell| cell.parse().ok()).collect();
        let drawn = drawn(&frame.picture);
        // A standard error was drawn doubled.
        let is_saved = |value: f64| saved.iter().any(|saved| (saved - value).abs() <= 1e-15 * value.abs());
        let absent: Vec<f64> = drawn.iter().copied().filter(|&value| value.is_finite() && !is_saved(value)).collect();
        if !absent.is_empty() {
            let some = &absent[..absent.len().min(4)];
            missing.push(format!("{id}: {} of {} values, {some:?} …", absent.len(), drawn.len()));
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn no_words_stand_among_numbers() {
    for (id, frame) in FIGURES.iter() {
        let rows = rows(id, frame);
        for (column, name) in rows[0].iter().enumerate().skip(1) {
            let cells: Vec<&str> = rows[1..].iter().map(|row| row[column].as_str()).collect();
            let is_number = |cell: &&str| cell.parse::<f64>().is_ok();
            let words: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty() && !is_number(cell)).collect();
            assert!(words.is_empty() || !cells.iter().any(is_number), "{id}, {name}: {words:?}");
        }
    }
}

#[test]
fn a_map_is_saved_cell_by_cell_and_plausible_worlds_with_what_was_drawn() {
    let of = |wanted: &str| {
        let (id, frame) = FIGURES.iter().find(|(id, _)| *id == wanted).unwrap();
        rows(id, frame)
    };
    for id in ["map", "phases"] {
        assert_eq!(of(id).len(), 1 + 80 * 48, "{id}");
    }
    let worlds = of("plausible");
    assert!(worlds.len() > 30 && worlds[0].iter().any(|column| column == "error_rate"), "{:?}", worlds[0]);
    let distinct =
        |column: usize| worlds[1..].iter().map(|row| &row[column]).collect::<std::collections::BTreeSet<_>>();
    let column = worlds[0].iter().position(|column| column == "error_rate").unwrap();
    assert_eq!(distinct(column).len(), worlds.len() - 1);
}
