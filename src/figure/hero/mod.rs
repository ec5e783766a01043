//! The opening: the same decisions with the same dice, as a lab reports them and as they are, and what each of the three levers
//! does to them.

mod calls;
pub mod levers;
pub mod one_call;
pub mod steps;
pub mod verdict;
mod world;

use blindspot_model::{Claims, Parameter, Params};

pub use calls::Calls;
pub use world::World;

/// Decisions that are drawn.
pub const CALLS: usize = 1000;

/// The seed of every picture of the chapters.
pub const SEED: u64 = 10;

/// The seed of the opening's decisions: one whose draws lie close to what is expected in every setting, so that the picture and the
/// exact number beside it tell the same story.
const DRAWN: u64 = 412;

/// What the opening sets: its three levers, and whether judgement can be pointed at, so that audits can be aimed.
pub const SET: [Parameter; 4] =
    [Parameter::Diversity, Parameter::Supervision, Parameter::AuditBudget, Parameter::Modularity];

/// The setting in which a lab believes itself: none of the three claims holds. The audit budget is the same.
#[must_use]
pub fn reported(params: &Params) -> Params {
    let none = Claims { correlated_error: false, non_modularity: false, unreliable_supervision: false };
    none.applied_to(params)
}
