//! The real data: two experiments with many versions of one program.

use leptos::prelude::*;

use super::card::Card;
use super::prose;
use crate::figure::coincidences::{self, Authors, Finding};
use crate::figure::number::{grouped, percent, significant};

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
    let lift = |finding: &Finding| grouped(finding.second_given_first / finding.if_independent);
    let (inputs, expected) = (agents.worst.1, agents.worst.2);
    let expected_text = if expected < 1e-6 { "practically none".to_owned() } else { significant(expected, 1) };
    view! {
        "When one human version failed, a second failed on "
        {number("second_given_first_humans", humans.second_given_first, percent(humans.second_given_first))}
        " of the same inputs, " {lift(humans)} " times what independence predicts; among the agents it was "
        {number("second_given_first_agents", agents.second_given_first, percent(agents.second_given_first))}
        ", " {lift(agents)} " times. As a latent correlation of pairs that is "
        {number("rho_humans", humans.pair_rho, format!("{:.2}", humans.pair_rho))}
        " for the humans and "
        {number("rho_agents", agents.pair_rho, format!("{:.2}", agents.pair_rho))}
        " for the agents. The worst shared fault of the agents sat in " {agents.worst.0.to_string()} " of "
        {agents.versions.to_string()} " versions and failed on " {grouped(inputs)}
        " inputs; fitted to the number of coincidences, the model expects " {expected_text} "."
    }
}
