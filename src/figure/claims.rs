//! The three claims together: what every combination of them leaves wrong and undetected once training has fed back.

use blindspot_model::{Claims, Params};

use super::{Cell, Frame, Table, known};
use crate::chart::Picture;
use crate::chart::ladder::{Ladder, Point};
use crate::text::number::percent;

/// All three claims, a bit each: (a) is 1, (b) is 2, (c) is 4.
pub const ALL: u8 = 7;

/// The letters of the claims, by their bits.
pub const LETTERS: [char; 3] = ['a', 'b', 'c'];

/// What a combination of claims leaves wrong and undetected once training has fed back, 0–1; the claims that hold do so as they are
/// in this setting.
#[must_use]
pub fn outcome(params: &Params, claims: u8) -> f64 {
    let holds = |bit: u8| claims & bit != 0;
    let claims = Claims { correlated_error: holds(1), non_modularity: holds(2), unreliable_supervision: holds(4) };
    known::fixed_point(&claims.applied_to(params))
}

/// The name of a combination: `none`, `a + b`, `all three`.
#[must_use]
pub fn name(claims: u8) -> String {
    let letters = LETTERS.iter().enumerate().filter(|(i, _)| claims & (1 << i) != 0);
    match claims {
        0 => "none".to_owned(),
        ALL => "all three".to_owned(),
        _ => letters.map(|(_, letter)| letter.to_string()).collect::<Vec<_>>().join(" + "),
    }
}

/// The figure of a setting, with one combination that is looked at.
#[must_use]
pub fn frame(params: &Params, chosen: u8) -> Frame {
    let points: Vec<Point> =
        (0..=ALL).map(|claims| Point { claims, name: name(claims), share: outcome(params, claims) }).collect();
    let single = points.iter().filter(|point| point.claims.is_power_of_two()).map(|point| point.share);
    let (alone, together) = (single.fold(0.0, f64::max), outcome(params, ALL));
    let rows = points.iter().map(|point| vec![Cell::name(point.name.clone()), Cell::share(point.share)]).collect();
    Frame {
        title: format!("Alone at most {}. Together {}", percent(alone), percent(together)),
        subtitle: "Decisions that end wrong and undetected. Each line adds one claim (log scale)".to_owned(),
        summary: format!(
            "Eight points, one for each combination of the three claims: none leaves {} wrong and undetected, each claim alone at \
             most {}, all three {}.",
            percent(points[0].share),
            percent(alone),
            percent(together)
        ),
        table: Table::new(vec!["Claims that hold".to_owned(), "wrong and undetected".to_owned()], rows),
        picture: Picture::Ladder(Ladder { points, chosen }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use blindspot_model::Parameter;

    #[test]
    fn the_claims_multiply_as_published() {
        let published = [0.008, 0.38, 0.073, 3.5, 0.060, 0.91, 0.59, 17.0];
        for (claims, published) in (0..=ALL).zip(published) {
            let share = 100.0 * outcome(&Params::default(), claims);
            assert!((share / published - 1.0).abs() < 0.03, "{}: {share} %, not {published} %", name(claims));
        }
        assert_eq!(frame(&Params::default(), ALL).title, "Alone at most 0.4%. Together 17%");
    }

    #[test]
    fn a_claim_that_does_not_hold_adds_nothing() {
        let params = Params::default().with(Parameter::Diversity, 1.0).unwrap();
        for claims in [0, 2, 4, 6] {
            assert_eq!(outcome(&params, claims), outcome(&params, claims | 1));
        }
    }
}
