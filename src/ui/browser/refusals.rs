//! What a browser may refuse without harm.

/// Lets a refusal be; what is lost by it, or why nothing is, is said where it is let be.
pub fn harmless<T, E>(asked: Result<T, E>, _because: &str) {
    drop(asked);
}
