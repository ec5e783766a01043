//! Every parameter with its name, symbol, range, default and unit. A line of the table is all that a new one needs: its
//! getter on [`Params`] follows.

use super::Params;

/// What values a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any real number in the range.
    Real,
    /// A whole number in the range.
    Whole,
    /// Off (0) or on (1).
    Switch,
}

/// Everything that is to be said of a parameter without knowing its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spec {
    /// Its name in code, in JSON and in links.
    pub name: &'static str,
    /// Its symbol in the formulas.
    pub symbol: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// The value it has when nothing is said.
    pub default: f64,
    /// Smallest allowed value.
    pub min: f64,
    /// Largest allowed value; some are limited further by another parameter (see [`ParamError::AboveOther`]).
    pub max: f64,
    /// The unit, empty for a pure number or a probability.
    pub unit: &'static str,
    /// Its meaning in one line.
    pub meaning: &'static str,
}

macro_rules! parameters {
    ($($variant:ident $name:ident $symbol:tt $kind:tt $default:literal $min:literal $max:literal $unit:literal $meaning:literal;)*) => {
        /// The parameters of the model, in the order of its documentation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Parameter { $(#[doc = $meaning] $variant,)* }

        impl Parameter {
            /// Every parameter, in order.
            pub const ALL: &'static [Parameter] = &[$(Parameter::$variant),*];

            /// Name, symbol, range, default, unit and meaning.
            #[must_use]
            pub const fn spec(self) -> &'static Spec {
                match self {
                    $(Parameter::$variant => &Spec {
                        name: stringify!($name), symbol: $symbol, kind: Kind::$kind,
                        default: $default, min: $min, max: $max, unit: $unit, meaning: $meaning,
                    },)*
                }
            }
        }

        impl Params {
            $(getter!($variant $name $symbol $kind $meaning);)*
        }
    };
}

/// What a setting says of one parameter, in the type of its kind.
macro_rules! getter {
    ($variant:ident $name:ident $symbol:tt Real $meaning:literal) => {
        #[doc = described!($symbol $meaning)]
        #[must_use]
        pub fn $name(&self) -> f64 {
            self.get(Parameter::$variant)
        }
    };
    ($variant:ident $name:ident $symbol:tt Whole $meaning:literal) => {
        #[doc = described!($symbol $meaning)]
        #[must_use]
        pub fn $name(&self) -> usize {
            self.count(Parameter::$variant)
        }
    };
    ($variant:ident $name:ident $symbol:tt Switch $meaning:literal) => {
        #[doc = described!($symbol $meaning)]
        #[must_use]
        pub fn $name(&self) -> bool {
            self.get(Parameter::$variant) != 0.0
        }
    };
}

/// A parameter in words, after its symbol if it has one.
macro_rules! described {
    ("" $meaning:literal) => {
        concat!("Of this setting: ", $meaning, ".")
    };
    ($symbol:literal $meaning:literal) => {
        concat!($symbol, ", ", $meaning, ".")
    };
}

parameters! {
    ErrorRate error_rate "e" Real 0.10 0.001 0.5 "" "chance that an author errs on a judgement call under perfect supervision";
    MissRate miss_rate "m" Real 0.20 0.01 0.95 "" "chance that a reviewer misses an error with which it shares no blind spot";
    Reviewers reviewers "R" Whole 3.0 0.0 15.0 "reviewers" "reviewers per judgement call";
    Lineages lineages "K" Whole 1.0 1.0 8.0 "families" "model families the reviewers are drawn from";
    Diversity diversity "d" Real 0.32 0.0 1.0 "" "how differently two families err: latent correlation between families is 0.95·(1−d)";
    Kinship kinship "" Real 0.0 0.0 1.0 "" "how much more alike two models of one family are";
    Quorum quorum "q" Whole 1.0 1.0 15.0 "catches" "catches needed to overturn a call";
    SelfCheck self_check "" Switch 0.0 0.0 1.0 "" "one more reviewer of the author's own family";
    Steps steps "N" Whole 500.0 10.0 2000.0 "steps" "steps of a project";
    JudgementCalls judgement_calls "D" Whole 50.0 1.0 2000.0 "calls" "steps that are fuzzy judgement calls";
    Modularity modularity "μ" Real 0.0 0.0 1.0 "" "share of the judgement calls that are labelled, so that audits can be aimed at them";
    AuditBudget audit_budget "B" Whole 45.0 0.0 2000.0 "steps" "steps per project that get a ground-truth check";
    AuditSensitivity audit_sensitivity "s" Real 1.0 0.0 1.0 "" "chance that an audit of a wrong call finds it";
    Supervision supervision "σ" Real 0.5 0.0 1.0 "" "supervision quality: how much of a training signal is right";
    Drift drift "θ₀" Real 0.75 0.0 2.0 "probits" "shared bias that fully unreliable supervision induces";
    Contamination contamination "γ" Real 5.0 0.0 8.0 "probits" "bias per unit of wrong accepted work in the training signal";
    Progress progress "" Real 0.0 0.0 0.2 "probits" "probits by which every model improves per generation";
    Projects projects "" Whole 200.0 1.0 2000.0 "projects" "projects per generation (Monte Carlo only)";
    OutsideReviewers outside_reviewers "H" Whole 0.0 0.0 5.0 "reviewers" "reviewers of another kind, people or tools, that check every call as well";
    OutsideMissRate outside_miss_rate "m_h" Real 0.5 0.01 0.95 "" "chance that an outside reviewer misses an error with which it shares no blind spot";
    OutsideLikeness outside_likeness "ρ_h" Real 0.2 0.0 0.95 "" "latent correlation of an outside reviewer with any model";
    FalseAlarmRate false_alarm_rate "f" Real 0.0 0.0 0.5 "" "chance that a reviewer objects to a right call";
    Attempts attempts "k" Whole 1.0 1.0 12.0 "tries" "tries that an author has to get a call past its reviewers";
    SharedFaults shared_faults "" Switch 0.0 0.0 1.0 "" "calls are traps for all models or for none, instead of more or less hard";
    TrapMissRate trap_miss_rate "a_m" Real 1.0 0.01 1.0 "" "chance that a reviewer misses an error in a trap";
    RecoveredGap recovered_gap "" Switch 0.0 0.0 1.0 "" "training recovers a constant share of the gap to its signal, instead of adding a bias";
    Redone redone "" Switch 0.0 0.0 1.0 "" "a caught call is redone by the author's model, unreviewed, instead of put right";
}

impl Parameter {
    /// The parameter of this name, if there is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Parameter> {
        Parameter::ALL.iter().copied().find(|p| p.spec().name == name)
    }

    /// The largest value of a parameter that counts something, for whatever has a place for each.
    // Counts are small, whole and not below zero.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    #[must_use]
    pub const fn most(self) -> usize {
        self.spec().max as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found_again() {
        for &parameter in Parameter::ALL {
            assert_eq!(Parameter::named(parameter.spec().name), Some(parameter));
        }
        assert_eq!(Parameter::named("nonsense"), None);
    }
}
