//! What an honest lab can measure: its audits are a random sample of its own work.

use serde::Serialize;

use crate::audit::AuditPlan;
use crate::params::Params;

/// Standard errors either way that hold 95 % of a normal distribution.
const SPREAD_95: f64 = 1.959_963_984_540_054;

/// Nothing found in n says at 95 % that the share is below 3/n: (1 − 3/n)ⁿ = .05.
const NOTHING_FOUND_95: f64 = 3.0;

/// An estimate of U, the share of the calls that is wrong and published, from audits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct AuditEstimate {
    /// Finds ÷ (s × audited judgement calls); 0–1.
    pub value: f64,
    /// The lower end of its 95 % interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl AuditEstimate {
    /// What so many finds in so many audited judgement calls say; `None` where audits can find nothing, i.e. of no calls or
    /// without sensitivity.
    ///
    /// The interval is Wilson's (1927), of the share of the audited calls with a find, over s. Of no finds it is one-sided.
    #[must_use]
    pub fn from_records(finds: f64, audited: f64, sensitivity: f64) -> Option<AuditEstimate> {
        if audited <= 0.0 || sensitivity <= 0.0 {
            return None;
        }
        let share = |of_found: f64| (of_found / sensitivity).clamp(0.0, 1.0);
        if finds <= 0.0 {
            return Some(AuditEstimate { value: 0.0, low: 0.0, high: share(NOTHING_FOUND_95 / audited) });
        }
        let found = (finds / audited).min(1.0);
        let square = SPREAD_95 * SPREAD_95 / audited;
        let middle = (found + 0.5 * square) / (1.0 + square);
        let half = SPREAD_95 * libm::sqrt(found * (1.0 - found) / audited + 0.25 * square / audited) / (1.0 + square);
        Some(AuditEstimate { value: share(found), low: share(middle - half), high: share(middle + half) })
    }
}

/// What audits of a generation are expected to find, beside what the lab claims.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct AuditOutlook {
    /// Judgement calls audited in all projects of a generation, in expectation.
    pub audited_calls: f64,
    /// Errors found in them, in expectation: s·U each.
    pub expected_finds: f64,
    /// What the lab would say of U if it found just that; `null` where audits can find nothing.
    pub estimate: Option<AuditEstimate>,
    /// Errors found per project, in expectation.
    pub finds_per_project: f64,
    /// The same if what the lab claims were true.
    pub claimed_finds_per_project: f64,
    /// The chance that audits of a project find something.
    pub projects_with_a_find: f64,
    /// The same if what the lab claims were true.
    pub claimed_projects_with_a_find: f64,
}

impl AuditOutlook {
    /// The outlook of a setting in which the share U survives review and the lab claims another.
    #[must_use]
    pub fn of(params: &Params, surviving: f64, claimed_surviving: f64) -> AuditOutlook {
        let (audits, claimed) = (AuditPlan::of(params), AuditPlan::claimed(params));
        let calls = params.judgement_calls() as f64;
        let audited_calls = params.projects() as f64 * calls * audits.coverage();
        let sensitivity = params.audit_sensitivity();
        let finds = |plan: &AuditPlan, surviving: f64| calls * plan.coverage() * sensitivity * surviving;
        let expected_finds = audited_calls * sensitivity * surviving;
        AuditOutlook {
            audited_calls,
            expected_finds,
            estimate: AuditEstimate::from_records(expected_finds, audited_calls, sensitivity),
            finds_per_project: finds(&audits, surviving),
            claimed_finds_per_project: finds(&claimed, claimed_surviving),
            projects_with_a_find: audits.chance_of_a_find(surviving),
            claimed_projects_with_a_find: claimed.chance_of_a_find(claimed_surviving),
        }
    }
}
