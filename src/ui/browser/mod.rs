//! What the browser is asked for and tells: nothing of the page stands here.

pub mod copying;
pub mod density;
pub mod events;
pub mod files;
pub mod focus;
pub mod hand;
pub mod host;
pub mod in_view;
pub mod motion;
pub mod observers;
pub mod pause;
pub mod refusals;
pub mod room;
pub mod storage;
pub mod timers;
pub mod together;
