//! One budget and three purchases: diversity, audits and supervision.

use blindspot_model::{Parameter, Params};

use super::known::fixed_point;
use super::simulated::counted;
use super::{Cell, Frame, Table, axes};
use crate::chart::axis::{Axis, Spread};
use crate::chart::line_chart::{Dash, Dot, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::percent;

/// By how much rounding may overspend, in coins.
const ROUNDING: f64 = 1e-9;

/// Coins to spend.
pub const COINS: u8 = 10;

/// Reviews that a coin pays for: those of one project as it is by default, of each decision by each reviewer.
const REVIEWS_A_COIN: f64 = Parameter::JudgementCalls.spec().default * Parameter::Reviewers.spec().default;

/// How many reviews one audit costs as much as. A review reads what was done; an audit does it again, with measurements, runs
/// or a proof. Were it as cheap as a few reviews, the best would be to audit everything, and nobody does.
pub const REVIEWS_AN_AUDIT: f64 = 15.0;

/// What can be bought, and how much of it one coin buys in the parameter's own units. The prices are an assumption;
/// nobody has measured them.
pub const PURCHASES: [(Parameter, &str, f64); 3] = [
    (Parameter::Diversity, "diversity", 0.08),
    (Parameter::AuditBudget, "audits", REVIEWS_A_COIN / REVIEWS_AN_AUDIT),
    (Parameter::Supervision, "supervision", 0.04),
];

/// What of a purchase a setting has bought since the start, in coins.
#[must_use]
pub fn spent_on(purchase: usize, start: &Params, params: &Params) -> f64 {
    let (parameter, _, one) = PURCHASES[purchase];
    (params.get(parameter) - start.get(parameter)) / one
}

/// Coins that a setting has spent since the start.
#[must_use]
pub fn spent(start: &Params, params: &Params) -> f64 {
    (0..PURCHASES.len()).map(|purchase| spent_on(purchase, start, params)).sum()
}

/// The start with so many coins spent on each purchase; what is in excess of a range, or of a whole audit, is lost.
#[must_use]
pub fn bought(start: &Params, coins: [f64; 3]) -> Params {
    let changes = PURCHASES.iter().zip(coins).map(|(&(parameter, _, one), coins)| {
        let wanted = start.get(parameter) + coins * one;
        let wanted = if parameter == Parameter::AuditBudget { (wanted + ROUNDING).floor() } else { wanted };
        (parameter, wanted.clamp(parameter.spec().min, start.limit(parameter)))
    });
    start.changed_all(changes)
}

/// A change held within the budget: what is sold below the start stays, and what is bought beyond the last coin is not.
#[must_use]
pub fn admitted(start: &Params, before: &Params, after: Params) -> Params {
    let wanted: [f64; 3] = std::array::from_fn(|purchase| spent_on(purchase, start, &after));
    let mut coins = wanted.map(|coins| coins.max(0.0));
    let total: f64 = coins.iter().sum();
    let excess = total - f64::from(COINS);
    // What is possible stays to the last bit: converted to coins and back it would not.
    if excess < ROUNDING && coins == wanted {
        let bought = PURCHASES.map(|(parameter, ..)| (parameter, after.get(parameter)));
        return start.changed_all(bought);
    }
    if excess > 0.0 {
        // What was just raised gives way, not what was bought before.
        for (purchase, coins) in coins.iter_mut().enumerate() {
            let had = spent_on(purchase, start, before);
            if *coins > had {
                *coins = (*coins - excess).max(0.0);
            }
        }
    }
    bought(start, coins)
}

/// The ways to spend that the chart compares: each purchase alone, and all three alike.
#[must_use]
pub fn ways() -> [(&'static str, [f64; 3]); 4] {
    let one = |purchase: usize| std::array::from_fn(|i| if i == purchase { 1.0 } else { 0.0 });
    [
        ("all on diversity", one(0)),
        ("all on audits", one(1)),
        ("all on supervision", one(2)),
        ("a third each", [1.0 / 3.0; 3]),
    ]
}

/// The settings that the curves go through.
pub fn settings(start: &Params) -> impl Iterator<Item = Params> {
    let spent = move |way: [f64; 3], coins: u8| bought(start, way.map(|share| share * f64::from(coins)));
    ways().into_iter().flat_map(move |(_, way)| (0..=COINS).map(move |coins| spent(way, coins)))
}

/// x* by coins spent, for each of the [`ways`].
#[must_use]
pub fn curves(start: &Params) -> Vec<Vec<(f64, f64)>> {
    ways()
        .iter()
        .map(|(_, way)| {
            (0..=COINS)
                .map(f64::from)
                .map(|coins| (coins, fixed_point(&bought(start, way.map(|share| share * coins)))))
                .collect()
        })
        .collect()
}

/// The frame of a setting, with what a simulated field of it came to where there is one.
#[must_use]
pub fn frame(start: &Params, params: &Params, curves: &[Vec<(f64, f64)>], simulated: Option<f64>) -> Frame {
    let coins = spent(start, params);
    let own = fixed_point(params);
    let looks = [
        (Tone::Private, Dash::Solid),
        (Tone::Caught, Dash::Long),
        (Tone::Muted, Dash::Solid),
        (Tone::Undetected, Dash::Short),
    ];
    let mut lines: Vec<Line> = ways()
        .iter()
        .zip(curves)
        .zip(looks)
        .map(|(((name, _), points), (tone, dash))| Line {
            points: points.clone(),
            // A phone has no room for the rest of the name.
            label: name.trim_start_matches("all on ").to_owned(),
            tone,
            dash,
            is_own: false,
        })
        .collect();
    lines.push(Line {
        points: vec![(coins, own)],
        label: format!("you: {}", percent(own)),
        tone: Tone::Ink,
        dash: Dash::Solid,
        is_own: true,
    });
    Frame {
        title: format!("{coins:.0} of {COINS} coins spent: {} stays undetected", percent(own)),
        subtitle: if coins > f64::from(COINS) - 0.05 {
            "All coins are spent: to raise one lever, lower another".to_owned()
        } else {
            "Undetected share in the end, by coins spent, at invented prices. Dot: simulated".to_owned()
        },
        summary: format!(
            "Line chart: after {coins:.0} coins {} of the decisions are wrong and undetected.",
            percent(own)
        ),
        table: Table::new(
            std::iter::once("Coins".to_owned()).chain(ways().map(|(name, _)| name.to_owned())).collect(),
            (0..=usize::from(COINS))
                .map(|i| {
                    std::iter::once(Cell::count(i))
                        .chain(curves.iter().map(|points| Cell::share(points[i].1)))
                        .collect()
                })
                .collect(),
        )
        .beside("yours", &[(coins, own)], counted, Cell::share)
        .beside(
            "yours, simulated",
            &simulated.map(|share| (coins, share)).into_iter().collect::<Vec<_>>(),
            counted,
            Cell::share,
        ),
        picture: Picture::Lines(LineChart {
            x: Axis {
                low: 0.0,
                high: f64::from(COINS),
                spread: Spread::Linear,
                ticks: (0..=COINS).step_by(2).map(|n| (f64::from(n), n.to_string())).collect(),
                name: "coins spent".to_owned(),
            },
            y: axes::shares(axes::UNDETECTED),
            band: None,
            lines,
            dots: simulated.map(|y| Dot { x: coins, y, spread: 0.0, tone: Tone::Ink }).into_iter().collect(),
            ways: Vec::new(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use blindspot_model::World;

    #[test]
    fn nobody_spends_more_than_there_is() {
        let start = World::OneModel.of(&Params::default());
        let half = bought(&start, [5.0, 0.0, 0.0]);
        assert!((spent(&start, &half) - 5.0).abs() < 1e-9);
        let greedy = half.with(Parameter::Supervision, 1.0).unwrap();
        let held = admitted(&start, &half, greedy);
        assert!((spent(&start, &held) - 10.0).abs() < 1e-9);
        assert!((spent_on(0, &start, &held) - 5.0).abs() < 1e-9, "what was bought before stays");
        let sold = start.with(Parameter::AuditBudget, 0.0).unwrap();
        assert_eq!(admitted(&start, &start, sold), start, "nothing is sold");
    }
}
