//! The standing panels: how the model works, what it does not show, the glossary, the sources.

/// How the model works, one step a paragraph; see [`crate::chapter::text`].
pub const MODEL: &[&str] = &[
    "*A decision.* An author decides, and every reviewer checks. For each of them the model draws a hidden number. Part of it is \
     common to all models, part to a family of models, and part is its own. A low number means that the author errs or the \
     reviewer misses. The common parts are the blind spots. Diversity sets how large they are. It does not change how often \
     anybody errs or misses over all decisions.",
    "*Audits.* Some steps of a project are decisions that need judgement. Audits check labelled ones first, and then other steps \
     at random.",
    "*Generations.* Weak supervision moves all hidden numbers in the same direction. Wrong work that was accepted moves them \
     further in the next generation.",
    "*Checked twice.* Curves are computed exactly. Circles, bars and bands are simulated, so one way checks the other. (The \
     circles of fits and of plausible worlds, and the bars of ranges, are computed too.) The dice stay the same when you move a slider.",
];

/// What is not in the model.
pub const LIMITS: &[&str] = &[
    "Reviewers here never deceive. Unless a switch says so, they stop no right decision, and what they catch is put right.",
    "The decisions of one project are independent of each other. If they are alike, more projects have no error, and the others \
     have many.",
    "Blind spots follow a smooth (Gaussian) curve. With shared faults instead, a decision is a trap for all models or for none. \
     Bounds are the best and the worst of all kinds of likeness in which two models err together as often as here. Each chapter says \
     whether its finding holds with shared faults, and within the bounds.",
    "Miss rates, the effect of weak supervision and the feedback of accepted errors are assumptions. The cliff comes from the form of \
     the feedback, which is harsher than in experiments. Where it lies is an illustration, not a forecast.",
    "Correlations come from other tasks: one program, and exam questions. The correlations (tetrachoric) for the exam are computed \
     here, not in the paper. Nobody has measured them for research.",
];

/// Opens the terms.
pub const GLOSSARY_OPENS: &str = "What the words mean here";

/// Opens the sources.
pub const SOURCES_OPEN: &str = "Papers and data";

/// Terms and what they mean here.
pub const GLOSSARY: &[(&str, &str)] = &[
    ("Author, reviewer", "who makes a decision, and who checks it; models or people."),
    ("Decision", "here always one that needs judgement: a step that no rule decides."),
    ("Blind spot", "a mistake that somebody cannot see. Models share blind spots when they learned the same things."),
    ("Independent", "making mistakes that have nothing to do with those of others."),
    ("Effective reviewers", "how many independent reviewers would let as little through."),
    ("Latent correlation", "how strongly the hidden numbers of two models go together, from nothing to one."),
    ("Audit", "a check of one step against the world."),
    ("Undetected error", "a wrong decision that neither reviewers nor audits found."),
    ("Supervision quality", "how much of what models are taught is right."),
    ("Probit", "the unit in which a bias moves the hidden numbers: one standard deviation of them."),
    ("Error reproduction number", "how many undetected errors one undetected error causes in the next generation."),
    ("Field", "all models that work on a subject, and what they accept."),
    ("Tipping point", "a setting at which a small change makes the field jump."),
    ("Plausible world", "the same field with its uncertain numbers drawn anew."),
];

/// The sources of the argument, the model and the data: name, address, what it gives.
pub const SOURCES: &[(&str, &str, &str)] = &[
    (
        "Jacob Pfau, comment under “Alignment is not solved but it increasingly looks solvable”, aligned.substack.com",
        "https://aligned.substack.com",
        "the argument",
    ),
    (
        "Bowkis, Buhl, Pfau and Irving, “Automated alignment is harder than you think”, arXiv 2605.06390",
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
        "Kim, Garg, Peng and Garg, “Correlated Errors in Large Language Models”, ICML 2025",
        "https://proceedings.mlr.press/v267/kim25e.html",
        "pairs of models on HELM MMLU",
    ),
    (
        "Schroter et al. 2008, Journal of the Royal Society of Medicine",
        "https://doi.org/10.1258/jrsm.2008.080062",
        "what reviewers find",
    ),
    (
        "Vasicek 2002, Risk 15(12); Eckhardt and Lee 1985, IEEE TSE; Littlewood and Miller 1989, IEEE TSE",
        "https://doi.org/10.1109/TSE.1985.231895",
        "the model: one Gaussian factor, and coincident failures of versions",
    ),
    (
        "Littlewood and Wright 2007, IEEE Transactions on Software Engineering",
        "https://openaccess.city.ac.uk/id/eprint/1619/",
        "how sure two arguments for safety make one",
    ),
    (
        "Anthropic 2025, system card of Claude Sonnet 4.5, as told by Transformer",
        "https://www.transformernews.ai/p/claude-sonnet-4-5-evaluation-situational-awareness",
        "a model that noticed tests",
    ),
    (
        "Burns et al., “Weak-to-strong generalization”, arXiv 2312.09390",
        "https://arxiv.org/abs/2312.09390",
        "the size of the feedback",
    ),
];
