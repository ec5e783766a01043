//! Where the setting breaks, and how sure that is: edge finder and plausible worlds.

use blindspot_model::{Crossing, Parameter, Params};
use leptos::prelude::*;

use super::state::State;
use crate::chapter::finder;
use crate::figure::compared::Role;
use crate::figure::debate;
use crate::sandbox::{Exhibit, HEADLINE, controls, exact_parameters};
use crate::text::number::percent;
use crate::ui::browser::events::while_there;
use crate::ui::browser::in_view::in_view;
use crate::ui::figure::Card;
use crate::ui::parts::output::Answer;
use crate::ui::parts::slider::Slider;
use crate::ui::state::sliced::Progress;

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
    view! { <label>{label} " " <select data-choice=name on:change=while_there(set)>{options}</select></label> }
}

/// Where the undetected share crosses a limit along a parameter, and where the field breaks.
#[component]
pub fn EdgeFinder(state: State) -> impl IntoView {
    let panel = NodeRef::new();
    let tasks =
        move || [state.both(|params| state.tipping(params)), state.both(|params| state.crossing(params))].concat();
    let work = State::work(tasks, in_view(panel));
    let control = move || controls().find(|control| control.parameter == state.along.get()).unwrap_or(HEADLINE[0]);
    let pending = Signal::derive(move || if work.is_stopped() { "Stopped." } else { "Looking …" });
    let breaks = move |params: &Params| {
        let task = state.tipping(*params);
        let points = work.results.with(|results| results.tipping_points(&task).map(<[_]>::to_vec));
        points.map(|points| finder::sentence(control(), params, &points))
    };
    let crossings = move |params: &Params| {
        let task = state.crossing(*params);
        work.results.with(|results| results.crossings(&task).map(<[Crossing]>::to_vec))
    };
    let crosses = move |params: &Params| {
        crossings(params).map(|found| finder::crossings(control(), params, state.limit.get(), &found))
    };
    let found = [Memo::new(move |_| state.params.with(breaks)), Memo::new(move |_| state.params.with(crosses))];
    let of_a = move || {
        let said = |params: &Params| Some(format!("A: {} {}", breaks(params)?, crosses(params)?));
        state
            .pinned
            .with(|pinned| pinned.as_ref().map(|params| said(params).unwrap_or_else(|| pending.get().to_owned())))
    };
    let marks = move || {
        let mark = |crossing: Crossing| {
            view! { <data data-crossing=crossing.rises.to_string() data-low=crossing.low.to_string() data-high=crossing.high.to_string()></data> }
        };
        state.params.with(crossings).unwrap_or_default().into_iter().map(mark).collect_view()
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
            <p class="answer" data-breaks><Answer found=found[0] pending=pending /></p>
            <p class="answer" data-crosses><Answer found=found[1] pending=pending /> {marks}</p>
            <p class="against" hidden=move || state.pinned.with(Option::is_none)>{of_a}</p>
            <Progress work=work />
        </div>
    }
}

/// Plausible worlds around the setting.
#[component]
pub fn Uncertainty(state: State) -> impl IntoView {
    let seen = RwSignal::new(false);
    let work = State::work(move || state.both(|params| state.plausible(params)), seen.into());
    let worlds = move |params: &Params| {
        let task = state.plausible(*params);
        work.results.with(|results| debate::worlds(&results.ends(&task), results.worlds(&task)))
    };
    let frame = Memo::new(move |_| {
        let own = state.params.with(worlds);
        state.pinned.with(|pinned| match pinned {
            Some(pinned) => own.over(&worlds(pinned), Role::Pinned),
            None => own,
        })
    });
    view! {
        <Card frame=frame id=Exhibit::Uncertainty.id() in_view=seen work=work>
            <Progress work=work />
        </Card>
    }
}
