//! A line with ranges: the distribution of every output.

use blindspot_model::ranges::Quantiles;
use blindspot_model::{LongWork, Propagation, Ranges};
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::question::{Bias, Count, Question};

/// What is known of a setting of which some parameters are ranges.
#[derive(Serialize)]
pub struct Distribution<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Value>,
    ranges: &'a Ranges,
    draws: usize,
    seed: u64,
    quantiles: Outputs,
}

impl Distribution<'_> {
    /// Works it out.
    pub fn of(question: &Question) -> Distribution<'_> {
        let Question { params, ranges, bias: Bias(moment), seed: Count(seed), id, .. } = question;
        let draws = question.draws();
        let mut propagation = Propagation::new(params, ranges, *moment, draws, *seed);
        propagation.finish();
        Distribution { id: id.as_ref(), ranges, draws, seed: *seed, quantiles: Outputs(propagation) }
    }
}

/// The quantiles of every output under its name; `null` where it is defined at no draw.
struct Outputs(Propagation);

impl Serialize for Outputs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Outputs(propagation) = self;
        let quantiles =
            |name: &&'static str| -> (&'static str, Option<Quantiles>) { (name, propagation.quantiles(name)) };
        serializer.collect_map(propagation.names().iter().map(quantiles))
    }
}
