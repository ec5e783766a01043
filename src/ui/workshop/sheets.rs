//! Sheets to print: plans, a worksheet with empty axes, what a facilitator should know, the terms.

use leptos::prelude::*;

use crate::address::look::{Look, Workshop};
use crate::chapter::prediction::Asked;
use crate::chapter::{Chapter, Results, Setting};
use crate::chapters::CHAPTERS;
use crate::chapters::panels::GLOSSARY;
use crate::chapters::prose;
use crate::figure::{Frame, Table};
use crate::ui::browser::events::on_event;
use crate::ui::browser::host::is_framed;
use crate::ui::canvas::picture::Picture;
use crate::ui::parts::one_by_one::one_by_one;
use crate::workshop::plan::{self, LONG, Plan, SHORT};
use crate::workshop::votes;

/// A sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sheet {
    Short,
    Long,
    Worksheet,
    Facilitator,
    Glossary,
}

impl Sheet {
    const ALL: [Sheet; 5] = [Sheet::Short, Sheet::Long, Sheet::Worksheet, Sheet::Facilitator, Sheet::Glossary];

    fn name(self) -> String {
        match self {
            Sheet::Short => format!("Plan, {} minutes", SHORT.minutes),
            Sheet::Long => format!("Plan, {} minutes", LONG.minutes),
            Sheet::Worksheet => "Worksheet".to_owned(),
            Sheet::Facilitator => "Facilitator’s sheet".to_owned(),
            Sheet::Glossary => "Glossary".to_owned(),
        }
    }

    fn id(self) -> &'static str {
        match self {
            Sheet::Short => "plan-short",
            Sheet::Long => "plan-long",
            Sheet::Worksheet => "worksheet",
            Sheet::Facilitator => "facilitator",
            Sheet::Glossary => "terms",
        }
    }
}

/// The sheets, one at a time.
#[component]
pub fn Sheets() -> impl IntoView {
    let chosen = RwSignal::new(None::<Sheet>);
    let chips = Sheet::ALL
        .map(|sheet| {
            let is_chosen = move || chosen.get() == Some(sheet);
            view! {
                <button
                    type="button"
                    class="chip"
                    data-sheet=sheet.id()
                    aria-pressed=move || is_chosen().to_string()
                    on:click=move |_| chosen.set(if chosen.get_untracked() == Some(sheet) { None } else { Some(sheet) })
                >
                    {sheet.name()}
                </button>
            }
        })
        .into_iter()
        .collect_view();
    let content = move |sheet: Sheet| match sheet {
        Sheet::Short => view! { <OnePlan plan=SHORT workshop=Workshop::Lesson /> }.into_any(),
        Sheet::Long => view! { <OnePlan plan=LONG workshop=Workshop::Double /> }.into_any(),
        Sheet::Worksheet => view! { <Worksheet /> }.into_any(),
        Sheet::Facilitator => view! { <Facilitator /> }.into_any(),
        Sheet::Glossary => view! { <Terms /> }.into_any(),
    };
    // A frame may have no dialogs, of which nothing is told but that no print begins.
    let [has_begun, is_refused] = [(); 2].map(|()| RwSignal::new(false));
    on_event(&window(), "beforeprint", move |_| has_begun.set(true));
    let print = move |_| {
        has_begun.set(false);
        let asked = window().print();
        is_refused.set(asked.is_err() || (is_framed() && !has_begun.get_untracked()));
    };
    view! {
        <div class="off-paper">
            <h3>"Sheets to print"</h3>
            <div class="chips" role="group" aria-label="Sheets">{chips}</div>
        </div>
        {move || {
            chosen
                .get()
                .map(|sheet| {
                    view! {
                        <p class="chips off-paper">
                            <button type="button" class="chip strong" data-print on:click=print>"Print this sheet"</button>
                            <span class="fine" role="status" data-print-said>
                                {move || {
                                    if is_refused.get() {
                                        "The page around this one may have forbidden to print: open it by itself, in a tab of its own."
                                    } else {
                                        "Or save it as a PDF, in the browser’s print dialog."
                                    }
                                }}
                            </span>
                        </p>
                        <article class="sheet" id=sheet.id() aria-label=sheet.name()>{content(sheet)}</article>
                    }
                })
        }}
    }
}

#[component]
fn OnePlan(
    plan: Plan,
    /// What the address says to go by it.
    workshop: Workshop,
) -> impl IntoView {
    let query = Look { workshop, ..Look::default() }.write();
    let rows = plan::beginnings(&plan)
        .map(|(begins, part)| {
            view! {
                <tr>
                    <th scope="row">{format!("{}:{:02}", begins / 60, begins % 60)}</th>
                    <td>{format!("{} min", part.minutes())}</td>
                    <td class="words">{plan::title(part)}</td>
                    <td class="words">{part.does()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <p class="kicker">{prose::TITLE}</p>
        <h2>{format!("Plan for {} minutes", plan.minutes)}</h2>
        <p>{plan.aim}</p>
        <p class="chips off-paper">
            <a class="chip" href=query data-by-plan>"Go by this plan"</a>
            <span class="fine">"Page Down then leads through it, and past what it leaves out."</span>
        </p>
        <table class="plan">
            <thead>
                <tr>
                    <th scope="col">"Begins"</th>
                    <th scope="col">"Takes"</th>
                    <th scope="col" class="words">"Shown"</th>
                    <th scope="col" class="words">"What happens"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <h3>"Before"</h3>
        <p>"Open the page on the projector as a workshop, or the single file where there is no network: then a hotspot and any server \
            of files on one computer hand the file to phones. Print a worksheet each. Go through the chapters that you show, once, \
            with the notes on."</p>
        <h3>"Each question"</h3>
        <p>"Read it aloud. Let everybody decide alone and in writing before anybody speaks: that is the first vote. Where there is a \
            second, let neighbours convince each other before it, not after. Show the votes, then the answer, then the figures. \
            Whoever was wrong was wrong for a reason: ask for it."</p>
    }
}

/// A chapter's question with room to answer it.
#[component]
fn Worksheet() -> impl IntoView {
    let questions = CHAPTERS
        .iter()
        .enumerate()
        .map(|(i, chapter)| {
            let prediction = chapter.prediction();
            let picture = unwritten(votes::blank(&prediction.asked));
            let measure = match &prediction.asked {
                Asked::Curve(curve) => curve.measure,
                Asked::Count { .. } | Asked::Choice { .. } => "",
            };
            view! {
                <section class="asked-on-paper">
                    <h3>{format!("Chapter {}", i + 1)}</h3>
                    <p>{prediction.question}</p>
                    <p class="fine" hidden=measure.is_empty()>{measure}</p>
                    <Picture frame=Signal::stored(picture) />
                    <p class="lines">"My first answer: " <i></i> " After the talk: " <i></i> " The model’s: " <i></i></p>
                    <p class="lines">"Why it is so: " <i class="long"></i></p>
                </section>
            }
        })
        .collect_view();
    view! {
        <p class="kicker">{prose::TITLE}</p>
        <h2>"Worksheet"</h2>
        <p class="lines">"Name: " <i class="long"></i> " Date: " <i></i></p>
        <p>"Decide alone before you look or talk. Mark your first answer with a hollow circle, the one after the talk with a filled \
            one, and what the model says with a diamond. Where only one number is asked for, the height says how sure you are."</p>
        {questions}
    }
}

/// A picture without words around it.
fn unwritten(picture: crate::chart::Picture) -> Frame {
    let table = Table::new(Vec::new(), Vec::new());
    let summary = "Empty axes, or a box for each answer".to_owned();
    Frame { title: String::new(), subtitle: String::new(), summary, picture, table }
}

/// What to expect of a class, chapter by chapter. The numbers of a chapter take some milliseconds: one at a time.
#[component]
fn Facilitator() -> impl IntoView {
    let mounted = one_by_one(CHAPTERS.len(), |_| false, Callback::new(|()| {}));
    let chapters = CHAPTERS
        .iter()
        .enumerate()
        .map(|(i, &chapter)| {
            view! { <Show when=move || { mounted.get() > i }>{expected(chapter, i)}</Show> }
        })
        .collect_view();
    view! {
        <p class="kicker">{prose::TITLE}</p>
        <h2>"Facilitator’s sheet"</h2>
        <p>"For whoever presents. The answers are of the settings that the chapters begin with."</p>
        {chapters}
    }
}

fn expected(chapter: &'static dyn Chapter, number: usize) -> impl IntoView {
    let start = Setting::start(chapter);
    let scene = chapter.scene(&start, &Results::default());
    let spoken = |text: &str| scene.spoken(chapter, &start, text);
    let prediction = chapter.prediction();
    let words = chapter.words();
    let note = chapter.note();
    let note = view! {
            <p><b>"What a class expects. "</b>{spoken(note.mistake)}</p>
            <p><b>"To say. "</b>{note.say.iter().map(|text| spoken(text)).collect::<Vec<_>>().join(" ")}</p>
            <p><b>"To talk about. "</b>{spoken(note.talk)}</p>
    };
    let objections = chapter
        .objections()
        .iter()
        .enumerate()
        .map(|(i, objection)| {
            let flipped = start.with(chapter, start.base, 1 << i);
            let reply = chapter.scene(&flipped, &Results::default()).spoken(chapter, &flipped, objection.reply);
            // What has to be simulated is not worked out for a sheet.
            let reply = if reply.contains('…') { prose::REPLY_ON_PAGE.to_owned() } else { reply };
            view! { <li><i>{spoken(objection.says)}</i> " " <b>{objection.switch} ". "</b> {reply}</li> }
        })
        .collect_view();
    view! {
        <section class="expected">
            <h3>{format!("{}. {}", number + 1, words.title)}</h3>
            <p><b>"Asked. "</b>{prediction.question.clone()}</p>
            <p><b>"Answer. "</b>{prediction.answer()}</p>
            {note}
            <p><b>"Fair objections, and what the model says when their switch is on."</b></p>
            <ul>{objections}</ul>
        </section>
    }
}

#[component]
fn Terms() -> impl IntoView {
    let terms = GLOSSARY.iter().map(|&(term, meaning)| view! { <dt>{term}</dt><dd>{meaning}</dd> }).collect_view();
    view! {
        <p class="kicker">{prose::TITLE}</p>
        <h2>"Glossary"</h2>
        <dl class="glossary">{terms}</dl>
    }
}
