//! The standing panels: how the model works, what it does not show, the glossary, the sources.

/// How the model works, one step a paragraph; see [`crate::chapter::text`].
pub const MODEL: &[&str] = &[
    "*A judgement call.* An author decides; every reviewer looks at the decision. Each of them has a hidden draw, partly common \
     to the whole field, partly to its model family, partly its own. A low draw is an unlucky day: the author errs, or the \
     reviewer misses. The common parts are the blind spots. Diversity sets how large they are; how often anybody errs or \
     misses over all calls stays as it is.",
    "*Audits.* A project has many steps, some of them judgement calls. Audits check steps against the truth: labelled judgement \
     calls first, the rest at random.",
    "*Generations.* Weak supervision shifts the draws of everybody in the same direction. What was accepted though wrong \
     shifts them further in the next generation.",
    "*Two derivations.* Every curve is integrated exactly, and every circle, bar and band is simulated with dice of its own. \
     The page draws both, so that one checks the other. When you move a slider the dice stay the same: what changes is what the \
     slider did.",
];

/// What is not in the model.
pub const LIMITS: &[&str] = &[
    "Reviewers raise no false alarms here, put in no effort and never deceive; audits are taken to be true.",
    "Calls do not depend on each other, and blind spots are Gaussian: shared faults are lumpier than that.",
    "How often a reviewer misses, how much bias weak supervision causes, and how accepted errors feed the next generation’s \
     bias are assumptions; the last is borrowed in size from experiments on weak-to-strong generalization. Thresholds are \
     illustrations, not forecasts.",
    "Measured correlations are borrowed from other tasks: writing one program, answering exam questions. Nobody has measured \
     them for research.",
];

/// Terms and what they mean here.
pub const GLOSSARY: &[(&str, &str)] = &[
    ("Author, reviewer", "who makes a judgement call, and who checks it; models or people."),
    ("Judgement call", "a step of the work that no rule decides."),
    (
        "Blind spot",
        "what makes somebody get a call wrong, or miss that it is wrong. Shared blind spots make mistakes go together.",
    ),
    ("Latent correlation", "how strongly the hidden draws of two models go together, from nothing to one."),
    ("Effective reviewers", "how many independent reviewers would let as little through."),
    ("Audit", "a check of one step against the truth."),
    (
        "Undetected error",
        "a call that is wrong and that neither reviewers nor audits caught; the undetected share counts them \
      among all calls.",
    ),
    ("Supervision quality", "how much of the training signal is right."),
    ("Probit", "the unit in which a bias shifts everybody’s draws: one standard deviation of them."),
    ("Error reproduction number", "how many undetected errors of the next generation one undetected error leads to."),
    ("Tipping point", "a setting at which a small change makes the field jump."),
    ("Plausible world", "the same field with its uncertain parameters drawn anew."),
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
        "https://proceedings.mlr.press",
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
        "Burns et al., “Weak-to-strong generalization”, arXiv 2312.09390",
        "https://arxiv.org/abs/2312.09390",
        "the size of the feedback",
    ),
];
