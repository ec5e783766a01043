//! Projects whose calls are alike.

use super::JudgementCall;
use crate::audit::AuditPlan;
use crate::normal;
use crate::params::MAX_RHO_WITHIN;
use crate::quadrature::{self, Nested, Node};

impl JudgementCall {
    /// W at bias θ if calls of one project were alike: if F, which all models share on a call, had this correlation, 0–.97,
    /// between two calls of a project. `None` where there is no such factor, i.e. with shared faults.
    ///
    /// Given what its calls share, a project is clean with a chance that is a mixture of (1−u)ⁿ, which is convex in u: by
    /// Jensen's inequality any likeness raises W, and W of independent calls is the lower end of its range.
    #[must_use]
    pub fn integrity_if_calls_are_alike(&self, audits: &AuditPlan, bias: f64, likeness: f64) -> Option<f64> {
        if self.trap_miss_rate.is_some() {
            return None;
        }
        let field_loading = self.correlation.loadings()[0];
        if likeness <= 0.0 || field_loading == 0.0 {
            return Some(audits.integrity(self.surviving_share(bias)));
        }
        let likeness = likeness.min(MAX_RHO_WITHIN);
        let (loading, rest) = (libm::sqrt(likeness), libm::sqrt(1.0 - likeness));
        // Fine enough for what F has of its own on each call, and for outside reviewers.
        let narrower = [[loading, rest], [self.outside.loading, self.outside.rest()]];
        let [other, other_rest] = if narrower[0][1] < narrower[1][1] { narrower[0] } else { narrower[1] };
        let nested = Nested::beside(self.correlation.loadings(), [other, other_rest]);
        let mut tries = self.rules(self.quorum).before(&self.panel);
        let surviving: Vec<Node> = nested
            .field
            .iter()
            .zip(self.given_on(&nested, bias))
            .map(|(node, given)| {
                let at = node.shift as f64 * nested.unit / field_loading;
                // The weight without φ(F) is the step.
                let step = given.weight / normal::density(at);
                Node { at, weight: step * tries.published(&given).wrong }
            })
            .collect();
        let given_project = |shared: f64| {
            let chance = |node: &Node| node.weight * normal::density((node.at - loading * shared) / rest) / rest;
            surviving.iter().map(chance).sum::<f64>().min(1.0)
        };
        // A power of many calls is narrower than the integrand that the rule is made for.
        let projects = quadrature::gaussian(loading, 0.5 * rest);
        let clean = |node: Node| node.weight * audits.integrity(given_project(node.at));
        Some(projects.into_iter().map(clean).sum::<f64>().min(1.0))
    }
}
