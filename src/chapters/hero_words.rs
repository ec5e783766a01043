//! The words of the opening's controls, apart from their code.

/// The button that plays the overlap: its sign, its name and what it does.
pub const PLAY: [&str; 3] = ["▶", "Play", "sweep the shared blind spots from none to the most"];

/// While it plays.
pub const PAUSE: [&str; 3] = ["❚❚", "Pause", "stop here"];

/// For who wants no motion.
pub const STEP: [&str; 3] = ["▷", "Step", "more shared blind spots by a tenth, from none to the most and again"];

/// Under each picture while no row is picked out.
pub const PICK_A_ROW: &str = "Select a row to follow that call through both pictures.";

/// Over the look at one call.
pub const ONE_CALL_TITLE: &str = "Look at one wrong call";

/// How to begin.
pub const ONE_CALL_LEAD: &str =
    "Select a row in either picture, or let the page pick one whose fate the overlap changes.";

/// What is said of a call, in order: its way, its kind, who catches it, what would have.
pub const ONE_CALL_HEADS: [&str; 4] =
    ["Where does it end?", "Private or shared error?", "Who catches it?", "What would have caught it?"];

/// The head of what is said to stay.
pub const MISS_RATE: &str = "Each reviewer’s own miss rate";

/// After it.
pub const MISS_RATE_STAYS: &str = "the same at every overlap";

/// The head of what is said to change.
pub const WORTH: &str = "Together worth";
