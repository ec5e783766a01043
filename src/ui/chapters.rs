//! The chapters on the page, one after the other.

use blindspot_model::Parameter;
use leptos::prelude::*;

use super::announcer::announce;
use super::card::Card;
use super::finder::Finder;
use super::objections::Objections;
use super::prediction::Predict;
use super::slider::Slider;
use super::stage::Stage;
use super::stand::Walk;
use super::words::Paragraph;
use super::worlds::Worlds;
use crate::chapter::{CHAPTERS, Chapter, Place, rows};
use crate::link;

/// The map that can be walked on.
const MAP: &str = "phases";

/// A step on the map: supervision is to the right, diversity up.
fn walk(stage: Stage, step: Walk) {
    let params = stage.base.get_untracked();
    let here = (params.supervision(), params.get(Parameter::Diversity));
    let (supervision, diversity) = match step {
        Walk::To(along, up) => (along, up),
        Walk::By(along, up) => (here.0 + along, here.1 + up),
    };
    // Whole percents, as the sliders have them.
    let whole = |share: f64| (share.clamp(0.0, 1.0) * 100.0).round() / 100.0;
    let changes = [(Parameter::Supervision, whole(supervision)), (Parameter::Diversity, whole(diversity))];
    let moved = changes.into_iter().filter(|&(parameter, value)| (value - params.get(parameter)).abs() > 0.004);
    stage.set(params.with_all(moved).unwrap_or(params));
}

/// All chapters. They are put in one at a time, so that none of them keeps the page from answering.
#[component]
pub fn Chapters(
    /// Called once all of them are there.
    ready: Callback<()>,
) -> impl IntoView {
    let mounted = RwSignal::new(0);
    let next = move || {
        mounted.update(|count| *count += 1);
        if mounted.get_untracked() == CHAPTERS.len() {
            ready.run(());
        }
    };
    Effect::new(move |_| {
        if mounted.get() < CHAPTERS.len() {
            set_timeout(next, std::time::Duration::ZERO);
        }
    });
    CHAPTERS
        .iter()
        .enumerate()
        .map(|(i, &chapter)| {
            view! { <Show when=move || { mounted.get() > i }><OneChapter chapter=chapter number=i + 1 /></Show> }
        })
        .collect_view()
}

/// A chapter.
#[component]
fn OneChapter(chapter: &'static dyn Chapter, number: usize) -> impl IntoView {
    let places = chapter.places();
    let seen: Vec<RwSignal<bool>> = places.iter().map(|_| RwSignal::new(false)).collect();
    let watched = seen.clone();
    let in_view = Signal::derive(move || watched.iter().any(|seen| seen.get()));
    let stage = Stage::new(chapter, in_view);
    stage.register(number - 1);
    let words = chapter.words();
    announce(stage.setting, move || stage.spoken(words.effect));

    let cards: Vec<AnyView> = places
        .iter()
        .zip(seen)
        .enumerate()
        .map(|(i, (place, seen))| {
            let frame = Memo::new(move |_| stage.scene.with(|scene| scene.frames[i].clone()));
            let walk = (place.id == MAP).then(|| Callback::new(move |step| walk(stage, step)));
            view! { <Card frame=frame id=place.id in_view=seen walk=walk work=stage.work /> }.into_any()
        })
        .collect();
    let paragraphs = |texts: &'static [&'static str]| {
        texts.iter().map(|text| view! { <Paragraph text=text stage=stage /> }).collect_view()
    };
    let (before, after) = words.lead.split_at(chapter.asks_after());
    let argues_first = chapter.argues_first();
    let heading = format!("{}-title", words.id);
    view! {
        <section
            class="chapter"
            id=words.id
            aria-labelledby=heading.clone()
            data-setting=move || stage.setting.with(|setting| link::write(&setting.params))
        >
            <p class="kicker">{words.kicker(number)}</p>
            <h2 id=heading.clone()>{words.title}</h2>
            {paragraphs(before)}
            <Predict stage=stage />
            {paragraphs(after)}
            {argues_first.then(|| view! { <Objections stage=stage /> })}
            <div class="panel levers"><Controls stage=stage /></div>
            {in_rows(places, cards)}
            {(words.id == "edge").then(|| view! { <Finder stage=stage /> })}
            <div class="why"><h3>"Why"</h3>{paragraphs(words.why)}</div>
            {(!argues_first).then(|| view! { <Objections stage=stage /> })}
        </section>
    }
}

/// The worlds and sliders of a chapter.
#[component]
fn Controls(stage: Stage) -> impl IntoView {
    let chapter = stage.chapter;
    let start = chapter.start();
    let effect = Signal::derive(move || stage.spoken(chapter.words().effect));
    let sliders = chapter
        .controls()
        .iter()
        .map(|&control| {
            let value = Memo::new(move |_| stage.base.with(|params| control.value(params)));
            let range = Memo::new(move |_| stage.base.with(|params| control.range(params, &start)));
            view! {
                <Slider
                    id=format!("{}-{}", chapter.words().id, control.parameter.spec().name)
                    label=control.label
                    meaning=control.meaning
                    range=range
                    value=value
                    set=Callback::new(move |value| stage.move_to(control, value))
                    effect=effect
                    ticks=control.ticks()
                />
            }
        })
        .collect_view();
    let reset = move |_| {
        stage.flipped.set(0);
        stage.base.set(start);
    };
    let worlds = chapter.has_worlds().then(|| {
        view! { <Worlds params=stage.base.into() choose=Callback::new(move |chosen| stage.set(chosen)) /> }
    });
    let chips = view! {
        <div class="chips" role="group" aria-label="Settings to begin with">
            {worlds}
            <button type="button" class="chip quiet" data-reset=chapter.words().id on:click=reset>"reset chapter"</button>
        </div>
    };
    // Without worlds to choose from, only the reset is left: it stands last, for the keyboard too.
    let (first, last) = if chapter.has_worlds() { (Some(chips), None) } else { (None, Some(chips)) };
    view! {
        {first}
        {sliders}
        {last}
    }
}

/// Cards in rows of as much room as their places say.
fn in_rows(places: &[Place], cards: Vec<AnyView>) -> impl IntoView + use<> {
    let mut cards = cards.into_iter();
    rows(places)
        .into_iter()
        .map(|row| {
            let cards = cards.by_ref().take(row.len()).collect_view();
            view! { <div class=row[0].room.row_class()>{cards}</div> }
        })
        .collect_view()
}
