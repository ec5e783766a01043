//! What is kept of the page while it is open: its address, its long work, what is said next.

pub mod address;
pub mod announcer;
pub mod own;
pub mod sliced;
pub mod veil;
