//! A figure as it leaves the page: finding, picture and receipt on one surface.

use plotters::drawing::IntoDrawingArea;
use plotters_backend::DrawingBackend;

use super::Receipt;
use super::block::{Block, Style};
use crate::chart::lines::{LINK, WORDS};
use crate::chart::theme::{Palette, TEXT, Weight};
use crate::chart::vector::{self, Failure};
use crate::chart::{Drawn, Theme, Tone};
use crate::figure::Frame;
use crate::text::escaped;

/// The width of every sheet in CSS pixels: a column of a blog or a page.
pub const WIDTH: u32 = 720;

/// Units of a vector drawing that make a CSS pixel: coordinates are whole numbers, and curves would be stepped.
pub const FINENESS: u32 = 4;

/// Around everything.
const MARGIN: f64 = 20.0;
/// Between words and picture.
const GAP: f64 = 12.0;
/// How its words are written.
const TITLE: Style = Style { size: 18.0, weight: Weight::Bold, tone: Tone::Ink, leading: LEADING };
const SUBTITLE: Style = Style { size: TEXT, weight: Weight::Regular, tone: Tone::Muted, leading: LEADING };
const RECEIPT: Style = Style { size: 10.0, ..SUBTITLE };
/// Line height in sizes.
const LEADING: f64 = 1.35;

/// A figure that is about to be drawn, its lines broken.
pub struct Sheet<'a> {
    frame: &'a Frame,
    title: Block,
    subtitle: Block,
    receipt: Block,
}

impl<'a> Sheet<'a> {
    /// The sheet of a frame.
    #[must_use]
    pub fn new(frame: &'a Frame, receipt: &Receipt) -> Sheet<'a> {
        let width = f64::from(WIDTH) - 2.0 * MARGIN;
        Sheet {
            frame,
            title: Block::new(&frame.title, TITLE, width, WORDS),
            subtitle: Block::new(&frame.subtitle, SUBTITLE, width, WORDS),
            receipt: Block::new(&receipt.line(), RECEIPT, width, LINK),
        }
    }

    fn picture_size(&self) -> (f64, f64) {
        let width = f64::from(WIDTH) - 2.0 * MARGIN;
        (width, self.frame.picture.height(width).round())
    }

    /// Its size in units of which each CSS pixel has `scale`.
    #[must_use]
    pub fn size(&self, scale: u32) -> (u32, u32) {
        (WIDTH * scale, self.height() * scale)
    }

    /// Its height in whole CSS pixels.
    // A few hundred pixels.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn height(&self) -> u32 {
        let words = self.title.height() + self.subtitle.height() + self.receipt.height();
        (2.0 * MARGIN + words + 2.0 * GAP + self.picture_size().1).ceil() as u32
    }

    /// Draws it on a backend of its [`size`](Sheet::size) at this scale.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn draw<DB: DrawingBackend>(&self, backend: DB, palette: Palette, scale: u32) -> Drawn<DB> {
        let theme = Theme { palette, scale: f64::from(scale) };
        let area = backend.into_drawing_area();
        area.fill(&palette.surface)?;
        self.title.draw(&area, &theme, (MARGIN, MARGIN))?;
        let below_title = MARGIN + self.title.height();
        self.subtitle.draw(&area, &theme, (MARGIN, below_title))?;
        let picture_top = below_title + self.subtitle.height() + GAP;
        let (width, height) = self.picture_size();
        let room = area.clone().shrink((theme.px(MARGIN), theme.px(picture_top)), (theme.px(width), theme.px(height)));
        self.frame.picture.draw(&room, &theme)?;
        self.receipt.draw(&area, &theme, (MARGIN, picture_top + height + GAP))?;
        area.present()
    }

    /// It as an SVG document.
    ///
    /// # Errors
    /// When the backend fails; writing to memory it has no cause to.
    pub fn svg(&self, palette: Palette) -> Result<String, Failure> {
        let mut drawn = String::new();
        self.draw(vector::backend(&mut drawn, self.size(FINENESS)), palette, FINENESS)?;
        Ok(self.document(&drawn))
    }

    /// The document of what was drawn on a [vector backend](vector::backend) at [`FINENESS`]: as large as the sheet is,
    /// and with words for who can't see it.
    #[must_use]
    pub fn document(&self, drawn: &str) -> String {
        let ((width, height), (units, rows)) = (self.size(1), self.size(FINENESS));
        let body = drawn.split_once('>').map_or("", |(_, body)| body);
        format!(
            "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {units} {rows}\" role=\"img\" \
             xmlns=\"http://www.w3.org/2000/svg\">\n<title>{}</title>\n<desc>{} {}</desc>{body}",
            escaped(&self.frame.title),
            escaped(&self.frame.summary),
            escaped(&self.receipt.text()),
        )
    }
}
