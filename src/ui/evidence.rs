//! The real data: two experiments with many versions of one program.

use blindspot_model::experiments::REDUX_CORRELATIONS;
use leptos::prelude::*;

use super::card::Card;
use super::prose;
use crate::figure::coincidences::{self, Authors, Finding};
use crate::figure::number::{about, grouped, percent, significant};

/// Humans against agents, with the model's misfit drawn openly.
#[component]
pub fn Evidence() -> impl IntoView {
    let humans = Authors::Humans.finding();
    let agents = Authors::Agents.finding();
    let frames = [(Authors::Humans, &humans), (Authors::Agents, &agents)]
        .map(|(authors, finding)| coincidences::frame(authors, finding))
        .map(|frame| Signal::stored(frame));
    let [human_frame, agent_frame] = frames;
    view! {
        <section class="evidence" aria-labelledby="evidence-title" data-scope="evidence">
            <h2 id="evidence-title">{prose::EVIDENCE_TITLE}</h2>
            <p>{prose::EVIDENCE_LEAD}</p>
            <div class="pair">
                <Card frame=human_frame id="humans" />
                <Card frame=agent_frame id="agents" />
            </div>
            <p>{comparison(&humans, &agents)} " " {prose::MISFIT}</p>
        </section>
    }
}

fn comparison(humans: &Finding, agents: &Finding) -> impl IntoView + use<> {
    let number = |name: &'static str, value: f64, text: String| {
        view! { <data value=value.to_string() data-measured=name>{text}</data> }
    };
    let lift = |finding: &Finding| about(finding.second_given_first / finding.if_independent);
    let (low, high) = REDUX_CORRELATIONS.all_90_percent;
    let expected = agents.worst.2;
    let expected_text = if expected < 0.5 { "none".to_owned() } else { significant(expected, 1) };
    let (observed, at_pair_rho) = agents.coincidences;
    view! {
        "When one human version failed, a second failed on "
        {number("second_given_first_humans", humans.second_given_first, percent(humans.second_given_first))}
        " of the same inputs, about " {lift(humans)} " times what independence predicts; among the agents’ versions it was "
        {number("second_given_first_agents", agents.second_given_first, percent(agents.second_given_first))}
        ", about " {lift(agents)} " times. As a latent correlation of pairs that is "
        {number("rho_humans", humans.pair_rho, format!("{:.2}", humans.pair_rho))}
        " for the humans and "
        {number("rho_agents", agents.pair_rho, format!("{:.2}", agents.pair_rho))}
        " for the agents (90% interval " {format!("{low:.2}")} " to " {format!("{high:.2}")} "). But no single correlation \
         fits the agents: " {format!("{:.2}", agents.fitted_rho)} " gives the right number of inputs that fail two \
         versions or more, and expects " {expected_text} " that fails " {agents.worst.0.to_string()} " of them, where "
        {grouped(agents.worst.1)} " did; the correlation of pairs expects " {grouped(at_pair_rho)} " such inputs, where "
        {grouped(observed)} " did."
    }
}
