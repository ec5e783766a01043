//! Simulated fields, a few projects a frame: they publish as they go and are dropped when the setting changes.

use blindspot_model::{History, Params};
use leptos::prelude::*;

use crate::figure::generations::{FIELDS, GENERATIONS};
use crate::figure::hero::SEED;

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

/// The trajectories of simulated fields of the present setting, as many as are done. Work goes on while `wanted`.
pub fn simulated_fields(params: RwSignal<Params>, wanted: RwSignal<bool>) -> Signal<Vec<Vec<f64>>> {
    let runs = RwSignal::new(Runs { params: params.get_untracked(), trajectories: Vec::new() });
    let running = StoredValue::new(false);
    let step = StoredValue::new_local(None::<History>);
    Effect::new(move |_| {
        params.track();
        if wanted.get() && !running.get_value() {
            running.set_value(true);
            request_animation_frame(move || advance(params, wanted, runs, step, running));
        }
    });
    Signal::derive(move || {
        runs.with(|runs| if params.with(|now| *now == runs.params) { runs.trajectories.clone() } else { Vec::new() })
    })
}

/// One slice of work; asks for the next frame until all fields are done.
fn advance(
    params: RwSignal<Params>,
    wanted: RwSignal<bool>,
    runs: RwSignal<Runs>,
    history: StoredValue<Option<History>, LocalStorage>,
    running: StoredValue<bool>,
) {
    let Some(now) = params.try_get_untracked() else { return };
    if runs.with_untracked(|runs| runs.params != now) {
        // Stale work dies here.
        history.set_value(None);
        runs.set(Runs { params: now, trajectories: Vec::new() });
    }
    let mut done = runs.with_untracked(|runs| runs.trajectories.len());
    let mut fresh = Vec::new();
    let clock = window().performance();
    let elapsed = || clock.as_ref().map_or(SLICE, web_sys::Performance::now);
    let begin = elapsed();
    while done < FIELDS {
        // Every field has luck of its own.
        let begin_field = || History::new(&now, GENERATIONS, SEED + done as u64);
        let trajectory = history.try_update_value(|history| {
            let field = history.get_or_insert_with(begin_field);
            field.advance(STRIDE).then(|| field.trajectory().to_vec())
        });
        if let Some(Some(trajectory)) = trajectory {
            fresh.push(trajectory);
            history.set_value(None);
            done += 1;
        }
        if elapsed() - begin >= SLICE || clock.is_none() {
            break;
        }
    }
    if !fresh.is_empty() {
        runs.update(|runs| runs.trajectories.append(&mut fresh));
    }
    if done < FIELDS && wanted.get_untracked() {
        request_animation_frame(move || advance(params, wanted, runs, history, running));
    } else {
        running.set_value(false);
    }
}
