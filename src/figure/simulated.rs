//! Simulated values as dots over exact curves.

use blindspot_model::Estimate;

use super::{Cell, Table};
use crate::chart::Tone;
use crate::chart::dumbbells::Dumbbell;
use crate::chart::line_chart::Dot;

/// Standard errors that a whisker reaches to either side.
const WHISKER: f64 = 2.0;

/// An estimate as a dot, in units of which one share is `unit`.
#[must_use]
pub fn dot(x: f64, estimate: Estimate, unit: f64, tone: Tone) -> Dot {
    Dot { x, y: estimate.value * unit, spread: WHISKER * estimate.standard_error * unit, tone }
}

/// The column of simulated values, and the next one, of their standard errors.
pub const COLUMNS: [&str; 2] = ["simulated", "standard error"];

/// A table with the simulated values beside the exact ones, in the unit of the dots. `head` heads a row that the table has
/// not got.
pub fn beside(table: Table, dots: &[Dot], head: fn(f64) -> Cell, show: fn(f64) -> Cell) -> Table {
    if dots.is_empty() {
        return table;
    }
    let column = |value: fn(&Dot) -> f64| dots.iter().map(|dot| (dot.x, value(dot))).collect::<Vec<_>>();
    let [simulated, error] = COLUMNS;
    table.beside(simulated, &column(|dot| dot.y), head, show).beside(
        error,
        &column(|dot| dot.spread / WHISKER),
        head,
        show,
    )
}

/// A table with the simulated shares of the rows of a dot chart beside the exact ones.
#[must_use]
pub fn beside_rows(table: Table, rows: &[Dumbbell]) -> Table {
    if rows.iter().all(|row| row.simulated.is_none()) {
        return table;
    }
    let column = |value: fn((f64, f64)) -> f64| {
        let cell =
            move |row: &Dumbbell| row.simulated.map_or_else(Cell::nothing, |simulated| Cell::share(value(simulated)));
        rows.iter().map(cell).collect::<Vec<_>>()
    };
    let [simulated, error] = COLUMNS;
    table.with(simulated, column(|simulated| simulated.0)).with(error, column(|simulated| simulated.1 / WHISKER))
}

/// A number of something, as a head.
#[must_use]
pub fn counted(number: f64) -> Cell {
    Cell::number(number, |number| number.to_string())
}
