//! The same audits on judgement that stands together and on judgement that is threaded through a project.

use blindspot_model::project::{self, Layout};
use blindspot_model::{AuditPlan, Parameter, Params};

use super::{Cell, Frame, Table};
use crate::chart::Picture;
use crate::chart::strips::{Mark, Strip, Strips};
use crate::text::number::percent;

/// The frame of a setting, with projects that are drawn with this seed.
#[must_use]
pub fn frame(params: &Params, seed: u64) -> Frame {
    let own = params.modularity();
    let threaded = if own == 0.0 {
        "Judgement threaded through the work".to_owned()
    } else {
        format!("Threaded, {} of it labelled", percent(own))
    };
    let rows = [("Judgement that can be found".to_owned(), Layout::Together, 1.0), (threaded, Layout::Threaded, own)];
    let (budget, calls) = (params.audit_budget(), params.judgement_calls());
    let drawn = rows.map(|(name, layout, modularity)| {
        let params = params.changed(Parameter::Modularity, modularity);
        let steps = project::drawn(&params, layout, seed);
        let hits = steps.iter().filter(|step| step.is_call && step.is_audited).count();
        (name, AuditPlan::of(&params).coverage(), hits, steps)
    });
    let [(_, together, ..), (_, threaded, ..)] = &drawn;
    let checks = if budget == 1 { "check".to_owned() } else { "checks".to_owned() };
    let title = if budget == 0 {
        "Without audits, no decision is checked against the world".to_owned()
    } else {
        format!("{budget} {checks} cover {} of labelled judgement, here {}", percent(*together), percent(*threaded))
    };
    Frame {
        subtitle: "Tall marks: decisions that need judgement. Rings: audits, filled where they hit one".to_owned(),
        summary: format!(
            "Two strips of {} steps with {budget} audited steps each. {}.",
            params.steps(),
            drawn
                .iter()
                .map(|(name, coverage, hits, _)| format!(
                    "{name}: {hits} of {calls} decisions that need judgement audited, {} expected",
                    percent(*coverage)
                ))
                .collect::<Vec<_>>()
                .join("; "),
        ),
        table: Table::new(
            ["Project", "decisions that need judgement", "audited steps", "decisions audited", "expected share"]
                .map(str::to_owned)
                .into(),
            drawn
                .iter()
                .map(|(name, coverage, hits, _)| {
                    vec![
                        Cell::name(name),
                        Cell::count(calls),
                        Cell::count(budget),
                        Cell::count(*hits),
                        Cell::share(*coverage),
                    ]
                })
                .collect(),
        ),
        picture: Picture::Strips(Strips {
            strips: drawn
                .into_iter()
                .map(|(name, _, hits, steps)| Strip {
                    name,
                    result: format!("{hits} of {calls} audited"),
                    steps: steps
                        .into_iter()
                        .map(|step| Mark { is_call: step.is_call, is_audited: step.is_audited })
                        .collect(),
                })
                .collect(),
        }),
        title,
    }
}
