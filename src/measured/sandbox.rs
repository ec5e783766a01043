//! What was measured as a setting of the sandbox, and what the model then misfits.

use blindspot_measure::measures::Report;
use blindspot_model::params::MAX_RHO_BETWEEN;
use blindspot_model::{Measures, Parameter, Params};

use super::headline::worth_of;
use super::words::decimal;
use crate::figure::correlations::Tick;
use crate::text::number::{percent, significant};

/// A setting like the data.
#[derive(Clone, Debug, PartialEq)]
pub struct Transfer {
    /// The setting.
    pub params: Params,
    /// What was set from what, and what does not fit, a sentence each.
    pub told: Vec<String>,
}

/// The measured latent correlation of two raters that have nothing to do with each other: between groups where there are
/// groups, else of all pairs.
fn rho_between(report: &Report) -> Option<f64> {
    let groups = report.summary.groups.as_ref();
    groups.and_then(|groups| groups.tetrachoric_between).or(report.summary.mean_tetrachoric.value)
}

/// The diversity at which the model has this correlation between families.
fn diversity(rho: f64) -> f64 {
    (1.0 - rho / MAX_RHO_BETWEEN).clamp(0.0, 1.0)
}

/// The measured correlation as a tick of the diversity sliders, with where it stands in percent.
#[must_use]
pub fn tick(report: &Report) -> Option<(f64, Tick)> {
    let rho = rho_between(report)?;
    let source = if report.summary.groups.is_some() { "pairs of different groups" } else { "all pairs" };
    let source = format!("Your own data: the mean over {source} of {} raters.", report.raters.len());
    Some((100.0 * diversity(rho), Tick { name: "your models".to_owned(), rho, source }))
}

/// The setting; `None` where nobody errs, or no two can be compared.
#[must_use]
pub fn transfer(report: &Report) -> Option<Transfer> {
    let rates: Vec<f64> = report.raters.iter().filter_map(|rater| rater.error_rate.value).collect();
    let rate = rates.iter().sum::<f64>() / rates.len() as f64;
    let between = rho_between(report).filter(|_| rate.is_finite())?;
    let within = report.summary.groups.as_ref().and_then(|groups| groups.tetrachoric_within);
    let start = Params::default();
    let mut told = Vec::new();
    let held = |parameter: Parameter, value: f64| {
        let spec = parameter.spec();
        value.clamp(spec.min, spec.max)
    };
    let families = {
        let mut names: Vec<&String> = report.raters.iter().filter_map(|rater| rater.group.as_ref()).collect();
        names.sort_unstable();
        names.dedup();
        names.len().max(1)
    };
    let reviewers = report.raters.len().saturating_sub(1);
    let changes = [
        (Parameter::ErrorRate, held(Parameter::ErrorRate, rate)),
        (Parameter::MissRate, held(Parameter::MissRate, rate)),
        (Parameter::Reviewers, held(Parameter::Reviewers, reviewers as f64)),
        (Parameter::Lineages, held(Parameter::Lineages, families as f64)),
    ];
    let params = start.with_all(changes).ok()?;
    let rho = between.clamp(0.0, MAX_RHO_BETWEEN);
    let kin = within.map_or(rho, |within| within.clamp(rho, 1.0));
    // What the model can't have within a family is left at what it has.
    let params =
        params.with_correlations(rho, kin).or_else(|_| params.with(Parameter::Diversity, diversity(rho))).ok()?;
    told.push(format!(
        "Authors err and reviewers miss on {} of the items, the mean error rate; ρ between families is {}{}.",
        percent(rate),
        decimal(params.rho_between()),
        within.map_or_else(String::new, |_| format!(", within one {}", decimal(params.rho_within())))
    ));
    if (rho - between).abs() > 1e-9 {
        told.push(format!("The data say {}, which the model can’t have.", decimal(between)));
    }
    let reviewers = params.reviewers();
    let modelled = Measures::of(&params, 0.0).effective_reviewers;
    let measured = worth_of(report, reviewers).and_then(|worth| worth.advertised);
    if let Some((modelled, measured)) = modelled.zip(measured) {
        told.push(format!(
            "The model then says that {reviewers} reviewers are worth {}; your data say {}. What lies between is what one \
             correlation for all can’t show.",
            significant(modelled, 2),
            significant(measured, 2)
        ));
    }
    told.push("False alarms, audits, supervision and training are not in the data: they stay as they were.".to_owned());
    Some(Transfer { params, told })
}
