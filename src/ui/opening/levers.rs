//! The three levers, each under the curve of the outcome along it.

use std::time::Duration;

use blindspot_model::{Parameter, Params};
use leptos::prelude::*;

use super::film::Film;
use super::verdict::Found;
use crate::chapter::Control;
use crate::chapter::control::{AUDIT_BUDGET, DIVERSITY, SUPERVISION};
use crate::chapters::hero_words as words;
use crate::chart;
use crate::figure::hero::levers::{Grounds, STEPS, curve};
use crate::figure::{Frame, Table};
use crate::text::number::of_thousand;
use crate::text::spelling::uncapitalized;
use crate::ui::canvas::picture::Picture;
use crate::ui::parts::slider::Slider;

/// How long the first frames have the page to themselves.
const REST: Duration = Duration::from_millis(30);

/// So many grids are between two drawings of the curve that they make finer.
const PUBLISHED: [usize; 5] = [6, 11, 21, 51, STEPS + 1];

/// What the curves stand on, which is made piece by piece after the opening stands. Copies are handles to the same.
#[derive(Clone, Copy)]
pub struct Grown {
    grounds: StoredValue<Grounds>,
    /// Counts what was published of them.
    published: RwSignal<usize>,
}

impl Grown {
    /// Begins to make them.
    pub fn new(params: RwSignal<Params>) -> Grown {
        let grown = Grown { grounds: StoredValue::new(Grounds::none()), published: RwSignal::new(0) };
        // The reader's own comes first: two of the three curves stand on it.
        grown.grounds.update_value(|grounds| grounds.make(&params.get_untracked()));
        set_timeout(move || grown.grow(0), REST);
        grown
    }

    fn grow(self, made: usize) {
        if self.grounds.try_update_value(Grounds::make_next) != Some(true) {
            return;
        }
        let made = made + 1;
        if PUBLISHED.contains(&made) {
            // `None` is left where the opening has gone meanwhile.
            self.published.try_set(made);
        }
        set_timeout(move || self.grow(made), Duration::ZERO);
    }

    /// Reads them; what does so is told when they grow.
    pub fn with<T>(self, read: impl FnOnce(&Grounds) -> T) -> T {
        self.published.track();
        self.grounds.with_value(read)
    }

    /// Reads them as they are.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Grounds) -> T) -> T {
        self.grounds.with_value(read)
    }
}

/// The levers, one from the second turn on, and so on.
#[component]
pub fn Levers(
    params: RwSignal<Params>,
    grown: Grown,
    verdict: Found,
    film: Film,
    turn: Signal<usize>,
) -> impl IntoView {
    let levers = [(DIVERSITY, 1), (SUPERVISION, 2), (AUDIT_BUDGET, 3)].map(|(control, before)| {
        view! {
            <Show when=move || { turn.get() > before }>
                <OneLever control=control params=params grown=grown verdict=verdict film=film />
            </Show>
        }
    });
    view! {
        <div class="levers-column">
            {levers.into_iter().collect_view()} <p class="fine curves-key">{words::CURVES}</p>
        </div>
    }
}

#[component]
fn OneLever(control: Control, params: RwSignal<Params>, grown: Grown, verdict: Found, film: Film) -> impl IntoView {
    let lever = control.parameter;
    let start = Params::default();
    let range = Memo::new(move |_| params.with(|params| control.range(params, &start)));
    let value = Memo::new(move |_| params.with(|params| control.value(params)));
    let go = Callback::new(move |value| {
        film.stop();
        params.update(|params| *params = control.moved(*params, value));
    });
    let effect =
        Signal::derive(move || format!("{} of 1,000 decisions stay wrong", of_thousand(verdict.get().settled)));
    let frame = Memo::new(move |_| {
        let settled = verdict.get().settled;
        let picture = params.with(|params| grown.with(|grounds| curve(grounds, params, lever, settled)));
        frame(control, picture)
    });
    let ticks = if lever == Parameter::Diversity { control.ticks() } else { Vec::new() };
    view! {
        <div class="lever">
            <Slider
                id=format!("opening-{}", lever.spec().name)
                label=control.label
                meaning=control.meaning
                range=range
                value=value
                set=go
                effect=effect
                ticks=ticks
                over=view! { <Picture frame=frame /> }.into_any()
            />
        </div>
    }
}

/// The curve of a lever as a frame: its numbers are those of the verdict, its table that of the two pictures.
fn frame(control: Control, picture: chart::Picture) -> Frame {
    Frame {
        title: String::new(),
        subtitle: String::new(),
        summary: format!("{} {}", words::ALONG, uncapitalized(control.label)),
        picture,
        table: Table::new(Vec::new(), Vec::new()),
    }
}
