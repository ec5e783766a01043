//! "Where does it break along this slider?" The answer may be: nowhere.

use blindspot_model::tipping::{Course, Tip, TippingPoint};
use blindspot_model::{Parameter, Params};
use leptos::prelude::*;

use super::stage::Stage;
use crate::chapter::edge::PROBES;
use crate::chapter::{Control, Task};

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
            stage.results.with(|results| results.tipping_points(&task).map(<[TippingPoint]>::to_vec))
        })
    };
    let answer = move || {
        points().map_or_else(
            || "Looking …".to_owned(),
            |points| stage.setting.with(|setting| sentence(control(), &setting.params, &points)),
        )
    };
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
            <div class="chips" role="group" aria-label="Where does it break along this slider?">
                <span class="chips-name">"Where does it break along …"</span>
                {choices.into_iter().collect_view()}
            </div>
            <p class="answer" role="status" data-finder>{answer} {marks}</p>
        </div>
    }
}

fn sentence(control: Control, params: &Params, points: &[TippingPoint]) -> String {
    let name = control.label.to_lowercase();
    if points.is_empty() {
        return format!(
            "None along this slider: with the other settings as they are, {name} moves the field without a jump."
        );
    }
    let range = control.range(params, params);
    let shown = |value: f64| {
        let unit = control.value(params) / params.get(control.parameter);
        let unit = if unit.is_finite() { unit } else { range.max / params.limit(control.parameter) };
        range.show(value * unit)
    };
    let told = points.iter().map(|point| {
        let way = if point.course == Course::Up { "rises" } else { "drops" };
        let what = match point.kind {
            Tip::Falls => "a sound field falls",
            Tip::Returns => "a fallen field returns",
        };
        format!("{what} as {name} {way} past {}", shown(f64::midpoint(point.low, point.high)))
    });
    let text = told.collect::<Vec<_>>().join("; ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).chain(['.']).collect())
}
