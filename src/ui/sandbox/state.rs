//! What the reader can change in the sandbox, and what follows from it.

use std::sync::Arc;

use blindspot_model::{Parameter, Params, Prices, Ranges};
use leptos::prelude::*;

use crate::address::view::{SANDBOX, SandboxView, View};
use crate::chapter::{Control, Task};
use crate::figure::Frame;
use crate::figure::compared::Role;
use crate::figure::phase_map::Axes;
use crate::sandbox::history::History;
use crate::sandbox::{Solved, figures};
use crate::ui::browser::hand::Hand;
use crate::ui::state::address::Address;
use crate::ui::state::sliced::{Sliced, sliced};

/// What an undo brings back: the setting and A, each with its ranges.
pub type Moment = ((Params, Ranges), Option<(Params, Ranges)>);

/// Copies are handles to the same state.
#[derive(Clone, Copy)]
pub struct State {
    /// The setting, B where there is an A.
    pub params: RwSignal<Params>,
    /// The setting that it is compared with, A.
    pub pinned: RwSignal<Option<Params>>,
    /// What of the setting is a range.
    pub ranges: RwSignal<Ranges>,
    /// What of A is a range.
    pub pinned_ranges: RwSignal<Ranges>,
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
        let [ranges, pinned_ranges] = begun.ranges.map(RwSignal::new);
        let history = RwSignal::new(History::new(((begun.params, Ranges::NONE), None)));
        // What a link brought nobody has moved to: it has no ghost.
        let linked = RwSignal::new(None::<Params>);
        let now = Memo::new(move |_| params.with(Solved::of));
        let then = Memo::new(move |_| pinned.with(|pinned| pinned.as_ref().map(Solved::of)));
        // While a lever moves, what is in the history is where it came from.
        let before = Memo::new(move |_| {
            let now = params.get();
            let before = history.with(|history| {
                let of = |((params, _), _): &Moment| *params;
                let present = of(history.present());
                if present == now { history.before().map(of) } else { Some(present) }
            });
            before.filter(|before| *before != now && linked.get() != Some(now))
        });
        let ghost = Memo::new(move |_| before.with(|before| before.as_ref().map(Solved::of)));
        let state = State {
            params,
            pinned,
            ranges,
            pinned_ranges,
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
                ranges: [ranges.get(), pinned_ranges.get()],
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
                    let [own, of_pinned] = view.ranges.clone();
                    history.set(History::new(((view.params, own), view.pinned.map(|a| (a, of_pinned)))));
                }
                params.set(view.params);
                pinned.set(view.pinned);
                let [own, of_pinned] = view.ranges;
                ranges.set(own);
                pinned_ranges.set(of_pinned);
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
            let pinned = self.pinned.get().map(|a| (a, self.pinned_ranges.get()));
            let now = ((self.params.get(), self.ranges.get()), pinned);
            if !is_down.get() && self.history.with_untracked(|history| *history.present() != now) {
                self.history.update(|history| history.note(&now));
            }
        });
    }

    /// Goes back, or forward, a change.
    pub fn travel(self, step: fn(&mut History<Moment>) -> Option<Moment>) {
        if let Some(((params, ranges), pinned)) = self.history.try_update(step).flatten() {
            self.params.set(params);
            self.ranges.set(ranges);
            self.pin(pinned);
        }
    }

    /// Sets what is compared with.
    pub fn pin(self, pinned: Option<(Params, Ranges)>) {
        let (params, ranges) = pinned.unzip();
        self.pinned.set(params);
        self.pinned_ranges.set(ranges.unwrap_or_default());
    }

    /// The setting with its ranges.
    pub fn own(self) -> (Params, Ranges) {
        (self.params.get_untracked(), self.ranges.get_untracked())
    }

    /// Chooses a setting. What it sets anew is no range any more, nor what it leaves no room for.
    pub fn choose(self, params: Params) {
        let before = self.params.get_untracked();
        self.params.set(params);
        let changed = |parameter: Parameter| params.get(parameter) != before.get(parameter);
        let ranges = self.ranges.get_untracked();
        let kept = ranges
            .iter()
            .filter(|&(parameter, _)| changed(parameter))
            .fold(ranges.clone(), |kept, (parameter, _)| kept.without(parameter));
        self.ranges.set(kept.fitted(&params));
    }

    /// Moves a control to a value, which ends its range.
    pub fn move_to(self, control: Control, value: f64) {
        self.ranges.update(|ranges| *ranges = std::mem::take(ranges).without(control.parameter));
        self.choose(control.moved(self.params.get_untracked(), value));
    }

    /// Spans a range between two values of a control; of two that are the same it is a value.
    pub fn span(self, control: Control, ends: [f64; 2]) {
        let (params, ends) = control.spanned(self.params.get_untracked(), ends);
        self.choose(params);
        self.ranges.update(|ranges| {
            let others = std::mem::take(ranges).without(control.parameter);
            // Its ends were held in what is possible.
            *ranges = others.clone().with(control.parameter, ends).unwrap_or(others).fitted(&params);
        });
    }

    /// What the ranges leave open.
    pub fn draws(self) -> Task {
        figures::ranges(self.params.get(), &self.ranges.get(), self.seed.get())
    }

    /// What A's ranges leave open, where there is an A.
    pub fn draws_of_a(self) -> Option<Task> {
        self.pinned.get().map(|a| figures::ranges(a, &self.pinned_ranges.get(), self.seed.get()))
    }

    /// The draws to make: none where no number is a range.
    pub fn open(self) -> Vec<Task> {
        let own = (!self.ranges.with(Ranges::is_empty)).then(|| self.draws());
        let of_a = (!self.pinned_ranges.with(Ranges::is_empty)).then(|| self.draws_of_a()).flatten();
        own.into_iter().chain(of_a).collect()
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
