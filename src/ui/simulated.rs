//! Simulated fields, a few projects a frame once the setting rests; they are dropped when it changes.

use std::time::Duration;

use blindspot_model::{History, Params};
use leptos::prelude::*;

use crate::figure::generations::{FIELDS, GENERATIONS};
use crate::figure::hero::SEED;

/// How long a setting must rest before its fields are simulated: a drag has its frames to itself.
const REST: Duration = Duration::from_millis(200);

/// What one frame may take, in milliseconds.
const SLICE: f64 = 6.0;

/// Projects between two looks at the clock: well under a millisecond.
const STRIDE: u64 = 100;

/// Complete trajectories and the setting that they are of.
#[derive(Clone, Debug, PartialEq)]
struct Runs {
    params: Params,
    trajectories: Vec<Vec<f64>>,
}

/// The trajectories of all simulated fields of the present setting, or none while they are under way: a band of few
/// fields would look surer than it is. Work goes on while `wanted`.
pub fn simulated_fields(params: RwSignal<Params>, wanted: RwSignal<bool>) -> Signal<Vec<Vec<f64>>> {
    let runs = RwSignal::new(Runs { params: params.get_untracked(), trajectories: Vec::new() });
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let work = Work { params, wanted, runs, history: StoredValue::new_local(None), round: StoredValue::new(0) };
    Effect::new(move |_| {
        params.track();
        if let Some(timer) = pending.get_value() {
            timer.clear();
        }
        if wanted.get() {
            pending.set_value(set_timeout_with_handle(move || work.begin(), REST).ok());
        }
    });
    let complete = Memo::new(move |_| {
        let of_now = |runs: &Runs| runs.trajectories.len() == FIELDS && params.with(|now| *now == runs.params);
        runs.with(|runs| if of_now(runs) { runs.trajectories.clone() } else { Vec::new() })
    });
    complete.into()
}

/// Handles to work that goes on from frame to frame.
#[derive(Clone, Copy)]
struct Work {
    params: RwSignal<Params>,
    wanted: RwSignal<bool>,
    runs: RwSignal<Runs>,
    /// The field that is under way.
    history: StoredValue<Option<History>, LocalStorage>,
    /// Counts the beginnings: a loop that is not of the last one stops.
    round: StoredValue<u64>,
}

impl Work {
    /// Begins, or goes on where the setting is still the same.
    fn begin(self) {
        let Some(now) = self.params.try_get_untracked() else { return };
        self.round.update_value(|round| *round += 1);
        if self.runs.with_untracked(|runs| runs.params != now) {
            // Stale work dies here.
            self.history.set_value(None);
            self.runs.set(Runs { params: now, trajectories: Vec::new() });
        }
        self.advance(now, self.round.get_value());
    }

    /// One slice; asks for the next frame until all fields are done.
    fn advance(self, now: Params, round: u64) {
        let is_last = self.round.try_get_value() == Some(round);
        if !is_last || self.wanted.try_get_untracked() != Some(true) || self.params.get_untracked() != now {
            return;
        }
        let mut done = self.runs.with_untracked(|runs| runs.trajectories.len());
        let mut fresh = Vec::new();
        let clock = window().performance();
        let elapsed = || clock.as_ref().map_or(SLICE, web_sys::Performance::now);
        let begin = elapsed();
        while done < FIELDS {
            // Every field has luck of its own.
            let begin_field = || History::new(&now, GENERATIONS, SEED + done as u64);
            let trajectory = self.history.try_update_value(|history| {
                let field = history.get_or_insert_with(begin_field);
                field.advance(STRIDE).then(|| field.trajectory().to_vec())
            });
            if let Some(Some(trajectory)) = trajectory {
                fresh.push(trajectory);
                self.history.set_value(None);
                done += 1;
            }
            if elapsed() - begin >= SLICE || clock.is_none() {
                break;
            }
        }
        if !fresh.is_empty() {
            self.runs.update(|runs| runs.trajectories.append(&mut fresh));
        }
        if done < FIELDS {
            request_animation_frame(move || self.advance(now, round));
        }
    }
}
