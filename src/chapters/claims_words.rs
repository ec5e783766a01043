//! The words around the three claims together.

/// Over the figure.
pub const TITLE: &str = "Each alone is small. Together they multiply.";

/// What it shows.
pub const LEAD: &str = "Each of the three claims takes one safeguard away. The others still hold, so little goes wrong. Take all three \
    away, and an error that training adds is one that reviewers miss, that audits don’t hit, and that the next models learn.";

/// The claims by name.
pub const CLAIMS: [&str; 3] = ["models alike", "judgement everywhere", "supervision weakens"];

/// Names the switches.
pub const SWITCHES: &str = "Claims that hold";

/// After a share.
pub const OUTCOME: &str = "of the decisions end wrong, and nobody knows.";
