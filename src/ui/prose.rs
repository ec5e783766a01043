//! The words of the page, apart from its code. Numbers are not here: they come from the model.

use crate::figure::number::grouped;

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

/// How to read the opening, of so many wrong calls among so many.
pub fn opening_key(wrong: usize, calls: usize) -> String {
    format!(
        "Each row is the same wrong call in both pictures, one of {wrong} among {}, ordered by how misleading it is for \
         models that think alike. A wall is a reviewer: solid where it catches, open where it misses. What no wall stops \
         is published, beside the right calls. Only the overlap differs; the dice are the same (chosen to be typical: \
         what is drawn lies close to what is expected).",
        grouped(calls as f64)
    )
}

/// Under the opening's slider.
pub const OVERLAP_MEANING: &str = "how strongly the mistakes of two reviewers go together (a latent correlation)";

/// Over the levers.
pub const INSTRUMENT_TITLE: &str = "Three levers on one field";

/// Introduces the levers.
pub const INSTRUMENT_LEAD: &str = "Now the whole field: projects of many steps, some of them judgement calls; \
    reviewers; audits against ground truth; and new models trained on what was accepted. Begin with a world, then \
    move a lever.";

/// Over the evidence.
pub const EVIDENCE_TITLE: &str = "It has been measured";

/// Says what was measured; the numbers follow in the figures.
pub const EVIDENCE_LEAD: &str = "In 1986 Knight and Leveson had people write the same program independently of \
    each other, and counted the inputs on which several versions failed at once. In 2026 the experiment was repeated \
    with AI agents. Diamonds are what happened; circles are this page’s model with its one correlation fitted to the \
    number of inputs on which at least two versions failed.";

/// Names the misfit; the numbers before it say how large it is.
pub const MISFIT: &str = "Shared faults come in lumps that a smooth model cannot make, so read its curves for their \
    shape, not for their size. The task was another one than research, most versions rarely failed at all, and the \
    agents’ figures rest on few faults.";

/// The sources of the data and of the argument: name, address, what it gives.
pub const SOURCES: &[(&str, &str, &str)] = &[
    (
        "Jacob Pfau, comment under “Alignment is not solved but it increasingly looks solvable”, aligned.substack.com",
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
    ("Knight–Leveson redux 2026, arXiv 2606.20158", "https://arxiv.org/abs/2606.20158", "48 versions by AI agents"),
    (
        "Vasicek 2002, Risk 15(12); Eckhardt and Lee 1985, IEEE TSE; Littlewood and Miller 1989, IEEE TSE",
        "https://doi.org/10.1109/TSE.1985.231895",
        "the model: one Gaussian factor, and coincident failures of versions",
    ),
    ("Burns et al., “Weak-to-strong generalization”", "https://arxiv.org/abs/2312.09390", "the size of the feedback"),
];

/// What is not in the model.
pub const LIMITS: &[&str] = &[
    "Reviewers raise no false alarms here, put in no effort and never deceive; audits are taken to be true.",
    "Calls do not depend on each other, and blind spots are Gaussian: shared faults are lumpier than that.",
    "How often a reviewer misses, how much bias weak supervision causes, and how accepted errors feed the next \
     generation’s bias are assumptions; the last is borrowed in size from experiments on weak-to-strong generalization. \
     Thresholds are illustrations, not forecasts.",
];
