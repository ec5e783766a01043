//! Where correction holds and where it breaks, over two parameters: supervision and diversity unless others are chosen.

use std::sync::Arc;

use blindspot_model::params::Kind;
use blindspot_model::survival::LatestTable;
use blindspot_model::{Feedback, JudgementCall, LongWork, Outlook, Parameter, Params};

use super::generations::{edges, tipping_points};
use super::map_preview;
use super::map_regions::{Fate, regions};
use super::table::Cell;
use super::{Frame, Numbers, Table};
use crate::chart::Picture;
use crate::chart::axis::{Axis, Spread};
use crate::chart::heat_map::{HeatMap, Region};
use crate::text::number::{grouped, percent, significant};

/// Cells of a map where the models stay as alike along a row: from the lowest value to the highest.
const FINE: (usize, usize) = (80, 48);
/// Cells where each takes a table of its own.
const COARSE: (usize, usize) = (40, 24);

/// The parameters that a map is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axes {
    /// To the right.
    pub x: Parameter,
    /// Upwards.
    pub y: Parameter,
}

impl Default for Axes {
    fn default() -> Axes {
        Axes { x: Parameter::Supervision, y: Parameter::Diversity }
    }
}

/// All that a map depends on: a setting without the place in it, and the axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapKey {
    params: Params,
    axes: Axes,
}

impl MapKey {
    /// The scene of a setting over supervision and diversity.
    #[must_use]
    pub fn of(params: &Params) -> MapKey {
        MapKey::along(params, Axes::default())
    }

    /// The scene of a setting over two parameters.
    #[must_use]
    pub fn along(params: &Params, axes: Axes) -> MapKey {
        let somewhere =
            |parameter: Parameter| parameter.spec().default.clamp(params.floor(parameter), params.limit(parameter));
        let nowhere = [axes.x, axes.y].map(|parameter| (parameter, somewhere(parameter)));
        MapKey { params: params.changed_all(nowhere), axes }
    }

    /// Whether every cell of a row has a table of its own.
    fn is_coarse(&self) -> bool {
        let x = self.axes.x;
        let call = |end: f64| JudgementCall::of(&self.params.changed(x, end));
        call(self.params.floor(x)) != call(self.params.limit(x))
    }

    /// The values of both axes.
    fn grid(&self) -> (Vec<f64>, Vec<f64>) {
        let (columns, rows) = if self.is_coarse() { COARSE } else { FINE };
        (values(&self.params, self.axes.x, columns), values(&self.params, self.axes.y, rows))
    }
}

/// The middles of so many even parts of a parameter's range; of whole numbers at most each one.
fn values(params: &Params, parameter: Parameter, most: usize) -> Vec<f64> {
    let (low, high) = (params.floor(parameter), params.limit(parameter));
    if parameter.spec().kind == Kind::Real {
        return (0..most).map(|i| low + (high - low) * middle(i, most)).collect();
    }
    let count = (0..most).take_while(|&i| i as f64 <= high - low).count();
    let step = (high - low) / (count.max(2) - 1) as f64;
    (0..count).map(|i| (low + step * i as f64).round()).collect()
}

/// One point of a map.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spot {
    /// x*.
    share: f64,
    /// σ.
    supervision: f64,
    /// At which supervision a sound field falls, and at which a fallen one returns; `None` without tipping points.
    edges: Option<(f64, f64)>,
}

/// A map, complete or in the making: a few cells at a time, so that it can be made between frames.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    scene: MapKey,
    x: Vec<f64>,
    y: Vec<f64>,
    /// From the lowest row on, each from the left.
    cells: Vec<Spot>,
    table: LatestTable,
    lines: Lines,
    /// The cells as numbers, once all are done.
    numbers: Arc<Numbers>,
}

/// A line over a map, as points.
type Points = Vec<(f64, f64)>;

/// What is drawn over the cells of a complete map.
#[derive(Clone, Debug, Default, PartialEq)]
struct Lines {
    /// Where a sound field falls.
    falls: Points,
    /// Where a fallen one returns.
    returns: Points,
    /// Where the share is [`contour`].
    contour: Points,
    /// What happens where, in words.
    regions: Vec<Region>,
}

impl Map {
    /// Begins the map of a scene.
    #[must_use]
    pub fn begin(scene: &MapKey) -> Map {
        let (x, y) = scene.grid();
        Map {
            scene: *scene,
            x,
            y,
            cells: Vec::new(),
            table: LatestTable::default(),
            lines: Lines::default(),
            numbers: Arc::default(),
        }
    }

    /// The shares by row, from the lowest on.
    #[must_use]
    pub fn shares(&self) -> Vec<Vec<f64>> {
        let complete = self.cells.chunks_exact(self.x.len());
        complete.map(|row| row.iter().map(|cell| cell.share).collect()).collect()
    }

    /// What happens where, in words.
    fn regions(&self) -> Vec<Region> {
        let fates: Vec<Option<Fate>> = self.cells.iter().map(Spot::fate).collect();
        let rows: Vec<&[Option<Fate>]> = fates.chunks_exact(self.x.len()).collect();
        let Axes { x, y } = self.scene.axes;
        regions(&rows, [x, y].map(|parameter| span(&self.scene.params, parameter)))
    }

    /// A row for each cell: where it is, what stays undetected there, and along which supervision its field has an edge.
    fn numbers(&self) -> Numbers {
        let Axes { x, y } = self.scene.axes;
        let columns = [&name(x), &name(y), "undetected in the end", "falls at supervision", "returns at supervision"];
        let places = self.y.iter().flat_map(|&y| self.x.iter().map(move |&x| (x, y)));
        let rows = places.zip(&self.cells).map(|((at_x, at_y), cell)| {
            let (falls, returns) = cell.edges.unwrap_or((f64::NAN, f64::NAN));
            vec![at_x, at_y, cell.share, falls, returns]
        });
        Numbers::by(columns.map(str::to_owned).into(), rows)
    }

    /// Where a value of the cells passes 0, as points: from row to row where most rows have one, or else from column to
    /// column. Where a cell is not possible there is none.
    fn level(&self, value: impl Fn(&Spot) -> Option<f64>) -> Points {
        let at = |column: usize, row: usize| {
            self.cells.get(row * self.x.len() + column).and_then(&value).filter(|value| value.is_finite())
        };
        let along_rows: Points = (0..self.y.len())
            .filter_map(|row| Some((first_passing(&self.x, |column| at(column, row))?, self.y[row])))
            .collect();
        let along_columns: Points = (0..self.x.len())
            .filter_map(|column| Some((self.x[column], first_passing(&self.y, |row| at(column, row))?)))
            .collect();
        let share = |points: &Points, of: &[f64]| points.len() as f64 / of.len() as f64;
        if share(&along_rows, &self.y) >= share(&along_columns, &self.x) { along_rows } else { along_columns }
    }
}

impl LongWork for Map {
    /// Computes the next cells, with one new table at most and no further than to the end of the row.
    fn advance(&mut self) {
        let mut is_first = true;
        while !self.is_complete() {
            let (row, column) = (self.cells.len() / self.x.len(), self.cells.len() % self.x.len());
            if !is_first && column == 0 {
                return;
            }
            let place = [(self.scene.axes.x, self.x[column]), (self.scene.axes.y, self.y[row])];
            // Where one axis limits the other, some places are not possible.
            let Ok(params) = self.scene.params.with_all(place) else {
                self.cells.push(Spot { share: f64::NAN, supervision: f64::NAN, edges: None });
                continue;
            };
            let call = JudgementCall::of(&params);
            if !is_first && !self.table.has(&call) {
                return;
            }
            let feedback = Feedback::of(&params, self.table.of(&call));
            // Supervision leaves the feedback as it is: one for the whole row.
            let alike = if self.scene.axes.x == Parameter::Supervision { &self.x[column..] } else { &[] };
            if alike.is_empty() {
                self.cells.push(Spot::of(&feedback, params.supervision()));
            }
            self.cells.extend(alike.iter().map(|&supervision| Spot::of(&feedback, supervision)));
            is_first = false;
        }
        self.table = LatestTable::default();
        self.lines = Lines {
            falls: self.level(|cell| Some(cell.supervision - cell.edges?.0)),
            returns: self.level(|cell| Some(cell.supervision - cell.edges?.1)),
            contour: self.level(|cell| Some(cell.share - contour())),
            regions: self.regions(),
        };
        self.numbers = Arc::new(self.numbers());
    }

    /// Whether all cells are done.
    fn is_complete(&self) -> bool {
        self.cells.len() >= self.x.len() * self.y.len()
    }

    /// The share of the cells that is done, 0–1.
    fn progress(&self) -> f64 {
        self.cells.len() as f64 / (self.x.len() * self.y.len()) as f64
    }
}

/// The first place between two values of an axis where what is there passes 0.
fn first_passing(axis: &[f64], at: impl Fn(usize) -> Option<f64>) -> Option<f64> {
    (1..axis.len()).find_map(|i| {
        let (before, after) = (at(i - 1)?, at(i)?);
        let share = before / (before - after);
        ((before < 0.0) != (after < 0.0)).then(|| axis[i - 1] + share * (axis[i] - axis[i - 1]))
    })
}

impl Spot {
    fn of(feedback: &Feedback, supervision: f64) -> Spot {
        let edges = match feedback.tipping_points().as_slice() {
            [falls, returns, ..] => Some((falls.supervision, returns.supervision)),
            _ => None,
        };
        Spot { share: feedback.fixed_point(supervision).undetected_share, supervision, edges }
    }

    /// What becomes of a field here. Where nothing tips it is what the share says, and in between there is no word.
    fn fate(&self) -> Option<Fate> {
        match self.edges {
            Some((falls, _)) if self.supervision < falls => Some(Fate::Falls),
            Some((_, returns)) if self.supervision < returns => Some(Fate::Trapped),
            Some(_) => Some(Fate::Holds),
            None if self.share <= contour() => Some(Fate::Holds),
            None if self.share >= 0.5 => Some(Fate::Falls),
            None => None,
        }
    }
}

/// The middle of the i-th of n even parts of 0–1.
fn middle(i: usize, n: usize) -> f64 {
    (i as f64 + 0.5) / n as f64
}

/// The share whose contour is drawn: as many errors as well-supervised authors make.
fn contour() -> f64 {
    Parameter::ErrorRate.spec().default
}

/// The frame of a setting over a map, which may still be that of an earlier scene or missing.
#[must_use]
pub fn frame(params: &Params, axes: Axes, outlook: &Outlook, map: Option<&Map>) -> Frame {
    let map = map.filter(|map| map.scene.axes == axes);
    let is_stale = map.is_some_and(|map| map.scene != MapKey::along(params, axes));
    let Lines { falls, returns, contour: level, regions } = map.map(|map| map.lines.clone()).unwrap_or_default();
    let here = (params.get(axes.x), params.get(axes.y));
    let share = outlook.fixed_point.undetected_share;
    let title = match edges(outlook) {
        Some((falls, returns)) => format!("A cliff: down below {falls} supervision, back above {returns}"),
        None => format!("No cliff here, only a slope: {} undetected", percent(share)),
    };
    let (x_name, y_name) = (name(axes.x), name(axes.y));
    let (x, y) = (axis(params, axes.x, x_name.clone()), axis(params, axes.y, y_name.clone()));
    let shown = |parameter: Parameter, value: f64| show(parameter, value);
    let rows = match map {
        Some(map) => map.shares(),
        None if MapKey::along(params, axes) == MapKey::of(&Params::default()) => map_preview::shares(),
        None => Vec::new(),
    };
    Frame {
        title,
        subtitle: format!(
            "Undetected share in the end. Lines: fall (solid), return (broken), {} (thin)",
            percent(contour())
        ),
        summary: format!(
            "Map. At {x_name} {} and {y_name} {} the field ends at {} wrong and undetected. {}",
            shown(axes.x, here.0),
            shown(axes.y, here.1),
            percent(share),
            tipping_points(outlook)
        ),
        table: table(axes, map),
        picture: Picture::HeatMap(HeatMap {
            x,
            y,
            rows,
            is_stale,
            solid: falls,
            dashed: returns,
            contour: level,
            here,
            here_name: "you are here".to_owned(),
            others: Vec::new(),
            regions: if is_stale { Vec::new() } else { regions },
        }),
    }
}

/// A parameter as an axis calls it.
fn name(parameter: Parameter) -> String {
    match parameter {
        Parameter::Supervision => "supervision quality".to_owned(),
        Parameter::Diversity => "model diversity".to_owned(),
        _ => parameter.spec().name.replace('_', " "),
    }
}

/// A value as an axis says it.
fn show(parameter: Parameter, value: f64) -> String {
    let spec = parameter.spec();
    match spec.kind {
        Kind::Real if spec.unit.is_empty() && spec.max <= 1.0 => percent(value),
        Kind::Real => significant(value, 2),
        Kind::Whole | Kind::Switch => grouped(value),
    }
}

/// From where to where an axis goes.
fn span(params: &Params, parameter: Parameter) -> (f64, f64) {
    let (low, high) = (params.floor(parameter), params.limit(parameter));
    (low, if high > low { high } else { low + 1.0 })
}

fn axis(params: &Params, parameter: Parameter, name: String) -> Axis {
    let (low, high) = span(params, parameter);
    let halves = if parameter.spec().kind == Kind::Real || (high - low) % 2.0 == 0.0 {
        &[0.0, 0.5, 1.0][..]
    } else {
        &[0.0, 1.0]
    };
    let ticks = halves.iter().map(|share| low + share * (high - low)).map(|at| (at, show(parameter, at))).collect();
    Axis { low, high, spread: Spread::Linear, ticks, name }
}

/// Rows of the map that the table has.
const TABLE_ROWS: usize = 12;

/// A value of an axis in a table.
fn thousandths(value: f64) -> Cell {
    Cell::number(value, |value| format!("{value:.3}"))
}

fn table(axes: Axes, map: Option<&Map>) -> Table {
    let quarters = |map: &Map| [1, 2, 3].map(|quarter| quarter * map.x.len() / 4);
    let heads = map.map_or_else(Vec::new, |map| {
        quarters(map).map(|column| format!("undetected at {}", show(axes.x, map.x[column]))).into()
    });
    let rows = map.map_or_else(Vec::new, |map| {
        let fold = |points: &[(f64, f64)], y: f64| {
            let at = points.iter().find(|point| point.1 == y);
            at.map_or_else(Cell::nothing, |point| thousandths(point.0))
        };
        let step = (map.y.len() / TABLE_ROWS).max(1);
        map.cells
            .chunks_exact(map.x.len())
            .zip(&map.y)
            .step_by(step)
            .map(|(row, &y)| {
                let shares = quarters(map).map(|column| Cell::share(row[column].share));
                [thousandths(y), fold(&map.lines.falls, y), fold(&map.lines.returns, y)]
                    .into_iter()
                    .chain(shares)
                    .collect()
            })
            .collect()
    });
    let (x, y) = (name(axes.x), name(axes.y));
    let table =
        Table::new([y, format!("falls at {x}"), format!("returns at {x}")].into_iter().chain(heads).collect(), rows);
    match map {
        Some(map) => table.excerpt_of(Arc::clone(&map.numbers)),
        None => table,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use blindspot_model::SurvivalTable;

    #[test]
    fn a_map_does_not_depend_on_where_the_reader_is() {
        let moved = Params::default().with_all([(Parameter::Supervision, 0.9), (Parameter::Diversity, 0.1)]).unwrap();
        assert_eq!(MapKey::of(&moved), MapKey::of(&Params::default()));
        assert_ne!(MapKey::of(&moved.with(Parameter::AuditBudget, 90.0).unwrap()), MapKey::of(&Params::default()));
    }

    #[test]
    fn the_edge_is_where_the_model_says() {
        let mut map = Map::begin(&MapKey::of(&Params::default()));
        while !map.is_complete() {
            map.advance();
        }
        // Human-like models fall at .325 and return at .43; one model has no edge.
        let Lines { falls, returns, .. } = &map.lines;
        let at = |points: &Points, diversity: f64| {
            let distance = |point: &(f64, f64)| (point.1 - diversity).abs();
            points
                .iter()
                .copied()
                .min_by(|a, b| distance(a).total_cmp(&distance(b)))
                .filter(|point| distance(point) < 0.02)
        };
        let human = 1.0 - 0.35 / 0.95;
        let (falls_at, returns_at) = (at(falls, human).unwrap().0, at(returns, human).unwrap().0);
        assert!((falls_at - 0.325).abs() < 0.01 && (returns_at - 0.43).abs() < 0.01, "{falls_at} {returns_at}");
        assert_eq!(at(falls, 0.0), None);
        for row in map.shares() {
            assert!(row.windows(2).all(|pair| pair[1] <= pair[0] + 1e-12), "supervision never harms");
        }
    }

    #[test]
    fn any_two_parameters_make_a_map() {
        let params = Params::default();
        for axes in [
            Axes { x: Parameter::Reviewers, y: Parameter::Supervision },
            Axes { x: Parameter::AuditBudget, y: Parameter::Steps },
            Axes { x: Parameter::SelfCheck, y: Parameter::Lineages },
        ] {
            let mut map = Map::begin(&MapKey::along(&params, axes));
            while !map.is_complete() {
                map.advance();
            }
            assert_eq!(map.shares().len(), map.y.len());
            let outlook = Outlook::of(&params, &SurvivalTable::new(&JudgementCall::of(&params)), 5);
            let frame = frame(&params, axes, &outlook, Some(&map));
            assert_eq!(frame.table.columns.len(), 6);
            assert!(frame.table.rows.iter().all(|row| row.len() == 6));
            let Picture::HeatMap(picture) = frame.picture else { panic!("a map") };
            let lines = [picture.solid, picture.dashed, picture.contour].concat();
            assert!(lines.iter().all(|(x, y)| x.is_finite() && y.is_finite()), "no line where no cell is possible");
        }
        // More audits than steps there are none.
        let map = Map::begin(&MapKey::along(&params, Axes { x: Parameter::AuditBudget, y: Parameter::Steps }));
        assert!(map.x.iter().all(|&audits| audits <= 500.0));
    }
}
