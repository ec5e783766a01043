//! Where correction holds and where it breaks, over supervision and diversity.

use blindspot_model::{Feedback, JudgementCall, Outlook, Parameter, Params, SurvivalTable};

use super::generations::tipping_points;
use super::number::percent;
use super::{Frame, Table};
use crate::chart::Picture;
use crate::chart::axis::{Axis, Spread};
use crate::chart::heat_map::HeatMap;

/// Values of diversity, from 0 to 1.
const ROWS: usize = 48;
/// Values of supervision quality, from 0 to 1.
const COLUMNS: usize = 80;

/// All that a map depends on: a setting without the place in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scene(Params);

impl Scene {
    /// The scene of a setting.
    #[must_use]
    pub fn of(params: &Params) -> Scene {
        let nowhere = [Parameter::Diversity, Parameter::Supervision].map(|p| (p, p.spec().default));
        // Defaults are in range, and no other parameter limits these two.
        Scene(params.with_all(nowhere).unwrap_or(*params))
    }
}

/// One diversity.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    diversity: f64,
    /// x* by supervision quality.
    shares: Vec<f64>,
    /// Supervision below which a sound field falls, and above which a fallen one returns.
    folds: Option<(f64, f64)>,
}

/// A map, complete or in the making: a row at a time, so that it can be made between frames.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    scene: Scene,
    rows: Vec<Row>,
}

impl Map {
    /// Begins the map of a scene.
    #[must_use]
    pub fn begin(scene: &Scene) -> Map {
        Map { scene: *scene, rows: Vec::new() }
    }

    /// Whether all rows are done.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.rows.len() == ROWS
    }

    /// Computes the next row; a few milliseconds at most.
    pub fn advance(&mut self) {
        if self.is_complete() {
            return;
        }
        let diversity = middle(self.rows.len(), ROWS);
        let params = self.scene.0.with(Parameter::Diversity, diversity).unwrap_or(self.scene.0);
        let table = SurvivalTable::new(&JudgementCall::of(&params));
        let feedback = Feedback::of(&params, &table);
        let folds = match feedback.tipping_points().as_slice() {
            [falls, returns, ..] => Some((falls.supervision, returns.supervision)),
            _ => None,
        };
        let shares = (0..COLUMNS).map(|i| feedback.fixed_point(middle(i, COLUMNS)).undetected_share).collect();
        self.rows.push(Row { diversity, shares, folds });
    }
}

/// The middle of the i-th of n even parts of 0–1.
fn middle(i: usize, n: usize) -> f64 {
    (i as f64 + 0.5) / n as f64
}

/// The frame of a setting over a map, which may still be that of an earlier scene or missing.
#[must_use]
pub fn frame(params: &Params, outlook: &Outlook, map: Option<&Map>) -> Frame {
    let rows = map.map_or(&[][..], |map| &map.rows);
    let is_stale = map.is_some_and(|map| map.scene != Scene::of(params));
    let edge = |side: fn((f64, f64)) -> f64| -> Vec<(f64, f64)> {
        rows.iter().filter_map(|row| row.folds.map(|folds| (side(folds), row.diversity))).collect()
    };
    let here = (params.supervision(), params.get(Parameter::Diversity));
    let share = outlook.fixed_point.undetected_share;
    let title = if outlook.tipping_points.len() >= 2 {
        format!("There is an edge here: {}", lower_first(&tipping_points(outlook)))
    } else {
        format!("No edge here, only a slope: you are at {}", percent(share))
    };
    let axis = |name: &str, low: &str, high: &str| Axis {
        low: 0.0,
        high: 1.0,
        spread: Spread::Linear,
        ticks: [(0.0, low), (0.5, "50%"), (1.0, high)].map(|(at, text)| (at, text.to_owned())).into(),
        name: name.to_owned(),
    };
    Frame {
        title,
        subtitle:
            "Share of all calls that are wrong and undetected in the end: the stronger the colour, the larger. By model \
                   diversity (upwards) and supervision quality. Solid line: a sound field falls. Broken line: a fallen \
                   one returns"
                .to_owned(),
        summary: format!(
            "Map. At a supervision quality of {} and a model diversity of {} the field ends at {} wrong and undetected. {}",
            percent(here.0),
            percent(here.1),
            percent(share),
            tipping_points(outlook)
        ),
        table: Table {
            columns: [
                "Model diversity",
                "falls below supervision",
                "returns above",
                "undetected at 25%",
                "at 50%",
                "at 75%",
            ]
            .map(str::to_owned)
            .into(),
            rows: rows
                .iter()
                .step_by(4)
                .map(|row| {
                    let fold = |at: Option<f64>| at.map_or("none".to_owned(), |at| format!("{at:.3}"));
                    let shares = [1, 2, 3].map(|quarter| format!("{:.5}", row.shares[quarter * COLUMNS / 4]));
                    [
                        format!("{:.3}", row.diversity),
                        fold(row.folds.map(|folds| folds.0)),
                        fold(row.folds.map(|folds| folds.1)),
                    ]
                    .into_iter()
                    .chain(shares)
                    .collect()
                })
                .collect(),
        },
        picture: Picture::HeatMap(HeatMap {
            x: axis("supervision quality", "0%", "100%"),
            y: axis("", "0%", "100%"),
            rows: rows.iter().map(|row| row.shares.clone()).collect(),
            is_stale,
            solid: edge(|folds| folds.0),
            dashed: edge(|folds| folds.1),
            here,
            here_name: "you are here".to_owned(),
        }),
    }
}

fn lower_first(sentence: &str) -> String {
    let sentence = sentence.trim_end_matches('.');
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_does_not_depend_on_where_the_reader_is() {
        let moved = Params::default().with_all([(Parameter::Supervision, 0.9), (Parameter::Diversity, 0.1)]).unwrap();
        assert_eq!(Scene::of(&moved), Scene::of(&Params::default()));
        assert_ne!(Scene::of(&moved.with(Parameter::AuditBudget, 90.0).unwrap()), Scene::of(&Params::default()));
    }

    #[test]
    fn the_edge_is_where_the_model_says() {
        let mut map = Map::begin(&Scene::of(&Params::default()));
        while !map.is_complete() {
            map.advance();
        }
        // Human-like models fall at .325 and return at .43; one model has no edge.
        let row = |diversity: f64| {
            let distance = |row: &Row| (row.diversity - diversity).abs();
            map.rows.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap()
        };
        let (falls, returns) = row(1.0 - 0.35 / 0.95).folds.unwrap();
        assert!((falls - 0.325).abs() < 0.01 && (returns - 0.43).abs() < 0.01, "{falls} {returns}");
        assert_eq!(row(0.0).folds, None);
        for row in &map.rows {
            assert!(row.shares.windows(2).all(|pair| pair[1] <= pair[0] + 1e-12), "supervision never harms");
        }
    }
}
