//! What a presenter says of the places that are no chapters; a chapter has [notes](crate::chapter::Note) of its own.

/// For the opening, which has no question.
pub const OPENING: &[&str] = &[
    "This shows why the first two questions have different answers, so ask them first. Let the class look before you speak. Ask what differs between the two pictures, and what does not.",
    "Press the first step and play from there, one claim at a time. Say aloud what moves: the openings of the walls slide into line, \
     the rings of the audits go, more lines come. Then let the class move one lever, and watch the curves over the other two.",
    "Let somebody pick one row and tell its story: who let it through, and who would have caught it.",
];

/// For the sandbox, at the end.
pub const SANDBOX: &[&str] = &[
    "Take the setting that the class thinks is nearest to its own field. Ask for each lever who could move it, and what that \
     would cost.",
    "Pin it as A, then let groups propose one change each. Compare what is left undetected, not what feels right.",
];
