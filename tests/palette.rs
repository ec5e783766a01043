//! The colours can be told apart, with normal vision and with each of the three colour blindnesses, and read.

mod stylesheet;

use blindspot::chart::Tone;
use blindspot::chart::line_chart::Dash;
use blindspot::chart::theme::{DARK, LIGHT, Palette};
use blindspot::figure::worlds::look;
use blindspot_model::World;
use palette::color_difference::{Ciede2000, Wcag21RelativeContrast};
use palette::white_point::D65;
use palette::{FromColor, Lab, LinSrgb, Srgb};
use plotters::style::RGBColor;

type Matrix = [[f64; 3]; 3];

/// Colours as they are seen without one kind of cone, from linear RGB to linear RGB (Machado, Oliveira and Fernandes
/// 2009, severity 1).
const VISIONS: [(&str, Matrix); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

fn color(RGBColor(r, g, b): RGBColor) -> Srgb<f64> {
    Srgb::new(r, g, b).into_format()
}

fn seen(by: &Matrix, shown: RGBColor) -> Lab<D65, f64> {
    let linear = color(shown).into_linear();
    let [r, g, b] = by.map(|[r, g, b]| (r * linear.red + g * linear.green + b * linear.blue).clamp(0.0, 1.0));
    Lab::from_color(LinSrgb::new(r, g, b))
}

/// The two colours that are most alike, in which vision, and their difference.
fn closest(colors: &[(&'static str, RGBColor)]) -> (f64, String) {
    let mut least = (f64::INFINITY, String::new());
    for (vision, matrix) in &VISIONS {
        for (i, (one, a)) in colors.iter().enumerate() {
            for (other, b) in &colors[..i] {
                let difference = seen(matrix, *a).difference(seen(matrix, *b));
                if difference < least.0 {
                    least = (difference, format!("{other} and {one}, {vision}"));
                }
            }
        }
    }
    least
}

/// The tones that stand for something: caught, undetected, private, and the reader's own setting.
fn meanings(palette: &Palette) -> [(&'static str, RGBColor); 4] {
    [("caught", palette.caught), ("undetected", palette.undetected), ("private", palette.private), ("ink", palette.ink)]
}

#[test]
fn meanings_are_told_apart_in_every_vision() {
    // As measured when the palette was chosen (light 20.1, dark 19.1), over all six pairs. Left out is `muted`, which is
    // context and carries no meaning by colour, and `private_text`, which is text and never beside `private` as a mark.
    for (palette, expected, where_) in
        [(LIGHT, 20.1, "undetected and private, deuteranopia"), (DARK, 19.1, "private and ink, tritanopia")]
    {
        let (difference, at) = closest(&meanings(&palette));
        assert_eq!((format!("{difference:.1}"), at.as_str()), (format!("{expected:.1}"), where_));
    }
}

#[test]
fn muted_is_near_caught_so_that_its_line_is_dashed() {
    for (palette, least) in [(LIGHT, 15.8), (DARK, 13.5)] {
        let colors: Vec<_> = meanings(&palette).into_iter().chain([("muted", palette.muted)]).collect();
        let (difference, at) = closest(&colors);
        assert!(difference >= least && at.starts_with("caught and muted"), "{difference:.1} between {at}");
    }
    let looks = World::ALL.map(look);
    for (i, look) in looks.iter().enumerate() {
        assert!(!looks[..i].contains(look), "two worlds look alike");
        assert!(*look != (Tone::Muted, Dash::Solid), "a muted line is not told from a caught one by its dashes");
    }
}

#[test]
fn text_and_marks_stand_out() {
    let papers = stylesheet::light_dark("paper");
    for (palette, paper) in [LIGHT, DARK].into_iter().zip(papers) {
        let contrast = |a: RGBColor, b: RGBColor| color(a).relative_contrast(color(b));
        let texts = [palette.ink, palette.muted, palette.caught, palette.undetected, palette.private_text];
        for text in texts {
            for ground in [paper, palette.surface] {
                let ratio = contrast(text, ground);
                assert!(ratio >= 4.5, "text in {text:?} on {ground:?} has a contrast of {ratio:.2}");
            }
        }
        for (name, mark) in meanings(&palette).into_iter().chain([("muted", palette.muted)]) {
            let ratio = contrast(mark, palette.surface);
            assert!(ratio >= 3.0, "{name} on its surface has a contrast of {ratio:.2}");
        }
    }
}

/// Pairs that catch the usual mistakes in the formula (Sharma, Wu and Dalal 2005, table 1: pairs 1, 4, 7, 9, 17, 20).
#[test]
fn differences_are_those_that_are_published() {
    for (a, b, published) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, -1.3802, -84.2814], [50.0, 0.0, -82.7485], 1.0000),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0009], 7.1792),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([50.0, 2.5, 0.0], [50.0, 3.1736, 0.5854], 1.0000),
    ] {
        let [a, b] = [a, b].map(|[l, a, b]| Lab::<D65, f64>::new(l, a, b));
        let difference = a.difference(b);
        assert!((difference - published).abs() < 5e-5, "{difference} instead of {published}");
    }
}
