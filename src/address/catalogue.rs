//! Every figure that can stand alone: in an embed, on a card for sharing, in the list of the snippet maker.

use super::view::{OPENING, SANDBOX, View};
use crate::chapters::OUTLINES;
use crate::sandbox::Exhibit;

/// The opening's name as a figure.
pub const HERO: &str = "hero";

/// The name of the three claims together as a figure.
pub const CLAIMS: &str = "claims";

/// Where a figure stands on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// It is the opening, or stands at its levers.
    Opening,
    /// In a chapter.
    Chapter {
        /// Which, as an index into [`OUTLINES`].
        chapter: usize,
        /// Which of its figures.
        place: usize,
    },
    /// In the sandbox.
    Sandbox(Exhibit),
}

/// A figure that can stand alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its name in links.
    pub id: &'static str,
    /// Where it stands.
    pub home: Home,
}

impl Figure {
    /// The opening.
    pub const HERO: Figure = Figure { id: HERO, home: Home::Opening };

    /// The three claims together, at the opening's levers.
    pub const CLAIMS: Figure = Figure { id: CLAIMS, home: Home::Opening };

    /// All figures, in the order of the page.
    pub fn all() -> impl Iterator<Item = Figure> {
        let chapters = OUTLINES.iter().enumerate().flat_map(|(chapter, words)| {
            let places = words.places().iter().enumerate();
            places.map(move |(place, at)| Figure { id: at.id, home: Home::Chapter { chapter, place } })
        });
        let sandbox = Exhibit::ALL.into_iter().map(|exhibit| Figure { id: exhibit.id(), home: Home::Sandbox(exhibit) });
        [Figure::HERO, Figure::CLAIMS].into_iter().chain(chapters).chain(sandbox)
    }

    /// The figure of this name.
    #[must_use]
    pub fn named(id: &str) -> Option<Figure> {
        Figure::all().find(|figure| figure.id == id)
    }

    /// The place of the page that it shows the setting of.
    #[must_use]
    pub fn place(&self) -> &'static str {
        match self.home {
            Home::Opening => OPENING,
            Home::Chapter { chapter, .. } => OUTLINES[chapter].id(),
            Home::Sandbox(_) => SANDBOX,
        }
    }

    /// The name of what stands on the page for it: the opening is more than one figure there.
    #[must_use]
    pub fn anchor(&self) -> &'static str {
        if *self == Figure::HERO { OPENING } else { self.id }
    }

    /// What it shows as it opens.
    #[must_use]
    pub fn start(&self) -> View {
        match self.home {
            Home::Opening => View::opening(),
            Home::Chapter { chapter, .. } => View::chapter(chapter),
            Home::Sandbox(_) => View::Sandbox(super::view::SandboxView::default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_lead_to_their_figures() {
        let all: Vec<Figure> = Figure::all().collect();
        assert!(all.len() > 30, "{}", all.len());
        for figure in all {
            assert_eq!(Figure::named(figure.id), Some(figure));
            assert_eq!(figure.start().id(), figure.place());
        }
        assert_eq!(Figure::named(""), None);
    }
}
