//! A text as a QR code, dark on white in any colours, since readers want it so.

use leptos::prelude::*;

use crate::workshop::qr::qr;

/// The code of a text; nothing where it is too long for one.
#[component]
pub fn Code(
    /// What is read from it.
    #[prop(into)]
    text: Signal<String>,
    /// What it is, for who can't see it.
    label: &'static str,
) -> impl IntoView {
    move || {
        text.with(|text| qr(text)).map(|code| {
            view! {
                <svg
                    class="qr"
                    role="img"
                    aria-label=label
                    viewBox=format!("0 0 {0} {0}", code.side)
                    shape-rendering="crispEdges"
                >
                    <rect width=code.side height=code.side fill="#fff"></rect>
                    <path d=code.path fill="#000"></path>
                </svg>
            }
        })
    }
}
