//! How the page looks, as the query of an address says it: `?embed=1&fig=crowd&controls=min`. What is shown is said by
//! the part after `#`, see [`view`](super::view).
//!
//! Reading is total: any text gives a look, and a sentence for every part that was left out.

use std::fmt::{Display, Write as _};

use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::catalogue::Figure;
use super::said::{Name, value};

/// Longer text is no query of ours.
const MOST_BYTES: usize = 2000;

/// Which colours are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// The reader's system says.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How much of a figure's controls stands beside it in an embed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Controls {
    /// The figure alone.
    None,
    /// With its sliders.
    #[default]
    Min,
    /// With all that can be set, objected and exported.
    Full,
}

/// Whether the page is for a room, and what for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Workshop {
    /// It is for a reader.
    #[default]
    #[serde(rename = "0")]
    No,
    /// It is shown to a room: step by step, with votes.
    #[serde(rename = "1")]
    Present,
    /// The same, by the plan of a lesson.
    #[serde(rename = "45")]
    Lesson,
    /// The same, by the plan of a double lesson.
    #[serde(rename = "90")]
    Double,
    /// It is in the hand of somebody in the room: a question, and a code for the guess.
    Join,
}

/// A figure alone, in somebody else's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Embed {
    /// Which figure.
    pub figure: Figure,
    /// What can be moved.
    pub controls: Controls,
    /// Whether the words around it are there too.
    pub has_prose: bool,
    /// Whether it takes the height of its frame, instead of telling it the height that suits it.
    pub is_compact: bool,
}

impl Embed {
    /// A figure with its sliders.
    #[must_use]
    pub fn of(figure: Figure) -> Embed {
        Embed { figure, controls: Controls::default(), has_prose: false, is_compact: false }
    }
}

/// How the page looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// One figure instead of the page.
    pub embed: Option<Embed>,
    /// The figure of the whole page that is brought into view.
    pub figure: Option<Figure>,
    /// Its colours.
    pub scheme: Scheme,
    /// Whether nothing moves by itself, whatever the reader's system says.
    pub is_still: bool,
    /// Whether it is for a room.
    pub workshop: Workshop,
    /// Whether the self-test begins at once.
    pub tests_itself: bool,
}

/// What a query says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// How the page looks; usual where nothing is said.
    pub look: Look,
    /// A sentence for each part that was left out, in plain text.
    pub notices: Vec<String>,
}

/// Yes or no.
#[derive(Clone, Copy, Deserialize)]
enum Switch {
    #[serde(rename = "1")]
    On,
    #[serde(rename = "0")]
    Off,
}

fn is_on(switch: Switch) -> bool {
    matches!(switch, Switch::On)
}

/// Whether motion is reduced.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Motion {
    Auto,
    Reduce,
}

/// The one language that the page speaks so far.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Language {
    Auto,
    En,
}

impl Look {
    /// The query, with its sign; what is usual is left out, except of what an embed says first.
    #[must_use]
    pub fn write(&self) -> String {
        self.written(true)
    }

    /// The same for the [page of a frame](super::embedding::FRAMES), which knows by itself that it is one, and of which figure.
    #[must_use]
    pub fn write_for_frame(&self) -> String {
        self.written(false)
    }

    fn written(&self, names_figure: bool) -> String {
        let mut text = String::new();
        // Writing to a String can't fail.
        let mut add = |name: &str, value: &dyn Display| {
            let _ = write!(text, "{}{name}={value}", if text.is_empty() { '?' } else { '&' });
        };
        if let Some(embed) = self.embed {
            if names_figure {
                add("embed", &1);
                add("fig", &embed.figure.id);
            }
            add("controls", &Name(embed.controls));
            if embed.has_prose {
                add("prose", &1);
            }
            if embed.is_compact {
                add("compact", &1);
            }
        } else if let Some(figure) = self.figure {
            add("fig", &figure.id);
        }
        if self.scheme != Scheme::default() {
            add("theme", &Name(self.scheme));
        }
        if self.is_still {
            add("motion", &Name(Motion::Reduce));
        }
        if self.workshop != Workshop::default() {
            add("workshop", &Name(self.workshop));
        }
        if self.tests_itself {
            add("selftest", &1);
        }
        text
    }
}

/// Reads a query, with or without the sign. Of a name that is there twice the last counts.
#[must_use]
pub fn read(query: &str) -> Reading {
    let text = query.strip_prefix('?').unwrap_or(query);
    if text.len() > MOST_BYTES {
        let notice = format!("The address asks for a look in more than {MOST_BYTES} bytes, so that was not read.");
        return Reading { notices: vec![notice], ..Reading::default() };
    }
    let Reading { mut look, mut notices } = Reading::default();
    let mut is_embedded = false;
    let mut embed = Embed::of(Figure::HERO);
    let mut shown = None;
    let mut strangers = Vec::new();
    for (name, value) in named(text) {
        let part = match name.as_str() {
            "embed" => said(&name, &value).map(|said| is_embedded = is_on(said)),
            "fig" => match Figure::named(&value) {
                Some(figure) => {
                    shown = Some(figure);
                    Ok(())
                }
                None => Err(format!("There is no figure “{value}”; this is the opening.")),
            },
            "controls" => said(&name, &value).map(|said| embed.controls = said),
            "prose" => said(&name, &value).map(|said| embed.has_prose = is_on(said)),
            "compact" => said(&name, &value).map(|said| embed.is_compact = is_on(said)),
            "theme" => said(&name, &value).map(|said| look.scheme = said),
            "motion" => said(&name, &value).map(|said| look.is_still = matches!(said, Motion::Reduce)),
            "lang" => said(&name, &value).map(drop::<Language>),
            "workshop" => said(&name, &value).map(|said| look.workshop = said),
            "selftest" => said(&name, &value).map(|said| look.tests_itself = is_on(said)),
            _ => {
                strangers.push(format!("Left out of the address: “{name}” is nothing that can be asked for."));
                Ok(())
            }
        };
        notices.extend(part.err());
    }
    if is_embedded {
        look.embed = Some(Embed { figure: shown.unwrap_or(embed.figure), ..embed });
        // Newsletters and search engines add names of their own to links, which is no mistake of the reader's. What an
        // embed is opened with, its author wrote.
        notices.extend(strangers);
    } else {
        look.figure = shown;
    }
    Reading { look, notices }
}

/// The parts of a query. A name alone means yes.
fn named(text: &str) -> impl Iterator<Item = (String, String)> {
    let plain = |text: &str| percent_decode_str(text).decode_utf8_lossy().replace(char::is_control, "\u{fffd}");
    text.split('&').filter(|part| !part.is_empty()).map(move |part| {
        let (name, value) = part.split_once('=').unwrap_or((part, "1"));
        (plain(name), plain(value))
    })
}

/// The value that a part says.
fn said<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, String> {
    value(text).map_err(|names| format!("Left out of the address: {name} is “{text}”, but must be one of {names}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embedded(id: &str, controls: Controls, has_prose: bool) -> Look {
        let figure = Figure::named(id);
        let embed = figure.map(|figure| Embed { controls, has_prose, ..Embed::of(figure) });
        Look { embed, ..Look::default() }
    }

    #[test]
    fn what_is_written_reads_back() {
        let looks = [
            Look::default(),
            embedded("hero", Controls::None, false),
            Look {
                embed: Figure::named("crowd").map(|figure| Embed { is_compact: true, ..Embed::of(figure) }),
                ..Look::default()
            },
            Look { scheme: Scheme::Dark, is_still: true, ..embedded("crowd", Controls::Full, true) },
            Look { workshop: Workshop::Present, tests_itself: true, ..Look::default() },
            Look { workshop: Workshop::Join, ..Look::default() },
            Look { workshop: Workshop::Lesson, ..Look::default() },
            Look { workshop: Workshop::Double, ..Look::default() },
            Look { figure: Figure::named("crowd"), is_still: true, ..Look::default() },
        ];
        for look in looks {
            assert_eq!(read(&look.write()), Reading { look, notices: Vec::new() }, "{}", look.write());
        }
        assert_eq!(Look::default().write(), "");
    }

    #[test]
    fn bad_parts_are_told_of_and_left_out() {
        let Reading { look, notices } =
            read("?embed=1&fig=nothing&controls=all&theme=%3Cb%3E&prose=maybe&motion=&lang=de&colour=red");
        assert_eq!(look, embedded("hero", Controls::Min, false));
        assert_eq!(notices.len(), 7, "{notices:?}");
        assert!(notices.iter().any(|notice| notice.contains("controls is “all”, but must be one of none, min, full")));
    }

    #[test]
    fn names_of_others_are_told_of_in_embeds_only() {
        assert_eq!(read("?utm_source=letter&fbclid=x"), Reading::default());
        assert_eq!(read("?embed&utm_source=letter").notices.len(), 1);
    }

    #[test]
    fn a_name_alone_means_yes() {
        assert!(read("?selftest").look.tests_itself);
        assert_eq!(read("workshop").look.workshop, Workshop::Present);
        assert!(!read("?selftest=0").look.tests_itself);
    }

    #[test]
    fn any_text_is_read() {
        for text in ["?", "&&&", "=", "?=1", "%", "%ff=%00", "embed=1=1", "?embed=1&embed=0"] {
            assert_eq!(read(text).look, Look::default(), "{text}");
        }
        assert_eq!(read(&"x".repeat(3000)).notices.len(), 1);
    }
}
