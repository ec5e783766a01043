//! Simulated fields behind the exact line.

use blindspot_model::{History, Params};
use leptos::prelude::*;

use super::sliced::{Job, sliced};
use crate::figure::generations::{FIELDS, GENERATIONS};
use crate::figure::hero::SEED;

/// Projects in one step: well under a millisecond.
const STRIDE: u64 = 100;

/// Fields that are simulated one after the other.
#[derive(Clone)]
struct Fields {
    params: Params,
    under_way: Option<History>,
    trajectories: Vec<Vec<f64>>,
}

impl Job for Fields {
    fn advance(&mut self) {
        // Every field has luck of its own.
        let seed = SEED + self.trajectories.len() as u64;
        let field = self.under_way.get_or_insert_with(|| History::new(&self.params, GENERATIONS, seed));
        if field.advance(STRIDE) {
            self.trajectories.push(field.trajectory().to_vec());
            self.under_way = None;
        }
    }

    fn is_complete(&self) -> bool {
        self.trajectories.len() == FIELDS
    }
}

/// The trajectories of all simulated fields of the present setting, or none while they are under way: a band of few
/// fields would look surer than it is. Work goes on while `wanted`.
pub fn simulated_fields(params: RwSignal<Params>, wanted: Signal<bool>) -> Signal<Vec<Vec<f64>>> {
    let inputs = Memo::new(move |_| params.get());
    let begin = |params: &Params| Fields { params: *params, under_way: None, trajectories: Vec::new() };
    let done = sliced(inputs, wanted, begin);
    let current = Memo::new(move |_| {
        done.with(|done| match done {
            Some((of, fields)) if *of == inputs.get() => fields.trajectories.clone(),
            _ => Vec::new(),
        })
    });
    current.into()
}
