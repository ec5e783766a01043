//! Numbers in text that people read and programs can find.

use leptos::prelude::*;

/// A number of the model in text: `<data value="0.0346" data-output="undetected_share">3.5%</data>`.
#[component]
pub fn Output(
    /// Its name among the model's outputs.
    name: &'static str,
    /// The number; `None` where it is not defined.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// How a reader sees it.
    show: fn(f64) -> String,
    /// What stands where it is not defined.
    #[prop(default = "–")]
    undefined: &'static str,
) -> impl IntoView {
    let exact = move || value.get().map(|value| value.to_string());
    let shown = move || value.get().map_or_else(|| undefined.to_owned(), show);
    view! { <data value=exact data-output=name translate="no">{shown}</data> }
}

/// What long work has found, told to who listens once it is there; that it is still looked for is for who looks.
#[component]
pub fn Answer(
    /// As a sentence; `None` while it is looked for.
    #[prop(into)]
    found: Signal<Option<String>>,
    /// What stands there as long.
    #[prop(into)]
    pending: Signal<&'static str>,
) -> impl IntoView {
    let waits = move || found.with(Option::is_none).then(|| pending.get());
    view! {
        <span role="status">{found}</span>
        {waits}
    }
}
