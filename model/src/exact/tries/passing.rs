//! How often the checkers of one family let a call pass, worked out once for all values of the factors that put its models
//! at the same point.

use crate::exact::given::Doing;
use crate::exact::panel::Panel;
use crate::exact::rows::binomial;

/// P(c objections), c = 0 … q−1, to a wrong and to a right call.
pub(super) type Row = [Vec<f64>; 2];

/// P(nobody of the family objects) to a wrong and to a right call.
pub(super) type Pass = [f64; 2];

/// What is known of the families of a panel. A family goes by the place of its size among the [sizes](Passing::place).
pub(super) struct Passing {
    /// How many check of the author's family, then of the others, each number once.
    sizes: Vec<usize>,
    /// By point and place.
    passes: Vec<Option<Pass>>,
    rows: Vec<Option<Row>>,
}

impl Passing {
    pub fn of(panel: &Panel) -> Passing {
        let mut sizes = vec![panel.own];
        for &models in &panel.others {
            if !sizes.contains(&models) {
                sizes.push(models);
            }
        }
        Passing { sizes, passes: Vec::new(), rows: Vec::new() }
    }

    /// The place of a size that some family has; that of the author's family is 0.
    pub fn place(&self, models: usize) -> usize {
        self.sizes.iter().position(|&size| size == models).unwrap_or_default()
    }

    /// How often nobody of a family objects.
    pub fn pass(&mut self, doing: &Doing, place: usize) -> Pass {
        let models = self.sizes[place] as f64;
        let model = &doing.model;
        *known(&mut self.passes, doing.point * self.sizes.len() + place)
            .get_or_insert_with(|| [model.wrong[0], model.right[0]].map(|pass| libm::pow(pass, models)))
    }

    /// How often so many of a family object.
    pub fn rows(&mut self, doing: &Doing, place: usize, quorum: usize) -> &Row {
        let models = self.sizes[place];
        let model = &doing.model;
        known(&mut self.rows, doing.point * self.sizes.len() + place).get_or_insert_with(|| {
            [model.wrong, model.right].map(|[pass, object]| binomial(models, pass, object, quorum))
        })
    }
}

fn known<T>(all: &mut Vec<Option<T>>, place: usize) -> &mut Option<T> {
    if all.len() <= place {
        all.resize_with(place + 1, || None);
    }
    &mut all[place]
}
