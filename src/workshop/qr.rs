//! QR codes: a text as a picture of squares, and the texts in a picture.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};
use quircs::Quirc;

/// The white around a code that readers count on, in squares.
const QUIET: usize = 4;

/// A text as squares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Squares along a side, with the white around.
    pub side: usize,
    /// The dark squares as the data of an SVG path, a square to a unit.
    pub path: String,
}

/// The squares of a text; `None` where it is too long for any code.
#[must_use]
pub fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (row, colors) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        // Dark neighbours are one stroke.
        for run in colors.chunk_by(|one, next| one == next) {
            if run[0] == Color::Dark {
                // Writing to a String can't fail.
                let _ = write!(path, "M{} {}h{}v1h-{}z", column + QUIET, row + QUIET, run.len(), run.len());
            }
            column += run.len();
        }
    }
    Some(Qr { side: width + 2 * QUIET, path })
}

/// The texts of all codes in a picture: `pixels` are red, green, blue and opacity, row by row. Codes that can't be read are
/// left out; so is everything where there are fewer pixels than the size says.
#[must_use]
pub fn texts(width: usize, height: usize, pixels: &[u8]) -> Vec<String> {
    if width == 0 || height == 0 || pixels.len() < 4 * width * height {
        return Vec::new();
    }
    // The weights of luminance as the eye has them, in 256ths.
    let grey = |pixel: &[u8]| {
        let [red, green, blue] = [0, 1, 2].map(|i| u32::from(pixel[i]));
        u8::try_from((77 * red + 150 * green + 29 * blue) >> 8).unwrap_or(u8::MAX)
    };
    let grey: Vec<u8> = pixels.chunks_exact(4).take(width * height).map(grey).collect();
    let mut reader = Quirc::default();
    let codes = reader.identify(width, height, &grey);
    codes.filter_map(|code| String::from_utf8(code.ok()?.decode().ok()?.payload).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chapter::prediction::Guess;
    use crate::chapters::CHAPTERS;
    use crate::workshop::{Ballot, Round};

    /// A picture of codes beside each other, so many pixels to a square.
    fn drawn(codes: &[Qr], zoom: usize) -> (usize, usize, Vec<u8>) {
        let side = codes.iter().map(|code| code.side).max().unwrap_or(0) * zoom;
        let (width, height) = (side * codes.len(), side);
        let mut pixels = vec![255; 4 * width * height];
        for (i, code) in codes.iter().enumerate() {
            for run in code.path.split('M').filter(|run| !run.is_empty()) {
                let numbers: Vec<usize> =
                    run.split(|c: char| !c.is_ascii_digit()).filter_map(|text| text.parse().ok()).collect();
                let [x, y, length, ..] = numbers[..] else { panic!("{run}") };
                for row in y * zoom..(y + 1) * zoom {
                    for column in x * zoom..(x + length) * zoom {
                        let at = 4 * (row * width + column + i * side);
                        pixels[at..at + 3].fill(20);
                    }
                }
            }
        }
        (width, height, pixels)
    }

    #[test]
    fn what_is_drawn_is_read() {
        let ballot = Ballot::new(0, Round::Second, 12_345, &Guess::Count(7.0)).expect("a guess at the first question");
        let long = format!("https://example.org/some/where/?workshop=join#{}", CHAPTERS[7].words().id);
        for text in [ballot.code(), long] {
            for zoom in [3, 8] {
                let (width, height, pixels) = drawn(&[qr(&text).expect("short enough")], zoom);
                assert_eq!(texts(width, height, &pixels), std::slice::from_ref(&text), "{zoom}");
            }
        }
    }

    #[test]
    fn several_codes_in_a_picture_are_all_read() {
        let codes: Vec<String> = (0..3)
            .filter_map(|device| Ballot::new(0, Round::First, device, &Guess::Count(3.0)))
            .map(|ballot| ballot.code())
            .collect();
        let (width, height, pixels) = drawn(&codes.iter().filter_map(|code| qr(code)).collect::<Vec<_>>(), 4);
        let mut read = texts(width, height, &pixels);
        read.sort();
        assert_eq!(read, codes);
    }

    /// A camera sees codes askew, cut off and through noise: some are read, none is read wrongly, and nothing panics.
    #[test]
    fn bad_pictures_of_a_code_are_read_or_not() {
        let code = qr("1ABC-DEF").expect("short enough");
        let (side, _, sharp) = drawn(std::slice::from_ref(&code), 1);
        let mut state = 1_u64;
        let mut chance = |below: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % below
        };
        let mut read = 0;
        for _ in 0..600 {
            let [width, height] = [0; 2].map(|_| 20 + usize::try_from(chance(180)).unwrap_or(0));
            let [zoom, left, top, slant, fall] = [500, 40, 40, 80, 80].map(|below| chance(below) as f64);
            let noise = chance(3) * 40;
            let mut pixels = vec![255; 4 * width * height];
            for (i, pixel) in pixels.chunks_exact_mut(4).enumerate() {
                let (x, y) = ((i % width) as f64, (i / width) as f64);
                let across = (x - left + 10.0 + y * (slant - 40.0) / 200.0) / (1.5 + zoom / 100.0);
                let down = (y - top + 10.0 + x * (fall - 40.0) / 200.0) / (1.5 + zoom / 100.0);
                let inside = 0.0..side as f64;
                // Inside of the code both are small and not negative.
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                if inside.contains(&across) && inside.contains(&down) {
                    pixel[0] = sharp[4 * (down as usize * side + across as usize)];
                }
                pixel[0] = pixel[0].saturating_sub(u8::try_from(chance(noise + 1)).unwrap_or(0));
                pixel[1] = pixel[0];
                pixel[2] = pixel[0];
            }
            for text in texts(width, height, &pixels) {
                assert_eq!(text, "1ABC-DEF");
                read += 1;
            }
        }
        assert!(read > 60, "{read} of 600");
    }

    #[test]
    fn a_picture_of_nothing_holds_no_text() {
        assert!(texts(0, 0, &[]).is_empty());
        assert!(texts(100, 100, &[0; 12]).is_empty());
        let noise: Vec<u8> = (0..4 * 64 * 64_u32).map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
        assert!(texts(64, 64, &noise).is_empty());
        assert_eq!(qr(&"x".repeat(10_000)), None);
    }
}
