//! What the reader can change in the sandbox, and what follows from it.

use std::sync::Arc;

use blindspot_model::{Parameter, Params, Prices};
use leptos::prelude::*;

use crate::address::view::{SANDBOX, SandboxView, View};
use crate::chapter::Task;
use crate::figure::Frame;
use crate::figure::compared::Role;
use crate::figure::phase_map::Axes;
use crate::sandbox::history::History;
use crate::sandbox::{Solved, figures};
use crate::ui::browser::hand::Hand;
use crate::ui::state::address::Address;
use crate::ui::state::sliced::{Sliced, sliced};

/// What an undo brings back: the setting, and A.
pub type Moment = (Params, Option<Params>);

/// Copies are handles to the same state.
#[derive(Clone, Copy)]
pub struct State {
    /// The setting, B where there is an A.
    pub params: RwSignal<Params>,
    /// The setting that it is compared with, A.
    pub pinned: RwSignal<Option<Params>>,
    /// Of the simulations' dice.
    pub seed: RwSignal<u64>,
    /// What was set before.
    pub history: RwSignal<History<Moment>>,
    /// The axes of the map.
    pub axes: RwSignal<Axes>,
    /// The parameter along which an edge is looked for.
    pub along: RwSignal<Parameter>,
    /// The limit whose crossing is looked for, a share.
    pub limit: RwSignal<f64>,
    /// What diversity, audits and supervision cost.
    pub prices: RwSignal<Prices>,
    /// What the setting comes to.
    pub now: Memo<Arc<Solved>>,
    /// What A comes to.
    pub then: Memo<Option<Arc<Solved>>>,
    /// What the setting before the last change came to.
    pub ghost: Memo<Option<Arc<Solved>>>,
}

impl State {
    /// The state that the address says, or the defaults.
    pub fn new() -> State {
        let begun = SandboxView::default();
        let params = RwSignal::new(begun.params);
        let pinned = RwSignal::new(None::<Params>);
        let history = RwSignal::new(History::new((begun.params, None)));
        // What a link brought nobody has moved to: it has no ghost.
        let linked = RwSignal::new(None::<Params>);
        let now = Memo::new(move |_| params.with(Solved::of));
        let then = Memo::new(move |_| pinned.with(|pinned| pinned.as_ref().map(Solved::of)));
        // While a lever moves, what is in the history is where it came from.
        let before = Memo::new(move |_| {
            let now = params.get();
            let before = history.with(|history| {
                if history.present().0 == now { history.before().copied() } else { Some(*history.present()) }
            });
            before.map(|(params, _)| params).filter(|before| *before != now && linked.get() != Some(now))
        });
        let ghost = Memo::new(move |_| before.with(|before| before.as_ref().map(Solved::of)));
        let state = State {
            params,
            pinned,
            seed: RwSignal::new(begun.seed),
            history,
            axes: RwSignal::new(begun.axes),
            along: RwSignal::new(begun.along),
            limit: RwSignal::new(begun.limit),
            prices: RwSignal::new(begun.prices),
            now,
            then,
            ghost,
        };
        state.remember();
        let view = move || {
            View::Sandbox(SandboxView {
                params: params.get(),
                pinned: pinned.get(),
                seed: state.seed.get(),
                axes: state.axes.get(),
                along: state.along.get(),
                limit: state.limit.get(),
                prices: state.prices.get(),
            })
        };
        let open = move |view| {
            if let View::Sandbox(view) = view {
                if params.get_untracked() != view.params {
                    linked.set(Some(view.params));
                }
                // Before anything was done there is nothing to go back to.
                if history.with_untracked(History::is_new) {
                    history.set(History::new((view.params, view.pinned)));
                }
                params.set(view.params);
                pinned.set(view.pinned);
                state.seed.set(view.seed);
                state.axes.set(view.axes);
                state.along.set(view.along);
                state.limit.set(view.limit);
                state.prices.set(view.prices);
            }
        };
        expect_context::<Address>().register(SANDBOX, view, Callback::new(open));
        state
    }

    /// Takes every change down once the hand is off it: a drag is one change.
    fn remember(self) {
        let Hand(is_down) = expect_context();
        Effect::new(move |_| {
            let now = (self.params.get(), self.pinned.get());
            if !is_down.get() && self.history.with_untracked(|history| *history.present() != now) {
                self.history.update(|history| history.note(&now));
            }
        });
    }

    /// Goes back, or forward, a change.
    pub fn travel(self, step: fn(&mut History<Moment>) -> Option<Moment>) {
        if let Some((params, pinned)) = self.history.try_update(step).flatten() {
            self.params.set(params);
            self.pinned.set(pinned);
        }
    }

    /// The fields that are simulated behind the exact line.
    pub fn fields(self) -> Task {
        figures::fields(self.params.get(), self.seed.get())
    }

    /// The map that the setting lies in.
    pub fn map(self) -> Task {
        figures::map_around(&self.params.get(), self.axes.get())
    }

    /// Tasks of the setting, and of A where there is one.
    pub fn both(self, task: impl Fn(Params) -> Task) -> Vec<Task> {
        [Some(self.params.get()), self.pinned.get()].into_iter().flatten().map(task).collect()
    }

    /// Where the field of a setting breaks along the chosen parameter.
    pub fn tipping(self, params: Params) -> Task {
        Task::tipping(params, self.along.get())
    }

    /// Where a setting crosses the limit along the chosen parameter.
    pub fn crossing(self, params: Params) -> Task {
        Task::crossing(params, self.along.get(), self.limit.get())
    }

    /// The best mixes at the prices.
    pub fn budget(self) -> Task {
        Task::Budget { params: self.params.get(), prices: self.prices.get() }
    }

    /// The plausible worlds around a setting.
    pub fn plausible(self, params: Params) -> Task {
        figures::plausible(params, self.seed.get())
    }

    /// Long work that is done while it is in view.
    pub fn work(tasks: impl Fn() -> Vec<Task> + Send + Sync + 'static, in_view: Signal<bool>) -> Sliced {
        sliced(Memo::new(move |_| tasks()), in_view)
    }

    /// A figure of the setting, with those of A and of the last setting drawn into it; these change less often than the
    /// setting and are made anew only then.
    pub fn compared(
        self,
        own: impl Fn() -> Frame + Send + Sync + 'static,
        of: impl Fn(&Solved) -> Frame + Copy + Send + Sync + 'static,
    ) -> Memo<Frame> {
        let of_other = move |other: Memo<Option<Arc<Solved>>>| {
            Memo::new(move |_| other.with(|other| other.as_ref().map(|other| of(other))))
        };
        let [then, ghost] = [self.then, self.ghost].map(of_other);
        Memo::new(move |_| {
            // A comes first: where the last setting was A, it is A that is drawn.
            [(then, Role::Pinned), (ghost, Role::Ghost)].into_iter().fold(own(), |frame, (other, role)| {
                other.with(|other| match other {
                    Some(other) => frame.over(other, role),
                    None => frame,
                })
            })
        })
    }
}
