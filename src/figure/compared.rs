//! A figure over that of another setting: A beside B, and the ghost of the last setting.

use super::{Cell, Frame};
use crate::chart::axis::{Axis, below};
use crate::chart::line_chart::{Dash, Line, LineChart};
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
            _ => {}
        }
        if role == Role::Pinned {
            self.summary = format!("{} A: {}", self.summary, other.summary);
            self.add_column(other);
        }
        self
    }

    /// Adds the other's first values where the rows are the same.
    fn add_column(&mut self, other: &Frame) {
        let (own, other) = (&mut self.table, &other.table);
        let heads = |rows: &[Vec<Cell>]| rows.iter().map(|row| row.first().cloned()).collect::<Vec<_>>();
        if own.columns.first() != other.columns.first() || heads(&own.rows) != heads(&other.rows) {
            return;
        }
        let Some(name) = own.columns.get(1) else { return };
        own.columns.insert(2, format!("A: {name}"));
        for (row, other) in own.rows.iter_mut().zip(&other.rows) {
            row.insert(2, other.get(1).cloned().unwrap_or_default());
        }
    }
}

fn draw_lines(own: &mut LineChart, other: &LineChart, role: Role) {
    // Both fit on the larger of two axes.
    let is_higher = |a: &Axis, b: &Axis| (a.spread, a.low) == (b.spread, b.low) && a.high > b.high;
    if role == Role::Pinned && is_higher(&other.y, &own.y) {
        own.y = other.y.clone();
    }
    let top = own.y.high;
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
    use crate::sandbox::Outcome;
    use blindspot_model::{Params, World};

    #[test]
    fn another_setting_joins_picture_table_and_words() {
        let [a, b] = [World::HumanLike, World::OneModel].map(|world| {
            let outcome = Outcome::of(&world.of(&Params::default()).unwrap());
            super::super::generations::frame(&outcome.outlook, &outcome.unreviewed, &[])
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
        assert_eq!(b.clone().over(&b, Role::Ghost).picture, b.picture, "no change, no ghost");
    }
}
