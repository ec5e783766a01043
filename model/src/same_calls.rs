//! The same calls under every setting: for pictures in which only what a setting does may move.

use crate::dice::{self, Address, Coupling, Purpose};
use crate::exact::{Correlation, family_of};
use crate::normal;
use crate::params::Params;
use crate::tally::MOST_CHECKERS;

/// Families whose factors are drawn, whether a setting uses them or not.
const FAMILIES: usize = 8;

/// The draws of one call, before any setting couples them; all standard normal.
#[derive(Clone, Debug)]
struct Draws {
    /// The author's latent draw, which no setting touches.
    author: f64,
    field: f64,
    families: [f64; FAMILIES],
    own: [f64; MOST_CHECKERS],
}

/// A fixed set of calls with all their luck.
#[derive(Clone, Debug)]
pub struct SameCalls {
    calls: Vec<Draws>,
}

/// What became of a call under a setting.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedCall {
    /// Which of the calls it is, 0 …; the same call in every setting.
    pub index: usize,
    /// Whether the author errs.
    pub is_wrong: bool,
    /// F, the factor that the whole field shares: the lower, the harder for everybody.
    pub field: f64,
    /// Whether each checker misses it; for a right call, whether it would if the call were wrong.
    pub misses: Vec<bool>,
}

impl SameCalls {
    /// Draws so many calls. The authors' draws are stratified, one from each n-th of the distribution, so that of
    /// 1,000 calls with an error rate of 10 % exactly 100 are wrong.
    #[must_use]
    pub fn drawn(calls: usize, seed: u64) -> SameCalls {
        let draw = |call: usize| {
            let address = Address { seed, generation: 0, project: call as u64 };
            let luck = dice::uniform(&mut address.stream(Purpose::Authors));
            let mut reviewers = address.stream(Purpose::Reviewers(0));
            let mut families = address.stream(Purpose::Families(0));
            Draws {
                author: normal::quantile((call as f64 + luck) / calls as f64),
                field: dice::normal(&mut reviewers),
                own: std::array::from_fn(|_| dice::normal(&mut reviewers)),
                families: std::array::from_fn(|_| dice::normal(&mut families)),
            }
        };
        SameCalls { calls: (0..calls).map(draw).collect() }
    }

    /// Every call under this setting at bias θ, in their order.
    #[must_use]
    pub fn judged(&self, params: &Params, bias: f64) -> Vec<JudgedCall> {
        let coupling = Coupling::new(Correlation::of(params));
        let error_threshold = normal::quantile(params.error_rate()) + bias;
        let miss_threshold = normal::quantile(params.miss_rate()) + bias;
        let judge = |(index, draws): (usize, &Draws)| {
            let field = coupling.field(draws.author, draws.field);
            let mut families = draws.families;
            families[0] = coupling.own_family(draws.author, field, draws.families[0]);
            let misses = (0..params.checkers())
                .map(|checker| {
                    let own = checker >= params.reviewers();
                    let family = if own { 0 } else { family_of(checker, params.lineages()) };
                    coupling.latent(field, families[family], draws.own[checker]) < miss_threshold
                })
                .collect();
            JudgedCall { index, is_wrong: draws.author < error_threshold, field, misses }
        };
        self.calls.iter().enumerate().map(judge).collect()
    }
}
