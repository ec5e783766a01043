//! A figure as pictures of several widths, in both colour schemes, on a card with its data table.

use super::markup::{escaped, table};
use crate::chapter::Room;
use crate::chart::Picture;
use crate::chart::theme::{DARK, LIGHT};
use crate::chart::vector::{self, Failure};
use crate::figure::Frame;

/// A picture to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its address, seen from the page.
    pub name: String,
    /// What it holds.
    pub svg: String,
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

/// The pictures of a page.
#[derive(Debug, Default)]
pub struct Gallery {
    /// To be written beside it.
    pub files: Vec<File>,
}

impl Gallery {
    /// A card; what stands under the picture is HTML.
    pub fn card(&mut self, id: &str, room: Room, frame: &Frame, below: &str) -> Result<String, Failure> {
        let picture = self.picture(id, room, frame)?;
        Ok(format!(
            "<figure class=\"card\" id=\"{id}\">\n<figcaption>\n<h3>{}</h3>\n<p>{}</p>\n</figcaption>\n\
             <div class=\"picture\">{picture}</div>\n{below}{}</figure>\n",
            escaped(&frame.title),
            escaped(&frame.subtitle),
            table("Data table", &format!("Data table: {}", frame.title), &frame.table)
        ))
    }

    fn picture(&mut self, id: &str, room: Room, frame: &Frame) -> Result<String, Failure> {
        let mut html = String::from("<picture>\n");
        for cut in cuts(room) {
            let [light, dark] = [("", LIGHT), ("-dark", DARK)].map(|(scheme, palette)| {
                let name = format!("figures/{id}{}{scheme}.svg", cut.suffix);
                vector::svg(&frame.picture, cut.width, palette).map(|svg| File { name, svg })
            });
            let (light, dark) = (light?, dark?);
            let size = size(&frame.picture, cut.width);
            // Paper is always light.
            let dark_screen = "screen and (prefers-color-scheme: dark)";
            let dark_screen = cut.screen.map_or(dark_screen.to_owned(), |screen| format!("{dark_screen} and {screen}"));
            html += &format!("<source media=\"{dark_screen}\" srcset=\"{}\" {size} />\n", dark.name);
            html += &match cut.screen {
                Some(screen) => format!("<source media=\"{screen}\" srcset=\"{}\" {size} />\n", light.name),
                None => {
                    let alt = escaped(&frame.summary);
                    format!("<img src=\"{}\" alt=\"{alt}\" {size} loading=\"lazy\" />\n", light.name)
                }
            };
            self.files.extend([light, dark]);
        }
        Ok(html + "</picture>")
    }
}

/// The room that a picture takes, so that nothing moves when it comes.
fn size(picture: &Picture, width: u32) -> String {
    format!("width=\"{width}\" height=\"{:.0}\"", picture.height(f64::from(width)).round())
}
