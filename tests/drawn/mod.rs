//! Pictures drawn as SVG, and what their texts and marks cover.

use blindspot::chart::Picture;
use blindspot::chart::theme::Palette;
use blindspot::chart::vector::{self, text_width};
use roxmltree::{Document, Node};

/// A picture on its card, as an SVG document.
#[allow(dead_code, reason = "not every test that reads drawings draws them")]
pub fn svg(picture: &Picture, width: u32, palette: Palette) -> String {
    vector::svg(picture, width, palette).unwrap()
}

/// A text of a drawing and the box that it covers.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Written {
    fn of(node: Node) -> Written {
        let text = node.text().unwrap_or_default().trim().to_owned();
        let size = number(node, "font-size");
        let width = text_width(&text, size, node.attribute("font-weight") == Some("bold"));
        let left = number(node, "x")
            - match node.attribute("text-anchor") {
                Some("end") => width,
                Some("middle") => width / 2.0,
                _ => 0.0,
            };
        // What plotters writes for an anchor above, in the middle and below; an ex is about half an em.
        let drop = match node.attribute("dy") {
            Some("0.76em") => 0.76,
            Some("0.5ex") => 0.26,
            Some("-0.5ex") => -0.26,
            other => panic!("{text} hangs on {other:?}"),
        };
        let baseline = number(node, "y") + drop * size;
        Written { text, left, right: left + width, top: baseline - 0.74 * size, bottom: baseline + 0.22 * size }
    }

    /// Whether two texts cover a common pixel.
    pub fn touches(&self, other: &Written) -> bool {
        let overlap = |a: (f64, f64), b: (f64, f64)| a.1.min(b.1) - a.0.max(b.0);
        overlap((self.left, self.right), (other.left, other.right)) > 0.0
            && overlap((self.top, self.bottom), (other.top, other.bottom)) > 0.0
    }
}

/// A drawing that has been read again.
pub struct Drawing {
    /// Width and height in its own units.
    pub size: (f64, f64),
    /// Every text.
    pub texts: Vec<Written>,
    /// Every corner of every mark.
    pub corners: Vec<(f64, f64)>,
}

impl Drawing {
    /// Reads an SVG document.
    pub fn read(svg: &str) -> Drawing {
        let document = Document::parse(svg).expect("a drawing is XML");
        let root = document.root_element();
        let shown = (number(root, "width"), number(root, "height"));
        let size = root.attribute("viewBox").and_then(|text| text.strip_prefix("0 0 ")?.split_once(' '));
        let size = size.map(|(width, height)| (width.parse().unwrap(), height.parse().unwrap())).unwrap();
        assert_eq!(shown.0 / shown.1, size.0 / size.1, "a drawing is not distorted");
        let is_drawn = |node: &Node| node.is_element() && !["title", "desc", "svg"].contains(&node.tag_name().name());
        let (texts, marks): (Vec<Node>, Vec<Node>) =
            root.children().filter(is_drawn).partition(|node| node.has_tag_name("text"));
        Drawing {
            size,
            texts: texts.into_iter().map(Written::of).collect(),
            corners: marks.into_iter().flat_map(corners).collect(),
        }
    }

    /// What is wrong with the texts: two that overlap, or one that leaves the drawing.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (i, one) in self.texts.iter().enumerate() {
            // The boxes are estimates; half a pixel more or less is no fault.
            if one.left < -0.5 || one.right > self.size.0 + 0.5 || one.top < 0.0 || one.bottom > self.size.1 {
                faults.push(format!("outside {:?}: {one:?}", self.size));
            }
            faults.extend(
                self.texts[..i]
                    .iter()
                    .filter(|other| one.touches(other))
                    .map(|other| format!("{:?} overlaps {:?}", one.text, other.text)),
            );
        }
        for &(x, y) in &self.corners {
            if !(0.0..=self.size.0).contains(&x) || !(0.0..=self.size.1).contains(&y) {
                faults.push(format!("a mark at ({x}, {y}) is outside {:?}", self.size));
            }
        }
        faults
    }
}

fn number(node: Node, attribute: &str) -> f64 {
    let text = node.attribute(attribute).unwrap_or_else(|| panic!("{} has no {attribute}", node.tag_name().name()));
    let value = text.parse().unwrap_or_else(|_| panic!("{attribute} is {text}"));
    assert!(f64::is_finite(value), "{attribute} is {text}");
    value
}

fn corners(node: Node) -> Vec<(f64, f64)> {
    let at = |attribute| number(node, attribute);
    match node.tag_name().name() {
        "rect" => vec![(at("x"), at("y")), (at("x") + at("width"), at("y") + at("height"))],
        "line" => vec![(at("x1"), at("y1")), (at("x2"), at("y2"))],
        "circle" => {
            let (x, y, r) = (at("cx"), at("cy"), at("r"));
            vec![(x - r, y - r), (x + r, y + r)]
        }
        "polyline" | "polygon" => node
            .attribute("points")
            .unwrap_or_default()
            .split_whitespace()
            .map(|pair| {
                let (x, y) = pair.split_once(',').unwrap();
                (x.parse().unwrap(), y.parse().unwrap())
            })
            .collect(),
        other => panic!("a drawing has a {other}"),
    }
}
