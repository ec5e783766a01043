//! A figure as pictures of several widths, in both colour schemes, on a card with its data table.

use super::markup::table;
use crate::address::view::View;
use crate::chapter::Room;
use crate::chart::Picture;
use crate::chart::theme::{DARK, LIGHT};
use crate::chart::vector::{self, Failure};
use crate::export::{self, Edition, Receipt};
use crate::figure::Frame;
use crate::text::escaped;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its address, seen from the page.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// A picture of one width.
struct Cut {
    /// In CSS pixels.
    width: u32,
    /// Behind the figure's name.
    suffix: &'static str,
    /// The widest screen that it is for; `None` where it is for any.
    screen: Option<&'static str>,
}

/// When a picture is dark: paper is always light.
const IN_THE_DARK: &str = "screen and (prefers-color-scheme: dark)";

/// One column, on a phone.
const NARROW: Cut = Cut { width: 312, suffix: "-narrow", screen: Some("(max-width: 40rem)") };

/// The pictures of a room, from the smallest screen to the largest; style/boot.css keeps them from growing much.
fn cuts(room: Room) -> &'static [Cut] {
    const MEDIUM: Cut = Cut { width: 640, suffix: "-medium", screen: Some("(max-width: 60rem)") };
    match room {
        Room::Full => &[NARROW, MEDIUM, Cut { width: 1080, suffix: "", screen: None }],
        Room::Half => &[NARROW, Cut { width: 510, suffix: "", screen: None }],
        Room::Third => &[Cut { width: 320, suffix: "", screen: None }],
    }
}

/// The pictures of a page, and their data.
#[derive(Debug, Default)]
pub struct Gallery {
    /// To be written beside it.
    pub files: Vec<File>,
    /// Which page it is, for the receipts.
    pub edition: Edition,
    /// The cards, each with its name.
    pub cards: Vec<(String, String)>,
}

impl Gallery {
    /// A card of what is shown; what stands under the picture is HTML.
    pub fn card(&mut self, view: &View, id: &str, room: Room, frame: &Frame, below: &str) -> Result<String, Failure> {
        let picture = self.picture(id, room, frame)?;
        let data = format!("figures/{id}.csv");
        self.files.push(File {
            name: data.clone(),
            text: export::ENCODING.to_owned() + &export::data(frame, &Receipt::new(id, view, &self.edition)),
        });
        let card = format!(
            "<figure class=\"card\" id=\"{id}\">\n<figcaption>\n<h3>{}</h3>\n<p>{}</p>\n</figcaption>\n\
             <div class=\"picture\">{picture}</div>\n{below}{}\
             <p class=\"fine\"><a href=\"{data}\" download=\"\">Data of this figure (CSV)</a></p>\n</figure>\n",
            escaped(&frame.title),
            escaped(&frame.subtitle),
            table("Data table", &format!("Data table: {}", frame.title), &frame.table)
        );
        self.cards.push((id.to_owned(), card.clone()));
        Ok(card)
    }

    /// A picture alone, as wide as what it stands over.
    pub fn drawing(&mut self, name: &str, picture: &Picture, summary: &str) -> Result<String, Failure> {
        const WIDTH: u32 = 300;
        let size = size(picture, WIDTH);
        let mut written = |scheme: &str, palette| -> Result<String, Failure> {
            let name = format!("figures/{name}{scheme}.svg");
            self.files.push(File { name: name.clone(), text: vector::svg(picture, WIDTH, palette)? });
            Ok(name)
        };
        let (light, dark) = (written("", LIGHT)?, written("-dark", DARK)?);
        Ok(format!(
            "<picture><source media=\"{IN_THE_DARK}\" srcset=\"{dark}\" {size} /><img src=\"{light}\" alt=\"{}\" {size} \
             /></picture>",
            escaped(summary)
        ))
    }

    /// A picture of the opening as the live page has it: on a phone, on a tablet, and on the desk (style/hero.css).
    pub fn first(&mut self, id: &str, frame: &Frame) -> Result<String, Failure> {
        let sizes: [(&str, (u32, u32), Option<&str>); 3] = [
            ("-phone", (330, 215), Some("(max-width: 40rem)")),
            ("-tablet", (690, 400), Some("(max-width: 68.74rem)")),
            ("-desk", (440, 400), None),
        ];
        let mut sources = String::new();
        for (suffix, size, screen) in sizes {
            let mut written = |scheme: &str, palette| -> Result<String, Failure> {
                let name = format!("figures/{id}{suffix}{scheme}.svg");
                self.files.push(File { name: name.clone(), text: vector::svg_of(&frame.picture, size, palette)? });
                Ok(name)
            };
            let (light, dark) = (written("", LIGHT)?, written("-dark", DARK)?);
            let and = screen.map_or_else(String::new, |screen| format!(" and {screen}"));
            let in_the_dark = format!("<source media=\"{IN_THE_DARK}{and}\" srcset=\"{dark}\" />");
            let in_the_light = match screen {
                Some(screen) => format!("<source media=\"{screen}\" srcset=\"{light}\" />"),
                None => format!("<img src=\"{light}\" alt=\"{}\" fetchpriority=\"high\" />", escaped(&frame.summary)),
            };
            sources.extend([in_the_dark, in_the_light]);
        }
        Ok(format!("<picture>{sources}</picture>"))
    }

    fn picture(&mut self, id: &str, room: Room, frame: &Frame) -> Result<String, Failure> {
        let sources = cuts(room).iter().map(|cut| self.sources(id, cut, frame)).collect::<Result<String, _>>()?;
        Ok(format!("<picture>\n{sources}</picture>"))
    }

    /// One width, in both schemes.
    fn sources(&mut self, id: &str, cut: &Cut, frame: &Frame) -> Result<String, Failure> {
        let size = size(&frame.picture, cut.width);
        let mut written = |scheme: &str, palette| -> Result<String, Failure> {
            let name = format!("figures/{id}{}{scheme}.svg", cut.suffix);
            self.files.push(File { name: name.clone(), text: vector::svg(&frame.picture, cut.width, palette)? });
            Ok(name)
        };
        let (light, dark) = (written("", LIGHT)?, written("-dark", DARK)?);
        let source = |media: &str, name: &str| format!("<source media=\"{media}\" srcset=\"{name}\" {size} />\n");
        Ok(if let Some(screen) = cut.screen {
            source(&format!("{IN_THE_DARK} and {screen}"), &dark) + &source(screen, &light)
        } else {
            let alt = escaped(&frame.summary);
            let image = format!("<img src=\"{light}\" alt=\"{alt}\" {size} loading=\"lazy\" />\n");
            source(IN_THE_DARK, &dark) + &image
        })
    }
}

/// The room that a picture takes, so that nothing moves when it comes.
fn size(picture: &Picture, width: u32) -> String {
    format!("width=\"{width}\" height=\"{:.0}\"", picture.height(f64::from(width)).round())
}
