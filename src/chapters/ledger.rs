//! The ledger of assumptions: where each default comes from, and who would choose another.

use blindspot_model::Parameter;

/// Where a default comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// It was measured for something else, and is used here. Nothing was measured for research itself.
    Borrowed,
    /// Nobody has measured it.
    Guessed,
    /// It is a lever or a switch: it says which case is looked at.
    Chosen,
}

impl Basis {
    /// In one word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Basis::Borrowed => "measured elsewhere",
            Basis::Guessed => "guessed",
            Basis::Chosen => "chosen",
        }
    }
}

/// What is to be said of one default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it comes from.
    pub basis: Basis,
    /// From what, as a sentence.
    pub source: &'static str,
    /// Who would choose another, and why; empty where nobody has a reason to.
    pub disputed: &'static str,
}

const fn entry(basis: Basis, source: &'static str, disputed: &'static str) -> Entry {
    Entry { basis, source, disputed }
}

/// The entry of a parameter.
#[must_use]
pub const fn of(parameter: Parameter) -> Entry {
    use Basis::{Borrowed, Chosen, Guessed};
    match parameter {
        Parameter::ErrorRate => entry(
            Guessed,
            "A round number for decisions without a rule.",
            "Who builds models: newer ones err less. Who audits research: real rates are higher.",
        ),
        Parameter::MissRate => entry(
            Guessed,
            "A good reviewer, so that checking works where nothing is shared.",
            "Schroter et al. 2008: reviewers of a journal missed most planted errors.",
        ),
        Parameter::Reviewers => entry(Chosen, "As many as a journal asks.", ""),
        Parameter::Lineages => entry(Chosen, "The worlds set it.", ""),
        Parameter::Diversity => entry(
            Borrowed,
            "Between the correlations that were measured: one program, and exam questions.",
            "The authors of the program’s study: one shared fault, not a general likeness. Nobody has measured research.",
        ),
        Parameter::Kinship => entry(
            Borrowed,
            "Models of one company, as far as two studies have them.",
            "Company names say little about what models learned from.",
        ),
        Parameter::Quorum => entry(Chosen, "The strictest review: one objection stops a decision.", ""),
        Parameter::SelfCheck => entry(Chosen, "Off, since it is one more copy.", ""),
        Parameter::Steps => entry(Guessed, "A long project.", "Who logs projects: lengths differ a hundredfold."),
        Parameter::JudgementCalls => entry(
            Guessed,
            "One step in ten.",
            "Who studies research: when analysts share data and question, their choices differ at many more steps.",
        ),
        Parameter::Modularity => entry(
            Guessed,
            "None of the judgement is labelled.",
            "Who plans analyses in advance: much of it can be written down before.",
        ),
        Parameter::AuditBudget | Parameter::Supervision => entry(Chosen, "A lever.", ""),
        Parameter::AuditSensitivity => entry(
            Guessed,
            "The best case: an audit never errs.",
            "Who replicates studies: a failed replication often settles nothing.",
        ),
        Parameter::Drift => entry(
            Guessed,
            "Useless teaching makes errors and misses some times likelier.",
            "Nobody has measured how much of a teacher’s bias models keep.",
        ),
        Parameter::Contamination => entry(
            Borrowed,
            "Weak-to-strong experiments, at the end where models learned least: reward models.",
            "The same experiments: on other tasks, models made up far more of what their teaching lacked.",
        ),
        Parameter::Progress => entry(
            Guessed,
            "None, so that the feedback is seen alone.",
            "Who builds models: every generation is better.",
        ),
        Parameter::Projects => entry(Chosen, "It sets only how much luck a simulation has.", ""),
        Parameter::OutsideReviewers => entry(Chosen, "None: models check models.", ""),
        Parameter::OutsideMissRate => {
            entry(Guessed, "A person without much time.", "Schroter et al. 2008: people missed more.")
        }
        Parameter::OutsideLikeness => entry(
            Guessed,
            "Somewhat below the likeness of people among themselves.",
            "Models learn from what people wrote, so they may share more.",
        ),
        Parameter::FalseAlarmRate => entry(
            Guessed,
            "None, which flatters review.",
            "Schroter et al. and anybody who was reviewed: right work is stopped too.",
        ),
        Parameter::Attempts => entry(Chosen, "One.", "Agents are often run until their work passes."),
        Parameter::SharedFaults => entry(
            Chosen,
            "Off: a smooth factor, as in the models of programs and of credit.",
            "The experiments with programs, which one shared fault fits better.",
        ),
        Parameter::TrapMissRate => {
            entry(Guessed, "A trap catches everybody.", "The agents: not even half of them had it.")
        }
        Parameter::RecoveredGap => entry(
            Chosen,
            "Off: errors add a bias.",
            "Weak-to-strong experiments, where models are seldom worse than their teaching.",
        ),
        Parameter::Redone => entry(Chosen, "Off: what is caught is put right.", "Who repairs work: repairs err too."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use blindspot_model::Params;

    #[test]
    fn what_is_not_chosen_has_a_source_and_somebody_who_disputes_it() {
        for &parameter in Parameter::ALL {
            let Entry { basis, source, disputed } = of(parameter);
            assert!(source.ends_with('.'), "{parameter:?}");
            assert!(basis == Basis::Chosen || disputed.ends_with('.'), "{parameter:?}");
        }
    }

    /// What the ledger says of numbers.
    #[test]
    fn the_ledger_knows_its_numbers() {
        let params = Params::default();
        assert_eq!(10 * params.judgement_calls(), params.steps(), "one step in ten");
        assert!(params.outside_likeness() < blindspot_model::World::HumanLike.structure().0, "below people");
        assert_eq!((params.modularity(), params.audit_sensitivity(), params.trap_miss_rate()), (0.0, 1.0, 1.0));
        assert_eq!((params.progress(), params.false_alarm_rate(), params.attempts()), (0.0, 0.0, 1));
    }
}
