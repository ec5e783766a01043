//! The ways to take a figure away: a line is all that is said of one. What makes its file matches on it
//! (`ui/figure/takeaway.rs`), so that a new one can't be forgotten there, and a test looks for it in docs/sharing.md.

macro_rules! kinds {
    ($($variant:ident $name:literal $label:literal $suffix:literal $waits:literal $about:literal;)*) => {
        /// A way to take a figure away.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $(#[doc = $about] $variant,)* }

        impl Kind {
            /// All of them, in the order of their buttons.
            pub const ALL: [Kind; [$($name),*].len()] = [$(Kind::$variant),*];

            /// Its name in the document, for who looks for its button.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Kind::$variant => $name,)* }
            }

            /// What its button says.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Kind::$variant => $label,)* }
            }

            /// How the name of its file ends.
            #[must_use]
            pub const fn suffix(self) -> &'static str {
                match self { $(Kind::$variant => $suffix,)* }
            }

            /// Whether it shows what long work comes to, which then has to be done.
            #[must_use]
            pub const fn waits_for_work(self) -> bool {
                match self { $(Kind::$variant => $waits,)* }
            }
        }
    };
}

impl Kind {
    /// Whether it is made from a setting of the model: there is none of figures of the reader's own data.
    #[must_use]
    pub const fn is_of_setting(self) -> bool {
        matches!(self, Kind::Outputs | Kind::Setting)
    }
}

kinds! {
    Picture "png" "Picture (PNG)" ".png" true "The picture in pixels.";
    Drawing "svg" "Drawing (SVG)" ".svg" true "The picture as vectors.";
    Data "csv" "Data (CSV)" ".csv" true "What is drawn, as numbers.";
    Outputs "outputs" "All outputs (CSV)" "-outputs.csv" false "Every output of the model for the setting.";
    Setting "json" "Setting (JSON)" "-setting.json" false "The setting, for the model's `evaluate`.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_described() {
        for kind in Kind::ALL {
            let row = format!("| {} | `blindspot-FIGURE{}` |", kind.label(), kind.suffix());
            assert!(include_str!("../../docs/sharing.md").contains(&row), "docs/sharing.md lacks {row}");
        }
    }
}
