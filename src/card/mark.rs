//! The page's mark, from its one drawing: in browser tabs, on cards, and as the icons of the installed page.

use super::hex;
use crate::chart::theme::LIGHT;

/// The drawing: a disc with a diamond in a square.
const MARK: &str = include_str!("../../public/mark.svg");

/// The disc's share of the drawing's width.
const DISC: f64 = 26.0 / 32.0;

/// An icon to be made into pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Icon {
    /// Its address, seen from the page.
    pub name: &'static str,
    /// Its width and height in pixels.
    pub size: u32,
    /// As a document.
    pub svg: String,
}

/// The icons of the installed page. Systems cut a maskable one to a shape of their own, within which lies a disc of four
/// fifths of its width; and one paints black what an icon leaves open.
#[must_use]
pub fn icons() -> [Icon; 4] {
    [
        icon("icons/192.png", 192, 0.96, false),
        icon("icons/512.png", 512, 0.96, false),
        icon("icons/maskable-512.png", 512, 0.7, true),
        icon("icons/180.png", 180, 0.8, true),
    ]
}

/// An icon whose disc has this share of its width, on the page's paper or on nothing.
fn icon(name: &'static str, size: u32, disc: f64, has_ground: bool) -> Icon {
    let edge = f64::from(size);
    let disc = edge * disc;
    let paper = || format!("<rect width=\"{size}\" height=\"{size}\" fill=\"{}\"/>", hex(LIGHT.paper));
    let ground = if has_ground { paper() } else { String::new() };
    let mark = placed(((edge - disc) / 2.0, (edge - disc) / 2.0), disc);
    let svg = format!(
        "<svg width=\"{size}\" height=\"{size}\" viewBox=\"0 0 {size} {size}\" xmlns=\"http://www.w3.org/2000/svg\">\
         {ground}{mark}</svg>"
    );
    Icon { name, size, svg }
}

/// The mark as part of a drawing: the upper left corner of its disc, and how wide that is.
#[must_use]
pub fn placed((x, y): (f64, f64), disc: f64) -> String {
    let width = disc / DISC;
    let [x, y] = [x, y].map(|corner| corner - (width - disc) / 2.0);
    let place = format!("<svg x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{width}\" ");
    MARK.trim_end().replacen("<svg ", &place, 1)
}

/// The mark as an address that holds it.
#[must_use]
pub fn address() -> String {
    let mut address = "data:image/svg+xml,".to_owned();
    for character in MARK.trim_end().chars() {
        match character {
            '"' => address.push('\''),
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            '#' => address.push_str("%23"),
            other => address.push(other),
        }
    }
    address
}
