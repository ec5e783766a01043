//! What a presenter says, what a class will expect, and what to let it talk about. Templates as in
//! [`text`](crate::chapter::text): each number is one of its chapter's.

/// Notes for a chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// What to say, step by step: before the question, then with the figures.
    pub say: &'static [&'static str],
    /// The mistake that most people make here, and why it is a sensible one.
    pub mistake: &'static str,
    /// What neighbours talk about between the two rounds.
    pub talk: &'static str,
}

/// For the opening, which has no question.
pub const OPENING: &[&str] = &[
    "This shows why the first two questions have different answers, so ask them first. Let the class look before you speak. Ask what differs between the two pictures, and what does not.",
    "Play the overlap from none to the most. Say aloud what moves: the openings slide into line. Say what stays: the number \
     under each picture, how often each reviewer misses over all calls.",
    "Let somebody pick one row and tell its story: who let it through, and who would have caught it.",
];

/// For the sandbox, at the end.
pub const SANDBOX: &[&str] = &[
    "Take the setting that the class thinks is nearest to its own field. Ask for each lever who could move it, and what that \
     would cost.",
    "Pin it as A, then let groups propose one change each. Compare what is left undetected, not what feels right.",
];

/// For each chapter, in their order.
pub const NOTES: [Note; 9] = [
    Note {
        say: &[
            "This chapter is the good case. Everything after it takes one assumption away, so be sure that it is understood.",
            "Count aloud along the figure: of 1,000 calls {wrong} are wrong, then each reviewer takes the same part of what is \
             left. Nobody in this picture is careful; what works is that the holes are in different places.",
        ],
        mistake: "People subtract where they should multiply: each further check seems to take away a bit less than it does. \
                  Some say that nothing can get past so many.",
        talk: "What would two people have to have in common so that they overlook the same thing?",
    },
    Note {
        say: &[
            "Ask who has let one model check the work of another, and what they took its agreement for.",
            "Draw the human-like curve with your finger first, then the one of copies. Same skill, same number of reviewers. What \
             is {effective} of a reviewer?",
        ],
        mistake: "Most curves fall and go on falling: numbers are expected to help as they did in the chapter before. That is \
                  right for reviewers who differ.",
        talk: "If a second copy agrees with the first, what have you learned? What if it disagrees?",
    },
    Note {
        say: &[
            "Let the class name vendors. Then ask what those models have read, and who graded them.",
            "Be fair with the data: it is one program, twice. Point at the diamonds that the circles miss: the model cannot make \
             lumps as large as the {inputs} inputs that {most} versions fail together.",
        ],
        mistake: "Vendors are counted as opinions. It is what works with newspapers, and with people from different schools.",
        talk: "How would you find out whether two models are really different, before you need them to be?",
    },
    Note {
        say: &[
            "Ask for judgement calls in the class’s own work: the outlier that was dropped, the moment when a result looked good \
             enough to stop.",
            "Both strips get the same {checks} checks. Count the marks that hit judgement, above and below.",
        ],
        mistake: "Audits are expected to find what they are meant to find. Whoever audits knows a place to look, and forgets how \
                  many places there are.",
        talk: "Which steps of your last project would you have marked as judgement at the time?",
    },
    Note {
        say: &[
            "Nobody in this lab lies. Say so twice: the report follows from tests that the lab really made.",
            "Show the planted errors in all worlds: the same result everywhere. Then show the clean projects. A test that cannot \
             tell the worlds apart cannot tell you which one you are in.",
        ],
        mistake: "The reported share is corrected a little downwards, out of general caution. That the report says next to nothing \
                  is rarely considered.",
        talk: "Which test would have told this lab the truth? Who would have to make it?",
    },
    Note {
        say: &[
            "Until here teaching was perfect. Ask how anybody would notice that it is not, if the graders share the mistake.",
            "Go through the three small charts from left to right: more errors, more misses, and their product.",
        ],
        mistake: "Only the error rate is expected to move. That reviewers learned from the same teacher, and so miss more at the \
                  same time, is left out.",
        talk: "Where in your field is the work already past what those who grade it can judge?",
    },
    Note {
        say: &[
            "Now errors teach. Trace one round with your hand: accepted, learned from, more bias, more accepted.",
            "Let somebody drive down the ramp and back up, and say when it falls and when it returns. Then show one model: no cliff, \
             and no comfort.",
        ],
        mistake: "A smooth decline is expected, and the same way back. Most things that we adjust do behave so.",
        talk: "What would you see in the last generation before the edge? Would it alarm you?",
    },
    Note {
        say: &[
            "Give every group the same {coins} coins and let it spend them before anybody looks at the ranking.",
            "Ask for the reason before the result: does this purchase bring in other eyes, or more of the same?",
        ],
        mistake: "More reviewers are bought, since they are what one usually buys. Half repairs are expected to do half the good.",
        talk: "Which of these could be had next month where you work, and who would have to pay?",
    },
    Note {
        say: &[
            "This chapter belongs to the class. Flip what it asks for, in its order, and let it see what adds up.",
            "End on what is known and what is not: the shape follows from the assumptions, the place of the edge does not follow \
             from anything that was measured.",
        ],
        mistake: "Either no objection is expected to matter, since the case was made so well, or any of them is.",
        talk: "Which assumption would you most like to see measured, and how?",
    },
];

/// The note for a chapter, by its index.
#[must_use]
pub fn of(chapter: usize) -> Option<&'static Note> {
    NOTES.get(chapter)
}
