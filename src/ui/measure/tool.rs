//! What was given, step by step: read, understood, measured. Copies are handles to the same.

use std::sync::Arc;

use blindspot_measure::form::Form;
use blindspot_measure::receipt::Document;
use leptos::prelude::*;

use super::fields::Understood;
use super::results::Results;
use super::{Wanted, measuring, reading};
use crate::measured::desk::Desk;
use crate::measured::example::Example;
use crate::ui::browser::pause::pause;

/// How far long work has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// What is being done.
    pub what: &'static str,
    /// The share that is done, 0–1, in steps that are worth a change on the screen.
    pub share: f64,
}

/// Everything that is known of what was given.
#[derive(Clone, Copy)]
pub struct Tool {
    /// What was given last.
    given: Wanted,
    /// Counts what was begun: work that is not of the last one stops.
    round: StoredValue<u64>,
    /// How far long work has come.
    pub progress: RwSignal<Option<Progress>>,
    /// What is wrong with what was given, or with a choice.
    pub problem: RwSignal<String>,
    /// What was read, as it is understood for now.
    pub desk: RwSignal<Option<Desk>>,
    /// What was measured, until a choice is changed.
    pub document: RwSignal<Option<Arc<Document>>>,
    /// The example that is shown.
    pub example: RwSignal<Option<Example>>,
}

/// Steps of progress that are shown.
const STEPS: f64 = 50.0;

impl Tool {
    /// Begins something; what was under way stops.
    pub fn begin(self, what: &'static str) -> Option<u64> {
        let round = self.halt();
        self.problem.try_set(String::new());
        self.progress.try_set(Some(Progress { what, share: 0.0 }));
        round
    }

    /// Whether this is still what is being done.
    pub fn is_current(self, round: u64) -> bool {
        self.round.try_get_value() == Some(round)
    }

    /// Lets the browser do what it has to do; false where this is not what is being done any more.
    pub async fn rested(self, round: u64) -> bool {
        pause().await;
        self.is_current(round)
    }

    /// Tells how far it has come.
    pub fn tell(self, what: &'static str, share: f64) {
        let told = Some(Progress { what, share: (share * STEPS).floor() / STEPS });
        if self.progress.try_with_untracked(|progress| *progress != told) == Some(true) {
            self.progress.try_set(told);
        }
    }

    /// Ends it.
    pub fn end(self) {
        self.progress.try_set(None);
    }

    /// Ends it, since it can't be done.
    pub fn fail(self, why: String) {
        self.end();
        self.problem.try_set(why);
    }

    /// Ends what is under way: it is of no use any more. Gives the number of what may be begun now.
    fn halt(self) -> Option<u64> {
        self.end();
        self.round.try_update_value(|round| {
            *round += 1;
            *round
        })
    }

    /// Stops what is under way.
    fn stop(self) {
        self.halt();
        self.problem.try_set("Stopped.".to_owned());
    }

    /// Reads what was given, or reads it again as this form.
    pub fn read(self, form: Option<Form>) {
        if let Some(given) = self.given.get_untracked() {
            self.document.set(None);
            self.example.set(given.example());
            reading::read(self, given, form);
        }
    }

    /// Measures what was read.
    pub fn measure(self) {
        measuring::measure(self);
    }

    /// Changes what was read; what was measured of it before is gone.
    pub fn change(self, change: impl FnOnce(&mut Desk)) {
        self.halt();
        self.problem.set(String::new());
        self.document.set(None);
        self.desk.update(|desk| {
            if let Some(desk) = desk {
                change(desk);
            }
        });
    }
}

/// What reads, measures and shows.
pub fn tool(given: Wanted) -> AnyView {
    let tool = Tool {
        given,
        round: StoredValue::new(0),
        progress: RwSignal::new(None),
        problem: RwSignal::new(String::new()),
        desk: RwSignal::new(None),
        document: RwSignal::new(None),
        example: RwSignal::new(None),
    };
    Effect::new(move |_| {
        given.track();
        tool.read(None);
    });
    let is_idle = move || tool.progress.with(Option::is_none);
    let what = move || tool.progress.with(|progress| progress.as_ref().map_or("", |progress| progress.what));
    let share =
        move || tool.progress.with(|progress| progress.as_ref().map_or(0.0, |progress| progress.share)).to_string();
    view! {
        <p class="progress" hidden=is_idle>
            <span>{what}</span>
            <progress max="1" value=share aria-label="Progress"></progress>
            <button type="button" class="chip small" data-cancel on:click=move |_| tool.stop()>"Cancel"</button>
        </p>
        <p class="problem" role="alert" data-problem>{tool.problem}</p>
        <Show when=move || tool.desk.with(Option::is_some)><Understood tool=tool /></Show>
        {move || tool.document.get().map(|document| view! { <Results document=document /> })}
    }
    .into_any()
}
