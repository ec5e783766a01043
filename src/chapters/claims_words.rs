//! The words around the three claims together.

/// Over the figure.
pub const TITLE: &str = "Each alone is small. Together they multiply.";

/// What it shows.
pub const LEAD: &str = "Each claim takes one safeguard away. While the others hold, little goes wrong. When all three are gone, training \
    adds errors, reviewers miss them, audits don’t hit them, and the next models learn them.";

/// The claims by name.
pub const CLAIMS: [&str; 3] = ["models alike", "judgement everywhere", "supervision weakens"];

/// Names the switches.
pub const SWITCHES: &str = "Claims that hold";

/// After a share.
pub const OUTCOME: &str = "of the decisions end wrong, and nobody knows.";
