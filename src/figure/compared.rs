//! A figure over that of another setting: A beside B, and the ghost of the last setting.

use std::sync::Arc;

use super::{Cell, Frame};
use crate::chart::axis::{Axis, below};
use crate::chart::dumbbells::Dumbbells;
use crate::chart::line_chart::{Dash, Line, LineChart};
use crate::chart::strips::Strip;
use crate::chart::{Picture, Tone};

/// What another setting's values are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The setting that was pinned.
    Pinned,
    /// The setting before the last change.
    Ghost,
}

impl Frame {
    /// This frame with the reader's own line, or place, of another setting drawn into it. The pinned one joins the table
    /// and the words too.
    #[must_use]
    pub fn over(mut self, other: &Frame, role: Role) -> Frame {
        match (&mut self.picture, &other.picture) {
            (Picture::Lines(own), Picture::Lines(lines)) => draw_lines(own, lines, role),
            (Picture::HeatMap(own), Picture::HeatMap(map))
                if own.here != map.here && own.others.iter().all(|other| other.0 != map.here) =>
            {
                let name = if role == Role::Pinned { "A" } else { "" };
                own.others.push((map.here, name.to_owned()));
            }
            (Picture::Dumbbells(own), Picture::Dumbbells(other)) if role == Role::Pinned => mark(own, other),
            (Picture::Strips(own), Picture::Strips(other)) if role == Role::Pinned => {
                let others = other.strips.iter().filter(|strip| !own.strips.contains(strip));
                let named = others.map(|strip| Strip { name: format!("A: {}", strip.name), ..strip.clone() });
                let named: Vec<Strip> = named.collect();
                own.strips.extend(named);
            }
            _ => {}
        }
        if role == Role::Pinned {
            self.summary = format!("{} A: {}", self.summary, other.summary);
            self.add_column(other);
        }
        self
    }

    /// This frame without the ghost of the last setting, which neither the table nor a receipt tells of.
    #[must_use]
    pub fn without_ghost(mut self) -> Frame {
        match &mut self.picture {
            Picture::Lines(chart) => {
                chart.lines.retain(|line| line.is_own || line.dash != Dash::Short || !line.label.is_empty());
            }
            Picture::HeatMap(map) => map.others.retain(|(_, name)| !name.is_empty()),
            _ => {}
        }
        self
    }

    /// Adds the other's first values beside those of the rows that have the same heads. The rows of the readers' own
    /// settings come first, and belong together whatever they are called.
    fn add_column(&mut self, other: &Frame) {
        let has_own = matches!(self.picture, Picture::Dumbbells(ref rows) if rows.rows.iter().any(|row| row.is_own));
        // What is claimed stands before what is true.
        let at = if has_own { 2 } else { 1 };
        let is_curve = matches!(self.picture, Picture::Lines(_));
        let (own, other) = (&mut self.table, &other.table);
        if let (Some(numbers), Some(pinned), true) = (&own.whole, &other.whole, is_curve) {
            own.whole = Some(Arc::new(numbers.beside("A: ", pinned)));
        }
        if own.columns.first() != other.columns.first() || own.rows.is_empty() {
            return;
        }
        let Some(name) = own.columns.get(at) else { return };
        let cell_of = |(i, row): (usize, &Vec<Cell>)| {
            let same = |other: &&Vec<Cell>| other.first() == row.first();
            let other = if has_own && i == 0 { other.rows.first() } else { other.rows.iter().find(same) };
            other.and_then(|other| other.get(at)).cloned()
        };
        let cells: Vec<Option<Cell>> = own.rows.iter().enumerate().map(cell_of).collect();
        if cells.iter().all(Option::is_none) {
            return;
        }
        own.columns.insert(at + 1, format!("A: {name}"));
        for (row, cell) in own.rows.iter_mut().zip(cells) {
            row.insert(at + 1, cell.unwrap_or_default());
        }
    }
}

/// Marks the other's true values in the rows of the same names; the readers' own settings have one row each.
fn mark(own: &mut Dumbbells, other: &Dumbbells) {
    for row in &mut own.rows {
        let same = other.rows.iter().find(|other| if row.is_own { other.is_own } else { other.label == row.label });
        row.pinned = same.map(|other| other.actual).filter(|pinned| *pinned != row.actual);
    }
}

fn draw_lines(own: &mut LineChart, other: &LineChart, role: Role) {
    // A cloud of dots is compared as a line through them.
    if role == Role::Pinned && other.lines.iter().all(|line| !line.is_own) && other.dots != own.dots {
        let points = other.dots.iter().map(|dot| (dot.x, dot.y)).collect();
        own.lines.push(Line { points, label: "A".to_owned(), tone: Tone::Private, dash: Dash::Long, is_own: false });
    }
    // Both fit on the larger of two axes.
    let is_higher = |a: &Axis, b: &Axis| (a.spread, a.low) == (b.spread, b.low) && a.high > b.high;
    if role == Role::Pinned && is_higher(&other.y, &own.y) {
        own.y = other.y.clone();
    }
    // A line that begins at the top begins there, whatever rounding makes of it.
    let top = own.y.high * (1.0 + 1e-9);
    for line in other.lines.iter().filter(|line| line.is_own && line.points.len() > 1) {
        let points = below(line.points.iter().copied(), top);
        if own.lines.iter().any(|drawn| drawn.points == points) {
            continue;
        }
        let (label, dash) = match role {
            Role::Pinned => (format!("A: {}", line.label), Dash::Long),
            Role::Ghost => (String::new(), Dash::Short),
        };
        own.lines.push(Line {
            points,
            label,
            tone: if role == Role::Pinned { Tone::Private } else { Tone::Muted },
            dash,
            is_own: false,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{audit_strip, debate, integrity};
    use crate::sandbox::Solved;
    use blindspot_model::{Parameter, Params, World};

    #[test]
    fn rows_strips_and_clouds_are_compared_too() {
        let [a, b] = [World::HumanLike, World::OneModel].map(|world| world.of(&Params::default()));
        let claimed = |params: &Params| {
            let outcome = Solved::of(params);
            integrity::frame(params, &outcome.measures, &outcome.curves().worlds, &[])
        };
        let frame = claimed(&b).over(&claimed(&a), Role::Pinned);
        let Picture::Dumbbells(rows) = &frame.picture else { panic!() };
        assert_eq!(rows.rows[0].pinned, Some(Solved::of(&a).measures.integrity));
        assert!(rows.rows[1..].iter().all(|row| row.pinned.is_none()), "the worlds are the same for both");
        assert_eq!(frame.table.columns[3], "A: true");
        assert_eq!(frame.table.rows[0][3].value, rows.rows[0].pinned);

        let more = b.with(Parameter::AuditBudget, 200.0).unwrap();
        let strips = |params: &Params| audit_strip::frame(params, 1);
        let frame = strips(&b).over(&strips(&more), Role::Pinned);
        let Picture::Strips(drawn) = &frame.picture else { panic!() };
        assert_eq!(drawn.strips.len(), 4);
        assert!(drawn.strips[2].name.starts_with("A: "));
        assert_eq!(strips(&b).over(&strips(&b), Role::Pinned).picture, strips(&b).picture);

        let frame = debate::worlds(&[0.1, 0.3], &[a, b]).over(&debate::worlds(&[0.2, 0.4], &[b, a]), Role::Pinned);
        let Picture::Lines(chart) = &frame.picture else { panic!() };
        let a = chart.lines.last().unwrap();
        assert_eq!((a.label.as_str(), &a.points), ("A", &vec![(1.0, 0.2), (2.0, 0.4)]));
        assert_eq!(frame.table.rows[1][2].value, Some(0.4));
    }

    /// Without reviewers all errors stay, which is the top of the chart but for rounding.
    #[test]
    fn a_ghost_that_begins_at_the_top_is_drawn() {
        let start = World::OneModel
            .of(&Params::default())
            .changed_all([(Parameter::Supervision, 1.0), (Parameter::AuditBudget, 0.0)]);
        let crowd = |params: &Params| crate::sandbox::figures::by_reviewers(&Solved::of(params));
        let flipped = crowd(&start.changed(Parameter::MissRate, 0.1));
        let ghost = flipped.clone().over(&crowd(&start), Role::Ghost);
        let Picture::Lines(chart) = &ghost.picture else { panic!() };
        assert!(chart.lines.last().is_some_and(|line| line.points.len() > 10), "{:?}", chart.lines.last());
    }

    #[test]
    fn another_setting_joins_picture_table_and_words() {
        let [a, b] = [World::HumanLike, World::OneModel].map(|world| {
            let outcome = Solved::of(&world.of(&Params::default()));
            crate::figure::generations::frame(&outcome.outlook, &outcome.unreviewed, &[])
        });
        let pinned = b.clone().over(&a, Role::Pinned);
        let (Picture::Lines(before), Picture::Lines(after)) = (&b.picture, &pinned.picture) else { panic!() };
        assert_eq!(after.lines.len(), before.lines.len() + 1);
        assert!(after.lines.last().unwrap().label.starts_with("A: "));
        assert_eq!(pinned.table.columns.len(), b.table.columns.len() + 1);
        assert_eq!(pinned.table.rows[7][2], a.table.rows[7][1]);
        assert!(pinned.summary.contains(&a.summary));
        let ghost = b.clone().over(&a, Role::Ghost);
        assert_eq!(ghost.table, b.table);
        assert_ne!(ghost.picture, b.picture);
        assert_eq!(ghost.without_ghost(), b, "what is taken away holds what its table holds");
        assert_eq!(b.clone().over(&b, Role::Ghost).picture, b.picture, "no change, no ghost");
    }
}
