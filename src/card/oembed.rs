//! A card's figure for hosts that ask a page how to embed it (https://oembed.com).

use serde::Serialize;

use super::{Card, Shown, Site, image};
use crate::address::catalogue::{Figure, Home};
use crate::address::embedding::Snippet;
use crate::address::look::{Embed, Look};
use crate::chapter::Chapter;
use crate::chapters::CHAPTERS;
use crate::chapters::prose;
use crate::chart::Tone;
use crate::chart::lines::WORDS;
use crate::chart::theme::Weight;
use crate::export::block::{Block, Style};
use crate::figure::Frame;
use crate::sandbox::Exhibit;

/// The width that the frame is told for, in CSS pixels: a column of a blog.
pub const WIDTH: u32 = 700;

/// What a host is told, its fields in this order.
#[derive(Serialize)]
struct Answer<'a> {
    version: &'a str,
    r#type: &'a str,
    title: &'a str,
    provider_name: &'a str,
    provider_url: &'a str,
    html: String,
    width: u32,
    height: u32,
    thumbnail_url: String,
    thumbnail_width: u32,
    thumbnail_height: u32,
}

/// The answer, as JSON.
#[must_use]
pub fn answer(card: &Card, site: &Site) -> String {
    let page = site.address("../", "");
    let answer = Answer {
        version: "1.0",
        r#type: "rich",
        title: &card.shown.title,
        provider_name: prose::TITLE,
        provider_url: &page,
        html: snippet(card, &page).frame(),
        width: WIDTH,
        height: height(card),
        thumbnail_url: site.address("../", &card.name("png")),
        thumbnail_width: image::WIDTH,
        thumbnail_height: image::HEIGHT,
    };
    let written = serde_json::to_string_pretty(&answer);
    // Writing to memory can't fail, and texts and numbers can be written.
    debug_assert!(written.is_ok(), "{written:?}");
    written.unwrap_or_default() + "\n"
}

/// The figure in a frame, with its sliders.
#[must_use]
pub fn snippet<'a>(card: &Card, page: &'a str) -> Snippet<'a> {
    let look = Look { embed: Some(Embed::of(card.shown.figure)), ..Look::default() };
    Snippet { page, look, link: "", height: height(card), has_pages: true }
}

/// About how high the figure is at this width, in CSS pixels, which a host of oEmbed has to be told before it is there. What
/// is not text or picture has the heights of the style sheets; a browser test compares the whole.
// At most a few thousand pixels.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn height(card: &Card) -> u32 {
    let Shown { figure, frames, .. } = &card.shown;
    let cards: f64 = frames.iter().map(card_height).sum();
    let rest = match figure.home {
        Home::Opening if *figure == Figure::HERO => INSTRUMENT,
        Home::Opening => SWITCHES,
        Home::Chapter { chapter, .. } => levers_height(CHAPTERS[chapter]),
        Home::Sandbox(exhibit) => SANDBOX_LEVERS + beside(exhibit),
    };
    (FRAME + cards + rest).ceil() as u32
}

/// Around the figure, with the line below it.
const FRAME: f64 = 100.0;
/// Around the words and the picture of a figure, with what can be opened below.
const CARD: f64 = 96.0;
/// The width of words and picture.
const ROOM: f64 = 644.0;
const TITLE: Style = Style { size: 18.0, weight: Weight::Bold, tone: Tone::Ink, leading: 1.3 };
const SUBTITLE: Style = Style { size: 14.0, weight: Weight::Regular, tone: Tone::Muted, leading: 1.36 };
/// A slider, of which two stand side by side, and what stands around sliders: settings to begin with, or only a reset.
const SLIDER: f64 = 166.0;
const SETTINGS: f64 = 113.0;
const RESET: f64 = 73.0;
/// What pieces of evidence share.
const MARKS: f64 = 195.0;
/// What stands around the opening's two pictures: steps, levers, the verdict.
const INSTRUMENT: f64 = 390.0;
/// What switches the claims, with what they come to.
const SWITCHES: f64 = 140.0;
/// The levers of the sandbox with their presets and claims, and what stands at some of its figures.
const SANDBOX_LEVERS: f64 = 480.0;
const AXES: f64 = 130.0;
const PRICES: f64 = 680.0;

/// What stands at a figure of the sandbox besides the levers; for those with nothing, as much as for the map.
fn beside(exhibit: Exhibit) -> f64 {
    match exhibit {
        Exhibit::Budget => PRICES,
        Exhibit::Generations
        | Exhibit::MoreReviewers
        | Exhibit::Map
        | Exhibit::Integrity
        | Exhibit::Audits
        | Exhibit::Repaired
        | Exhibit::Assumptions
        | Exhibit::Ranges
        | Exhibit::Uncertainty => AXES,
    }
}

fn card_height(Frame { title, subtitle, picture, .. }: &Frame) -> f64 {
    let [title, subtitle] =
        [(title, TITLE), (subtitle, SUBTITLE)].map(|(text, style)| Block::new(text, style, ROOM, WORDS).height());
    CARD + title + subtitle + picture.height(ROOM)
}

fn levers_height(chapter: &dyn Chapter) -> f64 {
    let rows = chapter.controls().len().div_ceil(2) as f64;
    let marks = if chapter.marks().is_some() { MARKS } else { 0.0 };
    SLIDER * rows + marks + if chapter.has_worlds() { SETTINGS } else { RESET }
}
