//! What can be done with what was measured: a setting of the sandbox, a report to keep or to print.

use std::sync::Arc;

use blindspot_measure::receipt::Document;
use leptos::prelude::*;

use crate::address::view::{SandboxView, View};
use crate::measured::sandbox::transfer;
use crate::ui::browser::events::on_event;
use crate::ui::browser::files::{blob, save, told};

/// The file of the report.
const REPORT: &str = "blindspot-measure.json";

/// On the root element while only a part of the page is printed.
const PRINTED: &str = "data-print";

/// The ways on.
#[component]
pub fn Take(measured: StoredValue<Arc<Document>>) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let moved = measured.with_value(|document| transfer(&document.report));
    let keep = move |_| {
        let text = measured.with_value(|document| serde_json::to_string_pretty(&**document).unwrap_or_default() + "\n");
        let is_saved = blob(&text, "application/json").is_some_and(|blob| save(REPORT, &blob));
        said.set(told(REPORT, is_saved));
    };
    let root = || document().document_element();
    let print = move |_| {
        // Only this is printed, until the browser is done with it.
        let _ = root().map(|root| root.set_attribute(PRINTED, "models"));
        let _ = window().print();
    };
    on_event(&window(), "afterprint", move |_| {
        let _ = root().map(|root| root.remove_attribute(PRINTED));
    });
    let link = moved.as_ref().map(|moved| {
        let view = SandboxView { params: moved.params, ..SandboxView::default() };
        format!("#{}", View::Sandbox(view).write())
    });
    view! {
        <div class="chips">
            {link.map(|link| view! { <a class="chip strong" href=link data-to-sandbox>"Into the sandbox"</a> })}
            <button type="button" class="chip" data-report on:click=keep>"Report (JSON)"</button>
            <button type="button" class="chip" data-print on:click=print>"Print"</button>
            <span class="fine" role="status" data-kept>{said}</span>
        </div>
        {moved.map(|moved| {
            let told = moved.told.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view();
            view! { <details class="values"><summary>"What goes into the sandbox"</summary><div data-transfer>{told}</div></details> }
        })}
    }
}
