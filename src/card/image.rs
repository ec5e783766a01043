//! A figure as the image that stands beside a link: its finding in large letters and its picture, enlarged so that both
//! can be read where the image is shown at less than half its size.

use plotters::drawing::IntoDrawingArea;

use super::shown::Shown;
use super::{hex, mark};
use crate::chapters::prose;
use crate::chart::lines::WORDS;
use crate::chart::theme::{LIGHT, Weight};
use crate::chart::vector::{self, Failure};
use crate::chart::{Picture, Theme, Tone};
use crate::export::FINENESS;
use crate::export::block::{Block, Style};
use crate::figure::Frame;
use crate::text::escaped;

/// What networks ask for.
pub const WIDTH: u32 = 1200;
/// What networks ask for.
pub const HEIGHT: u32 = 630;

/// Between the words and the edges.
const MARGIN: f64 = 48.0;
/// The mark, and what stands beside it.
const MARK: f64 = 36.0;
const BESIDE_MARK: f64 = 14.0;
/// Between what belongs to each other, and between what does not.
const SMALL_GAP: f64 = 18.0;
const GAP: f64 = 32.0;
/// The column of words that stand beside a picture.
const COLUMN: f64 = 440.0;
/// Around a picture, on its sheet.
const PADDING: f64 = 28.0;

const TITLE: Style = Style { size: 22.0, weight: Weight::Bold, tone: Tone::Muted, leading: 1.2 };
const HEADLINE: Style = Style { size: 54.0, weight: Weight::Bold, tone: Tone::Ink, leading: 1.16 };
const SUBTITLE: Style = Style { size: 22.0, weight: Weight::Regular, tone: Tone::Muted, leading: 1.3 };

/// The smallest headline.
const LEAST: f64 = 44.0;
/// The width for which pictures are made at the least: a phone's. In CSS pixels.
const NARROWEST: f64 = 312.0;
/// Image pixels to a CSS pixel of a picture, at the most: beyond that its text would compete with the headline.
const MOST_SCALE: f64 = 2.0;

/// A rectangle in image pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Room {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// A text with its upper left corner.
type Written = (Block, (f64, f64));

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
struct Plan {
    /// The page's title, the finding, and what is plotted if there is room to say it.
    words: Vec<Written>,
    /// What the pictures stand on, to the edges of the image.
    sheet: (f64, f64),
    /// The room of each picture.
    rooms: Vec<Room>,
    /// Image pixels to a CSS pixel of the pictures.
    scale: f64,
    /// Units of the drawing to an image pixel.
    fineness: u32,
}

/// A figure as an SVG document.
///
/// # Errors
/// When the backend fails; writing to memory it has no cause to.
pub fn svg(shown: &Shown) -> Result<String, Failure> {
    let above = above(shown);
    // Where both ways are possible, it is the one in which the picture is larger.
    let plan = beside(shown).filter(|beside| beside.scale >= above.scale).unwrap_or(above);
    // Curves are smooth for units finer than pixels, and rows that are as low as these clear without.
    let has_rows = shown.frames.iter().any(|frame| matches!(frame.picture, Picture::Walls(_)));
    Plan { fineness: if has_rows { 1 } else { FINENESS }, ..plan }.drawn(shown)
}

/// The words in a column beside the picture, if it is a single one.
fn beside(shown: &Shown) -> Option<Plan> {
    let [frame] = shown.frames.as_slice() else { return None };
    let subtitle = Block::balanced(&frame.subtitle, SUBTITLE, COLUMN);
    let top = MARGIN + MARK + GAP + SMALL_GAP / 2.0;
    let bottom = f64::from(HEIGHT) - MARGIN;
    let below_headline = bottom - subtitle.height();
    let (headline, subtitle) = match headline(&shown.title, (COLUMN, below_headline - SMALL_GAP - top)) {
        Some(headline) => (headline, Some((subtitle, (MARGIN, below_headline)))),
        None => (headline(&shown.title, (COLUMN, bottom - top))?, None),
    };
    let left = MARGIN + COLUMN + GAP;
    let room = Room {
        left: left + PADDING,
        top: PADDING,
        width: f64::from(WIDTH) - left - 2.0 * PADDING,
        height: f64::from(HEIGHT) - 2.0 * PADDING,
    };
    let words = [title(COLUMN), (headline, (MARGIN, top))].into_iter().chain(subtitle).collect();
    Some(Plan { words, sheet: (left, 0.0), rooms: vec![room], scale: scale(&frame.picture, room), fineness: FINENESS })
}

/// The words above the picture; each of several has its own finding.
fn above(shown: &Shown) -> Plan {
    let top = MARGIN + MARK + SMALL_GAP;
    let width = f64::from(WIDTH) - 2.0 * MARGIN;
    let count = shown.frames.len().max(1) as f64;
    let each = (width - (count - 1.0) * GAP) / count;
    let lefts: Vec<f64> = (0..shown.frames.len()).map(|i| MARGIN + (each + GAP) * i as f64).collect();
    let smallest = Style { size: LEAST, ..HEADLINE };
    let texts = shown.frames.iter().map(|frame| Block::balanced(&frame.title, smallest, each));
    let headlines: Vec<Written> = texts.zip(&lefts).map(|(block, &left)| (block, (left, top))).collect();
    let sheet = top + headlines.iter().map(|(block, _)| block.height()).fold(0.0, f64::max) + SMALL_GAP;
    let height = f64::from(HEIGHT) - sheet - PADDING;
    let room = |&left: &f64| Room { left, top: sheet + PADDING / 2.0, width: each, height };
    let rooms: Vec<Room> = lefts.iter().map(room).collect();
    let scales = rooms.iter().zip(&shown.frames).map(|(room, frame)| scale(&frame.picture, *room));
    let scale = scales.fold(MOST_SCALE, f64::min);
    let words = std::iter::once(title(width)).chain(headlines).collect();
    Plan { words, sheet: (0.0, sheet), rooms, scale, fineness: FINENESS }
}

/// The page's title beside the mark, whose middle is its middle too.
fn title(width: f64) -> Written {
    // From the upper edge of a line to the middle of its capitals, in sizes.
    const MIDDLE: f64 = 0.4;
    let left = MARK + BESIDE_MARK;
    let block = Block::new(prose::TITLE, TITLE, width - left, WORDS);
    let first_to_last = block.height() - TITLE.size * TITLE.leading;
    let top = MARGIN + MARK / 2.0 - TITLE.size * MIDDLE - first_to_last / 2.0;
    (block, (MARGIN + left, top))
}

/// The largest headline that is no wider and no higher than this.
fn headline(text: &str, (width, height): (f64, f64)) -> Option<Block> {
    let sizes = (0..).map(|step| HEADLINE.size - f64::from(step)).take_while(|&size| size >= LEAST);
    let mut blocks = sizes.map(|size| Block::balanced(text, Style { size, ..HEADLINE }, width));
    blocks.find(|block| block.width() <= width && block.height() <= height)
}

/// How many image pixels a CSS pixel of a picture may be in a room.
fn scale(picture: &Picture, room: Room) -> f64 {
    let mut scales = (0..100).map(|step| MOST_SCALE * f64::from(100 - step) / 100.0);
    let fits = |scale: &f64| {
        let width = room.width / scale;
        width >= NARROWEST && picture.least_height(width) * scale <= room.height
    };
    scales.find(fits).unwrap_or(MOST_SCALE / 100.0)
}

impl Plan {
    fn drawn(&self, shown: &Shown) -> Result<String, Failure> {
        let mut drawn = String::new();
        let fine = f64::from(self.fineness);
        let words = Theme { palette: LIGHT, scale: fine };
        let theme = Theme { palette: LIGHT, scale: self.scale * fine };
        let area = vector::backend(&mut drawn, (WIDTH * self.fineness, HEIGHT * self.fineness)).into_drawing_area();
        for (block, at) in &self.words {
            block.draw(&area, &words, *at)?;
        }
        for (room, Frame { picture, .. }) in self.rooms.iter().zip(&shown.frames) {
            let width = room.width / self.scale;
            let most = room.height / self.scale;
            let height = if fills(picture) { most } else { picture.height(width).min(most) };
            let top = room.top + (room.height - height * self.scale) / 2.0;
            // On whole image pixels, between which shapes meet without a seam.
            let corner = (words.px(room.left.round()), words.px(top.round()));
            let part = area.clone().shrink(corner, (theme.px(width), theme.px(height)));
            picture.draw(&part, &theme)?;
        }
        area.present()?;
        drop(area);
        Ok(self.document(shown, &drawn))
    }

    /// The document of what was drawn, with what it was drawn on.
    fn document(&self, shown: &Shown, drawn: &str) -> String {
        let (units, rows) = (WIDTH * self.fineness, HEIGHT * self.fineness);
        let fine = f64::from(self.fineness);
        let body = drawn.split_once('>').map_or("", |(_, body)| body);
        // Neighbours that meet within a pixel would let the ground shine through.
        let body = body.replace("<rect ", "<rect shape-rendering=\"crispEdges\" ");
        let (left, top) = (self.sheet.0 * fine, self.sheet.1 * fine);
        format!(
            "<svg width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {units} {rows}\" role=\"img\" \
             xmlns=\"http://www.w3.org/2000/svg\">\n<title>{}</title>\n\
             <rect x=\"0\" y=\"0\" width=\"{units}\" height=\"{rows}\" fill=\"{}\"/>\n\
             <rect x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{}\" fill=\"{}\" stroke=\"{}\" \
             stroke-width=\"{fine}\"/>\n{}{body}",
            escaped(&shown.title),
            hex(LIGHT.paper),
            f64::from(units) - left,
            f64::from(rows) - top,
            hex(LIGHT.surface),
            hex(LIGHT.rule),
            mark::placed((MARGIN * fine, MARGIN * fine), MARK * fine),
        )
    }
}

/// Whether a picture fills any height well.
fn fills(picture: &Picture) -> bool {
    matches!(picture, Picture::Lines(_) | Picture::HeatMap(_) | Picture::Dumbbells(_))
}
