//! How the page looks, as the query of an address says it: `?embed=1&fig=crowd&controls=min`. What is shown is said by
//! the part after `#`, see [`view`](super::view).
//!
//! Reading is total: any text gives a look, and a sentence for every part that was left out.

use std::fmt::Write as _;

use percent_encoding::percent_decode_str;

use super::catalogue::Figure;

/// Longer text is no query of ours.
const MOST_BYTES: usize = 2000;

/// Which colours are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Workshop {
    /// It is for a reader.
    #[default]
    No,
    /// It is shown to a room: step by step, with votes.
    Present,
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

/// A value that a query says by name.
trait Named: Copy + PartialEq + 'static {
    const ALL: &'static [(&'static str, Self)];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(other, _)| *other == name).map(|&(_, value)| value)
    }

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|&&(_, other)| other == self).map_or("", |&(name, _)| name)
    }
}

impl Named for Scheme {
    const ALL: &'static [(&'static str, Scheme)] =
        &[("auto", Scheme::Auto), ("light", Scheme::Light), ("dark", Scheme::Dark)];
}

impl Named for Controls {
    const ALL: &'static [(&'static str, Controls)] =
        &[("none", Controls::None), ("min", Controls::Min), ("full", Controls::Full)];
}

impl Named for Workshop {
    const ALL: &'static [(&'static str, Workshop)] =
        &[("0", Workshop::No), ("1", Workshop::Present), ("join", Workshop::Join)];
}

/// Yes or no.
impl Named for bool {
    const ALL: &'static [(&'static str, bool)] = &[("1", true), ("0", false)];
}

/// Whether motion is reduced.
#[derive(Clone, Copy, PartialEq)]
struct Still(bool);

impl Named for Still {
    const ALL: &'static [(&'static str, Still)] = &[("auto", Still(false)), ("reduce", Still(true))];
}

/// The one language that the page speaks so far.
#[derive(Clone, Copy, PartialEq)]
struct English;

impl Named for English {
    const ALL: &'static [(&'static str, English)] = &[("auto", English), ("en", English)];
}

impl Scheme {
    /// Its name in queries.
    #[must_use]
    pub fn name(self) -> &'static str {
        Named::name(self)
    }

    /// The scheme of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Scheme> {
        Named::named(name)
    }
}

impl Controls {
    /// Its name in queries.
    #[must_use]
    pub fn name(self) -> &'static str {
        Named::name(self)
    }

    /// The controls of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Controls> {
        Named::named(name)
    }
}

impl Look {
    /// The query, with its sign; what is usual is left out, except of what an embed says first.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::new();
        // Writing to a String can't fail.
        let mut add = |name: &str, value: &str| {
            let _ = write!(text, "{}{name}={value}", if text.is_empty() { '?' } else { '&' });
        };
        if let Some(embed) = self.embed {
            add("embed", "1");
            add("fig", embed.figure.id);
            add("controls", embed.controls.name());
            if embed.has_prose {
                add("prose", "1");
            }
        } else if let Some(figure) = self.figure {
            add("fig", figure.id);
        }
        if self.scheme != Scheme::default() {
            add("theme", self.scheme.name());
        }
        if self.is_still {
            add("motion", Still(true).name());
        }
        if self.workshop != Workshop::default() {
            add("workshop", self.workshop.name());
        }
        if self.tests_itself {
            add("selftest", "1");
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
    let (mut is_embedded, mut still, mut language) = (false, Still(false), English);
    let mut embed = Embed { figure: Figure::HERO, controls: Controls::default(), has_prose: false };
    let mut shown = None;
    let mut strangers = Vec::new();
    for (name, value) in named(text) {
        let part = match name.as_str() {
            "embed" => set(&mut is_embedded, &name, &value),
            "fig" => match Figure::named(&value) {
                Some(figure) => {
                    shown = Some(figure);
                    Ok(())
                }
                None => Err(format!("There is no figure “{value}”; this is the opening.")),
            },
            "controls" => set(&mut embed.controls, &name, &value),
            "prose" => set(&mut embed.has_prose, &name, &value),
            "theme" => set(&mut look.scheme, &name, &value),
            "motion" => set(&mut still, &name, &value),
            "lang" => set(&mut language, &name, &value),
            "workshop" => set(&mut look.workshop, &name, &value),
            "selftest" => set(&mut look.tests_itself, &name, &value),
            _ => {
                strangers.push(format!("Left out of the address: “{name}” is nothing that can be asked for."));
                Ok(())
            }
        };
        notices.extend(part.err());
    }
    look.is_still = still.0;
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

fn set<T: Named>(now: &mut T, name: &str, value: &str) -> Result<(), String> {
    let Some(wanted) = T::named(value) else {
        let all = T::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        return Err(format!("Left out of the address: {name} is “{value}”, but must be one of {all}."));
    };
    *now = wanted;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embedded(id: &str, controls: Controls, has_prose: bool) -> Look {
        let figure = Figure::named(id);
        Look { embed: figure.map(|figure| Embed { figure, controls, has_prose }), ..Look::default() }
    }

    #[test]
    fn what_is_written_reads_back() {
        let looks = [
            Look::default(),
            embedded("hero", Controls::None, false),
            Look { scheme: Scheme::Dark, is_still: true, ..embedded("crowd", Controls::Full, true) },
            Look { workshop: Workshop::Present, tests_itself: true, ..Look::default() },
            Look { workshop: Workshop::Join, ..Look::default() },
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
