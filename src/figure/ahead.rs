//! What scenes take long to work out, and keep: done ahead in pieces, it keeps no page from answering.

use std::hint::black_box;

use blindspot_model::Params;

use super::{known, ramp};

/// A piece of it, some milliseconds at most. Who needs what comes of it finds it kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ahead {
    /// The fixed point of a setting.
    FixedPoint(Params),
    /// A ramp of a setting.
    Ramp(Params),
}

impl Ahead {
    /// Works it out.
    pub fn work(&self) {
        match self {
            Ahead::FixedPoint(params) => {
                black_box(known::fixed_point(params));
            }
            Ahead::Ramp(params) => {
                black_box(ramp::known(params));
            }
        }
    }
}
