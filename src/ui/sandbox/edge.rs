//! Where the setting breaks, and how sure that is: edge finder and plausible worlds.

use blindspot_model::{Crossing, Parameter};
use leptos::prelude::*;

use super::state::State;
use crate::chapter::finder;
use crate::figure::debate;
use crate::figure::number::percent;
use crate::sandbox::{HEADLINE, controls, exact_parameters};
use crate::ui::card::Card;
use crate::ui::environment::in_view;
use crate::ui::sliced::Progress;
use crate::ui::slider::Slider;

/// A choice among all parameters but those that only simulations know.
#[component]
pub fn ParameterChoice(
    /// Names it for tests.
    name: &'static str,
    /// What stands before it.
    label: &'static str,
    /// What is chosen.
    #[prop(into)]
    chosen: Signal<Parameter>,
    /// Takes another choice.
    choose: Callback<Parameter>,
) -> impl IntoView {
    let options = controls()
        .filter(|control| exact_parameters().any(|parameter| parameter == control.parameter))
        .map(|control| {
            let parameter = control.parameter;
            view! {
                <option value=parameter.spec().name selected=move || chosen.get() == parameter>{control.label}</option>
            }
        })
        .collect_view();
    let set = move |event| {
        if let Some(parameter) = Parameter::named(&event_target_value(&event)) {
            choose.run(parameter);
        }
    };
    view! { <label>{label} " " <select data-choice=name on:change=set>{options}</select></label> }
}

/// Where the undetected share crosses a limit along a parameter, and where the field breaks.
#[component]
pub fn EdgeFinder(state: State) -> impl IntoView {
    let panel = NodeRef::new();
    let work = State::work(move || vec![state.tipping(), state.crossing()], in_view(panel));
    let control = move || controls().find(|control| control.parameter == state.along.get()).unwrap_or(HEADLINE[0]);
    let pending = move || if work.is_stopped() { "Stopped." } else { "Looking …" }.to_owned();
    let breaks = move || {
        let points = work.results.with(|results| results.tipping_points(&state.tipping()).map(<[_]>::to_vec));
        let sentence = |points: Vec<_>| state.params.with(|params| finder::sentence(control(), params, &points));
        points.map_or_else(pending, sentence)
    };
    let crossings = move || work.results.with(|results| results.crossings(&state.crossing()).map(<[_]>::to_vec));
    let crosses = move || {
        let sentence = |found: Vec<Crossing>| {
            state.params.with(|params| finder::crossings(control(), params, state.limit.get(), &found))
        };
        crossings().map_or_else(pending, sentence)
    };
    let marks = move || {
        let mark = |crossing: Crossing| {
            view! { <data data-crossing=crossing.rises.to_string() data-low=crossing.low.to_string() data-high=crossing.high.to_string()></data> }
        };
        crossings().unwrap_or_default().into_iter().map(mark).collect_view()
    };
    view! {
        <div class="panel finder" id="edges" node_ref=panel>
            <h3>"Where does it break?"</h3>
            <div class="levers">
                <ParameterChoice name="along" label="Along" chosen=state.along choose=Callback::new(move |p| state.along.set(p)) />
                <Slider
                    id="limit"
                    label="Limit"
                    meaning="undetected share, once training has fed back, whose crossing is looked for"
                    range=Signal::stored(finder::limit_range())
                    value=Signal::derive(move || state.limit.get() * 100.0)
                    set=Callback::new(move |percent: f64| state.limit.set(percent / 100.0))
                    effect=Signal::derive(move || percent(state.limit.get()))
                />
            </div>
            <p class="answer" role="status" data-breaks>{breaks}</p>
            <p class="answer" role="status" data-crosses>{crosses} {marks}</p>
            <Progress work=work />
        </div>
    }
}

/// Plausible worlds around the setting.
#[component]
pub fn Uncertainty(state: State) -> impl IntoView {
    let seen = RwSignal::new(false);
    let work = State::work(move || vec![state.plausible()], seen.into());
    let frame = Memo::new(move |_| debate::worlds(&work.results.with(|results| results.ends(&state.plausible()))));
    view! {
        <Card frame=frame id="uncertainty" in_view=seen work=work>
            <Progress work=work />
        </Card>
    }
}
