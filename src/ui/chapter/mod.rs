//! The chapters on the page, one after the other.

pub mod ahead;
pub mod controls;
pub mod finder;
mod handle;
mod marks;
pub mod objections;
pub mod pane;
mod piece;
pub mod prediction;
mod sketch;
pub mod stage;
mod words;

use blindspot_model::{Parameter, Params};
use leptos::html::Section;
use leptos::prelude::*;

use super::browser::in_view::in_view;
use super::canvas::stand::Walk;
use super::figure::Card;
use super::state::address::asked_for;
use super::state::announcer::announce;
use super::state::veil::provide_asking;
use crate::address::look::{self, Look};
use crate::chapter::Chapter;
use crate::chapters::CHAPTERS;
use crate::text::link;
use controls::Controls;
use finder::Finder;
use objections::Objections;
use pane::Pane;
use prediction::Predict;
use stage::Stage;
use words::Paragraph;

/// The chapter in which breaks are looked for.
pub(super) const EDGE: &str = "edge";

/// The map that can be walked on.
const MAP: &str = "phases";

/// A step on the map: supervision is to the right, diversity up. `begun` keeps where a press began.
fn walk(stage: Stage, step: Walk, begun: StoredValue<Params>) {
    let params = stage.base.get_untracked();
    let here = (params.supervision(), params.get(Parameter::Diversity));
    let (supervision, diversity) = match step {
        Walk::To(along, up) => (along, up),
        Walk::By(along, up) => (here.0 + along, here.1 + up),
        Walk::Begin => return begun.set_value(params),
        Walk::Back => return stage.set(begun.get_value()),
    };
    // Whole percents, as the sliders have them.
    let whole = |share: f64| (share.clamp(0.0, 1.0) * 100.0).round() / 100.0;
    let changes = [(Parameter::Supervision, whole(supervision)), (Parameter::Diversity, whole(diversity))];
    let moved = changes.into_iter().filter(|&(parameter, value)| (value - params.get(parameter)).abs() > 0.004);
    // A pointer over a picture without width says no number; then nobody walks.
    stage.set(params.with_all(moved).unwrap_or(params));
}

/// How many turns the chapters take to be put in: the words of one, then its pane, and so on.
pub const TURNS: usize = 2 * CHAPTERS.len();

/// All chapters. They are put in bit by bit, so that none of them keeps the page from answering.
#[component]
pub fn Chapters(
    /// Which turn it is, from zero.
    turn: Signal<usize>,
) -> impl IntoView {
    provide_asking();
    CHAPTERS
        .iter()
        .enumerate()
        .map(|(i, &chapter)| {
            let has_pane = Memo::new(move |_| turn.get() > 2 * i + 1);
            view! {
                <Show when=move || { turn.get() > 2 * i }>
                    <OneChapter chapter=chapter number=i + 1 has_pane=has_pane />
                </Show>
            }
        })
        .collect_view()
}

/// The chapter of this number as it opens, which links lead to. Its long work is done while its section is in view:
/// figures wait for it, and so do numbers and answers beside them.
pub(super) fn staged(chapter: &'static dyn Chapter, number: usize, section: NodeRef<Section>) -> Stage {
    let stage = Stage::new(chapter, in_view(section));
    stage.register(number - 1);
    announce(stage.setting, move || stage.spoken(chapter.words().effect));
    stage
}

/// One of the figures of a chapter.
pub(super) fn card(stage: Stage, place: usize) -> AnyView {
    let id = stage.chapter.places()[place].id;
    let frame = stage.frame(place);
    let begun = StoredValue::new(stage.base.get_untracked());
    let walk = (id == MAP).then(|| Callback::new(move |step| walk(stage, step, begun)));
    view! { <Card frame=frame id=id in_view=RwSignal::new(false) walk=walk work=stage.work /> }.into_any()
}

/// Texts one after the other.
pub(super) fn paragraphs(stage: Stage, texts: &'static [&'static str]) -> impl IntoView {
    texts.iter().map(|text| view! { <Paragraph text=text stage=stage /> }).collect_view()
}

/// A chapter.
#[component]
fn OneChapter(chapter: &'static dyn Chapter, number: usize, has_pane: Memo<bool>) -> impl IntoView {
    let section = NodeRef::new();
    let stage = staged(chapter, number, section).veiled();
    let words = chapter.words();
    // Who asks for a figure by its name has come to see it.
    let asked_for = asked_for(use_context::<Look>().and_then(|look| look.figure));
    if let Some(place) = chapter.places().iter().position(|place| Some(place.id) == asked_for.as_deref()) {
        stage.shown.set(place);
        stage.is_chosen.set(true);
        stage.veil.lift();
    }
    let (before, after) = words.lead.split_at(chapter.asks_after());
    let heading = format!("{}-title", words.id);
    view! {
        <section
            node_ref=section
            class="chapter columns"
            id=words.id
            aria-labelledby=heading.clone()
            data-setting=move || stage.setting.with(|setting| link::write(&setting.params))
        >
            <div class="head">
                <p class="kicker">{words.kicker(number)}</p>
                <h2 id=heading.clone()>{words.title}</h2>
            </div>
            <div class="prose">
                {paragraphs(stage.open(), before)} <Predict stage=stage /> {paragraphs(stage, after)}
                <div class="why">
                    <div class="beside">
                        <h3>"Why"</h3>
                        <p class="holds"><a href="#limits">{chapter.holds().told()}</a></p>
                    </div>
                    {paragraphs(stage, words.why)}
                </div>
            </div>
            {move || has_pane.get().then(|| view! { <Pane stage=stage /> })}
        </section>
    }
}

/// One figure of a chapter with as much around it as is wanted, for embeds.
#[component]
pub fn ChapterFigure(
    /// Of the chapter, from one.
    number: usize,
    /// Which of its figures.
    place: usize,
    /// What can be moved.
    controls: look::Controls,
    /// Whether the chapter's words are there.
    has_prose: bool,
) -> impl IntoView {
    let chapter = CHAPTERS[number - 1];
    let section = NodeRef::new();
    let stage = staged(chapter, number, section);
    let words = chapter.words();
    let is_full = controls == look::Controls::Full;
    view! {
        <section
            node_ref=section
            class="chapter"
            id=words.id
            data-setting=move || stage.setting.with(|setting| link::write(&setting.params))
        >
            {has_prose
                .then(|| {
                    view! {
                        <p class="kicker">{words.kicker(number)}</p>
                        <h2>{words.title}</h2>
                        {paragraphs(stage, words.lead)}
                    }
                })}
            // The finding comes first: most readers never touch anything.
            <div class="alone">{card(stage, place)}</div>
            {(controls != look::Controls::None)
                .then(|| view! { <div class="panel levers"><Controls stage=stage /></div> })}
            {(is_full && words.id == EDGE).then(|| view! { <Finder stage=stage /> })}
            {has_prose.then(|| view! { <div class="why"><h3>"Why"</h3>{paragraphs(stage, words.why)}</div> })}
            {is_full.then(|| view! { <Objections stage=stage /> })}
        </section>
    }
}
