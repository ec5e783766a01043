//! A research field in which AI models do the work, check each other's work, get audited, and are trained on
//! what the field accepted: exact solution and Monte Carlo of *correlated error*.
//!
//! Begin with [`Params`], which is a setting that cannot be impossible; [`Measures::of`] gives every output.
//! The crate is pure: no clock, no entropy, no browser. Randomness is an argument, and the same seed gives the
//! same bits natively and in WebAssembly.

/// The version of the model, which every exported figure names: the same version and setting give the same numbers.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

mod along;
pub mod audit;
pub mod audit_estimate;
pub mod bounds;
pub mod budget;
pub mod coincidence;
pub mod crossing;
pub mod dice;
pub mod evidence;
pub mod exact;
pub mod experiments;
pub mod feedback;
mod long_work;
pub mod measures;
pub mod normal;
pub mod order;
pub mod params;
pub mod plausible;
pub mod presets;
pub mod project;
pub mod quadrature;
pub mod ranges;
pub mod same_calls;
pub mod selftest;
pub mod shared_fault;
pub mod simulation;
pub mod survival;
pub mod tally;
pub mod tipping;
pub mod training;

pub use audit::AuditPlan;
pub use audit_estimate::{AuditEstimate, AuditOutlook};
pub use budget::{BudgetSearch, Mix, PriceError, Prices};
pub use coincidence::Experiment;
pub use crossing::{Crossing, CrossingSearch};
pub use evidence::{AllHold, Evidence, Piece};
pub use exact::JudgementCall;
pub use feedback::{Feedback, State};
pub use long_work::LongWork;
pub use measures::{Measures, Outlook};
pub use params::{ParamError, Parameter, Params};
pub use plausible::plausible;
pub use presets::{Claims, World};
pub use ranges::{Propagation, Ranges};
pub use same_calls::{JudgedCall, SameCalls};
pub use selftest::SelfTest;
pub use shared_fault::{JointFailure, SharedFault};
pub use simulation::{History, Simulation};
pub use survival::SurvivalTable;
pub use tally::{Estimate, Tally};
pub use tipping::{Course, Tip, TippingPoint, TippingSearch};
