//! The settings of the self-test: every world under unlike conditions, then the edges of the model and what departs from
//! its first form.

use crate::params::{Parameter, Params};
use crate::presets::World;

type Changes = &'static [(Parameter, f64)];

/// What is tried in each of the five worlds.
const CONDITIONS: [Changes; 7] = [
    &[],
    &[(Parameter::Supervision, 1.0)],
    &[(Parameter::Reviewers, 5.0), (Parameter::Quorum, 2.0), (Parameter::JudgementCalls, 12.0)],
    // Small projects: their integrity is neither none nor whole.
    &[
        (Parameter::Steps, 40.0),
        (Parameter::JudgementCalls, 4.0),
        (Parameter::Modularity, 0.5),
        (Parameter::AuditBudget, 9.0),
        (Parameter::AuditSensitivity, 0.7),
    ],
    &[
        (Parameter::Reviewers, 1.0),
        (Parameter::SelfCheck, 1.0),
        (Parameter::Steps, 30.0),
        (Parameter::JudgementCalls, 5.0),
        (Parameter::AuditBudget, 3.0),
    ],
    // Hard calls, in projects that are mostly judgement.
    &[
        (Parameter::ErrorRate, 0.3),
        (Parameter::MissRate, 0.4),
        (Parameter::Steps, 10.0),
        (Parameter::JudgementCalls, 6.0),
        (Parameter::AuditBudget, 4.0),
    ],
    &[
        (Parameter::Reviewers, 15.0),
        (Parameter::MissRate, 0.7),
        (Parameter::Steps, 100.0),
        (Parameter::JudgementCalls, 8.0),
        (Parameter::AuditBudget, 40.0),
    ],
];

/// Edges: nobody and everybody, nothing and everything.
const EDGES: [Changes; 23] = [
    &[],
    // Reviewers and their likeness.
    &[(Parameter::Reviewers, 0.0)],
    &[(Parameter::Reviewers, 0.0), (Parameter::SelfCheck, 1.0)],
    &[(Parameter::Lineages, 4.0), (Parameter::Diversity, 1.0)],
    &[(Parameter::Lineages, 4.0), (Parameter::Diversity, 1.0), (Parameter::Kinship, 1.0)],
    &[(Parameter::Reviewers, 8.0), (Parameter::Lineages, 8.0), (Parameter::Diversity, 0.0), (Parameter::Kinship, 1.0)],
    &[
        (Parameter::Reviewers, 7.0),
        (Parameter::Lineages, 3.0),
        (Parameter::Diversity, 0.5),
        (Parameter::Kinship, 0.5),
        (Parameter::Quorum, 4.0),
        (Parameter::SelfCheck, 1.0),
    ],
    &[(Parameter::ErrorRate, 0.5), (Parameter::MissRate, 0.05), (Parameter::Reviewers, 5.0), (Parameter::Quorum, 5.0)],
    &[(Parameter::Reviewers, 15.0), (Parameter::Lineages, 8.0), (Parameter::Kinship, 0.6), (Parameter::Quorum, 8.0)],
    // Audits.
    &[(Parameter::AuditBudget, 0.0)],
    &[(Parameter::AuditBudget, 500.0)],
    &[(Parameter::AuditSensitivity, 0.0)],
    &[(Parameter::Modularity, 1.0)],
    &[(Parameter::Modularity, 1.0), (Parameter::AuditBudget, 100.0), (Parameter::AuditSensitivity, 0.9)],
    &[(Parameter::Modularity, 0.4), (Parameter::AuditBudget, 10.0)],
    // Projects.
    &[(Parameter::Steps, 10.0), (Parameter::JudgementCalls, 1.0), (Parameter::AuditBudget, 1.0)],
    &[(Parameter::Steps, 10.0), (Parameter::JudgementCalls, 10.0), (Parameter::AuditBudget, 9.0)],
    &[(Parameter::Steps, 2000.0), (Parameter::JudgementCalls, 2000.0), (Parameter::AuditBudget, 100.0)],
    // Difficulty.
    &[(Parameter::ErrorRate, 0.01), (Parameter::MissRate, 0.1)],
    &[(Parameter::ErrorRate, 0.5), (Parameter::MissRate, 0.95)],
    // Training.
    &[(Parameter::Supervision, 0.0), (Parameter::Drift, 2.0), (Parameter::Contamination, 8.0)],
    &[(Parameter::Drift, 0.0), (Parameter::Contamination, 8.0)],
    &[(Parameter::Progress, 0.03), (Parameter::Supervision, 0.3)],
];

/// What departs from the first model, alone and together.
const MECHANISMS: [Changes; 9] = [
    &[(Parameter::OutsideReviewers, 1.0)],
    &[
        (Parameter::OutsideReviewers, 3.0),
        (Parameter::OutsideMissRate, 0.7),
        (Parameter::OutsideLikeness, 0.5),
        (Parameter::FalseAlarmRate, 0.1),
        (Parameter::Quorum, 2.0),
    ],
    &[(Parameter::FalseAlarmRate, 0.05), (Parameter::Attempts, 8.0)],
    &[
        (Parameter::FalseAlarmRate, 0.1),
        (Parameter::Attempts, 4.0),
        (Parameter::Lineages, 4.0),
        (Parameter::Kinship, 0.6),
        (Parameter::Redone, 1.0),
    ],
    &[
        (Parameter::Attempts, 3.0),
        (Parameter::Lineages, 3.0),
        (Parameter::Kinship, 0.6),
        (Parameter::Quorum, 2.0),
        (Parameter::FalseAlarmRate, 0.05),
    ],
    &[(Parameter::SharedFaults, 1.0), (Parameter::FalseAlarmRate, 0.05), (Parameter::OutsideReviewers, 1.0)],
    &[(Parameter::SharedFaults, 1.0), (Parameter::TrapMissRate, 0.7), (Parameter::Attempts, 3.0)],
    &[(Parameter::RecoveredGap, 1.0)],
    &[(Parameter::RecoveredGap, 1.0), (Parameter::Redone, 1.0), (Parameter::Supervision, 0.2)],
];

/// Every setting of the self-test.
pub(super) fn settings() -> Vec<Params> {
    let with = |changes: Changes| Params::default().changed_all(changes.iter().copied());
    let in_worlds =
        World::ALL.into_iter().flat_map(|world| CONDITIONS.into_iter().map(move |changes| world.of(&with(changes))));
    in_worlds.chain(EDGES.into_iter().chain(MECHANISMS).map(with)).collect()
}
