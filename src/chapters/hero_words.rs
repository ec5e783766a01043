//! The words of the opening, apart from its code.

/// The names of the two pictures, and what each of them is.
pub const REPORTED: [&str; 2] = ["As the lab reports it", "independent reviewers, audits that hit, good supervision"];
/// The reader's world.
pub const REAL: [&str; 2] = ["As it is", "your three settings; the same decisions, the same dice"];

/// The steps in which it breaks: the claim's letter, its name, and what happens.
pub const STEPS: [[&str; 3]; 4] = [
    [
        "",
        "As the lab reports it",
        "The lab believes three things. Its reviewers make different mistakes. Its audits hit the decisions that need them. Its \
         training signal is right.",
    ],
    ["a", "models alike", "The models learned the same things. What one reviewer misses, the next one misses too."],
    [
        "b",
        "judgement everywhere",
        "Decisions that need judgement are everywhere, so nobody knows where to audit. The same audits now hit one wrong decision in eleven.",
    ],
    [
        "c",
        "supervision weakens",
        "Where people can’t judge the work well, they teach models wrongly. Models make more errors and miss more of them.",
    ],
];

/// Names the row of steps.
pub const STEPS_NAME: &str = "It breaks in four steps";

/// The button that plays the steps: its sign and its name.
pub const PLAY: [&str; 2] = ["▶", "Play"];
/// While it plays.
pub const PAUSE: [&str; 2] = ["❚❚", "Pause"];
/// For who wants no motion.
pub const NEXT: [&str; 2] = ["▷", "Next step"];

/// What stands over the levers: what their curves show.
pub const CURVES: &str = "Over each slider: how many of 1,000 decisions are wrong and never found. Grey: before models train on \
    accepted work. Red: after that.";

/// What a curve is of, before the name of its lever.
pub const ALONG: &str = "Wrong decisions that nobody finds, along the";

/// The verdict, part by part, each after its number.
pub const VERDICT_REPORT: &str = "of 1,000 stay wrong, says the report";
/// After what is true at first.
pub const VERDICT_TRUTH: &str = "in truth";
/// After what is true in the end.
pub const VERDICT_SETTLED: &str = "after training on accepted work";
/// After what the reviewers are worth.
pub const VERDICT_WORTH: &str = "reviewers: what the three are worth";
/// The same of one or less.
pub const VERDICT_WORTH_ONE: &str = "of one reviewer: what the three are worth";

/// Below the pictures while no row is picked out.
pub const PICK_A_ROW: &str = "Each line is one wrong decision. Say an analyst drops an outlier that mattered. Select a line to follow \
    that decision through both pictures.";
/// The button that picks one.
pub const PICK_ONE: &str = "Follow one";
