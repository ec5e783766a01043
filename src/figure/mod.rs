//! Model to frames: a frame holds the values of one figure, which are then drawn, tabled and spoken.

pub mod ahead;
pub mod all_hold;
pub mod assumptions;
pub mod audit_strip;
pub mod axes;
pub mod budget;
pub mod claims;
pub mod coincidences;
pub mod compared;
pub mod correlations;
pub mod counts;
pub mod coverage;
pub mod debate;
pub mod effective;
pub mod evidence;
pub mod families;
pub mod generations;
pub mod guessed;
pub mod helm;
pub mod hero;
pub mod integrity;
pub mod joint_failures;
pub mod kept;
pub mod known;
pub mod map_preview;
mod map_regions;
pub mod one_world;
pub mod phase_map;
pub mod planted;
pub mod ramp;
pub mod ranges;
pub mod ranking;
pub mod reviewers;
pub mod simulated;
pub mod spending;
pub mod table;
pub mod teacher;
pub mod vendors;
pub mod worlds;

use crate::chart::Picture;
pub use table::{Cell, Numbers, Table};

/// A figure at one moment: everything that is shown of it, from the same values.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The finding, as a sentence.
    pub title: String,
    /// What is plotted, in which unit.
    pub subtitle: String,
    /// The picture in one sentence, for who can't see it.
    pub summary: String,
    /// What is drawn.
    pub picture: Picture,
    /// The same values as rows.
    pub table: Table,
}
