//! The colours of `style/tokens.css`.

use plotters::style::RGBColor;

const TOKENS: &str = include_str!("../../style/tokens.css");

/// The light and the dark colour of a token.
pub fn light_dark(name: &str) -> [RGBColor; 2] {
    let start = format!("  --{name}: light-dark(");
    let mut lines = TOKENS.lines().filter_map(|line| line.strip_prefix(&start)?.strip_suffix(");"));
    let (Some(pair), None) = (lines.next(), lines.next()) else { panic!("--{name} is not given exactly once") };
    let (light, dark) = pair.split_once(", ").unwrap_or_else(|| panic!("--{name} is {pair}"));
    [light, dark].map(color)
}

/// The names of all tokens that are colours.
pub fn color_names() -> Vec<&'static str> {
    TOKENS
        .lines()
        .filter(|line| line.contains("light-dark("))
        .filter_map(|line| line.trim().strip_prefix("--")?.split(':').next())
        .collect()
}

fn color(hex: &str) -> RGBColor {
    let digits =
        hex.strip_prefix('#').filter(|digits| digits.len() == 6).unwrap_or_else(|| panic!("{hex} is no colour"));
    let part = |i: usize| u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).unwrap();
    RGBColor(part(0), part(1), part(2))
}
