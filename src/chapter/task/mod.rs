//! Long work of a chapter: simulations, maps, searches. It is described by what it is for, done in small steps, and
//! kept for as long as the same is asked for.

mod queue;
mod results;
mod work;

pub use queue::Queue;
pub use results::{Outcome, Plausible, Results};

use blindspot_model::{Parameter, Params, Prices, Ranges};

use crate::figure::assumptions::assumptions;
use crate::figure::hero::SEED;
use crate::figure::phase_map;
use crate::figure::ranking::repairs;

/// Numbers of reviewers that are simulated.
const REVIEWERS: [f64; 6] = [0.0, 1.0, 3.0, 6.0, 10.0, 15.0];

/// Projects of a simulation by number of reviewers.
const PROJECTS: u64 = 400;

/// Simulations of a setting by number of reviewers.
#[must_use]
pub fn by_reviewers(params: &Params) -> Vec<(usize, Task)> {
    REVIEWERS
        .into_iter()
        .filter(|&reviewers| params.quorum() == 1 || reviewers >= params.quorum() as f64)
        .map(|reviewers| {
            let params = params.changed(Parameter::Reviewers, reviewers);
            (params.reviewers(), Task::calls(params, PROJECTS))
        })
        .collect()
}

/// A piece of long work.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// So many projects of a setting at a bias, simulated.
    Calls {
        /// The setting.
        params: Params,
        /// θ in probits.
        bias: f64,
        /// Projects.
        projects: u64,
    },
    /// So many fields over all generations, simulated.
    Fields {
        /// The setting.
        params: Params,
        /// How many.
        count: usize,
        /// Of the first field's dice; the others have the next.
        seed: u64,
    },
    /// A field whose supervision is lowered and raised again, simulated.
    Ramp(Params),
    /// A phase map.
    Map(phase_map::MapKey),
    /// So many plausible worlds around a setting.
    Plausible {
        /// The setting.
        params: Params,
        /// How many.
        count: usize,
        /// Of the worlds' dice.
        seed: u64,
    },
    /// What ranges of parameters leave open of a setting.
    Ranges {
        /// The setting.
        params: Params,
        /// The ranges.
        ranges: Ranges,
        /// Of the draws.
        seed: u64,
    },
    /// x* of settings.
    FixedPoints(Vec<Params>),
    /// The best mix of diversity, audits and supervision for every spend.
    Budget {
        /// The setting, whose own mix is the reader's.
        params: Params,
        /// What they cost.
        prices: Prices,
    },
    /// The simulation against the exact solution, with the dice of this seed.
    SelfTest(u64),
    /// The tipping points along a parameter.
    Tipping {
        /// The setting; where it stands along the parameter does not matter.
        params: Params,
        /// The parameter.
        along: Parameter,
    },
    /// Where x* crosses a limit along a parameter.
    Crossing {
        /// The setting; where it stands along the parameter does not matter.
        params: Params,
        /// The parameter.
        along: Parameter,
        /// The limit, a share.
        limit: f64,
    },
}

impl Task {
    /// The tipping points of a setting along a parameter.
    #[must_use]
    pub fn tipping(params: Params, along: Parameter) -> Task {
        Task::Tipping { params: anywhere(params, along), along }
    }

    /// Where x* of a setting crosses a limit along a parameter.
    #[must_use]
    pub fn crossing(params: Params, along: Parameter, limit: f64) -> Task {
        Task::Crossing { params: anywhere(params, along), along, limit }
    }

    /// x* of a setting after each of its repairs.
    #[must_use]
    pub fn repairs(params: &Params) -> Task {
        Task::FixedPoints(repairs(params).into_iter().map(|repair| repair.params).collect())
    }

    /// x* of a setting with each of its assumptions at both ends of what is plausible.
    #[must_use]
    pub fn assumptions(params: &Params) -> Task {
        Task::FixedPoints(assumptions(params).into_iter().flat_map(|assumption| assumption.ends).collect())
    }

    /// So many simulated fields of a setting, with the page's own dice.
    #[must_use]
    pub fn fields(params: Params, count: usize) -> Task {
        Task::Fields { params, count, seed: SEED }
    }

    /// The calls of a setting at the bias of its first generation.
    #[must_use]
    pub fn calls(params: Params, projects: u64) -> Task {
        Task::Calls { params, bias: params.initial_bias(), projects }
    }
}

/// The setting without its place along a parameter.
fn anywhere(params: Params, along: Parameter) -> Params {
    let default = along.spec().default.clamp(params.floor(along), params.limit(along));
    params.changed(along, default)
}
