//! One world of the opening as a card: its picture, what became of the chosen call, and what stays the same.

use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement};

use super::sliding::sliding;
use crate::address::view::View;
use crate::chapters::hero_words as words;
use crate::chart::marks::Mark;
use crate::figure::hero::{self, CALLS};
use crate::text::number::{grouped, percent, significant};
use crate::ui::canvas::glyph::sign;
use crate::ui::canvas::palette::magnification;
use crate::ui::figure::Card;
use crate::ui::parts::output::Output;
use crate::ui::state::address::Source;

/// One world: how many wrong calls are published, and that nobody got less careful.
#[component]
pub fn WorldCard(
    /// Names the figure for links and tests.
    id: &'static str,
    /// Which world.
    world: Memo<hero::World>,
    /// The row that is looked at; a hand on the picture changes it.
    chosen: RwSignal<Option<usize>>,
    /// Set while the picture is in view.
    in_view: RwSignal<bool>,
    /// Whether its rows may not slide.
    is_still: Signal<bool>,
) -> impl IntoView {
    let at_rest = Memo::new(move |_| world.with(|world| world.walls.at_rest()));
    let moving = sliding(at_rest, Signal::derive(move || in_view.get() && !is_still.get()));
    let frame = Memo::new(move |_| world.with(|world| world.frame(chosen.get(), moving.get())));
    let source = Source(Signal::derive(move || world.with(|world| View::Opening { overlap: world.overlap })));
    let published = move || world.with(hero::World::published);
    let wrong = move || world.with(hero::World::wrong);
    let rates =
        move || world.with(|world| world.miss_rates.iter().map(|&rate| percent(rate)).collect::<Vec<_>>().join(", "));
    let measure = move |get: fn(&blindspot_model::Measures) -> Option<f64>| {
        Signal::derive(move || world.with(|world| get(&world.measures)))
    };
    let choose = move |event: &MouseEvent| {
        if let Some(row) = world.with_untracked(|world| row_at(world, event)) {
            chosen.set(Some(row));
        }
    };
    // A mouse that is held down runs through the rows.
    let run = move |event: PointerEvent| {
        if event.pointer_type() == "mouse" && event.buttons() & 1 == 1 {
            choose(&event);
        }
    };
    // On the focused picture the arrows that read no values go through its rows.
    let step = move |event: KeyboardEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if !target.is_some_and(|target| target.matches(".stand").unwrap_or(false)) {
            return;
        }
        let last = world.with_untracked(hero::World::wrong).saturating_sub(1);
        let next = match (event.key().as_str(), chosen.get_untracked()) {
            ("ArrowDown", row) => Some(row.map_or(0, |row| (row + 1).min(last))),
            ("ArrowUp", row) => Some(row.map_or(last, |row| row.saturating_sub(1))),
            ("Escape", Some(_)) => None,
            _ => return,
        };
        chosen.set(next);
        event.prevent_default();
    };
    view! {
        <div
            class="world"
            data-scope=id
            on:click=move |event| choose(&event)
            on:pointermove=run
            on:keydown=step
        >
            <Card frame=frame id=id in_view=in_view source=source>
                <Fate world=world chosen=chosen />
                <p class="count">
                    <data class="big" value=move || published().to_string() data-drawn="published">
                        {move || published().to_string()}
                    </data>
                    " of "
                    <data value=move || wrong().to_string() data-drawn="wrong">{move || wrong().to_string()}</data>
                    {move || if published() == 1 { " wrong calls is published. " } else { " wrong calls are published. " }}
                    "Expected among the " {grouped(CALLS as f64)} " calls: "
                    <Output
                        name="surviving_share"
                        value=measure(|m| Some(m.surviving_share))
                        show=|share| significant(share * CALLS as f64, 2)
                    />
                    "."
                </p>
                <dl class="skill">
                    <div>
                        <dt>{words::MISS_RATE}</dt>
                        <dd>
                            <Output name="miss_rate_now" value=measure(|m| Some(m.miss_rate_now)) show=percent />
                            <small>{words::MISS_RATE_STAYS} " (drawn: " <span data-drawn-rates>{rates}</span> ")"</small>
                        </dd>
                    </div>
                    <div>
                        <dt>{words::WORTH}</dt>
                        <dd>
                            <Output
                                name="effective_reviewers"
                                value=measure(|m| m.effective_reviewers)
                                show=|reviewers| significant(reviewers, 2)
                            />
                            <small>"independent reviewers"</small>
                        </dd>
                    </div>
                </dl>
            </Card>
        </div>
    }
}

/// The row of a picture on which the pointer is.
fn row_at(world: &hero::World, event: &MouseEvent) -> Option<usize> {
    let canvas: HtmlCanvasElement = event.target()?.dyn_into().ok()?;
    let width = f64::from(canvas.client_width());
    // As large as the drawing takes a pixel to be.
    let larger = magnification();
    let at = (f64::from(event.offset_x()) / larger, f64::from(event.offset_y()) / larger);
    (width > 0.0).then(|| world.walls.row_at(at, width / larger, larger * f64::from(canvas.width()) / width))?
}

/// What becomes of the chosen call in this world.
#[component]
fn Fate(world: Memo<hero::World>, chosen: RwSignal<Option<usize>>) -> impl IntoView {
    // The wall that stops the chosen call; nothing where none is chosen.
    let stop = Memo::new(move |_| {
        let row = chosen.get()?;
        world.with(|world| world.walls.rows.get(row).map(|row| (row.stop(), row.is_shared)))
    });
    let told = move || {
        let Some((stop, is_shared)) = stop.get() else { return view! { {words::PICK_A_ROW} }.into_any() };
        let kind = if is_shared { (Mark::Shared, "a shared error") } else { (Mark::Private, "a private error") };
        let end = match stop {
            Some(wall) => (Mark::Caught, format!("stopped by reviewer {}", wall + 1)),
            None => (Mark::Shared, "published".to_owned()),
        };
        view! {
            "Call " {chosen.get().map_or(0, |row| row + 1)} ": " {sign(kind.0)} " " {kind.1} ", " {sign(end.0)} " " {end.1} "."
        }
        .into_any()
    };
    let end = move || stop.get().map(|(stop, _)| stop.map_or("published".to_owned(), |wall| (wall + 1).to_string()));
    view! { <p class="fate" data-fate=end>{told}</p> }
}
