//! The page and its charts have the same colours: `style/tokens.css` says what `src/chart/theme.rs` says.

mod stylesheet;

use std::collections::BTreeSet;

use blindspot::chart::theme::{DARK, LIGHT, Palette};
use plotters::style::RGBColor;

/// A token and the chart colour that it is.
type Shared = (&'static str, fn(&Palette) -> RGBColor);

const SHARED: [Shared; 8] = [
    ("paper", |palette| palette.paper),
    ("surface", |palette| palette.surface),
    ("ink", |palette| palette.ink),
    ("muted", |palette| palette.muted),
    ("rule", |palette| palette.rule),
    ("caught", |palette| palette.caught),
    ("undetected", |palette| palette.undetected),
    ("private-text", |palette| palette.private_text),
];

#[test]
fn tokens_are_the_colours_of_the_charts() {
    for (name, of) in SHARED {
        assert_eq!(stylesheet::light_dark(name), [of(&LIGHT), of(&DARK)], "--{name}");
    }
}

#[test]
fn no_colour_is_on_the_page_alone() {
    let known: BTreeSet<&str> = SHARED.iter().map(|(name, _)| *name).collect();
    let tokens = stylesheet::TOKENS.lines().filter(|line| line.contains("light-dark("));
    let named: BTreeSet<&str> = tokens.filter_map(|line| line.trim().strip_prefix("--")?.split(':').next()).collect();
    assert_eq!(named, known);
    // The other sheets take every colour from a token.
    for (sheet, text) in [
        ("page.css", include_str!("../style/page.css")),
        ("controls.css", include_str!("../style/controls.css")),
        ("boot.css", include_str!("../style/boot.css")),
    ] {
        let own = text.lines().find(|line| line.split_once(": ").is_some_and(|(_, value)| value.contains('#')));
        assert_eq!(own, None, "{sheet} has a colour of its own");
    }
}
