//! Figures that share a place: one is shown, the others are a button away.

use leptos::prelude::*;

/// One of several figures that share a place.
pub struct Leaf {
    /// Its name in tests and links.
    pub id: &'static str,
    /// What the reader chooses it by.
    pub name: &'static str,
    /// What is shown.
    pub content: AnyView,
}

/// Figures of which one is shown at a time. All have their room at once, so that nothing moves when another one is shown, and paper
/// shows them all.
#[component]
pub fn Leaves(
    /// Names the choice.
    label: &'static str,
    /// Which is shown.
    shown: RwSignal<usize>,
    /// Set when the reader chooses.
    #[prop(optional)]
    is_chosen: Option<RwSignal<bool>>,
    /// In their order.
    leaves: Vec<Leaf>,
    /// Set while none of them may be seen.
    #[prop(optional, into)]
    are_kept_back: Signal<bool>,
    /// Stands over them.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let has_choice = leaves.len() > 1;
    let (buttons, stack): (Vec<_>, Vec<_>) = leaves
        .into_iter()
        .enumerate()
        .map(|(i, Leaf { id, name, content })| {
            let is_aside = move || shown.get() != i || are_kept_back.get();
            let button = view! {
                <button
                    type="button"
                    class="chip small"
                    data-tab=id
                    aria-pressed=move || (shown.get() == i).to_string()
                    on:click=move |_| {
                        shown.set(i);
                        if let Some(is_chosen) = is_chosen {
                            is_chosen.set(true);
                        }
                    }
                >
                    {name}
                </button>
            };
            (button, view! { <div class="leaf" class:aside=is_aside inert=is_aside>{content}</div> })
        })
        .unzip();
    view! {
        <div class="figures">
            {has_choice.then(|| view! { <div class="chips tabs" role="group" aria-label=label>{buttons}</div> })}
            <div class="stack">{stack} {children.map(|children| children())}</div>
        </div>
    }
}
