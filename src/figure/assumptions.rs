//! What each assumption does to the outcome: one at a time, over its plausible range.

use blindspot_model::order::ordered;
use blindspot_model::plausible::ends;
use blindspot_model::{Parameter, Params};

use super::{Cell, Frame, Table, axes};
use crate::chart::Picture;
use crate::chart::dumbbells::{Dumbbell, Dumbbells, PINNED};
use crate::text::number::{percent, percent_interval, percents};
use crate::text::spelling::capitalized;

/// Effects below this are not drawn: they would be a point.
const SEEN: f64 = 0.001;

/// An assumption with the settings at both ends of what is plausible for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Which.
    pub parameter: Parameter,
    /// The setting with it at its low and at its high end.
    pub ends: [Params; 2],
}

/// The assumptions of a setting that have a plausible range in it.
#[must_use]
pub fn assumptions(params: &Params) -> Vec<Assumption> {
    let of = |&parameter: &Parameter| Some(Assumption { parameter, ends: ends(params, parameter)? });
    Parameter::ALL.iter().filter_map(of).collect()
}

/// Its name in the chart.
fn name(parameter: Parameter) -> String {
    capitalized(&parameter.spec().name.replace('_', " "))
}

/// The frame of a field that ends at `own`, with the x* of both ends of each of its [`assumptions`]; without them nothing is known
/// yet.
#[must_use]
pub fn frame(params: &Params, own: f64, shares: &[f64]) -> Frame {
    let effects: Vec<(Assumption, f64, f64)> = assumptions(params)
        .into_iter()
        .zip(shares.chunks_exact(2))
        .map(|(assumption, ends)| (assumption, ends[0].min(ends[1]).min(own), ends[0].max(ends[1]).max(own)))
        .collect();
    let widest = ordered(&effects, |(_, low, high)| low - high);
    let title = match widest.first() {
        None => "Assumptions are tried one by one once the sliders rest".to_owned(),
        Some((assumption, low, high)) => {
            format!("{} moves most: from {}", name(assumption.parameter), percent_interval(*low, *high))
        }
    };
    let told = |low: f64, high: f64| percents(low, high).join("–");
    let rows = widest.iter().filter(|(_, low, high)| high - low >= SEEN).map(|(assumption, low, high)| Dumbbell {
        label: name(assumption.parameter),
        claimed: own,
        // The end that is further away.
        actual: if own - low > high - own { *low } else { *high },
        value: told(*low, *high),
        is_own: false,
        simulated: None,
        range: Some((*low, *high)),
        estimated: None,
        pinned: None,
    });
    let rows: Vec<Dumbbell> = rows.collect();
    Frame {
        title,
        subtitle: "Undetected share in the end, one assumption at a time over its plausible range".to_owned(),
        summary: format!(
            "Dot chart. As set {}. {}.",
            percent(own),
            rows.iter().map(|row| format!("{}: {}", row.label, row.value)).collect::<Vec<_>>().join("; ")
        ),
        table: Table::new(
            ["Assumption", "as set", "from", "to", "undetected from", "to at most"].map(str::to_owned).into(),
            widest
                .iter()
                .map(|(Assumption { parameter, ends }, low, high)| {
                    let value = |params: &Params| Cell::number(params.get(*parameter), |value| format!("{value:.3}"));
                    vec![
                        Cell::name(name(*parameter)),
                        value(params),
                        value(&ends[0]),
                        value(&ends[1]),
                        Cell::share(*low),
                        Cell::share(*high),
                    ]
                })
                .collect(),
        ),
        picture: Picture::Dumbbells(Dumbbells {
            axis: axes::shares(""),
            rows,
            claimed_name: format!("○ as set {}", percent(own)),
            actual_name: "from – to".to_owned(),
            pinned_name: PINNED.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::known::fixed_point;
    use blindspot_model::World;

    #[test]
    fn every_assumption_is_moved_alone_and_the_widest_comes_first() {
        let params = World::FourLabs.of(&Params::default());
        let all = assumptions(&params);
        for Assumption { parameter, ends } in &all {
            for end in ends {
                // Likeness is one assumption for diversity and kinship.
                let moved = Parameter::ALL.iter().filter(|&&p| p != Parameter::Kinship && end.get(p) != params.get(p));
                assert!(moved.into_iter().all(|p| p == parameter), "{parameter:?}");
            }
        }
        let shares: Vec<f64> = all.iter().flat_map(|a| a.ends).map(|params| fixed_point(&params)).collect();
        let own = fixed_point(&params);
        let Picture::Dumbbells(chart) = frame(&params, own, &shares).picture else { panic!() };
        let widths: Vec<f64> = chart.rows.iter().filter_map(|row| row.range).map(|(low, high)| high - low).collect();
        assert!(widths.len() >= 6 && widths.is_sorted_by(|a, b| a >= b), "{widths:?}");
        assert!(chart.rows.iter().all(|row| row.range.is_some_and(|(low, high)| low <= own && own <= high)));
        assert!(frame(&params, own, &[]).title.contains("once the sliders rest"));
    }
}
