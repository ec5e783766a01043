//! Chapter 9: what helps.

use blindspot_model::{Parameter, Params, World};

use crate::chapter::control::{AUDIT_BUDGET, DIVERSITY, SUPERVISION};
use crate::chapter::number::Told;
use crate::chapter::prediction::Asked;
use crate::chapter::task::Results;
use crate::chapter::{
    Chapter, Control, Form, Holds, Note, Number, Objection, Outline, Place, Prediction, Room, Scene, Setting, Task,
    Words, well_supervised,
};
use crate::figure::ahead::Ahead;
use crate::figure::hero::SEED;
use crate::figure::known::fixed_point;
use crate::figure::ranking::{self, Repair, repairs};
use crate::figure::{debate, spending};
use crate::text::number::{grouped, of_thousand, percent, percents};

/// The chapter.
pub struct Repairs;

const WORDS: Words = Words {
    id: "repairs",
    title: "What helps",
    claim: None,
    lead: &[
        "@ranking Take a field of {field}. Half of their teaching is right. It ends with {before} of its decisions \
         wrong and undetected. Which single repair would you choose? More reviewers of the same kind leave \
         {many_reviewers}. One person among the reviewers leaves {person}. Better supervision and more audits help \
         too.",
        "@ranking Models of four labs leave {labs}, but that is a gamble. The pale bands try other plausible numbers: \
         then it is {labs_low} to {labs_high}. Labels on half of the judgement are safer, with {labelled_low} to \
         {labelled_high}.",
    ],
    why: &[
        "What helps is *other* eyes. With perfect teaching, {few} copies as reviewers leave {copies} of 1,000 decisions \
         wrong, and {crowd} leave {copies_crowd}. Add to the {few} one person, who misses {person_misses} of planted errors: \
         {copies_person} stay wrong.",
        "@spending Now buy a mix: model diversity at {=diversity}, audits on {=audit_budget} of the steps, supervision \
         at {=supervision}. For {spent} of {coins} coins, {own} of the decisions stay wrong. (The prices are invented. \
         This is a game, and no advice.)",
    ],
    effect: "{spent} of {coins} coins spent, {own} of the decisions stay wrong",
};

const OBJECTIONS: &[Objection] = &[Objection {
    id: "four-labs-first",
    says: "Nobody has to begin with copies of one model. Today’s labs already differ.",
    switch: "Begin with models of four labs",
    reply: "Without any repair, this field ends at {before_then} instead of {before_base}. More reviewers bring it down to \
            {reviewers_then}: they help when they see different things.",
    changes: |params| World::FourLabs.of(&params),
}];

const NOTE: Note = Note {
    say: &[
        "Give every group the same {coins} coins and let it spend them before anybody looks at the ranking.",
        "Ask for the reason before the result: does this purchase bring in other eyes, or more of the same?",
    ],
    mistake: "More reviewers are bought, since they are what one usually buys. Half repairs are expected to do half the good.",
    talk: "Which of these could be had next month where you work, and who would have to pay?",
};

/// Plausible worlds for each repair.
const PLAUSIBLE: usize = 20;

fn plausible(repair: &Repair) -> Task {
    Task::Plausible { params: repair.params, count: PLAUSIBLE, seed: SEED }
}

fn simulated(repair: &Repair) -> Task {
    Task::fields(repair.params, 1)
}

/// More copies than a person could be traded for.
const CROWD: f64 = 15.0;

/// Well-taught copies that check each other, without audits: some, a crowd of them, and some with a person.
fn panels() -> [Params; 3] {
    let copies = well_supervised(World::OneModel).changed(Parameter::AuditBudget, 0.0);
    [copies, copies.changed(Parameter::Reviewers, CROWD), copies.changed(Parameter::OutsideReviewers, 1.0)]
}

/// The field that is repaired: the chapter's start, with what is flipped.
fn broken(chapter: &Repairs, setting: &Setting) -> Params {
    setting.with(chapter, chapter.start(), setting.flipped()).params
}

impl Outline for Repairs {
    fn id(&self) -> &'static str {
        WORDS.id
    }

    fn title(&self) -> &'static str {
        WORDS.title
    }

    fn asks_for(&self) -> Form {
        Form::Choice { options: 4 }
    }

    fn start(&self) -> Params {
        World::OneModel.of(&Params::default())
    }

    fn controls(&self) -> &'static [Control] {
        &[DIVERSITY, AUDIT_BUDGET, SUPERVISION]
    }

    fn objections(&self) -> &'static [Objection] {
        OBJECTIONS
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("spending", "What coins buy", Room::Half),
            Place::new("ranking", "All ways to spend", Room::Half),
        ];
        PLACES
    }

    fn admitted(&self, before: &Params, after: Params) -> Params {
        spending::admitted(&self.start(), before, after)
    }
}

impl Chapter for Repairs {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn note(&self) -> &'static Note {
        &NOTE
    }

    fn holds(&self) -> Holds {
        Holds { shared_faults: true, bounds: None }
    }

    fn prediction(&self) -> Prediction {
        let start = self.start();
        let candidates = [0, 1, 3, 4].map(|i| repairs(&start).swap_remove(i));
        let shares = candidates.clone().map(|repair| fixed_point(&repair.params));
        let right = (0..shares.len()).min_by(|&a, &b| shares[a].total_cmp(&shares[b])).unwrap_or(0);
        let told: Vec<String> = candidates
            .iter()
            .zip(shares)
            .map(|(repair, share)| format!("{}: {}", repair.name, percent(share)))
            .collect();
        Prediction {
            question: format!(
                "Copies of one model do the work and check it. In the end, {} of the decisions are wrong and \
         undetected. Which \
                 repair leaves the fewest?",
                percent(fixed_point(&start))
            ),
            asked: Asked::Choice {
                options: candidates.map(|repair| repair.name).into(),
                right,
                because: format!("What stays wrong and undetected: {}.", told.join("; ")),
            },
        }
    }

    fn tasks(&self, setting: &Setting) -> Vec<Task> {
        let repairs = repairs(&broken(self, setting));
        let own = Task::fields(setting.params, 1);
        [own].into_iter().chain(repairs.iter().map(plausible)).chain(repairs.iter().map(simulated)).collect()
    }

    fn ahead(&self) -> Vec<Ahead> {
        let start = self.start();
        let repaired = repairs(&start).into_iter().map(|repair| repair.params);
        repaired.chain(spending::settings(&start)).map(Ahead::FixedPoint).collect()
    }

    fn scene(&self, setting: &Setting, results: &Results) -> Scene {
        let start = broken(self, setting);
        let before = fixed_point(&start);
        let repaired: Vec<(Repair, ranking::Result)> = repairs(&start)
            .into_iter()
            .map(|repair| {
                let result = ranking::Result {
                    name: repair.name.clone(),
                    share: fixed_point(&repair.params),
                    range: debate::middle(&results.ends(&plausible(&repair))),
                    simulated: results.fields(&simulated(&repair)).first().and_then(|run| run.last().copied()),
                };
                (repair, result)
            })
            .collect();
        let shares: Vec<ranking::Result> = repaired.iter().map(|(_, result)| result.clone()).collect();
        let number = |name, i: usize| Told::field(&repaired[i].0.params).number(name, "fixed_point", percent);
        let base_start = self.start();
        let flipped = (OBJECTIONS[0].changes)(base_start);
        let with_reviewers = repairs(&flipped).swap_remove(0).params;
        let [copies, crowd, with_person] = panels();
        let stays_wrong = Told::first;
        let range = |name, i: usize, end: usize| {
            let range = shares[i].range;
            Number::words(name, range.map_or_else(|| "…".to_owned(), |(low, high)| percents(low, high)[end].clone()))
        };
        Scene {
            frames: vec![
                spending::frame(
                    &start,
                    &setting.params,
                    &spending::curves(&start),
                    results.fields(&Task::fields(setting.params, 1)).first().and_then(|run| run.last().copied()),
                ),
                ranking::frame(before, &shares),
            ],
            numbers: vec![
                Number::words("field", if start == base_start { "copies of one model" } else { "models of four labs" }),
                Told::field(&start).number("before", "fixed_point", percent),
                number("many_reviewers", 0),
                number("person", 1),
                Number::plain("few", copies.reviewers() as f64, grouped),
                stays_wrong(&copies).number("copies", "surviving_share", of_thousand),
                Number::plain("crowd", crowd.reviewers() as f64, grouped),
                stays_wrong(&crowd).number("copies_crowd", "surviving_share", of_thousand),
                Number::plain("person_misses", with_person.outside_miss_rate(), percent),
                stays_wrong(&with_person).number("copies_person", "surviving_share", of_thousand),
                number("labs", 4),
                range("labs_low", 4, 0),
                range("labs_high", 4, 1),
                range("labelled_low", 6, 0),
                range("labelled_high", 6, 1),
                Number::plain("coins", f64::from(spending::COINS), grouped),
                Number::plain("spent", spending::spent(&self.start(), &setting.base), |coins| {
                    format!("{coins:.1}").trim_end_matches(".0").to_owned()
                }),
                Told::field(&setting.params).number("own", "fixed_point", percent),
                Told::field(&base_start).number("before_base", "fixed_point", percent),
                Told::field(&flipped).number("before_then", "fixed_point", percent),
                Told::field(&with_reviewers).number("reviewers_then", "fixed_point", percent),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A person who misses more than a copy does beats a crowd of copies, in the first generation and in the end.
    #[test]
    fn a_worse_reviewer_who_sees_other_things_helps_more() {
        let [copies, crowd, person] = panels();
        assert!(person.outside_miss_rate() > copies.miss_rate());
        let told = [copies, crowd, person].map(|params| Told::first(&params).value("surviving_share").unwrap());
        for (told, printed) in told.into_iter().zip([93.7, 84.3, 60.2]) {
            assert!((1000.0 * told - printed).abs() < 0.05, "{told}");
        }
        let repairs = repairs(&Repairs.start());
        assert!(fixed_point(&repairs[1].params) < fixed_point(&repairs[0].params));
    }

    #[test]
    fn a_lever_moves_within_the_budget() {
        let start = Repairs.start();
        let rich = Repairs.admitted(&start, start.with(Parameter::Supervision, 1.0).unwrap());
        assert!((spending::spent(&start, &rich) - f64::from(spending::COINS)).abs() < 1e-9);
    }
}
