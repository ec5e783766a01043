//! What the reader can change, in the units in which it is shown.

use blindspot_model::params::{Kind, MAX_RHO_BETWEEN, Spec};
use blindspot_model::{Parameter, Params};

use crate::figure::correlations::Tick;
use crate::text::spelling;

/// How a quantity is shown and set: in these units, from `min` to `max`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Smallest value.
    pub min: f64,
    /// Largest value.
    pub max: f64,
    /// One press of an arrow key or a button.
    pub step: f64,
    /// Digits after the point.
    pub decimals: usize,
    /// Behind the number, `%` or nothing.
    pub unit: &'static str,
    /// Where reset goes.
    pub default: f64,
}

impl Range {
    /// A value as it is read.
    #[must_use]
    pub fn show(&self, value: f64) -> String {
        let text = format!("{value:.*}", self.decimals);
        // 9.0 is 9.
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        // A little below nothing is nothing.
        let text = if text == "-0" { "0" } else { text };
        format!("{text}{}", self.unit)
    }

    /// A typed value, or a sentence that names what is wrong with it.
    ///
    /// # Errors
    /// When the text is empty, no number, or out of range.
    pub fn parse(&self, name: &str, text: &str) -> Result<f64, String> {
        let allowed = format!("{name} must lie between {} and {}", self.show(self.min), self.show(self.max));
        let said = text.trim();
        let typed = said.trim_end_matches(self.unit).trim();
        if typed.is_empty() {
            return Err(format!("The box is empty; {allowed}."));
        }
        let refused = |why: &str| Err(format!("“{said}” {why}; {allowed}."));
        match spelling::typed(typed) {
            None => refused("is not a number"),
            // Three digits after a point may be thousands to who types them.
            Some(value) if self.decimals == 0 && (value.fract() != 0.0 || is_ambiguous(typed)) => {
                refused("is not a whole number")
            }
            Some(value) if (self.min..=self.max).contains(&value) => Ok(value),
            Some(_) => refused("is out of range"),
        }
    }

    /// The two ends of a typed range, the lower one first whichever was typed first, or a sentence that names what is wrong with one.
    ///
    /// # Errors
    /// As [`Range::parse`], of the first end that is wrong.
    pub fn parse_ends(&self, name: &str, (low, high): (&str, &str)) -> Result<[f64; 2], String> {
        if [low, high].iter().any(|end| end.trim_end_matches(self.unit).trim().is_empty()) {
            let [low, high] = [self.min, self.max].map(|end| self.show(end));
            return Err(format!("A range has two ends, such as {low} to {high}."));
        }
        let (low, high) = (self.parse(name, low)?, self.parse(name, high)?);
        Ok([low.min(high), low.max(high)])
    }

    /// The step that is nearest to a value; the ends count as steps.
    #[must_use]
    pub fn snapped(&self, value: f64) -> f64 {
        self.nudged(value, 0.0)
    }

    /// So many steps on, from between two steps to the next one.
    #[must_use]
    pub fn nudged(&self, value: f64, steps: f64) -> f64 {
        let at = ((value + steps * self.step) / self.step).round() * self.step;
        // Beyond a millionth there is only what multiplying by a step leaves: 0.7000000000000001 is 0.7.
        ((at * 1e6).round() / 1e6).clamp(self.min, self.max)
    }
}

/// Whether a typed number has one point, and three digits after it.
fn is_ambiguous(typed: &str) -> bool {
    typed.rsplit_once('.').is_some_and(|(whole, decimals)| decimals.len() == 3 && !whole.contains(['.', ',']))
}

/// A parameter as a control: what it is called, what it means, and in which units it is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Control {
    /// Which parameter.
    pub parameter: Parameter,
    /// Its name on the page.
    pub label: &'static str,
    /// That in one line.
    pub meaning: &'static str,
}

/// Model diversity.
pub const DIVERSITY: Control = Control {
    parameter: Parameter::Diversity,
    label: "Model diversity",
    meaning: "how differently two models err; at 0%, nearly alike",
};

/// Supervision quality.
pub const SUPERVISION: Control = Control {
    parameter: Parameter::Supervision,
    label: "Supervision quality",
    meaning: "how much of what models are taught is right",
};

/// The audit budget as a share of the steps.
pub const AUDIT_BUDGET: Control = Control {
    parameter: Parameter::AuditBudget,
    label: "Audit budget",
    meaning: "share of steps that are checked against the world",
};

/// The number of reviewers.
pub const REVIEWERS: Control =
    Control { parameter: Parameter::Reviewers, label: "Reviewers", meaning: "how many check each decision" };

/// How often a reviewer misses.
pub const MISS_RATE: Control = Control {
    parameter: Parameter::MissRate,
    label: "Miss rate of one reviewer",
    meaning: "share of planted errors that it misses alone",
};

/// The number of model families.
pub const LINEAGES: Control = Control {
    parameter: Parameter::Lineages,
    label: "Model families",
    meaning: "how many companies the reviewers come from",
};

/// How much more alike two models of one family are.
pub const KINSHIP: Control = Control {
    parameter: Parameter::Kinship,
    label: "Kinship",
    meaning: "how much more alike models of one family are",
};

/// How much of the judgement is labelled.
pub const MODULARITY: Control = Control {
    parameter: Parameter::Modularity,
    label: "Judgement that is labelled",
    meaning: "share of the decisions that audits can be aimed at",
};

/// How much the models improve.
pub const PROGRESS: Control = Control {
    parameter: Parameter::Progress,
    label: "Progress per generation",
    meaning: "how much better all models get each generation",
};

/// The number of steps.
pub const STEPS: Control =
    Control { parameter: Parameter::Steps, label: "Steps of a project", meaning: "everything that could be checked" };

/// The number of judgement calls.
pub const JUDGEMENT_CALLS: Control = Control {
    parameter: Parameter::JudgementCalls,
    label: "Decisions by judgement",
    meaning: "steps of a project that no rule decides",
};

/// How often an author errs.
pub const ERROR_RATE: Control = Control {
    parameter: Parameter::ErrorRate,
    label: "Error rate of an author",
    meaning: "share of decisions that a well-taught author gets wrong",
};

/// How many must object.
pub const QUORUM: Control = Control {
    parameter: Parameter::Quorum,
    label: "Objections needed",
    meaning: "how many must object before an error is stopped",
};

/// Whether the author's own family checks once more.
pub const SELF_CHECK: Control = Control {
    parameter: Parameter::SelfCheck,
    label: "Self-check",
    meaning: "one more reviewer, of the author’s family: 0 or 1",
};

/// How many check who are not models.
pub const OUTSIDE_REVIEWERS: Control = Control {
    parameter: Parameter::OutsideReviewers,
    label: "Outside reviewers",
    meaning: "people or tools that check each decision too",
};

/// How often they miss.
pub const OUTSIDE_MISS_RATE: Control = Control {
    parameter: Parameter::OutsideMissRate,
    label: "Miss rate of an outside reviewer",
    meaning: "share of planted errors that it misses alone",
};

/// How alike the models they are.
pub const OUTSIDE_LIKENESS: Control = Control {
    parameter: Parameter::OutsideLikeness,
    label: "Likeness to the models",
    meaning: "how much an outside reviewer shares their blind spots",
};

/// How often a reviewer objects to what is right.
pub const FALSE_ALARM_RATE: Control = Control {
    parameter: Parameter::FalseAlarmRate,
    label: "False alarms",
    meaning: "share of right decisions that a reviewer objects to",
};

/// How often work is handed in again.
pub const ATTEMPTS: Control =
    Control { parameter: Parameter::Attempts, label: "Attempts", meaning: "tries until the reviewers let one pass" };

/// What kind of blind spots there are.
pub const SHARED_FAULTS: Control = Control {
    parameter: Parameter::SharedFaults,
    label: "Shared faults",
    meaning: "blind spots are traps, all or nothing: 0 or 1",
};

/// How often a trap catches a reviewer.
pub const TRAP_MISS_RATE: Control = Control {
    parameter: Parameter::TrapMissRate,
    label: "Misses in a trap",
    meaning: "how often a reviewer misses where the trap is",
};

/// How training passes errors on.
pub const RECOVERED_GAP: Control = Control {
    parameter: Parameter::RecoveredGap,
    label: "Recovered gap",
    meaning: "students recover a constant share of the gap: 0 or 1",
};

/// What becomes of what was caught.
pub const REDONE: Control = Control {
    parameter: Parameter::Redone,
    label: "Redone",
    meaning: "what is caught is redone by the author, unreviewed: 0 or 1",
};

/// How good an audit is.
pub const AUDIT_SENSITIVITY: Control = Control {
    parameter: Parameter::AuditSensitivity,
    label: "Audit sensitivity",
    meaning: "how often an audit of a wrong decision finds it",
};

/// What weak supervision does.
pub const DRIFT: Control = Control {
    parameter: Parameter::Drift,
    label: "Drift",
    meaning: "how much worse useless supervision makes all models",
};

/// What wrong work in the training signal does.
pub const CONTAMINATION: Control = Control {
    parameter: Parameter::Contamination,
    label: "Contamination",
    meaning: "how strongly accepted errors teach the next models",
};

/// How much is simulated.
pub const PROJECTS: Control = Control {
    parameter: Parameter::Projects,
    label: "Projects per generation",
    meaning: "how many projects a simulated field does each generation",
};

impl Control {
    /// What one unit of the control is in the parameter's own units.
    fn unit(self, params: &Params) -> f64 {
        match self.parameter {
            Parameter::AuditBudget => params.steps() as f64 / 100.0,
            _ if self.is_percentage() => 0.01,
            _ => 1.0,
        }
    }

    fn is_percentage(self) -> bool {
        let spec = self.parameter.spec();
        self.parameter == Parameter::AuditBudget
            || (spec.kind == Kind::Real && spec.unit.is_empty() && self.parameter != Parameter::Progress)
    }

    /// The range in the units of the control, of a setting whose other parameters are these; reset goes to `start`.
    #[must_use]
    pub fn range(self, params: &Params, start: &Params) -> Range {
        let spec = self.parameter.spec();
        let unit = self.unit(params);
        let (step, decimals) = match spec.kind {
            _ if self.is_percentage() => (1.0, 1),
            Kind::Real => ((spec.max - spec.min) / 100.0, 3),
            Kind::Whole | Kind::Switch => (1.0, 0),
        };
        let max = params.limit(self.parameter) / unit;
        Range {
            min: spec.min / unit,
            max,
            step,
            decimals,
            unit: if self.is_percentage() { "%" } else { "" },
            default: (start.get(self.parameter) / self.unit(start)).min(max),
        }
    }

    /// The value in the units of the control.
    #[must_use]
    pub fn value(self, params: &Params) -> f64 {
        let value = params.get(self.parameter) / self.unit(params);
        // 0.29 is 29 hundredths, not 28.999999999999996.
        let near = (value * 1e9).round() / 1e9;
        if (near - value).abs() < 1e-12 { near } else { value }
    }

    /// A value of the parameter, in its own units, as the control shows it.
    #[must_use]
    pub fn shown(self, params: &Params, value: f64) -> String {
        self.range(params, params).show(value / self.unit(params))
    }

    /// A value of the control in the parameter's own units.
    fn in_own_units(self, params: &Params, value: f64) -> f64 {
        // A hundredth is no number of ours: 70 of them would be 0.7000000000000001.
        if self.is_percentage() && self.parameter != Parameter::AuditBudget {
            value / 100.0
        } else {
            value * self.unit(params)
        }
    }

    /// The setting with the control in the middle between two of its values, and these in the parameter's own units, the lower one
    /// first: whole numbers where it has to be.
    #[must_use]
    pub fn spanned(self, params: Params, ends: [f64; 2]) -> (Params, [f64; 2]) {
        let Spec { kind, min, .. } = *self.parameter.spec();
        let possible = |value: f64| {
            let value = if kind == Kind::Real { value } else { value.round() };
            value.clamp(min, params.limit(self.parameter))
        };
        let [a, b] = ends.map(|end| possible(self.in_own_units(&params, end)));
        let (low, high) = if a > b { (b, a) } else { (a, b) };
        (self.set(params, possible(f64::midpoint(low, high))), [low, high])
    }

    /// A range of the parameter, in the units of the control.
    #[must_use]
    pub fn span(self, params: &Params, ends: [f64; 2]) -> [f64; 2] {
        ends.map(|end| end / self.unit(params))
    }

    /// The setting with the control at a value. Where other parameters limit it the nearest possible value is taken.
    #[must_use]
    pub fn moved(self, params: Params, value: f64) -> Params {
        let wanted = self.in_own_units(&params, value);
        let spec = self.parameter.spec();
        let wanted = match spec.kind {
            Kind::Real => wanted,
            Kind::Whole | Kind::Switch if self.is_percentage() => {
                whole_steps(wanted, params.get(self.parameter), value - self.value(&params))
            }
            Kind::Whole | Kind::Switch => wanted.round(),
        };
        self.set(params, wanted.clamp(spec.min, params.limit(self.parameter)))
    }

    /// The setting with a value of the parameter that the others allow.
    fn set(self, params: Params, wanted: f64) -> Params {
        let mut changes = vec![(self.parameter, wanted)];
        // What the new value limits goes along.
        let limited = match self.parameter {
            Parameter::Reviewers => &[Parameter::Quorum][..],
            Parameter::Steps => &[Parameter::JudgementCalls, Parameter::AuditBudget],
            _ => &[],
        };
        changes.extend(limited.iter().map(|&other| (other, params.get(other).min(wanted.max(1.0)))));
        // The value is the reader's: what is not even a number changes nothing.
        params.with_all(changes).unwrap_or(params)
    }

    /// Measured values to compare with, in the units of the control.
    #[must_use]
    pub fn ticks(self) -> Vec<(f64, Tick)> {
        if self.parameter != Parameter::Diversity {
            return Vec::new();
        }
        Tick::all().into_iter().map(|tick| ((1.0 - (tick.rho / MAX_RHO_BETWEEN).min(1.0)) * 100.0, tick)).collect()
    }
}

/// The nearest number of whole steps. Where that is the present one, a move by a percent or more goes on to the next,
/// or the slider of a short project would stick.
fn whole_steps(wanted: f64, present: f64, moved: f64) -> f64 {
    let nearest = wanted.round();
    if nearest == present && moved.abs() > 0.99 { present + moved.signum() } else { nearest }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERCENT: Range = Range { min: 0.0, max: 100.0, step: 1.0, decimals: 1, unit: "%", default: 50.0 };

    #[test]
    fn audits_move_by_whole_steps_and_never_stick() {
        // 500 steps: typed 9.1 % is the nearest step from wherever it is typed.
        assert_eq!([whole_steps(45.5, 45.0, 0.1), whole_steps(45.4, 50.0, -0.9)], [46.0, 45.0]);
        // 10 steps: a percent more is the next step; a tenth less is none.
        assert_eq!(
            [whole_steps(0.1, 0.0, 1.0), whole_steps(9.9, 10.0, -1.0), whole_steps(9.99, 10.0, -0.1)],
            [1.0, 9.0, 10.0]
        );
    }

    #[test]
    fn typed_values_are_read_or_refused_with_a_reason() {
        assert_eq!(PERCENT.parse("Supervision", " 40 % "), Ok(40.0));
        assert_eq!(PERCENT.parse("Supervision", "12,5"), Ok(12.5));
        for (text, told) in [
            ("", "The box is empty; Supervision must lie between 0% and 100%."),
            ("120", "“120” is out of range; Supervision must lie between 0% and 100%."),
            ("abc", "“abc” is not a number; Supervision must lie between 0% and 100%."),
            ("NaN", "“NaN” is not a number; Supervision must lie between 0% and 100%."),
            ("inf", "“inf” is not a number; Supervision must lie between 0% and 100%."),
        ] {
            assert_eq!(PERCENT.parse("Supervision", text), Err(told.to_owned()));
        }
    }

    #[test]
    fn typed_ranges_are_read_or_refused_with_a_reason() {
        let read = |text: &str| PERCENT.parse_ends("Supervision", spelling::ends(text).unwrap());
        for text in ["30 to 70", "30–70", "30 % - 70 %", "between 30 and 70", "70 to 30"] {
            assert_eq!(read(text), Ok([30.0, 70.0]), "{text}");
        }
        for (text, told) in [
            ("30 to 130", "“130” is out of range; Supervision must lie between 0% and 100%."),
            ("-5 to 30", "“-5” is out of range; Supervision must lie between 0% and 100%."),
            ("30 to x", "“x” is not a number; Supervision must lie between 0% and 100%."),
            ("30 – ", "A range has two ends, such as 0% to 100%."),
            ("30 to 50 to 70", "“50 to 70” is not a number; Supervision must lie between 0% and 100%."),
        ] {
            assert_eq!(read(text), Err(told.to_owned()), "{text}");
        }
    }

    #[test]
    fn whole_numbers_are_not_read_as_something_else() {
        let steps = Range { min: 10.0, max: 2000.0, step: 1.0, decimals: 0, unit: "", default: 500.0 };
        assert_eq!(
            ["1,000", "1 500", "12", "12.0"].map(|text| steps.parse("Steps", text)),
            [1000.0, 1500.0, 12.0, 12.0].map(Ok)
        );
        for (text, why) in
            [("1.000", "is not a whole number"), ("2000.4", "is not a whole number"), ("2,001", "is out of range")]
        {
            let told = format!("“{text}” {why}; Steps must lie between 10 and 2000.");
            assert_eq!(steps.parse("Steps", text), Err(told));
        }
        assert_eq!(PERCENT.show(-0.04), "0%");
    }

    #[test]
    fn steps_are_round_numbers_and_reach_both_ends() {
        let odd = Range { min: 0.1, max: 50.0, step: 1.0, decimals: 1, unit: "%", default: 5.0 };
        assert_eq!(
            [odd.snapped(49.6), odd.snapped(0.3), odd.nudged(49.0, 1.0), odd.nudged(1.0, -1.0)],
            [50.0, 0.1, 50.0, 0.1]
        );
        let fine = Range { min: 0.0, max: 2.0, step: 0.02, decimals: 3, unit: "", default: 0.0 };
        assert_eq!(fine.nudged(0.68, 1.0), 0.7);
        for percent in 0..=100_u8 {
            let params = DIVERSITY.moved(Params::default(), f64::from(percent));
            assert!(link_length(params.get(Parameter::Diversity)) <= 4, "{percent}");
        }
    }

    fn link_length(value: f64) -> usize {
        spelling::shortest(value).len()
    }

    #[test]
    fn values_lose_their_idle_zeros() {
        assert_eq!(["9%", "63.2%", "100%"], [9.0, 63.16, 100.0].map(|value| PERCENT.show(value)));
    }

    #[test]
    fn every_control_goes_from_end_to_end() {
        let params = Params::default();
        for &parameter in Parameter::ALL {
            let control = Control { parameter, label: "", meaning: "" };
            let range = control.range(&params, &params);
            for end in [range.min, range.max, range.default] {
                let moved = control.moved(params, end);
                assert!(
                    (control.value(&moved) - end).abs() < 1e-9,
                    "{parameter:?} at {end} is {}",
                    control.value(&moved)
                );
            }
        }
    }

    #[test]
    fn a_range_stands_around_its_middle() {
        let start = Params::default();
        let (params, ends) = SUPERVISION.spanned(start, [70.0, 30.0]);
        assert_eq!((params.supervision(), ends), (0.5, [0.3, 0.7]));
        assert_eq!(SUPERVISION.span(&params, ends), [30.0, 70.0]);
        let (params, ends) = AUDIT_BUDGET.spanned(start, [10.0, 20.1]);
        assert_eq!((params.audit_budget(), ends), (76, [50.0, 101.0]));
        let (params, ends) = REVIEWERS.spanned(start.changed(Parameter::Quorum, 3.0), [0.0, 3.0]);
        assert_eq!((params.reviewers(), params.quorum(), ends), (2, 2, [0.0, 3.0]));
        let (params, ends) = QUORUM.spanned(start, [1.0, 15.0]);
        assert_eq!((params.quorum(), ends), (2, [1.0, 3.0]));
    }

    #[test]
    fn what_a_control_limits_goes_along() {
        let params = Params::default().with_all([(Parameter::Reviewers, 5.0), (Parameter::Quorum, 4.0)]).unwrap();
        assert_eq!(REVIEWERS.moved(params, 2.0).quorum(), 2);
        assert_eq!(REVIEWERS.moved(params, 0.0).quorum(), 1);
        let short = STEPS.moved(params, 20.0);
        assert_eq!([short.judgement_calls(), short.audit_budget()], [20, 20]);
    }
}
