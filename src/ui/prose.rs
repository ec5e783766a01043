//! The words of the page, apart from its code. Numbers are not here: they come from the model.

/// Above the title.
pub const KICKER: &str = "An interactive explanation";

/// The page's title.
pub const TITLE: &str = "When every reviewer has the same blind spot";

/// The claim, in one paragraph.
pub const CLAIM: &str = "Science corrects itself less because each researcher is careful than because different \
    groups make different mistakes and catch each other’s. When AI models do the research and also check it, that \
    breaks in three ways. Models share blind spots, so reviewers miss what the author missed. Fuzzy judgement is \
    threaded through every step of the work, so audits can’t be aimed at it. And supervision gets less reliable past \
    what humans can judge, so shared errors feed the next models. Move the sliders and watch correction hold or break.";

/// Over the opening.
pub const OPENING_TITLE: &str = "The same reviewers, the same skill, a different overlap";

/// How to read the opening.
pub const OPENING_KEY: &str = "Each row is one of the same 100 wrong calls among 1,000, ordered by how misleading it \
    is for the whole field. A wall is a reviewer: solid where it catches, open where it misses. What no wall stops is \
    published, beside the right calls. Only the overlap differs between the two pictures; the dice are the same.";

/// Under the opening's slider.
pub const OVERLAP_MEANING: &str =
    "how strongly the mistakes of two reviewers go together, 0 to 0.95 (a latent correlation)";

/// Over the levers.
pub const INSTRUMENT_TITLE: &str = "Three levers on one field";

/// Introduces the levers.
pub const INSTRUMENT_LEAD: &str = "Now the whole field: projects of many steps, some of them judgement calls; \
    reviewers; audits against ground truth; and new models trained on what was accepted. Begin with a world, then \
    move a lever.";

/// Over the evidence.
pub const EVIDENCE_TITLE: &str = "It has been measured";

/// Says what was measured; the numbers follow in the figures.
pub const EVIDENCE_LEAD: &str = "In 1986 Knight and Leveson let teams of people write the same program \
    independently, and counted the inputs on which several versions failed at once. In 2026 the experiment was \
    repeated with AI agents. Diamonds are what happened; circles are this page’s model with its one correlation \
    fitted to the number of inputs on which at least two versions failed.";

/// Names the misfit.
pub const MISFIT: &str = "The model is kind to both: it smooths failures that in truth come in lumps. It cannot \
    produce many versions with one identical fault at all, so read the charts above as the mild case.";

/// The sources of the data and of the argument: name, address, what it gives.
pub const SOURCES: &[(&str, &str, &str)] = &[
    (
        "Jacob Pfau’s comment on “Alignment is not solved but it increasingly looks solvable”",
        "https://aligned.substack.com",
        "the argument",
    ),
    (
        "Bowkis, Buhl, Pfau and Irving, “Automated alignment is harder than you think”",
        "https://arxiv.org/abs/2605.06390",
        "the argument",
    ),
    (
        "Knight and Leveson 1986, IEEE Transactions on Software Engineering",
        "https://doi.org/10.1109/TSE.1986.6312924",
        "27 human versions",
    ),
    ("Knight–Leveson redux 2026", "https://arxiv.org/abs/2606.20158", "48 versions by AI agents"),
];

/// What is not in the model.
pub const LIMITS: &[&str] = &[
    "Reviewers raise no false alarms here, put in no effort and never deceive; audits are taken to be true.",
    "Calls do not depend on each other, and blind spots are Gaussian: shared faults are lumpier than that.",
    "How supervision turns into bias, and accepted errors into the next generation’s bias, are assumptions. Thresholds \
     are illustrations, not forecasts.",
];
