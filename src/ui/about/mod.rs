//! The standing panels: how the model works, what it does not show, the parameters, the terms and the sources.

mod self_test;
pub mod snippets;
pub mod teaching;

use blindspot_model::Parameter;
use leptos::prelude::*;

use crate::chapters::ledger;
use crate::chapters::panels::{self, GLOSSARY, LIMITS, MODEL, SOURCES};
use crate::ui::parts::plain::plain;
use self_test::SelfTest;

/// All standing panels.
#[component]
pub fn Standing() -> impl IntoView {
    let model = MODEL.iter().map(|text| view! { <p>{plain(text)}</p> }).collect_view();
    let limits = LIMITS.iter().map(|limit| view! { <li>{*limit}</li> }).collect_view();
    let parameters = Parameter::ALL
        .iter()
        .map(|parameter| {
            let (spec, entry) = (parameter.spec(), ledger::of(*parameter));
            view! {
                <tr>
                    <th scope="row">{spec.name.replace('_', " ")}</th>
                    <td class="words">{spec.meaning}</td>
                    <td>{spec.default}</td>
                    <td>{format!("{}–{}", spec.min, spec.max)}</td>
                    <td>{entry.basis.name()}</td>
                    <td class="words">{entry.source}</td>
                    <td class="words">{entry.disputed}</td>
                </tr>
            }
        })
        .collect_view();
    let terms = GLOSSARY.iter().map(|&(term, meaning)| view! { <dt>{term}</dt><dd>{meaning}</dd> }).collect_view();
    let sources = SOURCES
        .iter()
        .map(|&(name, address, gives)| view! { <li><a href=address rel="noreferrer">{name}</a> ": " {gives} "."</li> })
        .collect_view();
    view! {
        <section class="standing" id="about" aria-labelledby="about-title">
            <h2 id="about-title">"How the model works"</h2>
            {model}
            <details class="values">
                <summary>"All parameters"</summary>
                <div class="scroll" tabindex="0" role="region" aria-label="All parameters">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">"Parameter"</th>
                                <th scope="col" class="words">"Meaning"</th>
                                <th scope="col">"Default"</th>
                                <th scope="col">"Range"</th>
                                <th scope="col">"Basis"</th>
                                <th scope="col" class="words">"Where it comes from"</th>
                                <th scope="col" class="words">"Who would choose another"</th>
                            </tr>
                        </thead>
                        <tbody>{parameters}</tbody>
                    </table>
                </div>
            </details>
            <SelfTest />
            <h2 id="limits">"What this does not show"</h2>
            <ul>{limits}</ul>
            <h2 id="glossary">"Glossary"</h2>
            <details class="values">
                <summary>{panels::GLOSSARY_OPENS}</summary>
                <dl class="glossary">{terms}</dl>
            </details>
            <h2 id="sources">"Sources"</h2>
            <details class="values">
                <summary>{panels::SOURCES_OPEN}</summary>
                <ul>{sources}</ul>
            </details>
        </section>
    }
}
