//! Ranges of parameters in links.

use blindspot_model::{Parameter, Params, Ranges};

use crate::text::spelling;

/// Ranges as text for a link: `supervision:0.3:0.7,drift:0.5:1`.
pub(super) fn spelled_ranges(ranges: &Ranges) -> String {
    let range = |(parameter, [low, high]): (Parameter, [f64; 2])| {
        format!("{}:{}:{}", parameter.spec().name, spelling::shortest(low), spelling::shortest(high))
    };
    ranges.iter().map(range).collect::<Vec<_>>().join(",")
}

/// The ranges that a text spells, as far as they fit the setting.
pub(super) fn read_ranges(params: &Params, text: &str, notices: &mut Vec<String>) -> Ranges {
    let mut ranges = Ranges::default();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        match range(&ranges, part) {
            Ok(with) => ranges = with,
            Err(why) => notices.push(format!("Left a range out of the link: {why}.")),
        }
    }
    let fitted = ranges.fitted(params);
    let lost = ranges.iter().filter(|&(parameter, ends)| fitted.of(parameter) != Some(ends));
    notices.extend(lost.map(|(parameter, [low, high])| {
        let name = parameter.spec().name;
        format!("The link has {name} from {low} to {high}, which the rest of its setting does not allow.")
    }));
    fitted
}

/// These ranges with the one that a text spells.
fn range(ranges: &Ranges, text: &str) -> Result<Ranges, String> {
    let mut parts = text.splitn(3, ':');
    let mut next = || parts.next().unwrap_or_default();
    let [name, low, high] = [next(), next(), next()];
    let parameter = Parameter::named(name).ok_or_else(|| format!("“{name}” is not a parameter"))?;
    let ends = spelling::number(low).zip(spelling::number(high));
    let (low, high) = ends.ok_or_else(|| format!("{name} is “{low}” to “{high}”, which are not two numbers"))?;
    ranges.clone().with(parameter, [low, high]).map_err(|error| error.to_string())
}
