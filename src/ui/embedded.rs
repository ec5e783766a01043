//! One figure in somebody else's page.

use leptos::prelude::*;

use super::browser::host::Page;
use super::opening::{Claims, Opening, provide_setting};
use super::parts::notices::Notices;
use super::rest::{Rest, Shown};
use super::state::address::Address;
use crate::address::catalogue::{Figure, Home};
use crate::address::look::{Controls, Embed};
use crate::chapters::prose;

/// The figure, and where it is from.
#[component]
pub fn Embedded(
    /// What is wanted.
    embed: Embed,
    /// Called once it is there, or can't be.
    ready: Callback<()>,
) -> impl IntoView {
    let Embed { figure, controls, has_prose, .. } = embed;
    let content = if figure.home == Home::Opening {
        provide_setting();
        let opening = if figure == Figure::CLAIMS {
            view! { <Claims has_prose=has_prose has_switches=controls != Controls::None /> }.into_any()
        } else {
            view! { <Opening controls=controls has_prose=has_prose /> }.into_any()
        };
        ready.run(());
        opening
    } else {
        view! { <Rest shown=Shown::Figure(embed) ready=ready /> }.into_any()
    };
    let address = expect_context::<Address>();
    // A link may show another place than the figure's own, which is then as it begins.
    address.expect(figure.place());
    let Page(page) = expect_context();
    let source = move || match &page {
        // The figure is a link's text away from the page, which opens beside the one around it.
        Some(page) => {
            let link = address.link_to(figure.place()).unwrap_or_else(|| figure.place().to_owned());
            view! {
                <a href=format!("{page}#{link}") target="_blank" rel="noopener noreferrer">
                    {prose::OPEN_WHOLE_PAGE}
                </a>
            }
            .into_any()
        }
        None => ().into_any(),
    };
    view! {
        <main>{content}</main>
        <Notices />
        <footer class="fine source">{prose::TITLE} " " {source}</footer>
    }
}
