//! Teaching with the page: a class poll without a server, what a presenter says, plans and sheets to print. No Leptos here;
//! `ui/workshop` shows it.

pub mod answers;
pub mod ballot;
pub mod file;
pub mod notes;
pub mod plan;
pub mod qr;
pub mod session;
pub mod votes;

pub use answers::Answers;
pub use ballot::{Ballot, Round};
pub use session::Session;
