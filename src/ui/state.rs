//! The one state of the page; everything else is derived from it.

use std::sync::Arc;

use blindspot_model::{JudgementCall, Measures, Outlook, Params, SurvivalTable};
use leptos::prelude::*;

use crate::figure::generations::{GENERATIONS, without_reviewers};
use crate::figure::worlds::{Curves, MOST_REVIEWERS, Scene};

/// What the reader can change, and what follows from it. Copies are handles to the same state.
#[derive(Clone, Copy)]
pub struct State {
    /// The setting.
    pub params: RwSignal<Params>,
    /// What was wrong with the link that the page was opened by, in plain text.
    pub notices: RwSignal<Vec<String>>,
    /// The outputs at the bias of the first generation.
    pub measures: Memo<Measures>,
    /// Where the field goes.
    pub outlook: Memo<Outlook>,
    /// x_0 … of the same field without reviewers.
    pub unreviewed: Memo<Vec<f64>>,
    /// U by number of reviewers, in the five worlds and in the reader's.
    pub curves: Memo<Curves>,
}

impl State {
    /// The state that begins with this setting.
    pub fn new(params: Params, notices: Vec<String>) -> State {
        let params = RwSignal::new(params);
        // The call changes with the structure of the field only, so supervision and audits leave its table alone.
        let call = Memo::new(move |_| params.with(JudgementCall::of));
        let table = Memo::new(move |_| Arc::new(call.with(SurvivalTable::new)));
        let bias = Memo::new(move |_| params.with(Params::initial_bias));
        let scene = Memo::new(move |_| params.with(Scene::of));
        let worlds = Memo::new(move |_| scene.with(Scene::curves));
        State {
            params,
            notices: RwSignal::new(notices),
            measures: Memo::new(move |_| params.with(|params| Measures::of(params, bias.get()))),
            outlook: Memo::new(move |_| params.with(|params| Outlook::of(params, &table.get(), GENERATIONS))),
            unreviewed: Memo::new(move |_| params.with(without_reviewers)),
            curves: Memo::new(move |_| Curves {
                worlds: worlds.get(),
                own: call.with(|call| call.surviving_by_reviewers(bias.get(), MOST_REVIEWERS)),
            }),
        }
    }
}
