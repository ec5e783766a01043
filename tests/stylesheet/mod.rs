//! The colours of `style/tokens.css`.

use plotters::style::RGBColor;

/// The sheet.
pub const TOKENS: &str = include_str!("../../style/tokens.css");

/// The light and the dark colour of a token.
pub fn light_dark(name: &str) -> [RGBColor; 2] {
    let start = format!("  --{name}: light-dark(");
    let mut lines = TOKENS.lines().filter_map(|line| line.strip_prefix(&start)?.strip_suffix(");"));
    let (Some(pair), None) = (lines.next(), lines.next()) else { panic!("--{name} is not given exactly once") };
    let (light, dark) = pair.split_once(", ").unwrap_or_else(|| panic!("--{name} is {pair}"));
    [light, dark].map(color)
}

fn color(hex: &str) -> RGBColor {
    let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6);
    let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let [_, red, green, blue] = number.unwrap_or_else(|| panic!("{hex} is no colour")).to_be_bytes();
    RGBColor(red, green, blue)
}
