//! A button for each world, to begin from.

use blindspot_model::{Params, World};
use leptos::prelude::*;

/// Buttons for the worlds; one says how alike the models are and leaves the rest of the setting.
#[component]
pub fn Worlds(
    /// The setting in force.
    params: Signal<Params>,
    /// Takes the setting of the world that is chosen.
    choose: Callback<Params>,
) -> impl IntoView {
    let buttons = World::ALL.map(|world| {
        let is_on = move || params.with(|params| World::recognize(params) == Some(world)).to_string();
        let set = move |_| choose.run(params.with_untracked(|params| world.of(params)));
        view! {
            <button type="button" class="chip" data-world=world.name() aria-pressed=is_on on:click=set>
                {world.name()}
            </button>
        }
    });
    view! {
        <span class="chips-name">"Worlds"</span>
        {buttons.into_iter().collect_view()}
    }
}
