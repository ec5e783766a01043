//! The model checked in the reader's own browser: the simulation against the exact solution.

use blindspot_model::order::ordered;
use blindspot_model::selftest::{Point, TOLERANCE, described};
use leptos::html;
use leptos::prelude::*;

use crate::address::look::Look;
use crate::chapter::Task;
use crate::chapters::prose;
use crate::figure::hero::SEED;
use crate::text::number::{grouped, significant};
use crate::ui::state::sliced::{Progress, sliced};

/// Its name as an element.
const NAME: &str = "selftest";

/// A button that begins the test, how far it is, and what it found.
#[component]
pub fn SelfTest() -> impl IntoView {
    // Asked for in the address, it begins by itself.
    let is_asked_for = use_context::<Look>().is_some_and(|look| look.tests_itself);
    let is_wanted = RwSignal::new(is_asked_for);
    let task = Task::SelfTest(SEED);
    let tasks = vec![task.clone()];
    let work = sliced(Memo::new(move |_| tasks.clone()), is_wanted.into());
    let points = Memo::new(move |_| work.results.with(|results| results.self_test(&task).map(<[Point]>::to_vec)));
    if is_asked_for {
        // The page goes to its own place first.
        request_animation_frame(|| {
            if let Some(panel) = document().get_element_by_id(NAME) {
                panel.scroll_into_view();
            }
        });
    }
    let panel = NodeRef::<html::Div>::new();
    let begin = move |_| {
        // The button goes, and what it began goes on here.
        if let Some(panel) = panel.get_untracked() {
            let _ = panel.focus();
        }
        is_wanted.set(true);
    };
    view! {
        <div class="panel self-test" id=NAME node_ref=panel tabindex="-1">
            <h3>{prose::SELF_TEST_TITLE}</h3>
            <p>{prose::SELF_TEST}</p>
            <Show when=move || !is_wanted.get()>
                <p class="chips">
                    <button type="button" class="chip" data-begin on:click=begin>"Run the self-test"</button>
                </p>
            </Show>
            <p class="answer" role="status" data-verdict>
                {move || points.with(|points| points.as_deref().map(verdict))}
            </p>
            <Progress work=work />
            {move || points.with(|points| points.as_deref().map(table))}
        </div>
    }
}

fn verdict(points: &[Point]) -> String {
    let beyond = points.iter().filter(|point| !point.agrees()).count();
    let settings = points.chunk_by(|a, b| a.setting == b.setting).count();
    let all = format!("{} figures of {settings} settings", grouped(points.len() as f64));
    match beyond {
        0 => format!("All {all} lie within {TOLERANCE} standard errors of the exact solution."),
        1 => format!("Of {all}, 1 lies beyond {TOLERANCE} standard errors of the exact solution."),
        _ => format!("Of {all}, {beyond} lie beyond {TOLERANCE} standard errors of the exact solution."),
    }
}

/// What was compared, the widest apart first.
fn table(points: &[Point]) -> impl IntoView + use<> {
    let apart = |point: &Point| match point.z() {
        Some(z) => -z.abs(),
        // Where nothing is left to chance any difference is too large.
        None if point.agrees() => 0.0,
        None => f64::NEG_INFINITY,
    };
    let row = |point: &Point| {
        let z = point.z().map_or_else(|| "–".to_owned(), |z| format!("{z:.2}"));
        let digits = |value: f64| significant(value, 4);
        view! {
            <tr data-agrees=point.agrees().to_string()>
                <th scope="row">{described(&point.setting)}</th>
                <td>{point.outcome.name()}</td>
                <td>{digits(point.exact)}</td>
                <td>{digits(point.simulated)}</td>
                <td>{digits(point.standard_error)}</td>
                <td>{z}</td>
                <td>{if point.agrees() { "within" } else { "beyond" }}</td>
            </tr>
        }
    };
    let body = ordered(points, apart).iter().map(row).collect_view();
    let heads = ["Setting", "output", "exact", "simulated", "standard error", "z", "4 standard errors"];
    let head = heads.map(|head| view! { <th scope="col">{head}</th> }).into_iter().collect_view();
    view! {
        <div class="scroll values" tabindex="0" role="group" aria-label="What the self-test compared">
            <table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>
        </div>
    }
}
