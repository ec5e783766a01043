//! The page without a program: all its words, every figure, and nothing that a browser would stumble over.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up fails")]

mod drawn;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use blindspot::chapter::task::Queue;
use blindspot::chapter::{Results, Setting};
use blindspot::chapters::CHAPTERS;
use blindspot::export::Edition;
use blindspot::still::{self, FIRST, MARKER, Still};
use drawn::Drawing;
use roxmltree::{Document, Node};

static PAGE: LazyLock<Still> = LazyLock::new(|| still::page(Edition::default()).unwrap());

const INDEX: &str = include_str!("../index.html");

/// The markup, which is XML as well.
fn document() -> Document<'static> {
    Document::parse(&PAGE.markup).expect("every text is escaped and every element closed")
}

fn text(node: Node) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

#[test]
fn what_is_painted_first_has_its_place_and_takes_no_name_from_the_program() {
    assert!(INDEX.split_once(FIRST).is_some_and(|(_, after)| after.contains("<noscript>") && !after.contains(FIRST)));
    assert!(PAGE.first.contains("data-output=\"fixed_point\"") && PAGE.first.contains("<h1>"));
    let first = Document::parse(&PAGE.first).unwrap();
    let ids: Vec<&str> = first.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids, ["first"]);
    assert!(first.descendants().all(|node| node.attribute("aria-labelledby").is_none()));
}

#[test]
fn it_has_a_place_in_the_page() {
    let (before, after) = INDEX.split_once(MARKER).unwrap();
    assert!(before.contains("<noscript>") && after.contains("</noscript>") && !after.contains(MARKER));
    assert!(!PAGE.markup.contains("noscript"));
}

#[test]
fn every_figure_is_there_once_with_its_table() {
    let document = document();
    let shown: Vec<&str> = document
        .descendants()
        .filter(|node| node.has_tag_name("figure"))
        .map(|figure| {
            let has = |tag: &str| figure.descendants().any(|node| node.has_tag_name(tag));
            assert!(has("img") && has("h3"));
            let body = figure.descendants().find(|node| node.has_tag_name("tbody")).unwrap();
            assert!(body.children().any(|row| row.has_tag_name("tr")), "an empty table");
            figure.attribute("id").unwrap()
        })
        .collect();
    let places = CHAPTERS.iter().flat_map(|chapter| chapter.places()).map(|place| place.id);
    let expected: Vec<&str> = ["reported-world", "real-world", "claims"].into_iter().chain(places).collect();
    assert_eq!(shown, expected);
}

#[test]
fn every_file_is_written_and_used() {
    let document = document();
    let written: BTreeSet<&str> = PAGE.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(written.len(), PAGE.files.len(), "two files of one name");
    let is_data = |node: &Node| node.attribute("download").is_some();
    let data = document.descendants().filter(is_data).filter_map(|node| node.attribute("href"));
    let pictures = document.descendants().filter_map(|node| node.attribute("srcset").or(node.attribute("src")));
    let addresses = pictures.chain(data);
    let first = Document::parse(&PAGE.first).expect("what is painted first is well-formed");
    let painted = first.descendants().filter_map(|node| node.attribute("srcset").or(node.attribute("src")));
    assert_eq!(addresses.chain(painted).collect::<BTreeSet<&str>>(), written);
    for image in document.descendants().filter(|node| node.has_tag_name("img")) {
        assert!(image.attribute("alt").is_some_and(|alt| alt.len() > 40));
    }
}

#[test]
fn pictures_are_clear_in_every_width_and_the_same_in_both_schemes() {
    let mut wrong = Vec::new();
    let is_light = |name: &str| name.strip_suffix(".svg").is_some_and(|name| !name.ends_with("-dark"));
    for file in PAGE.files.iter().filter(|file| is_light(&file.name)) {
        let light = Drawing::read(&file.text);
        wrong.extend(light.faults().into_iter().map(|fault| format!("{}: {fault}", file.name)));
        let name = file.name.replace(".svg", "-dark.svg");
        let dark = Drawing::read(&PAGE.files.iter().find(|file| file.name == name).unwrap().text);
        assert_eq!((&light.texts, &light.corners), (&dark.texts, &dark.corners), "{name}");
        let shown = format!("srcset=\"{name}\" width=\"{}\" height=\"{}\"", light.size.0, light.size.1);
        assert!(PAGE.markup.contains(&shown) || PAGE.first.contains(&name), "{shown}");
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_word_of_every_chapter_is_read() {
    let document = document();
    for chapter in CHAPTERS {
        let words = chapter.words();
        let section = document.descendants().find(|node| node.attribute("id") == Some(words.id)).unwrap();
        let read = text(section);
        let at = |setting: Setting| {
            let results = Queue::begin(&chapter.tasks(&setting), Results::default()).finished();
            (setting, chapter.scene(&setting, &results))
        };
        let start = at(Setting::start(chapter));
        let said = |(setting, scene): &(Setting, blindspot::chapter::Scene), text: &str| {
            let said = scene.spoken(chapter, setting, text);
            assert!(read.contains(&said), "{}: {said}", words.id);
        };
        for text in words.lead.iter().chain(words.why).chain([&words.title]) {
            said(&start, text);
        }
        for (i, objection) in chapter.objections().iter().enumerate() {
            said(&start, objection.says);
            said(&at(start.0.with(chapter, start.0.base, 1 << i)), objection.reply);
        }
        let prediction = chapter.prediction();
        assert!(read.contains(&prediction.question) && read.contains(&prediction.answer()), "{}", words.id);
    }
}

#[test]
fn names_are_given_once_and_found() {
    let document = document();
    let mut names = BTreeSet::new();
    for id in document.descendants().filter_map(|node| node.attribute("id")) {
        assert!(names.insert(id), "{id} is there twice");
    }
    for node in document.descendants() {
        let named =
            node.attribute("href").and_then(|address| address.strip_prefix('#')).or(node.attribute("aria-labelledby"));
        assert!(named.is_none_or(|name| names.contains(name)), "{named:?}");
    }
}
