//! Pictures on a canvas, and the marks of the charts as signs.

pub mod brush;
pub mod easel;
pub mod grip;
pub mod palette;
pub mod pen;
pub mod picture;
pub mod stand;
pub mod surface;
