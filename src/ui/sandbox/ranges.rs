//! What the ranges that were typed leave open: a figure, and intervals beside the numbers.

use std::sync::Arc;

use blindspot_model::{Params, Propagation, Ranges};
use leptos::prelude::*;

use super::state::State;
use crate::chapter::{Results, Task};
use crate::figure::compared::Role;
use crate::figure::ranges::Ranged;
use crate::sandbox::Exhibit;
use crate::ui::figure::Card;
use crate::ui::state::sliced::{Progress, Sliced};

/// Where draws from the ranges end, and A's over them.
#[component]
pub fn Open(state: State) -> impl IntoView {
    let seen = RwSignal::new(false);
    let work = State::work(move || state.open(), seen.into());
    let frame = Memo::new(move |_| {
        work.results.with(|results| {
            let found = |task: Option<Task>| task.and_then(|task| results.ranges(&task).cloned());
            let own =
                Held { params: state.params.get(), ranges: state.ranges.get(), found: found(Some(state.draws())) };
            let of_a = state.pinned.get().map(|params| Held {
                params,
                ranges: state.pinned_ranges.get(),
                found: found(state.draws_of_a()),
            });
            match of_a {
                Some(of_a) => {
                    let highest = own.ranged().highest().max(of_a.ranged().highest());
                    own.ranged().frame(highest).over(&of_a.ranged().frame(highest), Role::Pinned)
                }
                None => own.ranged().frame(0.0),
            }
        })
    });
    view! {
        <Card frame=frame id=Exhibit::Ranges.id() in_view=seen work=work>
            <Progress work=work />
        </Card>
    }
}

/// A setting with its ranges and draws.
struct Held {
    params: Params,
    ranges: Ranges,
    found: Option<Propagation>,
}

impl Held {
    fn ranged(&self) -> Ranged<'_> {
        Ranged { params: &self.params, ranges: &self.ranges, found: self.found.as_ref() }
    }
}

/// The draws of the setting as far as they are made, for the numbers that are read out.
pub fn drawn(state: State, work: Sliced) -> Memo<Option<Arc<Propagation>>> {
    Memo::new(move |_| {
        let has_ranges = !state.ranges.with(Ranges::is_empty);
        let of = |results: &Results| results.ranges(&state.draws()).cloned().map(Arc::new);
        if has_ranges { work.results.with(of) } else { None }
    })
}
