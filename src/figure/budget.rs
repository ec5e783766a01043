//! One budget for diversity, audits and supervision: the best mix at every spend, and where the reader's stands.

use blindspot_model::budget::{BudgetSearch, Mix, Offer, Prices, Standing};

use super::axes::{UNDETECTED, shares_up_to};
use super::spending::PURCHASES;
use super::{Cell, Frame, Table};
use crate::chart::axis::{Axis, Spread};
use crate::chart::line_chart::{Dash, Dot, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::{grouped, percent, significant};

/// Steps whose audit is priced as one: one of them costs too little to say.
pub const STEPS_PRICED: f64 = 100.0;

/// The highest price that is offered, in coins: of diversity, of [`STEPS_PRICED`] audits, and of supervision.
pub const HIGHEST_PRICE: f64 = 100.0;

/// The highest prices that are offered: of diversity, of one audited step, and of supervision.
#[must_use]
pub fn highest_prices() -> [f64; 3] {
    [HIGHEST_PRICE, HIGHEST_PRICE / STEPS_PRICED, HIGHEST_PRICE]
}

/// A share by which a mix must be lower than another to be called better: less is not seen in a chart.
const BETTER: f64 = 0.01;

/// The prices that chapter 9 has, in coins.
#[must_use]
pub fn usual_prices() -> Prices {
    let [diversity, audited_step, supervision] = PURCHASES.map(|(_, _, one)| 1.0 / one);
    // Prices above 0 and far below the largest are possible.
    let prices = Prices::new(diversity, audited_step, supervision);
    debug_assert!(prices.is_ok(), "prices that are impossible");
    prices.unwrap_or(Prices::FREE)
}

/// A mix in words.
#[must_use]
pub fn told(mix: &Mix) -> String {
    let audits = match mix.audit_budget {
        0.0 => "no audits".to_owned(),
        1.0 => "1 audited step".to_owned(),
        steps => format!("{} audited steps", grouped(steps)),
    };
    format!("diversity {}, {audits}, supervision {}", percent(mix.diversity), percent(mix.supervision))
}

/// Coins in words.
#[must_use]
pub fn coins(spend: f64) -> String {
    let text = significant(spend, 3);
    if text == "1.00" { "1 coin".to_owned() } else { format!("{text} coins") }
}

/// Whether an offer is noticeably better than the reader's own at its cost.
fn is_better(standing: &Standing) -> bool {
    standing.best.undetected_share < standing.own.undetected_share * (1.0 - BETTER)
}

/// Whether the reader's share can be had for noticeably less.
fn is_cheaper(standing: &Standing) -> bool {
    standing.cheapest.spend < standing.own.spend * (1.0 - BETTER)
}

/// Whether a mix has a lever at its end, so that other prices would give another.
fn is_corner(mix: &Mix) -> bool {
    let is_end = |share: f64| share <= 0.0 || share >= 1.0;
    is_end(mix.diversity) || is_end(mix.supervision) || mix.audit_budget <= 0.0
}

/// Follows a mix that only prices make.
pub const NO_ADVICE: &str =
    "A lever is at its end there: that comes from prices that nobody has measured, so it is no advice.";

/// How the reader's mix stands beside the best ones, in sentences.
#[must_use]
pub fn answer(standing: &Standing) -> String {
    let Standing { own, best, cheapest } = standing;
    let spent = format!("You spend {}", stands(own));
    let better = if is_better(standing) {
        format!("For as much, the best mix leaves {}: {}.", percent(best.undetected_share), told(&best.mix))
    } else {
        "No mix that costs as much is noticeably better.".to_owned()
    };
    let cheaper = if is_cheaper(standing) {
        format!(
            "To leave no more than you do, {} would do, {} less: {}.",
            coins(cheapest.spend),
            coins(standing.excess_spend()),
            told(&cheapest.mix)
        )
    } else {
        "None that leaves as little is noticeably cheaper.".to_owned()
    };
    let offered = [(is_better(standing), best), (is_cheaper(standing), cheapest)];
    let is_made_by_prices = offered.iter().any(|(is_offered, offer)| *is_offered && is_corner(&offer.mix));
    let caution = is_made_by_prices.then(|| NO_ADVICE.to_owned());
    [spent, better, cheaper].into_iter().chain(caution).collect::<Vec<_>>().join(" ")
}

/// The frame of a search; without one nothing is known yet.
#[must_use]
pub fn frame(search: Option<&BudgetSearch>) -> Frame {
    let found = search.and_then(|search| Some((search, search.standing()?)));
    let frontier = search.map_or_else(Vec::new, BudgetSearch::frontier);
    let everything = search.map_or(1.0, BudgetSearch::cost_of_everything);
    let title = match &found {
        None => "The best mix is looked for once the sliders rest".to_owned(),
        Some((_, standing)) if is_better(standing) => format!(
            "Your mix leaves {} undetected, the best at these prices {}",
            percent(standing.own.undetected_share),
            percent(standing.best.undetected_share)
        ),
        Some((_, standing)) => {
            format!("Your mix leaves {} undetected, and none does better", percent(standing.own.undetected_share))
        }
    };
    let highest = frontier.first().map_or(1.0, |offer| offer.undetected_share);
    let highest = found.map_or(highest, |(_, standing)| highest.max(standing.own.undetected_share));
    let mut lines = vec![Line {
        points: steps(&frontier, everything),
        label: "best mix".to_owned(),
        tone: Tone::Caught,
        dash: Dash::Solid,
        is_own: false,
    }];
    let mut dots = Vec::new();
    if let Some((_, standing)) = &found {
        let at = |offer: &Offer| (offer.spend, offer.undetected_share);
        let distance = |to: (f64, f64)| Line {
            points: vec![at(&standing.own), to],
            label: String::new(),
            tone: Tone::Muted,
            dash: Dash::Short,
            is_own: false,
        };
        // Straight down to what as many coins buy, straight left to what as little costs.
        lines.push(distance((standing.own.spend, standing.best.undetected_share)));
        lines.push(distance((standing.cheapest.spend, standing.own.undetected_share)));
        let dot = |(x, y): (f64, f64)| Dot { x, y, spread: 0.0, tone: Tone::Caught };
        dots.extend([
            dot((standing.own.spend, standing.best.undetected_share)),
            dot((standing.cheapest.spend, standing.own.undetected_share)),
        ]);
        lines.push(Line {
            points: vec![at(&standing.own)],
            label: "you".to_owned(),
            tone: Tone::Ink,
            dash: Dash::Solid,
            is_own: true,
        });
    }
    Frame {
        summary: found.map_or_else(|| title.clone(), |(_, standing)| format!("Line chart. {}", answer(&standing))),
        title,
        subtitle: "Undetected share in the end, by coins spent. Circles: better, and cheaper".to_owned(),
        table: table(found.map(|(_, standing)| standing).as_ref(), &frontier),
        picture: Picture::Lines(LineChart {
            x: spends(everything),
            y: shares_up_to(highest, UNDETECTED),
            band: None,
            lines,
            dots,
            ways: Vec::new(),
        }),
    }
}

/// The frame with the mix of another setting beside the reader's, as A.
#[must_use]
pub fn with_pinned(mut frame: Frame, pinned: &Offer) -> Frame {
    if let Picture::Lines(chart) = &mut frame.picture {
        chart.lines.push(Line {
            points: vec![(pinned.spend, pinned.undetected_share)],
            label: "A".to_owned(),
            tone: Tone::Private,
            dash: Dash::Solid,
            is_own: false,
        });
    }
    frame.summary = format!("{} A: {}", frame.summary, stands(pinned));
    frame.table.rows.insert(0, row("A".to_owned(), pinned));
    frame
}

/// What a mix costs and leaves, in words.
#[must_use]
pub fn stands(offer: &Offer) -> String {
    format!("{}, and {} stays undetected.", coins(offer.spend), percent(offer.undetected_share))
}

/// The frontier as a curve: each mix is the best until the next one can be paid.
fn steps(frontier: &[Offer], everything: f64) -> Vec<(f64, f64)> {
    let ends = frontier.iter().skip(1).map(|offer| offer.spend).chain([everything]);
    frontier
        .iter()
        .zip(ends)
        .flat_map(|(offer, end)| [(offer.spend, offer.undetected_share), (end, offer.undetected_share)])
        .collect()
}

fn spends(everything: f64) -> Axis {
    // Where all is free there is still an axis.
    let high = if everything > 0.0 { everything } else { 1.0 };
    Axis { low: 0.0, high, spread: Spread::Linear, ticks: round_ticks(high), name: "coins spent".to_owned() }
}

/// Some round numbers from 0 to `high`, which is above 0.
fn round_ticks(high: f64) -> Vec<(f64, String)> {
    let unit = libm::pow(10.0, libm::floor(libm::log10(high)));
    let step =
        [0.2, 0.5, 1.0].map(|part| part * unit).into_iter().find(|step| high / step <= 6.0).unwrap_or(2.0 * unit);
    let ticks = (0_u8..).map(|i| f64::from(i) * step).take_while(|&at| at <= high);
    ticks.map(|at| (at, if step < 1.0 { significant(at, 2) } else { grouped(at) })).collect()
}

fn row(name: String, offer: &Offer) -> Vec<Cell> {
    vec![
        Cell::name(name),
        Cell::number(offer.spend, |spend| format!("{spend:.2}")),
        Cell::share(offer.undetected_share),
        Cell::share(offer.mix.diversity),
        Cell::number(offer.mix.audit_budget, |steps| format!("{steps:.0}")),
        Cell::share(offer.mix.supervision),
    ]
}

fn table(standing: Option<&Standing>, frontier: &[Offer]) -> Table {
    let own = standing.into_iter().flat_map(|Standing { own, best, cheapest }| {
        [("yours", own), ("best for your coins", best), ("cheapest for your share", cheapest)]
            .map(|(name, offer)| row(name.to_owned(), offer))
    });
    let best = frontier.iter().enumerate().map(|(i, offer)| row(format!("frontier {}", i + 1), offer));
    Table::new(
        ["Mix", "coins", "undetected", "diversity", "audited steps", "supervision"].map(str::to_owned).into(),
        own.chain(best).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use blindspot_model::{LongWork, Parameter, Params};

    fn searched(params: &Params, prices: Prices) -> BudgetSearch {
        let mut search = BudgetSearch::new(params, prices);
        search.finish();
        search
    }

    #[test]
    fn the_readers_distance_is_told_both_ways() {
        let search = searched(&Params::default(), usual_prices());
        let standing = search.standing().unwrap();
        assert!(is_better(&standing) && is_cheaper(&standing));
        let told = answer(&standing);
        assert!(told.contains(&percent(standing.best.undetected_share)), "{told}");
        assert!(told.contains(&coins(standing.excess_spend())), "{told}");
        let frame = frame(Some(&search));
        assert_eq!(frame.table.rows.len(), search.frontier().len() + 3);
        assert_eq!(frame.table.rows[0][2].value, Some(standing.own.undetected_share));
        let Picture::Lines(chart) = &frame.picture else { panic!() };
        let heights = chart.lines[0].points.windows(2).map(|pair| pair[1].1 - pair[0].1);
        assert!(heights.into_iter().all(|step| step <= 0.0), "more coins never buy less");
    }

    /// At the usual prices nobody is told to audit everything, and what only prices make is never advice.
    #[test]
    fn a_corner_is_no_advice() {
        let params = Params::default();
        let search = searched(&params, usual_prices());
        for offer in search.frontier() {
            let audits_all = offer.mix.audit_budget >= params.steps() as f64;
            assert!(!audits_all || offer.spend > 2.0 * search.standing().unwrap().own.spend, "{}", told(&offer.mix));
        }
        // So cheap that it pays to audit everything and to do nothing else.
        let cheap = Prices::new(1.0 / 0.08, 0.001, 1.0 / 0.04).unwrap();
        let standing = searched(&params, cheap).standing().unwrap();
        assert!(is_corner(&standing.best.mix), "{}", told(&standing.best.mix));
        assert!(answer(&standing).ends_with(NO_ADVICE));
        assert!(!is_corner(&Mix { diversity: 0.4, audit_budget: 10.0, supervision: 0.5 }));
    }

    /// A percent is the least that is called better, or cheaper.
    #[test]
    fn what_no_chart_shows_is_not_better() {
        let mix = Mix { diversity: 0.32, audit_budget: 45.0, supervision: 0.5 };
        let offer = |spend, undetected_share| Offer { mix, spend, undetected_share };
        let own = offer(10.0, 0.2);
        for (share, is_seen) in [(0.991, false), (0.985, true)] {
            let (best, cheapest) = (offer(10.0, 0.2 * share), offer(10.0 * share, 0.2));
            let standing = Standing { own, best, cheapest };
            assert_eq!((is_better(&standing), is_cheaper(&standing)), (is_seen, is_seen), "{share}");
        }
    }

    #[test]
    fn who_is_on_the_frontier_is_told_so() {
        let search = searched(&Params::default(), usual_prices());
        let best = search.standing().unwrap().best;
        let there = searched(&best.mix.applied_to(&Params::default()).unwrap(), usual_prices());
        let standing = there.standing().unwrap();
        assert!(!is_better(&standing), "{standing:?}");
        assert!(answer(&standing).contains("No mix that costs as much"), "{}", answer(&standing));
    }

    #[test]
    fn what_is_free_still_has_a_chart() {
        let free = Prices::new(0.0, 0.0, 0.0).unwrap();
        let frame = frame(Some(&searched(&Params::default().with(Parameter::Reviewers, 0.0).unwrap(), free)));
        let Picture::Lines(chart) = &frame.picture else { panic!() };
        assert!(chart.x.high > chart.x.low);
    }

    #[test]
    fn ticks_are_round() {
        let told = |high: f64| round_ticks(high).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ");
        assert_eq!(told(54.2), "0 10 20 30 40 50");
        assert_eq!(told(1.0), "0 0.20 0.40 0.60 0.80 1.0");
        assert_eq!(told(75.0), "0 20 40 60");
        assert_eq!(told(9_000.0), "0 2,000 4,000 6,000 8,000");
    }

    #[test]
    fn mixes_read_well() {
        let mix = Mix { diversity: 0.32, audit_budget: 1.0, supervision: 0.5 };
        assert_eq!(told(&mix), "diversity 32%, 1 audited step, supervision 50%");
        assert_eq!([0.0, 1.0, 12.34].map(coins), ["0 coins", "1 coin", "12.3 coins"]);
    }
}
