//! Which k of n to ask.

use std::sync::Arc;

use blindspot_measure::panel::Rule;
use blindspot_measure::receipt::Document;
use leptos::prelude::*;

use crate::figure::Table;
use crate::measured::panels::{choice, rule_name, sizes, table, told};
use crate::ui::parts::chip::Chip;

/// The chosen panel beside the most accurate raters and the best one alone.
#[component]
pub fn Panels(document: StoredValue<Arc<Document>>) -> impl IntoView {
    let all = document.with_value(|document| sizes(&document.report));
    let first = all.first().copied();
    let size = RwSignal::new(first.unwrap_or(2));
    let rule = RwSignal::new(Rule::AllErr);
    let chosen = move || document.with_value(|document| choice(&document.report, size.get(), rule.get()).cloned());
    let sentence = move || chosen().map(|choice| told(&choice));
    let rows = move || chosen().map(|choice| rows(&table(&choice)));
    let by_size = all.into_iter().map(move |k| {
        view! { <Chip chosen=size each=k name=k.to_string() attr:data-size=k /> }
    });
    let by_rule = [Rule::AllErr, Rule::Majority].map(|each| {
        let id = if each == Rule::AllErr { "all" } else { "majority" };
        view! { <Chip chosen=rule each=each name=rule_name(each) attr:data-rule=id /> }
    });
    first.map(|_| {
        view! {
            <div class="panel" data-panels>
                <h3>"Which of them to ask"</h3>
                <div class="chips" role="group" aria-label="Members">
                    <span class="chips-name">"Members"</span>
                    {by_size.collect_view()}
                </div>
                <div class="chips" role="group" aria-label="When a panel fails">
                    <span class="chips-name">"It fails"</span>
                    {by_rule.into_iter().collect_view()}
                </div>
                <p role="status">{sentence}</p>
                <div class="scroll" tabindex="0" role="group" aria-label="Panels">{rows}</div>
            </div>
        }
    })
}

fn rows(table: &Table) -> impl IntoView + use<> {
    let head =
        table.columns.iter().map(|name| view! { <th scope="col" class="words">{name.clone()}</th> }).collect_view();
    let row = |cells: &Vec<crate::figure::Cell>| {
        let [name, members, fails] =
            [0, 1, 2].map(|at| cells.get(at).map(|cell| cell.text.clone()).unwrap_or_default());
        view! { <tr><th scope="row">{name}</th><td class="words">{members}</td><td>{fails}</td></tr> }
    };
    let body = table.rows.iter().map(row).collect_view();
    view! { <table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table> }
}
