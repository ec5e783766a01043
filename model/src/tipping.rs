//! Tipping points along any parameter: where a sound field falls and where a fallen one returns while everything else
//! stays.
//!
//! At each value p of the parameter a field has a lowest and a highest fixed point under its supervision: what a sound
//! field and what a fallen one comes to. Along p they move smoothly but for jumps, where a fold of σ(θ) passes the
//! present σ (σ_fold(p) = σ): a sound field falls where the lowest fixed point jumps, a fallen one returns where the
//! highest does. The folds tell a jump from a steep slope: two biases are parted by a pair of folds if one lies before
//! both and the other behind both, on stretches of σ(θ) between which no stable state is. So it does not matter that
//! folds appear and vanish along p (at a cusp), or that one of a pair lies where no supervision leads.
//!
//! The range is cut into 64 cells, or into whole numbers where there are fewer. A cell whose ends are parted by the folds
//! of either, or lie far apart, is halved, down to [`RESOLUTION`] of the range or to neighbouring whole numbers; if the
//! ends are still parted there, it holds a tipping point. Between whole numbers nothing is, so there the folds at the two
//! ends are all that tells a jump from a step. What happens *and* is undone within one of the first cells leaves no
//! trace at its ends and is not found; that takes a parameter that first harms and then helps, as likeness can under a
//! larger quorum.

use crate::along::Along;
pub use crate::along::RESOLUTION;
use crate::exact::JudgementCall;
use crate::feedback::Feedback;
use crate::long_work::LongWork;
use crate::params::{Parameter, Params};
use crate::survival::LatestTable;

/// Probits by which a fixed point may move from one end of a cell to the other before the cell is looked into.
const STEEP: f64 = 0.2;

/// What happens at a tipping point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tip {
    /// A sound field falls: what it comes to from x = 0 jumps up.
    Falls,
    /// A fallen field returns: what it comes to from x = 1 jumps down.
    Returns,
}

/// Which way the parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// To larger values.
    Up,
    /// To smaller values.
    Down,
}

/// A tipping point along a parameter, between two values of it, in its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TippingPoint {
    /// A value just below it; for counts a whole number.
    pub low: f64,
    /// A value just above it, at most [`RESOLUTION`] of the range away; for counts the next whole number.
    pub high: f64,
    /// What happens there.
    pub kind: Tip,
    /// Which way the parameter goes when it happens; the other way it does not.
    pub course: Course,
}

/// A search for the tipping points along one parameter, an evaluation at a time, so that it can be made between frames.
#[derive(Clone, Debug, PartialEq)]
pub struct TippingSearch {
    along: Along,
    /// Where the search looks next; `None` when it is complete.
    next: Option<f64>,
    /// How many of the first cells are begun.
    begun: u32,
    /// Up to where the search is through.
    behind: Option<Field>,
    /// What was looked at beyond that, the nearest last.
    ahead: Vec<Field>,
    table: LatestTable,
    tipping_points: Vec<TippingPoint>,
}

/// The field at one value of the parameter; biases in probits.
#[derive(Clone, Debug, PartialEq)]
struct Field {
    value: f64,
    /// The lowest fixed point.
    sound: f64,
    /// The highest fixed point.
    fallen: f64,
    /// Where σ(θ) turns up and where it turns down again, whether or not any supervision leads there.
    folds: Vec<(f64, f64)>,
}

impl Field {
    /// Whether two biases lie on different sides of a pair of folds.
    fn parts(&self, one: f64, other: f64) -> bool {
        let (lower, higher) = (one.min(other), one.max(other));
        self.folds.iter().any(|&(up, down)| lower <= up && down <= higher)
    }
}

impl TippingSearch {
    /// Begins the search along a parameter, from its smallest to its largest value that the others allow. Nothing is
    /// evaluated yet.
    #[must_use]
    pub fn begin(setting: &Params, parameter: Parameter) -> TippingSearch {
        let along = Along::new(setting, parameter);
        TippingSearch {
            along,
            next: Some(along.range().0),
            begun: 0,
            behind: None,
            ahead: Vec::new(),
            table: LatestTable::default(),
            tipping_points: Vec::new(),
        }
    }

    /// The tipping points found so far, by rising value; between the same two whole numbers the fall comes first.
    #[must_use]
    pub fn tipping_points(&self) -> &[TippingPoint] {
        &self.tipping_points
    }

    fn field(&mut self, value: f64) -> Field {
        let params = self.along.at(value);
        let table = self.table.of(&JudgementCall::of(&params));
        let feedback = Feedback::of(&params, table);
        let supervision = params.supervision();
        Field {
            value,
            sound: feedback.fixed_point(supervision).bias,
            fallen: feedback.highest_fixed_point(supervision).bias,
            folds: feedback.folds().chunks_exact(2).map(|pair| (pair[0].bias, pair[1].bias)).collect(),
        }
    }

    /// Where to look between two values, if a tipping point may be there and they are not close enough yet.
    fn middle(&self, from: &Field, to: &Field) -> Option<f64> {
        let is_steep =
            |one: f64, other: f64| (one - other).abs() > STEEP || from.parts(one, other) || to.parts(one, other);
        let is_open = is_steep(from.sound, to.sound) || is_steep(from.fallen, to.fallen);
        if is_open { self.along.middle(from.value, to.value) } else { None }
    }
}

impl LongWork for TippingSearch {
    /// Looks at one value of the parameter: a tenth of a millisecond where the panel and its likeness stay, a table more
    /// where they change (half a millisecond for most panels, a few for the most involved).
    fn advance(&mut self) {
        let Some(value) = self.next else { return };
        let field = self.field(value);
        self.ahead.push(field);
        while let Some(here) = self.ahead.pop() {
            if let Some(behind) = &self.behind {
                if let Some(middle) = self.middle(behind, &here) {
                    self.next = Some(middle);
                    self.ahead.push(here);
                    return;
                }
                self.tipping_points.extend(tipping_points(behind, &here));
            }
            self.behind = Some(here);
        }
        self.begun += 1;
        self.next = self.along.cell_end(self.begun);
    }

    /// Whether the whole range is searched.
    fn is_complete(&self) -> bool {
        self.next.is_none()
    }

    /// The share of the range that is searched, 0–1.
    fn progress(&self) -> f64 {
        if self.is_complete() { 1.0 } else { self.behind.as_ref().map_or(0.0, |field| self.along.share(field.value)) }
    }
}

/// The jumps from one value to another close to it.
fn tipping_points(from: &Field, to: &Field) -> impl Iterator<Item = TippingPoint> {
    let jump = |kind: Tip, one: f64, other: f64| {
        let course = if (one < other) == (kind == Tip::Falls) { Course::Up } else { Course::Down };
        (from.parts(one, other) || to.parts(one, other)).then_some(TippingPoint {
            low: from.value,
            high: to.value,
            kind,
            course,
        })
    };
    [jump(Tip::Falls, from.sound, to.sound), jump(Tip::Returns, from.fallen, to.fallen)].into_iter().flatten()
}
