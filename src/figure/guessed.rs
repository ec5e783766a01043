//! The reader's guess in the chapter's own figure, beside what the model says.

use super::Frame;
use crate::chart::line_chart::{Dash, Line};
use crate::chart::{Picture, Tone};

/// A guess as a line in one of the chapter's figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Which figure, by its place.
    pub figure: usize,
    /// The line, in the units of its axes, by rising x; one point is a level line.
    pub points: Vec<(f64, f64)>,
}

impl Mark {
    /// A level line.
    #[must_use]
    pub fn level(figure: usize, y: f64) -> Mark {
        Mark { figure, points: vec![(0.0, y)] }
    }
}

/// What names the reader's guess in a chart.
pub const GUESSED: &str = "your guess";

impl Frame {
    /// This frame with the reader's guess in it: as a line in a chart of curves, as a second mark in the reader's own row.
    /// Other pictures have no place for it.
    #[must_use]
    pub fn guessed(mut self, mark: &Mark) -> Frame {
        match &mut self.picture {
            Picture::Lines(chart) => {
                let points = match mark.points[..] {
                    [(_, y)] => vec![(chart.x.low, y), (chart.x.high, y)],
                    _ => mark.points.clone(),
                };
                let held = points.into_iter().map(|(x, y)| (x, y.clamp(chart.y.low, chart.y.high)));
                chart.lines.push(Line {
                    points: held.collect(),
                    label: GUESSED.to_owned(),
                    tone: Tone::Private,
                    dash: Dash::Short,
                    is_own: false,
                });
            }
            Picture::Dumbbells(rows) => {
                let guess = mark.points.first().map(|point| point.1);
                for row in rows.rows.iter_mut().filter(|row| row.is_own) {
                    row.pinned = guess;
                }
                rows.pinned_name = format!("◇ {GUESSED}");
            }
            _ => return self,
        }
        self.summary = format!("{} Your guess is marked.", self.summary);
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::chapter::prediction::{Asked, Guess};
    use crate::chapter::{Results, Setting};
    use crate::chapters::CHAPTERS;

    #[test]
    fn a_guess_is_marked_in_every_chapter_that_says_so() {
        let mut marked = 0;
        for chapter in CHAPTERS {
            let guess = match chapter.prediction().asked {
                Asked::Count { range, .. } => Guess::Count(range.1),
                Asked::Choice { .. } => Guess::Choice(0),
                Asked::Curve(curve) => Guess::Curve(curve.blank()),
            };
            let Some(mark) = chapter.mark(&guess) else { continue };
            let scene = chapter.scene(&Setting::start(chapter), &Results::default());
            let frame = scene.frames[mark.figure].clone();
            assert_ne!(frame.clone().guessed(&mark).picture, frame.picture, "{}", chapter.words().id);
            marked += 1;
        }
        assert!(marked >= 4, "{marked} chapters");
    }
}
