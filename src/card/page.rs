//! What stands on a card: for machines that show a preview of a link, and for readers without JavaScript.

use super::image::{HEIGHT, WIDTH};
use super::site::Site;
use super::{Card, mark};
use crate::chapters::prose;
use crate::text::escaped;

/// Where `index.html` has its place for what machines read of it.
pub const MARKER: &str = "<!-- card -->";

/// From a card to the folder of the site.
const UP: &str = "../";

/// A card as an HTML document. What a reader needs is found without knowing where the site stands.
#[must_use]
pub fn document(card: &Card, site: &Site) -> String {
    let Card { shown, description, .. } = card;
    let (id, title) = (shown.figure.id, escaped(&shown.title));
    format!(
        "<!doctype html>\n<html lang=\"en\" data-figure=\"{id}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n{tags}<link rel=\"icon\" href=\"{icon}\">\n<link rel=\"stylesheet\" href=\"card.css\">\n\
         <script src=\"card.js\"></script>\n</head>\n<body>\n<main>\n<p class=\"kicker\">{page}</p>\n<h1>{title}</h1>\n\
         <p>{described}</p>\n<p><a href=\"../#{anchor}\">{OPEN}</a></p>\n\
         <p><img src=\"{id}.png\" alt=\"{alt}\" width=\"{WIDTH}\" height=\"{HEIGHT}\"></p>\n</main>\n</body>\n</html>\n",
        described = escaped(description),
        tags = tags(card, site, UP, &shown.title, description, &card.name("html")),
        icon = mark::address(),
        page = escaped(prose::TITLE),
        anchor = card.still_anchor(),
        alt = escaped(&card.alt()),
    )
}

/// A card's image, as HTML of a page of the site.
#[must_use]
pub fn image(card: &Card) -> String {
    let (name, alt) = (card.name("png"), card.alt());
    format!("<figure class=\"card\"><img src=\"{}\" alt=\"{}\" width=\"100%\"></figure>", escaped(&name), escaped(&alt))
}

/// What leads from a card to its figure.
const OPEN: &str = "Open the live figure";

/// What machines read of the page itself, whose picture is the opening's; it has no name of its own in the folder.
#[must_use]
pub fn tags_of_page(opening: &Card, site: &Site) -> String {
    let icon = format!("<link rel=\"icon\" href=\"{}\">\n", mark::address());
    tags(opening, site, "", prose::TITLE, prose::DESCRIPTION, "") + &icon
}

/// The tags of a page of the site, whose way to the folder and whose name in it are these.
fn tags(card: &Card, site: &Site, way: &str, title: &str, description: &str, name: &str) -> String {
    let image = site.address(way, &card.name("png"));
    let (width, height) = (WIDTH.to_string(), HEIGHT.to_string());
    let alt = card.alt();
    // A relative address would be no name that lasts: without one, a page is known by where it was found.
    let url = site.whole(name);
    let properties = [
        ("og:type", Some("website")),
        ("og:site_name", Some(prose::TITLE)),
        ("og:title", Some(title)),
        ("og:description", Some(description)),
        ("og:url", url.as_deref()),
        ("og:image", Some(&image)),
        ("og:image:type", Some("image/png")),
        ("og:image:width", Some(&width)),
        ("og:image:height", Some(&height)),
        ("og:image:alt", Some(&alt)),
    ];
    let property = |(name, value): (&str, Option<&str>)| {
        value.map(|value| format!("<meta property=\"{name}\" content=\"{}\">\n", escaped(value)))
    };
    let properties: String = properties.into_iter().filter_map(property).collect();
    format!(
        "<meta name=\"description\" content=\"{}\">\n{properties}<meta name=\"twitter:card\" content=\"summary_large_image\">\n\
         <link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}\" title=\"{}\">\n",
        escaped(description),
        escaped(&site.address(way, &card.name("json"))),
        escaped(title)
    )
}
