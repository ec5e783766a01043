//! Values that an address says by name: the names are those that serde derives.

use std::fmt;

use serde::Serialize;
use serde::de::{self, DeserializeOwned, IntoDeserializer as _};

/// The value of this name.
///
/// # Errors
/// With the names that could have been said.
pub fn value<T: DeserializeOwned>(name: &str) -> Result<T, Names> {
    T::deserialize(name.into_deserializer())
}

/// A value by its name.
pub struct Name<T>(pub T);

impl<T: Serialize> fmt::Display for Name<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(f)
    }
}

/// The names that are known, in their order.
#[derive(Debug)]
pub struct Names(&'static [&'static str]);

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}

impl std::error::Error for Names {}

impl de::Error for Names {
    fn custom<T: fmt::Display>(_: T) -> Names {
        Names(&[])
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Names {
        Names(expected)
    }
}
