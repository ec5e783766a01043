//! The map of the setting that everything begins with, in shades, so that there is a map before one is computed.

/// A line for each row from the lowest on, a letter for each cell: its share in parts of [`PARTS`], from `a` for none.
const DRAWN: &str = include_str!("map_preview.txt");

/// Finer than the shades that are drawn.
const PARTS: u8 = 24;

/// The shares of the map over supervision and diversity, rounded to what is drawn of them.
#[must_use]
pub fn shares() -> Vec<Vec<f64>> {
    let share = |letter: u8| f64::from(letter.saturating_sub(b'a')) / f64::from(PARTS);
    DRAWN.lines().map(|row| row.bytes().map(share).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::phase_map::{Map, MapKey};
    use blindspot_model::{LongWork, Params};

    /// With `INSTA_UPDATE=always` the preview is written anew, as all pictures that tests keep.
    #[test]
    fn the_preview_is_the_map() {
        let mut map = Map::begin(&MapKey::of(&Params::default()));
        while !map.is_complete() {
            map.advance();
        }
        let letter = |share: &f64| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let part = (share * f64::from(PARTS)).round() as u8;
            char::from(b'a' + part)
        };
        let drawn: String =
            map.shares().iter().map(|row| row.iter().map(letter).chain(['\n']).collect::<String>()).collect();
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/figure/map_preview.txt"), &drawn).unwrap();
            return;
        }
        assert_eq!(drawn, DRAWN, "run this test with INSTA_UPDATE=always to draw it anew");
    }
}
