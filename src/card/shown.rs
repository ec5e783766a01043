//! What every figure shows as it begins, its long work done.

use blindspot_model::Params;

use crate::address::catalogue::{Figure, Home};
use crate::address::view::SandboxView;
use crate::chapter::task::Queue;
use crate::chapter::{Results, Setting, Task};
use crate::chapters::CHAPTERS;
use crate::chapters::{hero_words as words, prose};
use crate::figure::ranges::Ranged;
use crate::figure::{Frame, audit_strip, budget, claims, debate, hero};
use crate::sandbox::{Exhibit, Solved, figures};

/// What a figure shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Which figure.
    pub figure: Figure,
    /// Its finding.
    pub title: String,
    /// Its picture; the opening has two, side by side.
    pub frames: Vec<Frame>,
}

/// Every figure, in the order of the page.
#[must_use]
pub fn all() -> Vec<Shown> {
    let chapters: Vec<Vec<Frame>> = CHAPTERS
        .iter()
        .map(|&chapter| {
            let setting = Setting::start(chapter);
            chapter.scene(&setting, &finished(&chapter.tasks(&setting))).frames
        })
        .collect();
    let shown = |figure: Figure| {
        let frame = match figure.home {
            Home::Opening if figure == Figure::HERO => return opening(),
            Home::Opening => claims::frame(&Params::default(), claims::ALL),
            Home::Chapter { chapter, place } => chapters[chapter][place].clone(),
            Home::Sandbox(exhibit) => of_sandbox(exhibit),
        };
        Shown { figure, title: frame.title.clone(), frames: vec![frame] }
    };
    Figure::all().map(shown).collect()
}

fn opening() -> Shown {
    let (calls, params) = (hero::Calls::drawn(), Params::default());
    let worlds = [(words::REPORTED, hero::reported(&params)), (words::REAL, params)];
    let frame = |([title, subtitle], params): ([&str; 2], Params)| {
        hero::World::of(&calls, &params).frame(title, subtitle, None, None)
    };
    let frames = worlds.map(frame).into();
    Shown { figure: Figure::HERO, title: prose::OPENING_TITLE.to_owned(), frames }
}

/// A figure of the sandbox.
fn of_sandbox(exhibit: Exhibit) -> Frame {
    let SandboxView { params, seed, axes, prices, .. } = SandboxView::default();
    let outcome = Solved::of(&params);
    let done = |task: &Task| finished(std::slice::from_ref(task));
    match exhibit {
        Exhibit::MoreReviewers => figures::by_reviewers(&outcome),
        Exhibit::Map => figures::field_map(&outcome, axes, done(&figures::map_around(&params, axes)).map()),
        Exhibit::Integrity => figures::claimed_and_true(&outcome),
        Exhibit::Audits => audit_strip::frame(&params, seed),
        Exhibit::Repaired => {
            let task = Task::repairs(&params);
            figures::ranked(&outcome, done(&task).fixed_points(&task).unwrap_or_default())
        }
        Exhibit::Assumptions => {
            let task = Task::assumptions(&params);
            figures::assumed(&outcome, done(&task).fixed_points(&task).unwrap_or_default())
        }
        Exhibit::Ranges => {
            let ranges = figures::ranges_to_show();
            let task = figures::ranges(params, &ranges, seed);
            let done = done(&task);
            Ranged { params: &params, ranges: &ranges, found: done.ranges(&task) }.frame(0.0)
        }
        Exhibit::Uncertainty => {
            let task = figures::plausible(params, seed);
            let done = done(&task);
            debate::worlds(&done.ends(&task), done.worlds(&task))
        }
        Exhibit::Budget => {
            let task = Task::Budget { params, prices };
            budget::frame(done(&task).budget(&task))
        }
        Exhibit::Generations => {
            let task = figures::fields(params, seed);
            figures::by_generation(&outcome, done(&task).fields(&task))
        }
    }
}

fn finished(tasks: &[Task]) -> Results {
    Queue::begin(tasks, Results::default()).finished()
}
