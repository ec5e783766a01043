//! The levers as a film: from the lab's report to how things are, one claim at a time; or straight to one of the steps.

use blindspot_model::Params;
use leptos::prelude::*;

use crate::figure::hero::steps::{STEPS, between, recognized, step};
use crate::ui::browser::motion::time;

/// How long a step is looked at, and how long the way to the next one takes, in milliseconds: thirteen seconds in all.
const LOOK: f64 = 1500.0;
const WAY: f64 = 2200.0;
/// How long the way to a step takes that somebody has asked for.
const SHORT_WAY: f64 = 900.0;
/// A frame that comes later than this counts for no more: the film does not jump after a pause of the browser's own.
const LONGEST: f64 = 100.0;

/// What is under way.
// There is one, and it is copied out of its signal.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reel {
    /// All of it, so many milliseconds from its beginning.
    Whole(f64),
    /// The way from a setting to a step.
    To { from: Params, step: usize, passed: f64 },
}

impl Reel {
    /// What is shown at this place, and the step that it leads to.
    fn shows(&self) -> (Params, usize) {
        match *self {
            Reel::Whole(passed) => {
                let scene = LOOK + WAY;
                // A film of seconds.
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let number = ((passed / scene) as usize).min(STEPS - 1);
                let way = ((passed - number as f64 * scene - LOOK) / WAY).max(0.0);
                let next = (number + 1).min(STEPS - 1);
                (between(&step(number), &step(next), eased(way)), if way > 0.0 { next } else { number })
            }
            Reel::To { ref from, step: number, passed } => {
                (between(from, &step(number), eased(passed / SHORT_WAY)), number)
            }
        }
    }

    fn after(self, passed_now: f64) -> Reel {
        match self {
            Reel::Whole(passed) => Reel::Whole(passed + passed_now),
            Reel::To { from, step, passed } => Reel::To { from, step, passed: passed + passed_now },
        }
    }

    fn is_over(&self) -> bool {
        match *self {
            Reel::Whole(passed) => passed >= (STEPS - 1) as f64 * (LOOK + WAY),
            Reel::To { passed, .. } => passed >= SHORT_WAY,
        }
    }
}

/// A way that begins and ends slowly.
fn eased(share: f64) -> f64 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

/// Handles to the film.
#[derive(Clone, Copy)]
pub struct Film {
    params: RwSignal<Params>,
    /// Whether what it moves can be seen.
    is_seen: Signal<bool>,
    is_still: Signal<bool>,
    reel: RwSignal<Option<Reel>>,
    /// Where the whole film was paused, and what it showed there.
    paused: StoredValue<Option<(f64, Params)>>,
    frame: StoredValue<Option<AnimationFrameRequestHandle>>,
}

impl Film {
    /// A film that is not yet playing.
    pub fn new(params: RwSignal<Params>, is_seen: Signal<bool>, is_still: Signal<bool>) -> Film {
        let film = Film {
            params,
            is_seen,
            is_still,
            reel: RwSignal::new(None),
            paused: StoredValue::new(None),
            frame: StoredValue::new(None),
        };
        on_cleanup(move || film.cancel());
        film
    }

    /// Whether the reader wants no motion.
    pub fn is_still(self) -> bool {
        self.is_still.get()
    }

    /// Whether the whole film runs.
    pub fn is_playing(self) -> bool {
        self.reel.with(|reel| matches!(reel, Some(Reel::Whole(_))))
    }

    /// The step that the present way leads to.
    pub fn leads_to(self) -> Option<usize> {
        self.reel.with(|reel| reel.as_ref().map(|reel| reel.shows().1))
    }

    /// Goes to a step; at once where no motion is wanted.
    pub fn go(self, number: usize) {
        self.stop();
        if self.is_still.get_untracked() {
            self.params.set(step(number));
        } else {
            self.run(Reel::To { from: self.params.get_untracked(), step: number, passed: 0.0 });
        }
    }

    /// Plays, goes on where it was paused, pauses; or goes a step on where no motion is wanted.
    pub fn press(self) {
        if self.is_still.get_untracked() {
            let next = self.params.with_untracked(recognized).map_or(0, |number| (number + 1) % STEPS);
            return self.params.set(step(next));
        }
        if let Some(Reel::Whole(passed)) = self.reel.get_untracked() {
            self.stop();
            return self.paused.set_value(Some((passed, self.params.get_untracked())));
        }
        let here = self.params.get_untracked();
        // Where the reader has moved on since, it begins anew.
        let from = self.paused.get_value().filter(|(_, shown)| *shown == here).map_or(0.0, |(passed, _)| passed);
        self.stop();
        self.run(Reel::Whole(from));
    }

    /// Stops where it is.
    pub fn stop(self) {
        self.cancel();
        if self.reel.try_with_untracked(Option::is_some) == Some(true) {
            self.reel.set(None);
        }
    }

    fn cancel(self) {
        if let Some(frame) = self.frame.try_update_value(Option::take).flatten() {
            frame.cancel();
        }
    }

    fn run(self, reel: Reel) {
        self.paused.set_value(None);
        self.show(reel);
        self.reel.set(Some(reel));
        self.advance(time());
    }

    fn show(self, reel: Reel) {
        let shown = reel.shows().0;
        if self.params.try_with_untracked(|params| *params != shown) == Some(true) {
            self.params.set(shown);
        }
    }

    fn advance(self, before: f64) {
        let frame = request_animation_frame_with_handle(move || {
            let Some(Some(reel)) = self.reel.try_get_untracked() else { return };
            if self.is_still.try_get_untracked() != Some(false) {
                return self.stop();
            }
            let now = time();
            // Out of view it waits.
            let is_seen = self.is_seen.try_get_untracked() == Some(true);
            let reel = if is_seen { reel.after((now - before).clamp(0.0, LONGEST)) } else { reel };
            self.show(reel);
            if reel.is_over() {
                return self.stop();
            }
            self.reel.set(Some(reel));
            self.advance(now);
        });
        self.frame.set_value(frame.ok());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_film_goes_through_every_step_and_ends_at_the_last() {
        let mut reel = Reel::Whole(0.0);
        let mut led = vec![reel.shows().1];
        assert_eq!(reel.shows().0, step(0));
        while !reel.is_over() {
            reel = reel.after(50.0);
            led.push(reel.shows().1);
        }
        led.dedup();
        assert_eq!(led, [0, 1, 2, 3]);
        assert_eq!(reel.shows().0, step(3));
    }
}
