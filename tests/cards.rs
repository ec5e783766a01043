//! Cards for sharing: every figure has one, which is what machines expect and no more than was drawn.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up fails")]

mod drawn;
#[path = "../examples/raster/mod.rs"]
mod raster;

use std::sync::LazyLock;

use blindspot::address::catalogue::Figure;
use blindspot::card::{self, Card, Site, image, mark, oembed, page};
use blindspot::chapters::prose;
use blindspot::export::Edition;
use drawn::Drawing;
use raster::Raster;
use resvg::tiny_skia::Pixmap;
use resvg::usvg::Node;
use roxmltree::Document;

static CARDS: LazyLock<Vec<Card>> = LazyLock::new(|| card::all().unwrap());

const ADDRESS: &str = "https://example.org/blindspot/";

const INDEX: &str = include_str!("../index.html");

fn somewhere() -> Site {
    Site::at(ADDRESS).unwrap()
}

/// A card's page, which is XML but for elements without an end.
fn parsed(html: &str) -> String {
    let body = html.strip_prefix("<!doctype html>\n").expect("a page of the present").to_owned();
    let mut xml = String::new();
    for line in body.split_inclusive('>') {
        let element = line.rsplit('<').next().unwrap_or_default();
        let is_empty = ["meta ", "link ", "img "].iter().any(|name| element.starts_with(name));
        xml.extend(match line.strip_suffix('>') {
            Some(start) if is_empty => [start, "/>"],
            _ => [line, ""],
        });
    }
    xml
}

/// The contents of the tags of a page by their names.
fn tags<'a>(page: &'a Document) -> impl Fn(&str) -> Option<&'a str> {
    let tags: Vec<_> = page.descendants().filter(|node| node.has_tag_name("meta")).collect();
    move |name| {
        let mut named = tags.iter().filter(|tag| tag.attribute("name").or(tag.attribute("property")) == Some(name));
        let content = named.next().and_then(|tag| tag.attribute("content"));
        assert!(named.next().is_none(), "{name} is there twice");
        content
    }
}

#[test]
fn every_figure_has_a_card_that_says_what_it_shows() {
    let figures: Vec<Figure> = CARDS.iter().map(|card| card.shown.figure).collect();
    assert_eq!(figures, Figure::all().collect::<Vec<_>>());
    for card in CARDS.iter() {
        let (id, title) = (card.shown.figure.id, card.shown.title.chars().count());
        assert!((30..=120).contains(&title), "{id}: a title of {title} letters");
        let described = card.description.chars().count();
        assert!((40..=250).contains(&described), "{id}: {described} letters: {}", card.description);
        assert!(card.alt().len() > 40, "{id}: {}", card.alt());
    }
}

#[test]
fn a_page_says_so_to_machines_and_readers() {
    for (card, site) in CARDS.iter().flat_map(|card| [(card, somewhere()), (card, Site::ANYWHERE)]) {
        let (id, known) = (card.shown.figure.id, !site.is_anywhere());
        let [page, json] = card.files(&site);
        assert_eq!((page.name, json.name), (format!("cards/{id}.html"), format!("cards/{id}.json")));
        let xml = parsed(&page.text);
        let page = Document::parse(&xml).unwrap_or_else(|error| panic!("{id}: {error}\n{xml}"));
        let element = |name: &str| page.descendants().find(|node| node.has_tag_name(name)).unwrap();
        let tag = tags(&page);
        let at = |file: &str| Some(if known { format!("{ADDRESS}{file}") } else { format!("../{file}") });
        let owned = |text: Option<&str>| text.map(str::to_owned);
        for title in [element("title").text(), element("h1").text(), tag("og:title")] {
            assert_eq!(title, Some(card.shown.title.as_str()));
        }
        for described in [tag("description"), tag("og:description")] {
            assert_eq!(described, Some(card.description.as_str()));
        }
        assert_eq!(owned(tag("og:image")), at(&format!("cards/{id}.png")));
        assert_eq!(owned(tag("og:url")), at(&format!("cards/{id}.html")).filter(|_| known));
        assert_eq!((tag("og:image:width"), tag("og:image:height")), (Some("1200"), Some("630")));
        assert_eq!(owned(tag("og:image:alt")), Some(card.alt()));
        assert_eq!((tag("og:type"), tag("twitter:card")), (Some("website"), Some("summary_large_image")));
        assert_eq!(tag("og:site_name"), Some(prose::TITLE));
        let link = |kind: &str| {
            let is_it = |node: &roxmltree::Node| node.attribute("rel") == Some(kind);
            owned(page.descendants().find(is_it).and_then(|node| node.attribute("href")))
        };
        assert_eq!(link("alternate"), at(&format!("cards/{id}.json")));
        assert_eq!(link("stylesheet"), Some("card.css".to_owned()));
        assert_eq!(element("script").attribute("src"), Some("card.js"));
        assert_eq!(element("html").attribute("data-figure"), Some(id));
        assert_eq!(element("img").attribute("src"), Some(format!("{id}.png").as_str()));
        assert_eq!(element("a").attribute("href"), Some(format!("../#{}", card.still_anchor()).as_str()));
        // A strict policy forbids what stands in the page itself.
        assert!(page.descendants().all(|node| node.attribute("style").is_none() && !node.has_tag_name("style")));
        assert!(element("script").text().is_none());
    }
}

#[test]
fn the_still_page_has_what_a_card_leads_to() {
    let still = blindspot::still::page(Edition::default()).unwrap();
    for card in CARDS.iter() {
        assert!(still.markup.contains(&format!(" id=\"{}\"", card.still_anchor())), "{}", card.still_anchor());
    }
}

#[test]
fn hosts_are_told_how_to_embed_a_figure() {
    for card in CARDS.iter() {
        let [_, json] = card.files(&somewhere());
        let told: serde_json::Value = serde_json::from_str(&json.text).unwrap();
        let id = card.shown.figure.id;
        let text = |name: &str| told[name].as_str().unwrap_or_else(|| panic!("{id}: {name}")).to_owned();
        assert_eq!((text("version").as_str(), text("type").as_str()), ("1.0", "rich"));
        assert_eq!((text("title"), text("provider_name")), (card.shown.title.clone(), prose::TITLE.to_owned()));
        assert_eq!(text("provider_url"), ADDRESS);
        assert_eq!(text("html"), oembed::snippet(card, ADDRESS).frame());
        let frame = format!("{ADDRESS}frames/{id}.html?");
        assert!(text("html").contains(&frame) && text("html").contains("controls=min"), "{}", text("html"));
        assert_eq!(told["width"], oembed::WIDTH);
        assert!(
            told["height"].as_u64().is_some_and(|height| (300..2500).contains(&height)),
            "{id}: {}",
            told["height"]
        );
        assert_eq!(text("thumbnail_url"), format!("{ADDRESS}cards/{id}.png"));
        assert_eq!((&told["thumbnail_width"], &told["thumbnail_height"]), (&1200.into(), &630.into()));
    }
}

#[test]
fn what_a_figure_says_is_never_markup() {
    let mut card = CARDS[0].clone();
    let rude = "a \"b\" <script>c</script> & 'd' \\ e";
    card.shown.title = rude.to_owned();
    card.description = rude.to_owned();
    card.shown.frames.iter_mut().for_each(|frame| frame.summary = rude.to_owned());
    let [page, json] = card.files(&somewhere());
    let xml = parsed(&page.text);
    let page = Document::parse(&xml).unwrap();
    assert_eq!(tags(&page)("og:title"), Some(rude));
    assert_eq!(page.descendants().filter(|node| node.has_tag_name("script")).count(), 1);
    let told: serde_json::Value = serde_json::from_str(&json.text).unwrap();
    assert_eq!(told["title"], rude);
}

#[test]
fn words_and_marks_of_an_image_are_whole_and_keep_apart() {
    let mut wrong = Vec::new();
    for card in CARDS.iter() {
        let id = card.shown.figure.id;
        let drawing = Drawing::read(&card.image);
        wrong.extend(drawing.faults().into_iter().map(|fault| format!("{id}: {fault}")));
        let written: String = drawing.texts.iter().flat_map(|text| text.text.split_whitespace()).collect();
        for said in card.shown.frames.iter().map(|frame| frame.title.as_str()).chain([prose::TITLE]) {
            let said: String = said.split_whitespace().collect();
            assert!(written.contains(&said), "{id}: {said} is not in {written}");
        }
        let units = drawing.size.0 / f64::from(image::WIDTH);
        let sizes = drawing.texts.iter().map(|text| (text.bottom - text.top) / 0.96 / units);
        let (least, most) =
            sizes.fold((f64::MAX, 0.0), |(least, most): (f64, f64), size| (least.min(size), most.max(size)));
        // Shown at 500 pixels, the smallest is of eight.
        assert!(least >= 18.0 && most >= 44.0, "{id}: text from {least} to {most} pixels");
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_letter_is_drawn_and_within_its_image() {
    let raster = Raster::new();
    for card in CARDS.iter() {
        let id = card.shown.figure.id;
        let tree = raster.tree(&card.image).unwrap();
        let mut groups = vec![tree.root()];
        let mut texts = 0;
        while let Some(group) = groups.pop() {
            for node in group.children() {
                match node {
                    Node::Group(group) => groups.push(group),
                    Node::Text(text) => {
                        texts += 1;
                        let around = text.abs_bounding_box();
                        let is_inside = around.left() >= 0.0
                            && around.top() >= 0.0
                            && around.right() <= tree.size().width()
                            && around.bottom() <= tree.size().height();
                        assert!(is_inside, "{id}: {:?} is outside", text.chunks());
                        for glyph in text.layouted().iter().flat_map(|span| &span.positioned_glyphs) {
                            // The zeroth stands for what a font has no letter for.
                            assert!(glyph.id.0 > 0, "{id}: no letter for “{}”", glyph.text);
                        }
                    }
                    _ => {}
                }
            }
        }
        assert!(texts > 4, "{id} has {texts} texts");
    }
}

#[test]
fn images_are_of_their_size_not_blank_and_the_same_again() {
    let raster = Raster::new();
    for card in CARDS.iter() {
        let id = card.shown.figure.id;
        let png = raster.png(&card.image).unwrap();
        assert!(png == Raster::new().png(&card.image).unwrap(), "{id} has other bytes when made again");
        assert!(png.len() < 300_000, "{id}: {} bytes", png.len());
        let pixels = Pixmap::decode_png(&png).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (image::WIDTH, image::HEIGHT));
        let ground = pixels.pixel(0, 0).unwrap();
        let drawn = pixels.pixels().iter().filter(|&&pixel| pixel != ground).count();
        assert!(drawn > 20_000, "{id}: {drawn} pixels are drawn");
        assert!(pixels.pixels().iter().all(|pixel| pixel.alpha() == 255), "{id} can be seen through");
    }
}

#[test]
fn cards_are_the_same_when_made_again() {
    let again = card::all().unwrap();
    assert!(again == *CARDS);
    for (one, other) in CARDS.iter().zip(&again) {
        assert_eq!(one.files(&somewhere()), other.files(&somewhere()));
    }
}

#[test]
fn icons_are_of_their_size_and_lie_within_their_safe_zones() {
    let raster = Raster::new();
    for icon in mark::icons() {
        let pixels = Pixmap::decode_png(&raster.png(&icon.svg).unwrap()).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (icon.size, icon.size), "{}", icon.name);
        let at = |x: u32, y: u32| pixels.pixel(x, y).unwrap();
        let corner = at(0, 0);
        let (is_maskable, is_apples) = (icon.name.contains("maskable"), icon.name.contains("180"));
        assert_eq!(corner.alpha(), if is_maskable || is_apples { 255 } else { 0 }, "{}", icon.name);
        // On the disc, above the diamond.
        assert_eq!(at(icon.size / 2, icon.size / 6).blue(), 0xb2, "{}", icon.name);
        let half = f64::from(icon.size) / 2.0;
        for (x, y) in (0..icon.size).flat_map(|x| (0..icon.size).map(move |y| (x, y))) {
            let [x_off, y_off] = [x, y].map(|place| (f64::from(place) + 0.5) / half - 1.0);
            let is_safe = x_off * x_off + y_off * y_off <= 0.8 * 0.8;
            assert!(!is_maskable || is_safe || at(x, y) == corner, "{} has something at {x}, {y}", icon.name);
        }
    }
}

#[test]
fn the_page_has_a_card_too() {
    let (before, after) = INDEX.split_once(page::MARKER).unwrap();
    assert!(before.contains("<title>") && after.contains("</head>") && !after.contains(page::MARKER));
    assert!(
        !INDEX.contains("rel=\"icon\"") && !INDEX.contains("name=\"description\""),
        "these are written by the build"
    );
    let head = page::tags_of_page(&CARDS[0], &somewhere());
    let xml = parsed(&format!("<!doctype html>\n<head>{head}</head>"));
    let head = Document::parse(&xml).unwrap();
    let tag = tags(&head);
    assert_eq!((tag("og:title"), tag("og:url")), (Some(prose::TITLE), Some(ADDRESS)));
    assert_eq!(tag("og:image"), Some("https://example.org/blindspot/cards/hero.png"));
    assert_eq!(tag("description"), Some(prose::DESCRIPTION));
    assert!(page::tags_of_page(&CARDS[0], &Site::ANYWHERE).contains("content=\"cards/hero.png\""));
}

#[test]
fn the_mark_is_one_drawing_everywhere() {
    let address = mark::address();
    let decoded = percent_encoding::percent_decode_str(address.strip_prefix("data:image/svg+xml,").unwrap());
    let decoded = decoded.decode_utf8().unwrap().replace('\'', "\"");
    assert_eq!(decoded, include_str!("../public/mark.svg").trim_end());
    assert!(mark::icons().iter().all(|icon| icon.svg.contains("<circle") && icon.svg.contains("<path")));
}
