//! The page as it stands still, for browsers without JavaScript or WebAssembly: every word, every figure as it opens,
//! and every data table, from the same chapters that the live page shows. `examples/prerender.rs` writes it into a built
//! site.

mod chapter;
mod figure;
mod markup;
mod opening;
mod panels;

use blindspot_model::Params;

use crate::address::catalogue::{CLAIMS, HERO};
use crate::address::view::View;
use crate::chapter::Room;
use crate::chapters::contents::{Entry, entries};
use crate::chapters::prose;
use crate::chapters::{CHAPTERS, claims_words};
use crate::chart::vector::Failure;
use crate::export::Edition;
use crate::figure::claims;
use crate::text::escaped;
use figure::Gallery;
use markup::{each, plain};

pub use figure::File;

/// What stands where the live page's sandbox is.
const SANDBOX: &str = "Here stands the whole model with all its parameters as sliders. It needs JavaScript and WebAssembly; \
    what its figures show at the outset is what the chapters show.";

/// What stands where the live page measures.
const MODELS: &str = "This needs JavaScript and WebAssembly. The command blindspot-measure does the same.";

/// Where an HTML page has its place for the still page.
pub const MARKER: &str = "<!-- still page -->";

/// Where an HTML page has its place for what is painted first.
pub const FIRST: &str = "<!-- first screen -->";

/// The still page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Still {
    /// HTML to stand in the body for browsers without a program.
    pub markup: String,
    /// HTML that is painted before the program is there, and whose place the program takes.
    pub first: String,
    /// The pictures that it refers to.
    pub files: Vec<File>,
    /// Each figure alone, as HTML, with its name in links; the sandbox has none here.
    pub figures: Vec<(String, String)>,
}

/// Computes and draws the still page of a site of which this is known.
///
/// # Errors
/// When a picture cannot be drawn.
pub fn page(edition: Edition) -> Result<Still, Failure> {
    let mut gallery = Gallery { edition, ..Gallery::default() };
    let opening = opening::section(&mut gallery)?;
    let hero = (HERO.to_owned(), opening.clone());
    let chapters = CHAPTERS.iter().enumerate();
    let chapters: String =
        chapters.map(|(i, &chapter)| chapter::section(&mut gallery, chapter, i + 1)).collect::<Result<_, _>>()?;
    let main = [opening, claims(&mut gallery)?, chapters, sandbox(), models(), ending(), panels::section()].concat();
    let markup = format!("<div id=\"still\">\n{}{}<main>\n{main}</main>\n</div>", header(), contents());
    let first = opening::first(&mut gallery, &header())?;
    let first = format!("<div id=\"first\">\n{first}</div><!-- /first -->");
    // The opening's two are one figure.
    let figures = gallery.cards.into_iter().filter(|(id, _)| !id.ends_with("-world"));
    let figures = std::iter::once(hero).chain(figures).collect();
    Ok(Still { markup, first, files: gallery.files, figures })
}

/// The three claims together.
fn claims(gallery: &mut Gallery) -> Result<String, Failure> {
    let params = Params::default();
    let frame = claims::frame(&params, claims::ALL);
    let card = gallery.card(&View::Opening(params), CLAIMS, Room::Full, &frame, "")?;
    Ok(format!(
        "<section class=\"claims\" id=\"claims-together\" aria-labelledby=\"claims-title\">\n<div class=\"claims-words\">\
         <h2 id=\"claims-title\">{}</h2>\n<p>{}</p></div>\n<div class=\"together\">{card}</div>\n</section>\n",
        escaped(claims_words::TITLE),
        escaped(claims_words::LEAD)
    ))
}

fn sandbox() -> String {
    format!(
        "<section class=\"instrument\" id=\"sandbox\" aria-labelledby=\"instrument-title\">\n\
         <h2 id=\"instrument-title\">{}</h2>\n<p>{SANDBOX}</p>\n</section>\n",
        escaped(prose::INSTRUMENT_TITLE)
    )
}

fn models() -> String {
    format!(
        "<section class=\"models\" id=\"models\" aria-labelledby=\"models-title\">\n\
         <h2 id=\"models-title\">{}</h2>\n<p>{} {MODELS}</p>\n</section>\n",
        escaped(prose::MODELS_TITLE),
        escaped(prose::MODELS_LEAD)
    )
}

/// What to take away.
fn ending() -> String {
    let sentences = claims_words::taken_away(&Params::default());
    let sentences = each(&sentences, |sentence| format!("<p>{}</p>\n", escaped(sentence)));
    format!(
        "<section class=\"ending\" id=\"end\" aria-labelledby=\"end-title\">\n<h2 id=\"end-title\">{}</h2>\n{sentences}</section>\n",
        escaped(claims_words::END_TITLE)
    )
}

fn header() -> String {
    format!(
        "<header>\n<h1>{}</h1>\n<p class=\"claim\">{} {}</p>\n<p class=\"credit\">{}</p>\n</header>\n",
        escaped(prose::TITLE),
        plain(prose::CLAIM),
        escaped(prose::INVITATION),
        plain(prose::CREDIT)
    )
}

fn contents() -> String {
    let entry = |Entry { id, title, sign }: Entry| {
        let (title, sign) = (escaped(title), escaped(&sign));
        format!(
            "<li><a href=\"#{id}\" title=\"{title}\"><span class=\"sign\">{sign}</span>\
             <span class=\"name\">{title}</span></a></li>\n"
        )
    };
    let list = each(entries(), entry);
    format!("<nav class=\"contents\" aria-label=\"Chapters\"><ol>\n{list}</ol></nav>\n")
}
