//! Tasks in their order.

use blindspot_model::LongWork;

use super::work::{Work, begin};
use super::{Outcome, Results, Task};

/// The tasks of one setting, being done one after the other.
pub struct Queue {
    waiting: Vec<Task>,
    under_way: Option<(Task, Box<dyn Work>)>,
    /// Tasks that this queue has done.
    completed: usize,
    results: Results,
}

impl Queue {
    /// Begins these tasks. What `earlier` has of them is kept; of the rest only what can [serve](Outcome::serves) is.
    #[must_use]
    pub fn begin(tasks: &[Task], earlier: Results) -> Queue {
        let is_kept = |(task, outcome): &(Task, Outcome)| tasks.contains(task) || outcome.serves();
        let done: Vec<(Task, Outcome)> = earlier.done.into_iter().filter(is_kept).collect();
        let mut waiting: Vec<Task> =
            tasks.iter().filter(|task| done.iter().all(|(other, _)| other != *task)).cloned().collect();
        // Taken from the end.
        waiting.reverse();
        Queue { waiting, under_way: None, completed: 0, results: Results { done } }
    }

    /// What is done so far.
    #[must_use]
    pub fn results(&self) -> &Results {
        &self.results
    }

    /// Does all that is left, at once.
    #[must_use]
    pub fn finished(mut self) -> Results {
        self.finish();
        self.results
    }
}

impl LongWork for Queue {
    /// One step of a millisecond or so.
    fn advance(&mut self) {
        let Some((task, mut work)) = self
            .under_way
            .take()
            .or_else(|| self.waiting.pop().map(|task| (task.clone(), begin(&task, &self.results))))
        else {
            return;
        };
        work.advance();
        if !work.is_complete() {
            self.under_way = Some((task, work));
            return;
        }
        let outcome = work.outcome();
        if outcome.serves() {
            let kind = std::mem::discriminant(&outcome);
            self.results.done.retain(|(_, earlier)| std::mem::discriminant(earlier) != kind);
        }
        self.results.done.push((task, outcome));
        self.completed += 1;
    }

    /// Whether nothing is left to do.
    fn is_complete(&self) -> bool {
        self.waiting.is_empty() && self.under_way.is_none()
    }

    /// The share of the tasks that is done, 0–1.
    fn progress(&self) -> f64 {
        let open = self.waiting.len() + usize::from(self.under_way.is_some());
        let under_way = self.under_way.as_ref().map_or(0.0, |(_, work)| work.progress());
        let done = self.completed as f64;
        if open == 0 { 1.0 } else { (done + under_way) / (done + open as f64) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::budget::usual_prices;
    use blindspot_model::{Parameter, Params};

    #[test]
    fn a_search_for_the_best_budget_goes_on_where_only_the_readers_mix_moved() {
        let task = |params: Params| Task::Budget { params, prices: usual_prices() };
        let steps = |task: &Task, earlier: Results| {
            let mut queue = Queue::begin(std::slice::from_ref(task), earlier);
            let mut steps = 0;
            while !queue.is_complete() {
                queue.advance();
                steps += 1;
            }
            (steps, queue.finished())
        };
        let here = task(Params::default());
        let there = task(Params::default().with(Parameter::Supervision, 0.7).unwrap());
        let elsewhere = task(Params::default().with(Parameter::Reviewers, 5.0).unwrap());
        let (all, results) = steps(&here, Results::default());
        let (few, moved) = steps(&there, results.clone());
        assert!(few < all / 4, "{few} steps instead of {all}");
        assert!(moved.budget(&here).is_none());
        let (_, other) = steps(&elsewhere, results);
        for (task, results) in [(there, moved), (elsewhere, other)] {
            let found = |results: &Results| results.budget(&task).map(|search| (search.frontier(), search.standing()));
            let fresh = Queue::begin(std::slice::from_ref(&task), Results::default()).finished();
            assert!(found(&results).is_some() && found(&results) == found(&fresh));
        }
    }

    #[test]
    fn tasks_are_done_once_and_dropped_when_no_longer_asked_for() {
        let params = Params::default();
        let (small, large) = (Task::calls(params, 150), Task::calls(params, 250));
        let results = Queue::begin(&[small.clone(), large.clone()], Results::default()).finished();
        assert_eq!(results.tally(&small).map(|tally| tally.projects), Some(150));
        assert_eq!(results.tally(&large).map(|tally| tally.projects), Some(250));

        let mut queue = Queue::begin(std::slice::from_ref(&large), results);
        assert!(queue.is_complete(), "what is done is not done again");
        queue.advance();
        assert_eq!(queue.results().of(&small), None);

        let other = Task::fields(params.with(Parameter::Projects, 3.0).unwrap(), 2);
        let results = Queue::begin(std::slice::from_ref(&other), queue.finished()).finished();
        assert_eq!(results.fields(&other).len(), 2);
        assert_eq!(results.of(&large), None);
    }
}
