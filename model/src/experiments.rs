//! Measured data: many versions of one program, written by people in 1986 and by AI agents in 2026, and pairs of
//! language models that answered the same questions.
//!
//! The numbers and their sources are in `data/knight_leveson.json` and `data/helm_pairs.json`; the build turns them into
//! these constants.

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

/// Pairs of models on HELM MMLU, 71 models in all, whose weaker one is about this good.
///
/// Computed from the public data of Kim, Garg, Peng and Garg, "Correlated Errors in Large Language Models" (ICML 2025,
/// proceedings.mlr.press/v267/kim25e.html): all 2,485 pairs, none left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AccuracyBin {
    /// Share of the questions that the weaker model of a pair gets right, from and below.
    pub weaker_model_accuracy: (f64, f64),
    /// Whether both models are of one company.
    pub same_company: bool,
    /// Pairs in the bin.
    pub pairs: u32,
    /// How often a model of these pairs is wrong, 0–1.
    pub error_rate: f64,
    /// Tetrachoric, i.e. latent, correlation of being wrong on the same question, the mean over pairs. It is computed here and not
    /// in the paper. An upper bound of what models share: questions that are hard for everybody, or whose marked
    /// answer is wrong, are in it.
    pub both_wrong_rho: f64,
    /// Of the same its tenth percentile, median and ninetieth percentile over pairs.
    pub both_wrong_rho_spread: [f64; 3],
    /// Tetrachoric correlation of giving the same wrong answer, which is what a reviewer misses by; the mean over the pairs
    /// that have one.
    pub same_wrong_rho: f64,
    /// How often the other is wrong too when one is, 0–1.
    pub other_wrong_given_one_wrong: f64,
    /// How often the other gives the same wrong answer when one is wrong, 0–1: the share of its errors that a model shares.
    pub same_wrong_given_one_wrong: f64,
    /// How often the two give the same answer when both are wrong, 0–1; by chance it would be ⅓, since three of the four
    /// answers are wrong.
    pub agree_when_both_wrong: f64,
}

include!(concat!(env!("OUT_DIR"), "/experiments.rs"));
