//! "Where does it break along this slider?" The answer may be: nowhere.

use blindspot_model::Parameter;
use blindspot_model::tipping::{Tip, TippingPoint};
use leptos::prelude::*;

use super::stage::Stage;
use crate::chapter::Task;
use crate::chapter::finder::{QUESTION, sentence};
use crate::chapters::edge::PROBES;
use crate::ui::parts::output::Answer;

/// Looks for tipping points along a parameter of the chapter.
#[component]
pub fn Finder(
    /// Whose setting.
    stage: Stage,
) -> impl IntoView {
    let control = move || PROBES.into_iter().find(|probe| probe.parameter == stage.probe.get()).unwrap_or(PROBES[0]);
    let points = move || {
        stage.setting.with(|setting| {
            let task = Task::tipping(setting.params, setting.probe);
            stage.work.results.with(|results| results.tipping_points(&task).map(<[TippingPoint]>::to_vec))
        })
    };
    let answer = Signal::derive(move || {
        points().map(|points| stage.setting.with(|setting| sentence(control(), &setting.params, &points)))
    });
    let marks = move || {
        let mark = |point: TippingPoint| {
            let kind = if point.kind == Tip::Falls { "falls" } else { "returns" };
            view! { <data data-tip=kind data-low=point.low.to_string() data-high=point.high.to_string()></data> }
        };
        points().unwrap_or_default().into_iter().map(mark).collect_view()
    };
    let choices = PROBES.map(|probe| {
        let parameter: Parameter = probe.parameter;
        view! {
            <button
                type="button"
                class="chip"
                data-probe=parameter.spec().name
                aria-pressed=move || (stage.probe.get() == parameter).to_string()
                on:click=move |_| stage.probe.set(parameter)
            >
                {probe.label}
            </button>
        }
    });
    view! {
        <div class="panel finder" id="finder">
            <div class="chips" role="group" aria-label=QUESTION>
                <span class="chips-name">"Where does it break along …"</span>
                {choices.into_iter().collect_view()}
            </div>
            <p class="answer" data-finder><Answer found=answer pending="Looking …" /> {marks}</p>
        </div>
    }
}
