//! Every output of the model for one setting.

use serde::{Serialize, Serializer};

use crate::audit::AuditPlan;
use crate::audit_estimate::AuditOutlook;
use crate::bounds;
use crate::exact::{JudgementCall, Published, Unnoticed, family_of};
use crate::feedback::{Feedback, State};
use crate::params::Params;
use crate::survival::SurvivalTable;

/// What reviewing and auditing achieve at one bias. Shares and rates are in 0–1.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// P(the author errs).
    pub error_rate_now: f64,
    /// P(one reviewer misses), over all calls.
    pub miss_rate_now: f64,
    /// U, the share of all calls that are wrong and survive review.
    pub surviving_share: f64,
    /// x = (1−κs)·U, the share of all calls that are wrong and stay undetected after audits.
    pub undetected_share: f64,
    /// 1 − U/P(the author errs).
    pub catch_rate: f64,
    /// `R_eff` = ln P(all checkers miss | the author erred) / ln P(one reviewer misses): how many independent reviewers
    /// would let through as little where one catch overturns a call. `None` where a reviewer misses (numerically)
    /// everything or nothing.
    pub effective_reviewers: Option<f64>,
    /// R/(1+(R−1)φ), Kish's design effect with φ the mean correlation of two checkers' misses over all calls, which planted
    /// errors show. A second reading only: it cannot see that the checkers share the author's blind spot. `None` below
    /// two checkers.
    pub kish_votes: Option<f64>,
    /// The same with φ taken on the calls that the author got wrong, among the models that check. There the range of
    /// difficulty is restricted, so it need not fall as models grow more alike.
    pub kish_votes_on_errors: Option<f64>,
    /// κ, the expected share of the judgement calls that is audited.
    pub coverage: f64,
    /// W, the chance that a project has no undetected error.
    pub integrity: f64,
    /// The W that a lab would report: rates e and m, independent reviewers, judgement calls that can be isolated.
    pub claimed_integrity: f64,
    /// The x that a lab would report.
    pub claimed_undetected_share: f64,
    /// x over claimed x; `None` where the claim is that nothing is left.
    pub overconfidence: Option<f64>,
    /// P(the call is wrong | all checkers approve it).
    pub unanimous_and_wrong: f64,
    /// The share of the author's errors that the first reviewer catches, who is of another family where there is one: a
    /// test with planted errors does not show it.
    pub caught_by_first: f64,
    /// What two reviewers' catches say of the errors that both missed; `None` below two reviewers.
    pub capture_recapture: Option<CaptureRecapture>,
    /// The share of the right calls that checkers stop at the first try.
    pub right_calls_stopped: f64,
    /// The share of what checkers stop at the first try that is wrong; `None` where they stop nothing.
    pub objection_precision: Option<f64>,
    /// The share of what is published that is wrong; `None` where nothing is.
    pub wrong_given_passed: Option<f64>,
    /// V, the share of all calls that are right and published.
    pub published_right: f64,
    /// By the number of reviewers, from none on: the least and the largest P(all miss it | the author erred) that fit what
    /// one and two of them miss. `None` where reviewers are not interchangeable.
    pub joint_miss_bounds: Option<JointMissBounds>,
    /// What the lab's own audits show.
    pub audit_estimate: AuditOutlook,
}

/// The least and the largest chance that 0 … 15 reviewers all miss an error.
pub type JointMissBounds = [(f64, f64); 16];

/// What Lincoln and Petersen make of two reviewers' catches, in expectation: N̂ = n₁·n₂/n₁₂ errors, of which n₁ + n₂ − n₁₂
/// were found. All but the truth is in the lab's own books.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaptureRecapture {
    /// (N̂ − found)/N̂, the share of the errors that remains as the lab would estimate it.
    pub estimated_remaining: f64,
    /// N̂ − found per error made, which the lab does not know the number of.
    pub estimated_unseen: f64,
    /// Errors that both missed per error made, in truth.
    pub true_remaining: f64,
    /// n₁₂/n₂, how much of what the second caught the first caught too. If they were independent it would be the share of
    /// planted errors that the first catches.
    pub recapture_rate: f64,
}

impl Measures {
    /// The outputs of this setting at bias θ in probits.
    #[must_use]
    pub fn of(params: &Params, bias: f64) -> Measures {
        let call = JudgementCall::of(params);
        let audits = AuditPlan::of(params);
        let (error_rate, miss_rate) = call.rates(bias);
        let unnoticed = call.unnoticed(bias);
        let quorum = params.quorum();
        let first_wrong =
            if quorum == 1 && call.is_plain() { unnoticed.by_all } else { call.passing_wrong(bias, quorum) };
        let first_right = call.passing_right(bias, quorum);
        let first = Published { wrong: first_wrong, right: first_right };
        let Published { wrong: surviving, right: published_right } = call.published_after(bias, first);
        let undetected = audits.unfound() * surviving;

        // The lab's own rates are those that it was told and tests with planted errors: e and m, at no bias.
        let claimed_surviving = JudgementCall::claimed(params).surviving_share(0.0);
        let claimed_audits = AuditPlan::claimed(params);
        let claimed_undetected = claimed_audits.unfound() * claimed_surviving;

        let checkers = params.checkers();
        let unnoticed_at_last = if params.attempts() == 1 { unnoticed.by_all } else { call.unnoticed_at_last(bias) };
        let approved_right = if quorum == 1 { first_right } else { call.passing_right(bias, 1) };
        let right = 1.0 - error_rate;
        let stopped = (1.0 - first_wrong - first_right).max(0.0);
        Measures {
            error_rate_now: error_rate,
            miss_rate_now: miss_rate,
            surviving_share: surviving,
            undetected_share: undetected,
            catch_rate: (1.0 - surviving / error_rate).clamp(0.0, 1.0),
            effective_reviewers: effective_reviewers(&call, bias, checkers, unnoticed_at_last / error_rate),
            kish_votes: call.correlation_on_all_calls(bias).map(|phi| kish_votes(checkers, phi)),
            kish_votes_on_errors: call
                .correlation_of_misses(bias, &unnoticed)
                .map(|phi| kish_votes(params.models_that_check(), phi)),
            coverage: audits.coverage(),
            integrity: audits.integrity(surviving),
            claimed_integrity: claimed_audits.integrity(claimed_surviving),
            claimed_undetected_share: claimed_undetected,
            overconfidence: (claimed_undetected > 0.0).then(|| undetected / claimed_undetected),
            unanimous_and_wrong: unnoticed.by_all / (approved_right + unnoticed.by_all),
            caught_by_first: (1.0 - unnoticed.by_one(family_of(0, params.lineages())) / error_rate).clamp(0.0, 1.0),
            capture_recapture: capture_recapture(params, error_rate, &unnoticed),
            right_calls_stopped: if right > 0.0 { (1.0 - first_right / right).clamp(0.0, 1.0) } else { 0.0 },
            objection_precision: (stopped > 1e-12).then(|| ((error_rate - first_wrong) / stopped).clamp(0.0, 1.0)),
            wrong_given_passed: (surviving + published_right > 0.0).then(|| surviving / (surviving + published_right)),
            published_right,
            joint_miss_bounds: call.are_reviewers_alike().then(|| {
                let [one, two] = [unnoticed.by_one(1), unnoticed.by_two(1, 2)].map(|share| share / error_rate);
                std::array::from_fn(|reviewers| bounds::joint_miss(one, two, reviewers))
            }),
            audit_estimate: AuditOutlook::of(params, surviving, claimed_surviving),
        }
    }

    /// Every output under its name in JSON and on the page; `None` where it is not defined.
    #[must_use]
    pub fn named(&self) -> [(&'static str, Option<f64>); 23] {
        [
            ("error_rate_now", Some(self.error_rate_now)),
            ("miss_rate_now", Some(self.miss_rate_now)),
            ("surviving_share", Some(self.surviving_share)),
            ("undetected_share", Some(self.undetected_share)),
            ("catch_rate", Some(self.catch_rate)),
            ("effective_reviewers", self.effective_reviewers),
            ("kish_votes", self.kish_votes),
            ("coverage", Some(self.coverage)),
            ("integrity", Some(self.integrity)),
            ("claimed_integrity", Some(self.claimed_integrity)),
            ("claimed_undetected_share", Some(self.claimed_undetected_share)),
            ("overconfidence", self.overconfidence),
            ("unanimous_and_wrong", Some(self.unanimous_and_wrong)),
            ("caught_by_first", Some(self.caught_by_first)),
            ("estimated_remaining", self.capture_recapture.map(|c| c.estimated_remaining)),
            ("true_remaining", self.capture_recapture.map(|c| c.true_remaining)),
            ("estimated_unseen", self.capture_recapture.map(|c| c.estimated_unseen)),
            ("recapture_rate", self.capture_recapture.map(|c| c.recapture_rate)),
            ("kish_votes_on_errors", self.kish_votes_on_errors),
            ("right_calls_stopped", Some(self.right_calls_stopped)),
            ("objection_precision", self.objection_precision),
            ("wrong_given_passed", self.wrong_given_passed),
            ("published_right", Some(self.published_right)),
        ]
    }
}

/// As [`Measures::named`] has them: each output under its name, `null` where it is not defined.
impl Serialize for Measures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.named())
    }
}

/// R/(1+(R−1)φ).
fn kish_votes(checkers: usize, phi: f64) -> f64 {
    checkers as f64 / (1.0 + (checkers as f64 - 1.0) * phi)
}

fn effective_reviewers(call: &JudgementCall, bias: f64, checkers: usize, missed: f64) -> Option<f64> {
    if checkers == 0 {
        return Some(0.0);
    }
    // Whichever of the two rates is small has its digits. Where a reviewer misses (numerically) everything or nothing,
    // the quotient has none left.
    let caught = call.lone_catch_rate(bias);
    let (_, missed_alone) = call.rates(bias);
    let alone = if caught < 0.5 { libm::log1p(-caught) } else { libm::log(missed_alone) };
    let is_defined = caught > 1e-8 && missed_alone > 1e-15 && missed > f64::MIN_POSITIVE;
    // Which of −0 and 0 is the larger, platforms do not agree on.
    is_defined.then(|| (libm::log(missed.min(1.0)) / alone).max(0.0) + 0.0)
}

fn capture_recapture(params: &Params, error_rate: f64, unnoticed: &Unnoticed) -> Option<CaptureRecapture> {
    if params.reviewers() < 2 {
        return None;
    }
    let [one, two] = [0, 1].map(|reviewer| family_of(reviewer, params.lineages()));
    let [first, second, neither] =
        [unnoticed.by_one(one), unnoticed.by_one(two), unnoticed.by_two(one, two)].map(|share| share / error_rate);
    let both = 1.0 - first - second + neither;
    // Where nobody catches anything there is nothing to recapture.
    (both > 1e-9).then(|| {
        let made = (1.0 - first) * (1.0 - second) / both;
        let unseen = made - (1.0 - neither);
        CaptureRecapture {
            estimated_remaining: unseen / made,
            estimated_unseen: unseen,
            true_remaining: neither,
            recapture_rate: (both / (1.0 - second)).min(1.0),
        }
    })
}

/// Where the field goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// The state that the field reaches under its supervision.
    pub fixed_point: State,
    /// How many undetected errors one of them leads to in the next generation, at the fixed point.
    pub reproduction_number: f64,
    /// Every fold along supervision; empty where there is none.
    pub tipping_points: Vec<State>,
    /// `x_0` … `x_T`.
    pub trajectory: Vec<f64>,
}

impl Outlook {
    /// The outlook of this setting over so many generations.
    #[must_use]
    pub fn of(params: &Params, table: &SurvivalTable, generations: usize) -> Outlook {
        let feedback = Feedback::of(params, table);
        let fixed_point = feedback.fixed_point(params.supervision());
        Outlook {
            reproduction_number: feedback.reproduction_number(&fixed_point),
            fixed_point,
            tipping_points: feedback.tipping_points(),
            trajectory: feedback.trajectory(generations, |_| params.supervision()),
        }
    }

    /// Its single numbers under their names in JSON and on the page.
    #[must_use]
    pub fn named(&self) -> [(&'static str, f64); 3] {
        [
            ("fixed_point", self.fixed_point.undetected_share),
            ("fixed_point_bias", self.fixed_point.bias),
            ("reproduction_number", self.reproduction_number),
        ]
    }
}
