//! A chapter as it begins, its long work done.

use super::figure::Gallery;
use super::markup::{each, words};
use crate::address::view::View;
use crate::chapter::prediction::Asked;
use crate::chapter::task::Queue;
use crate::chapter::{Chapter, Control, Objection, Place, Results, Scene, Setting, Task, finder, rows, shown};
use crate::chapters::edge::PROBES;
use crate::chart::vector::Failure;
use crate::text::escaped;
use crate::text::spelling::uncapitalized;

/// A setting with everything that follows from it.
struct Stage<'a> {
    chapter: &'a dyn Chapter,
    setting: Setting,
    scene: Scene,
}

impl Stage<'_> {
    fn of<'a>(chapter: &'a dyn Chapter, setting: &Setting, earlier: Results) -> (Stage<'a>, Results) {
        let results = Queue::begin(&chapter.tasks(setting), earlier).finished();
        let scene = chapter.scene(setting, &results);
        (Stage { chapter, setting: *setting, scene }, results)
    }

    fn words(&self, text: &str) -> String {
        words(self.chapter, &self.setting, &self.scene, text)
    }

    fn paragraphs(&self, texts: &[&str]) -> String {
        each(texts, |text| format!("<p>{}</p>\n", self.words(text)))
    }
}

/// The chapter of this number.
pub fn section(gallery: &mut Gallery, chapter: &dyn Chapter, number: usize) -> Result<String, Failure> {
    let (stage, results) = Stage::of(chapter, &Setting::start(chapter), Results::default());
    let told = chapter.words();
    let view = View::chapter(number - 1);
    let cards = in_rows(gallery, &view, chapter, &stage.scene)?;
    let found = if told.id == "edge" { breaks(&stage) } else { String::new() };
    let objections = objections(&stage, &results);
    let (lead, rest) = told.lead.split_at(chapter.asks_after());
    Ok(format!(
        "<section class=\"chapter\" id=\"{id}\" aria-labelledby=\"{id}-title\">\n<p class=\"kicker\">{kicker}</p>\n\
         <h2 id=\"{id}-title\">{title}</h2>\n{lead}{question}{rest}{setting}{cards}{found}\
         <div class=\"why\"><h3>Why</h3>\n<p class=\"holds\">{holds}.</p>\n{why}</div>\n{objections}</section>\n",
        id = told.id,
        kicker = escaped(&told.kicker(number)),
        title = escaped(told.title),
        lead = stage.paragraphs(lead),
        rest = stage.paragraphs(rest),
        question = question(chapter),
        setting = setting(&stage),
        why = stage.paragraphs(told.why),
        holds = chapter.holds().told(),
    ))
}

/// The figures, in rows of as much room as their places say.
fn in_rows(gallery: &mut Gallery, view: &View, chapter: &dyn Chapter, scene: &Scene) -> Result<String, Failure> {
    let mut frames = scene.frames.iter();
    let row = |row: &[Place]| {
        let cards = row.iter().zip(frames.by_ref());
        let cards: String = cards
            .map(|(place, frame)| gallery.card(view, place.id, place.room, frame, ""))
            .collect::<Result<_, _>>()?;
        Ok(format!("<div class=\"{}\">\n{cards}</div>\n", row[0].room.row_class()))
    };
    rows(chapter.places()).into_iter().map(row).collect()
}

/// What the reader may guess; the answer is behind a click.
fn question(chapter: &dyn Chapter) -> String {
    let prediction = chapter.prediction();
    let options = match &prediction.asked {
        Asked::Choice { options, .. } => {
            let options = each(options, |option| format!("<li>{}</li>\n", escaped(option)));
            format!("<ul>\n{options}</ul>\n")
        }
        Asked::Count { .. } | Asked::Curve(_) => String::new(),
    };
    format!(
        "<div class=\"predict\" data-predict=\"{}\">\n<p class=\"question\"><b>Your guess first?</b> {}</p>\n{options}\
         <details><summary>The model’s answer</summary><p class=\"reveal\">{}</p></details>\n</div>\n",
        chapter.words().id,
        escaped(&prediction.question),
        escaped(&prediction.answer())
    )
}

/// What the figures are of: on the live page the sliders say it.
fn setting(stage: &Stage) -> String {
    let chapter = stage.chapter;
    let told = |control: &Control| {
        format!("{} {}", uncapitalized(control.label), shown(chapter, *control, &stage.setting.params))
    };
    let told: Vec<String> = chapter.controls().iter().map(told).collect();
    if told.is_empty() {
        String::new()
    } else {
        format!("<p class=\"fine\">Drawn for: {}.</p>\n", escaped(&told.join(", ")))
    }
}

/// Where the field tips, along every parameter that the live page offers.
fn breaks(stage: &Stage) -> String {
    let params = &stage.setting.params;
    let answer = |probe: &Control| {
        let task = Task::tipping(*params, probe.parameter);
        let results = Queue::begin(std::slice::from_ref(&task), Results::default()).finished();
        let points = results.tipping_points(&task).unwrap_or_default();
        let said = finder::sentence(*probe, params, points);
        format!(
            "<p class=\"answer\" data-probe=\"{}\">{}: {}</p>\n",
            probe.parameter.spec().name,
            escaped(probe.label),
            escaped(&said)
        )
    };
    let answers = each(&PROBES, answer);
    format!(
        "<div class=\"panel finder\" id=\"finder\">\n<p class=\"chips-name\">{}</p>\n{answers}</div>\n",
        finder::QUESTION
    )
}

/// The objections, each with what comes of it when its switch is on.
fn objections(stage: &Stage, results: &Results) -> String {
    let (chapter, start) = (stage.chapter, stage.setting);
    let card = |(i, objection): (usize, &Objection)| {
        let (flipped, _) = Stage::of(chapter, &start.with(chapter, start.base, 1 << i), results.clone());
        format!(
            "<div class=\"objection\" data-objection=\"{}\">\n<p class=\"says\">{}</p>\n\
             <p class=\"reply\"><b class=\"switched\">{}.</b> {}</p>\n</div>\n",
            objection.id,
            stage.words(objection.says),
            escaped(objection.switch),
            flipped.words(objection.reply)
        )
    };
    let cards = each(chapter.objections().iter().enumerate(), card);
    let class = if chapter.objections().len() > 1 { "objections several" } else { "objections" };
    format!("<div class=\"{class}\">\n<h3>But …</h3>\n<div class=\"cards\">\n{cards}</div>\n</div>\n")
}
