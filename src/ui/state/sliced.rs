//! Long work in slices between frames: it begins when what is asked for rests, goes on while it is wanted, and dies when
//! something else is asked for.

use std::time::Duration;

use blindspot_model::LongWork;
use leptos::prelude::*;

use crate::chapter::task::Queue;
use crate::chapter::{Results, Task};
use crate::ui::browser::events::on_event;
use crate::ui::browser::pause::Stretch;
use crate::ui::browser::timers::Timer;

/// How long the tasks must rest before work begins: a drag has its frames to itself.
const REST: Duration = Duration::from_millis(200);

/// What one frame may take, in milliseconds.
const SLICE: f64 = 6.0;

/// Work that goes on between frames. Copies are handles to the same work.
#[derive(Clone, Copy)]
pub struct Sliced {
    /// What came of the tasks that were last completed; who asks for the result of a task gets none while it is under
    /// way.
    pub results: Memo<Results>,
    work: Work,
}

impl Sliced {
    /// The share that is done of what is under way.
    pub fn progress(self) -> Option<f64> {
        self.work.progress.get()
    }

    /// Whether nothing more is to come: all that is asked for is done, or the reader has stopped it.
    pub fn is_settled(self) -> bool {
        self.is_stopped() || self.work.tasks.with(|tasks| self.work.done.with(|(done, _)| done == tasks))
    }

    /// Whether the reader has stopped it.
    pub fn is_stopped(self) -> bool {
        self.work.is_stopped.get()
    }

    /// Stops until something else is asked for.
    pub fn stop(self) {
        self.work.rest();
        self.work.is_stopped.set(true);
    }

    /// Has it done also while nobody looks, for as long as the owner lives: somebody waits for what comes of it.
    pub fn insist(self) {
        self.work.insisted.set(true);
        on_cleanup(move || {
            self.work.insisted.try_set(false);
        });
    }

    /// Begins again after a stop.
    pub fn resume(self) {
        self.work.begin();
    }
}

/// Does tasks in slices while they are wanted.
pub fn sliced(tasks: Memo<Vec<Task>>, wanted: Signal<bool>) -> Sliced {
    let done = RwSignal::new((Vec::new(), Results::default()));
    let insisted = RwSignal::new(false);
    let wanted: Signal<bool> = Memo::new(move |_| wanted.get() || insisted.get()).into();
    let work = Work {
        tasks,
        wanted,
        insisted,
        done,
        queue: StoredValue::new(None),
        round: StoredValue::new(0),
        progress: RwSignal::new(None),
        is_stopped: RwSignal::new(false),
    };
    let timer = Timer::new();
    Effect::new(move |_| {
        // Read, not only tracked: a memo that is first read later tells of a change then, and what was stopped would begin again.
        tasks.with(|_| {});
        timer.clear();
        if wanted.get() {
            timer.set(REST, move || work.begin());
        }
    });
    // Paper waits for nobody: what it shows is worked out at once.
    on_event(&window(), "beforeprint", move |_| work.finish());
    Sliced { results: Memo::new(move |_| done.with(|(_, results)| results.clone())), work }
}

/// Handles to work that goes on from frame to frame.
#[derive(Clone, Copy)]
struct Work {
    tasks: Memo<Vec<Task>>,
    wanted: Signal<bool>,
    insisted: RwSignal<bool>,
    /// The tasks that were completed, with their results.
    done: RwSignal<(Vec<Task>, Results)>,
    /// What is under way, and for which tasks.
    queue: StoredValue<Option<(Vec<Task>, Queue)>>,
    /// Counts the beginnings: a loop that is not of the last one stops.
    round: StoredValue<u64>,
    /// The share that is done of what is under way.
    progress: RwSignal<Option<f64>>,
    is_stopped: RwSignal<bool>,
}

/// Progress is told in parts of this size: not every slice is worth a change on the screen.
const PARTS: f64 = 20.0;

impl Work {
    /// Begins, or goes on where the tasks are still the same.
    fn begin(self) {
        self.is_stopped.set(false);
        if self.prepare() {
            self.advance(self.round.get_value());
        }
    }

    /// Lets go of what is under way.
    fn rest(self) {
        self.round.update_value(|round| *round += 1);
        self.queue.set_value(None);
        self.progress.set(None);
    }

    /// Does all of the work at once.
    fn finish(self) {
        if self.prepare() {
            self.queue.update_value(|slot| {
                if let Some((_, queue)) = slot {
                    while !queue.is_complete() {
                        queue.advance();
                    }
                }
            });
            self.publish();
        }
    }

    /// Puts the present tasks in the queue's place; false where they were done before.
    fn prepare(self) -> bool {
        let Some(now) = self.tasks.try_get_untracked() else { return false };
        if self.done.with_untracked(|(tasks, _)| *tasks == now) {
            return false;
        }
        self.round.update_value(|round| *round += 1);
        self.queue.update_value(|queue| {
            // Stale work dies here.
            if queue.as_ref().is_none_or(|(tasks, _)| *tasks != now) {
                let earlier = self.done.with_untracked(|(_, results)| results.clone());
                *queue = Some((now.clone(), Queue::begin(&now, earlier)));
            }
        });
        true
    }

    fn publish(self) {
        if let Some((tasks, queue)) = self.queue.try_update_value(Option::take).flatten() {
            self.done.set((tasks, queue.finished()));
        }
        self.progress.set(None);
    }

    /// One slice; asks for the next frame until the work is complete.
    fn advance(self, round: u64) {
        let is_last = self.round.try_get_value() == Some(round);
        let Some(now) = self.tasks.try_get_untracked() else { return };
        if !is_last || self.wanted.try_get_untracked() != Some(true) {
            return;
        }
        let progress = self.queue.try_update_value(|slot| {
            let (tasks, queue) = slot.as_mut()?;
            // A change has set its own timer.
            if *tasks != now {
                return None;
            }
            Stretch::of(SLICE).filled(|| {
                queue.advance();
                !queue.is_complete()
            });
            Some(queue.progress())
        });
        match progress.flatten() {
            Some(1.0..) => self.publish(),
            Some(progress) => {
                let told = (progress * PARTS).floor() / PARTS;
                if self.progress.get_untracked() != Some(told) {
                    self.progress.set(Some(told));
                }
                request_animation_frame(move || self.advance(round));
            }
            None => {}
        }
    }
}

/// How far long work has come, with a way to stop it.
#[component]
pub fn Progress(work: Sliced) -> impl IntoView {
    let share = move || work.progress().unwrap_or(0.0).to_string();
    view! {
        <p class="progress" hidden=move || work.progress().is_none()>
            <progress max="1" value=share aria-label="Progress"></progress>
            <button type="button" class="chip small" data-cancel on:click=move |_| work.stop()>"Cancel"</button>
        </p>
        <p class="progress" hidden=move || !work.is_stopped()>
            "Stopped. " <button type="button" class="chip small" data-resume on:click=move |_| work.resume()>"Go on"</button>
        </p>
    }
}
