//! The words around the three claims together.

use blindspot_model::Params;

use crate::figure::claims::{ALL, LETTERS, outcome};
use crate::text::number::percent;

/// Over the figure.
pub const TITLE: &str = "Each alone is small. Together they multiply.";

/// What it shows.
pub const LEAD: &str = "Each claim takes one safeguard away. While the other two hold, little goes wrong. When all three are gone, training \
    adds errors, reviewers miss them, audits don’t hit them, and the next models learn them.";

/// The claims by name.
pub const CLAIMS: [&str; 3] = ["models alike", "judgement everywhere", "supervision weakens"];

/// Names the switches.
pub const SWITCHES: &str = "Claims that hold";

/// After a share.
pub const OUTCOME: &str = "of the decisions end wrong, and nobody knows.";

/// Over what to take away.
pub const END_TITLE: &str = "What to take away";

/// What to take away from a setting, in three sentences.
#[must_use]
pub fn taken_away(params: &Params) -> [String; 3] {
    let alone = (0..LETTERS.len()).map(|i| outcome(params, 1 << i)).fold(0.0, f64::max);
    let (alone, together) = (percent(alone), percent(outcome(params, ALL)));
    [
        format!("Any one of the three leaves at most {alone} of the decisions wrong and unseen."),
        format!("Together they leave {together}: what gets past one weak safeguard gets past the others too."),
        "More reviewers of the same kind hardly help. Other minds, judgement that can be pointed at, and better \
         supervision do."
            .to_owned(),
    ]
}

/// Names the text to share.
pub const SHARE: &str = "Text to share, with a link to this setting";

/// Names the ways on.
pub const WAYS_ON_NAME: &str = "Where to go from here";

/// The ways on: a place, and what it is called.
pub const WAYS_ON: [(&str, &str); 5] = [
    ("sandbox", "Move everything yourself"),
    ("models", "Measure your own models"),
    ("teaching", "Teach with it"),
    ("embedding", "Put a figure into your page"),
    ("about", "How the model works"),
];
