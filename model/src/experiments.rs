//! Measured data: many versions of one program, written by people in 1986 and by AI agents in 2026.
//!
//! The numbers and their sources are in `data/knight_leveson.json`; the build turns them into these constants.

use crate::coincidence::Experiment;

/// One vendor's models in the experiment of 2026.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vendor {
    /// The vendor.
    pub name: &'static str,
    /// Versions its models wrote.
    pub versions: u32,
    /// How many of them fail on the same 419 inputs.
    pub sharing_one_fault: u32,
}

/// Latent correlations of failing on the same input, by what two versions share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasuredCorrelations {
    /// Models of different vendors.
    pub different_vendor: f64,
    /// Models of one vendor.
    pub same_vendor: f64,
    /// One model, writing in another programming language.
    pub same_model_other_language: f64,
    /// 90 % bootstrap interval of the correlation over all pairs.
    pub all_90_percent: (f64, f64),
}

include!(concat!(env!("OUT_DIR"), "/experiments.rs"));
