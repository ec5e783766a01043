//! The overlap as a film: a button that plays it from none to the most; for who wants no motion, a step a press.

use blindspot_model::params::MAX_RHO_BETWEEN;
use leptos::prelude::*;

use crate::chapters::hero_words as words;
use crate::ui::browser::motion::time;

/// How long the whole way takes, in milliseconds.
const DURATION: f64 = 8000.0;

/// A frame that comes later than this counts for no more: the film does not jump after a pause of the browser's own.
const LONGEST: f64 = 100.0;

/// How long the browser may take to notice that what was brought into view is there.
const PATIENCE: f64 = 300.0;

/// The steps of the slider that the film moves.
const STEP: f64 = 0.01;

/// Handles to the film.
#[derive(Clone, Copy)]
pub struct Sweep {
    overlap: RwSignal<f64>,
    /// Whether what it moves can be seen.
    is_seen: Signal<bool>,
    is_still: Signal<bool>,
    is_playing: RwSignal<bool>,
    frame: StoredValue<Option<AnimationFrameRequestHandle>>,
}

impl Sweep {
    /// A film that is not yet playing.
    pub fn new(overlap: RwSignal<f64>, is_seen: Signal<bool>, is_still: Signal<bool>) -> Sweep {
        let sweep =
            Sweep { overlap, is_seen, is_still, is_playing: RwSignal::new(false), frame: StoredValue::new(None) };
        on_cleanup(move || sweep.stop());
        sweep
    }

    /// Stops where it is.
    pub fn stop(self) {
        if let Some(frame) = self.frame.try_update_value(Option::take).flatten() {
            frame.cancel();
        }
        if self.is_playing.try_get_untracked() == Some(true) {
            self.is_playing.set(false);
        }
    }

    /// Plays on, or from the start once it has come to the end.
    fn play(self) {
        let overlap = self.overlap.get_untracked();
        let from = if overlap >= MAX_RHO_BETWEEN { 0.0 } else { overlap };
        self.overlap.set(from);
        self.is_playing.set(true);
        self.advance(time(), from, PATIENCE);
    }

    fn advance(self, before: f64, place: f64, patience: f64) {
        let frame = request_animation_frame_with_handle(move || {
            let is_seen = patience > 0.0 || self.is_seen.try_get_untracked() == Some(true);
            if !is_seen || self.is_still.try_get_untracked() != Some(false) {
                return self.stop();
            }
            let now = time();
            let passed = (now - before).clamp(0.0, LONGEST);
            let place = place + passed / DURATION * MAX_RHO_BETWEEN;
            let shown = ((place / STEP).floor() * STEP).min(MAX_RHO_BETWEEN);
            if self.overlap.try_get_untracked().is_some_and(|before| before < shown) {
                self.overlap.set(shown);
            }
            if place < MAX_RHO_BETWEEN {
                self.advance(now, place, patience - passed);
            } else {
                self.overlap.set(MAX_RHO_BETWEEN);
                self.stop();
            }
        });
        self.frame.set_value(frame.ok());
    }
}

/// The overlap one press on: by tenths to the most, then again from none.
fn stepped(overlap: f64) -> f64 {
    if overlap >= MAX_RHO_BETWEEN {
        0.0
    } else {
        // A hair more than a tenth is not yet the next one.
        (((overlap * 10.0 + 1e-9).floor() + 1.0) / 10.0).min(MAX_RHO_BETWEEN)
    }
}

/// Play, pause or step.
#[component]
pub fn SweepButton(
    /// What it plays.
    sweep: Sweep,
    /// Brings what moves into view, where it is not.
    #[prop(into)]
    show: Callback<()>,
) -> impl IntoView {
    let Sweep { overlap, is_still, is_playing, is_seen, .. } = sweep;
    let press = move |_| {
        if is_still.get_untracked() {
            overlap.update(|overlap| *overlap = stepped(*overlap));
        } else if is_playing.get_untracked() {
            sweep.stop();
        } else {
            if !is_seen.get_untracked() {
                show.run(());
            }
            sweep.play();
        }
    };
    let [sign, name, meaning] = [0, 1, 2].map(|part| {
        move || {
            let state = if is_still.get() {
                words::STEP
            } else if is_playing.get() {
                words::PAUSE
            } else {
                words::PLAY
            };
            state[part]
        }
    });
    view! {
        <button type="button" class="sweep" data-sweep title=meaning on:click=press>
            <span aria-hidden="true">{sign}</span>
            " "
            <span>{name}</span>
            <span class="spoken">{move || format!(": {}", meaning())}</span>
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_tenths_and_wrap() {
        let mut overlap = 0.0;
        let steps: Vec<f64> = std::iter::repeat_with(|| {
            overlap = stepped(overlap);
            overlap
        })
        .take(11)
        .collect();
        assert_eq!(steps, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.0]);
        assert_eq!([stepped(0.36), stepped(0.949)], [0.4, 0.95]);
    }
}
