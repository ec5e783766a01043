//! Cards for sharing: a small page for each figure that says to machines what it is, with an image of it, and leads
//! readers on to the live figure. `examples/prerender.rs` writes them into a built site.

pub mod frame;
pub mod image;
pub mod mark;
pub mod oembed;
pub mod page;
mod shown;
mod site;

use plotters::style::RGBColor;

use crate::address::catalogue::Home;
use crate::address::embedding::CARDS;
use crate::chart::vector::Failure;
use crate::still::File;
pub use shown::Shown;
pub use site::Site;

/// A card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// What it is of.
    pub shown: Shown,
    /// What the figure shows, in a sentence or two.
    pub description: String,
    /// Its image, as an SVG document.
    pub image: String,
}

/// The cards of all figures, in the order of the page.
///
/// # Errors
/// When a picture cannot be drawn.
pub fn all() -> Result<Vec<Card>, Failure> {
    shown::all().into_iter().map(Card::of).collect()
}

/// What all cards share.
#[must_use]
pub fn common() -> [File; 2] {
    let file = |name: &str, text: String| File { name: format!("{CARDS}/{name}"), text };
    let style = [include_str!("../../style/tokens.css"), include_str!("../../style/card.css")].concat();
    [file("card.css", style), file("card.js", include_str!("../../public/card.js").to_owned())]
}

impl Card {
    fn of(shown: Shown) -> Result<Card, Failure> {
        let description = match shown.frames.as_slice() {
            [frame] => frame.subtitle.clone(),
            _ => crate::chapters::prose::DESCRIPTION.to_owned(),
        };
        let image = image::svg(&shown)?;
        Ok(Card { shown, description, image })
    }

    /// The name of one of its files, seen from the page.
    #[must_use]
    pub fn name(&self, kind: &str) -> String {
        format!("{CARDS}/{}.{kind}", self.shown.figure.id)
    }

    /// Its page, and what hosts are told that ask how to embed it.
    #[must_use]
    pub fn files(&self, site: &Site) -> [File; 2] {
        let file = |kind: &str, text: String| File { name: self.name(kind), text };
        [file("html", page::document(self, site)), file("json", oembed::answer(self, site))]
    }

    /// What its image shows, for who can't see it; of several pictures each has its name before it.
    #[must_use]
    pub fn alt(&self) -> String {
        match self.shown.frames.as_slice() {
            [frame] => frame.summary.clone(),
            frames => {
                frames.iter().map(|frame| format!("{}. {}", frame.title, frame.summary)).collect::<Vec<_>>().join(" ")
            }
        }
    }

    /// The name of what the page has of the figure even where it stands still: there the sandbox has no figures.
    #[must_use]
    pub fn still_anchor(&self) -> &'static str {
        match self.shown.figure.home {
            Home::Sandbox(_) => self.shown.figure.place(),
            _ => self.shown.figure.anchor(),
        }
    }
}

/// A colour as style sheets spell it.
fn hex(RGBColor(red, green, blue): RGBColor) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
