//! Long work in slices between frames: it begins when its inputs rest, goes on while it is wanted, and dies when they
//! change.

use std::time::Duration;

use leptos::prelude::*;

use super::environment::on_event;

/// How long the inputs must rest before work begins: a drag has its frames to itself.
const REST: Duration = Duration::from_millis(200);

/// What one frame may take, in milliseconds.
const SLICE: f64 = 6.0;

/// Work that is done in steps of a millisecond or so.
pub trait Job: 'static {
    /// One step.
    fn advance(&mut self);
    /// Whether nothing is left to do.
    fn is_complete(&self) -> bool;
}

/// The last job that was completed, with the inputs it was for, as a signal. Callers compare the inputs where the
/// result of earlier ones must not be shown.
pub fn sliced<K, J>(
    inputs: Memo<K>,
    wanted: Signal<bool>,
    begin: impl Fn(&K) -> J + Copy + Send + Sync + 'static,
) -> Signal<Option<(K, J)>>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    J: Job + Clone + Send + Sync,
{
    let work =
        Work { inputs, wanted, done: RwSignal::new(None), job: StoredValue::new(None), round: StoredValue::new(0) };
    let pending = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        inputs.track();
        if let Some(timer) = pending.get_value() {
            timer.clear();
        }
        if wanted.get() {
            pending.set_value(set_timeout_with_handle(move || work.begin(begin), REST).ok());
        }
    });
    // Paper waits for nobody: what it shows is worked out at once.
    on_event(&window(), "beforeprint", move |_| work.finish(begin));
    work.done.into()
}

/// Handles to work that goes on from frame to frame.
struct Work<K: Send + Sync + 'static, J: Send + Sync + 'static> {
    inputs: Memo<K>,
    wanted: Signal<bool>,
    done: RwSignal<Option<(K, J)>>,
    /// What is under way.
    job: StoredValue<Option<(K, J)>>,
    /// Counts the beginnings: a loop that is not of the last one stops.
    round: StoredValue<u64>,
}

impl<K: Send + Sync + 'static, J: Send + Sync + 'static> Clone for Work<K, J> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Send + Sync + 'static, J: Send + Sync + 'static> Copy for Work<K, J> {}

impl<K, J> Work<K, J>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    J: Job + Clone + Send + Sync,
{
    /// Begins, or goes on where the inputs are still the same.
    fn begin(self, begin: impl Fn(&K) -> J) {
        if self.prepare(begin) {
            self.advance(self.round.get_value());
        }
    }

    /// Does all of the job at once.
    fn finish(self, begin: impl Fn(&K) -> J) {
        if self.prepare(begin) {
            self.job.update_value(|slot| {
                if let Some((_, job)) = slot {
                    while !job.is_complete() {
                        job.advance();
                    }
                }
            });
            self.publish();
        }
    }

    /// Puts the job of the present inputs in its place; false where it was done before.
    fn prepare(self, begin: impl Fn(&K) -> J) -> bool {
        let Some(now) = self.inputs.try_get_untracked() else { return false };
        if self.done.with_untracked(|done| done.as_ref().is_some_and(|(inputs, _)| *inputs == now)) {
            return false;
        }
        self.round.update_value(|round| *round += 1);
        self.job.update_value(|job| {
            // Stale work dies here.
            if job.as_ref().is_none_or(|(inputs, _)| *inputs != now) {
                *job = Some((now.clone(), begin(&now)));
            }
        });
        true
    }

    fn publish(self) {
        self.done.set(self.job.try_update_value(Option::take).flatten());
    }

    /// One slice; asks for the next frame until the job is complete.
    fn advance(self, round: u64) {
        let is_last = self.round.try_get_value() == Some(round);
        let Some(now) = self.inputs.try_get_untracked() else { return };
        if !is_last || self.wanted.try_get_untracked() != Some(true) {
            return;
        }
        let clock = window().performance();
        let time = || clock.as_ref().map_or(0.0, web_sys::Performance::now);
        let end = time() + SLICE;
        let complete = self.job.try_update_value(|slot| {
            let (inputs, job) = slot.as_mut()?;
            // A change has set its own timer.
            if *inputs != now {
                return None;
            }
            while !job.is_complete() {
                job.advance();
                if clock.is_none() || time() >= end {
                    break;
                }
            }
            Some(job.is_complete())
        });
        match complete.flatten() {
            Some(true) => self.publish(),
            Some(false) => {
                request_animation_frame(move || self.advance(round));
            }
            None => {}
        }
    }
}
