//! Whether each chapter's finding holds with other readings of blind spots, worked out from the model: with the common factor,
//! with shared faults, and with whatever fits how often one and two reviewers miss.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up fails")]

use blindspot::chapter::Holds;
use blindspot::chapters::CHAPTERS;
use blindspot::figure::debate::{trajectory, warning_line};
use blindspot::figure::families::{catch_rate, unrelated, with_families};
use blindspot::figure::known::fixed_point;
use blindspot::figure::ramp;
use blindspot::figure::ranking::repairs;
use blindspot_model::bounds::joint_miss;
use blindspot_model::evidence::{Evidence, Piece};
use blindspot_model::{AuditPlan, Measures, Parameter, Params, World};

fn first(params: &Params) -> Measures {
    Measures::of(params, params.initial_bias())
}

/// The chance that an unsafe system passes so many pieces of a setting that is read as evidence, with the smooth factor.
fn passes(params: &Params, pieces: usize) -> f64 {
    let piece = Piece { miss: params.miss_rate(), false_alarm: 0.0 };
    let even = Evidence::new(0.5, vec![piece; pieces], params.rho_between()).unwrap().modelled();
    even / (1.0 - even)
}

/// Whether a system that passed is ten times as likely to be unsafe as pieces without likeness say, even if safe systems always
/// passed.
fn is_ten_times_as_risky(params: &Params, passes: f64) -> bool {
    let [unsafe_passed, safe] = [params.error_rate() * passes, 1.0 - params.error_rate()];
    unsafe_passed / (unsafe_passed + safe) > 10.0 * Evidence::of(params).naive()
}

/// The finding of a chapter as a question to the model: does it hold in this setting?
fn finding(id: &str, params: &Params) -> bool {
    let at = |parameter, value| params.changed(parameter, value);
    match id {
        // The chances multiply.
        "independent" => {
            let all = libm::pow(params.miss_rate(), params.reviewers() as f64);
            (first(params).surviving_share / (params.error_rate() * all) - 1.0).abs() < 1e-6
        }
        // However many copies are worth less than one independent reviewer.
        "copies" => first(&at(Parameter::Reviewers, 15.0)).effective_reviewers.unwrap() < 1.0,
        // Mixing companies helps, and less than if they shared nothing.
        "families" => {
            let [one, four, hoped] =
                [with_families(params, 1), *params, unrelated(params)].map(|params| catch_rate(&params));
            one < four && four < hoped
        }
        // Audits reach no more of the judgement than of anything else.
        "judgement" => {
            let share = params.audit_budget() as f64 / params.steps() as f64;
            (first(params).coverage - share).abs() < 1e-9
        }
        // What is reported is more than ten times what is true, and audits find ten times what they would find.
        "report" => {
            let told = first(params);
            let audits = told.audit_estimate;
            told.claimed_integrity > 10.0 * told.integrity
                && audits.finds_per_project > 10.0 * audits.claimed_finds_per_project
        }
        // The risk that is left is more than ten times what pieces without likeness would leave.
        "evidence" => {
            let (miss, pieces) = (params.miss_rate(), params.reviewers());
            let odds = (passes(params, 2) - miss * miss) / ((1.0 - miss) * (1.0 - miss));
            let traps = odds / (1.0 + odds);
            let private = (miss - traps) / (1.0 - traps);
            let trapped = traps + (1.0 - traps) * libm::pow(private, pieces as f64);
            is_ten_times_as_risky(params, if params.shared_faults() { trapped } else { passes(params, pieces) })
        }
        // Errors and misses multiply: more of both makes it worse than more errors alone would.
        "teacher" => {
            let [now, best] = [first(params), first(&at(Parameter::Supervision, 1.0))];
            now.undetected_share / best.undetected_share > now.error_rate_now / best.error_rate_now
        }
        // Models that differ like people fall at once, and return later.
        "edge" => {
            let ramp = ramp::known(&World::HumanLike.of(params));
            matches!((ramp.falls(), ramp.returns()), (Some(falls), Some(returns)) if falls < returns)
        }
        // Each repair that brings in other eyes leaves less than more of the same kind.
        "repairs" => {
            let ends: Vec<f64> = repairs(params).iter().map(|repair| fixed_point(&repair.params)).collect();
            ends[1..].iter().all(|&end| end < ends[0])
        }
        // The field ends above the warning line.
        "argue" => trajectory(params).last().is_some_and(|&share| share > warning_line()),
        other => panic!("{other} has no finding"),
    }
}

/// The same where reviewers miss together as little or as much as fits what one and two of them miss; `None` where that says
/// nothing.
fn within_bounds(id: &str, params: &Params) -> Option<bool> {
    let (reviewers, told) = (params.reviewers(), first(params));
    if id == "evidence" {
        let (least, _) = joint_miss(params.miss_rate(), passes(params, 2), reviewers);
        return Some(is_ten_times_as_risky(params, least));
    }
    let bounds = told.joint_miss_bounds?;
    let ends = |reviewers: usize| [bounds[reviewers].0, bounds[reviewers].1];
    Some(match id {
        "independent" => {
            let all = libm::pow(params.miss_rate(), reviewers as f64);
            ends(reviewers).iter().all(|missed| (missed / all - 1.0).abs() < 1e-6)
        }
        "copies" => ends(15).iter().all(|missed| libm::log(*missed) / libm::log(params.miss_rate()) < 1.0),
        "report" => {
            let audits = AuditPlan::of(params);
            ends(reviewers)
                .iter()
                .all(|missed| told.claimed_integrity > 10.0 * audits.integrity(params.error_rate() * missed))
        }
        _ => return None,
    })
}

#[test]
fn every_finding_holds_where_its_chapter_says_so() {
    let (mut found, mut told) = (Vec::new(), Vec::new());
    for chapter in CHAPTERS {
        let (id, start) = (chapter.words().id, chapter.start());
        assert!(finding(id, &start), "{id} does not find what it says");
        let shared_faults = finding(id, &start.changed(Parameter::SharedFaults, 1.0));
        // Coverage knows no reviewers, so nothing about them can change it.
        let bounds = if id == "judgement" { Some(finding(id, &start)) } else { within_bounds(id, &start) };
        found.push((id, Holds { shared_faults, bounds }));
        told.push((id, chapter.holds()));
    }
    assert_eq!(told, found, "left: as the chapters say; right: as the model says");
}

#[test]
fn each_reading_is_told_in_its_own_words() {
    let readings = [(true, Some(true)), (true, Some(false)), (true, None), (false, None)];
    let told = readings.map(|(shared_faults, bounds)| Holds { shared_faults, bounds }.told());
    for (i, one) in told.iter().enumerate() {
        assert!(one.contains("shared faults") && !told[..i].contains(one), "{one}");
    }
    assert!(told[3].starts_with("Does not hold") && told[..3].iter().all(|told| told.starts_with("Holds")));
}
