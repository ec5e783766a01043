//! A chapter for a room: the question first, and everything else when whoever presents asks for it.

use std::sync::OnceLock;

use leptos::prelude::*;

use super::Class;
use super::collect::Collect;
use crate::chapter::prediction::{Asked, Prediction};
use crate::chapters::CHAPTERS;
use crate::text::link;
use crate::ui::chapter::objections::Objections;
use crate::ui::chapter::pane::{Figures, Levers};
use crate::ui::chapter::prediction::GuessInput;
use crate::ui::chapter::{paragraphs, staged};
use crate::ui::figure::Card;
use crate::workshop::{Answers, Round, votes};

/// The name of a chapter's figure of votes, by its index: steps stay in the page once they were shown.
fn votes_id(chapter: usize) -> &'static str {
    static IDS: OnceLock<Vec<String>> = OnceLock::new();
    &IDS.get_or_init(|| (1..=CHAPTERS.len()).map(|number| format!("votes-{number}")).collect())[chapter]
}

/// What is hidden until it is asked for, in the order in which it mostly is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    Votes,
    Answer,
    Figures,
    Why,
    Objections,
}

impl Layer {
    /// All of them.
    pub const ALL: [Layer; 5] = [Layer::Votes, Layer::Answer, Layer::Figures, Layer::Why, Layer::Objections];

    /// What it is called on its button.
    pub fn name(self) -> &'static str {
        match self {
            Layer::Votes => "Votes",
            Layer::Answer => "Answer",
            Layer::Figures => "Figures",
            Layer::Why => "Why",
            Layer::Objections => "But …",
        }
    }

    /// Its name as an element of a chapter.
    pub fn id(self, chapter: &str) -> String {
        let name = match self {
            Layer::Votes => "votes",
            Layer::Answer => "answer",
            Layer::Figures => "figures",
            Layer::Why => "why",
            Layer::Objections => "objections",
        };
        format!("{chapter}-{name}")
    }

    /// Whether it is shown beside the question, both on one screen.
    pub fn is_beside(self) -> bool {
        matches!(self, Layer::Votes | Layer::Answer | Layer::Figures)
    }

    /// Its bit among those that are shown.
    pub fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// A chapter, layer by layer.
#[component]
pub fn Step(
    /// The chapter, as an index.
    chapter: usize,
    /// The state of the room.
    class: Class,
    /// The layers that are shown, a bit each.
    shown: RwSignal<u8>,
) -> impl IntoView {
    let section = NodeRef::new();
    let stage = staged(CHAPTERS[chapter], chapter + 1, section);
    class.stages.update(|stages| stages[chapter] = Some(stage));
    on_cleanup(move || {
        class.stages.try_update(|stages| stages[chapter] = None);
    });
    let words = CHAPTERS[chapter].words();
    let prediction = stage.prediction;
    let answers = StoredValue::new(Answers::of(prediction.with_value(|prediction| prediction.asked.clone())));
    let round = RwSignal::new(Round::First);
    let is_shown = move |layer: Layer| shown.get() & layer.bit() != 0;
    let is_told = Signal::derive(move || is_shown(Layer::Answer));
    let counted = Memo::new(move |_| {
        let counts =
            |round| class.session.with(|session| answers.with_value(|all| session.counts(chapter, round, all)));
        answers.with_value(|all| votes::frame(all, &counts(Round::First), &counts(Round::Second), is_told.get()))
    });
    let toggles = Layer::ALL
        .map(|layer| {
            view! {
                <button
                    type="button"
                    class="chip"
                    data-layer=layer.name()
                    aria-pressed=move || is_shown(layer).to_string()
                    aria-controls=layer.id(words.id)
                    on:click=move |_| shown.update(|shown| *shown ^= layer.bit())
                >
                    {layer.name()}
                </button>
            }
        })
        .into_iter()
        .collect_view();
    // Only a curve needs its axes to be thought about; numbers and choices are counted below.
    let is_drawn = prediction.with_value(|prediction| matches!(prediction.asked, Asked::Curve(_)));
    let axes = is_drawn.then(|| {
        let is_wrong = RwSignal::new(false);
        view! { <GuessInput id=words.id prediction=prediction guess=stage.guess is_wrong=is_wrong is_told=is_told /> }
    });
    // What is shown beside the question: the votes, until there are figures.
    let has_side = move || [Layer::Votes, Layer::Figures, Layer::Objections].into_iter().any(is_shown);
    let has_votes = move |with_figures: bool| is_shown(Layer::Votes) && is_shown(Layer::Figures) == with_figures;
    let votes_card = move || view! { <Card frame=counted id=votes_id(chapter) /> };
    let is_locked = move || class.is_locked.get();
    view! {
        <section
            node_ref=section
            class="chapter"
            class:columns=has_side
            id=words.id
            aria-labelledby=format!("{}-question", words.id)
            data-setting=move || stage.setting.with(|setting| link::write(&setting.params))
        >
            <div class="head">
                <p class="kicker">{words.kicker(chapter + 1)}</p>
                <h2 class="asked" id=format!("{}-question", words.id)>
                    {prediction.with_value(|prediction| prediction.question.clone())}
                </h2>
                {options(prediction)}
                <div id=Layer::Answer.id(words.id)>
                    <Show when=move || is_shown(Layer::Answer)>
                        <p class="answered" data-answer>{prediction.with_value(Prediction::answer)}</p>
                    </Show>
                </div>
            </div>
            <div class="prose">
                <div class="asking">
                    <div inert=is_locked hidden=!is_drawn>{axes}</div>
                    <Collect chapter=chapter answers=answers class=class round=round />
                </div>
                <div class="chips layers" role="group" aria-label="Show">{toggles}</div>
                <Show when=move || has_votes(true)>
                    <div class="alone">{votes_card()}</div>
                </Show>
                <Show when=move || is_shown(Layer::Figures)>
                    <div inert=is_locked><h2>{words.title}</h2> {paragraphs(stage, words.lead)}</div>
                </Show>
                <div id=Layer::Why.id(words.id)>
                    <Show when=move || is_shown(Layer::Why)>
                        <div class="why"><h3>"Why"</h3>{paragraphs(stage, words.why)}</div>
                    </Show>
                </div>
            </div>
            <div class="side" hidden=move || !has_side()>
                <div class="pane">
                    <div id=Layer::Votes.id(words.id)>
                        <Show when=move || has_votes(false)>{votes_card()}</Show>
                    </div>
                    <div class="figures-of" id=Layer::Figures.id(words.id) inert=is_locked>
                        <Show when=move || is_shown(Layer::Figures)><Figures stage=stage /></Show>
                    </div>
                    <div class="below" inert=is_locked>
                        <Show when=move || is_shown(Layer::Figures)><Levers stage=stage /></Show>
                        <div id=Layer::Objections.id(words.id)>
                            <Show when=move || is_shown(Layer::Objections)><Objections stage=stage /></Show>
                        </div>
                    </div>
                </div>
            </div>
        </section>
    }
}

/// What can be said, which must be known before anybody says it.
fn options(prediction: StoredValue<Prediction>) -> impl IntoView {
    let options = prediction.with_value(|prediction| match &prediction.asked {
        Asked::Choice { options, .. } => options.clone(),
        Asked::Count { .. } | Asked::Curve(_) => Vec::new(),
    });
    (!options.is_empty()).then(|| {
        let options = options.into_iter().map(|option| view! { <li>{option}</li> }).collect_view();
        view! { <ul class="options" data-options>{options}</ul> }
    })
}
