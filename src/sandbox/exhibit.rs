//! The figures of the sandbox: their names in links and what each is about. Whatever is to be said or made of one is
//! matched on, so that a new one can't be forgotten anywhere.

macro_rules! exhibits {
    ($($name:ident $id:literal $about:literal;)*) => {
        /// A figure of the sandbox.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Exhibit { $(#[doc = $about] $name,)* }

        impl Exhibit {
            /// All of them, in the order of the page.
            pub const ALL: [Exhibit; [$($id),*].len()] = [$(Exhibit::$name),*];

            /// Its name in links.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Exhibit::$name => $id,)* }
            }

            /// What it is about.
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self { $(Exhibit::$name => $about,)* }
            }
        }
    };
}

exhibits! {
    Generations "generations" "What is left undetected, generation after generation";
    MoreReviewers "more-reviewers" "What more reviewers of the same kind catch";
    Map "map" "Where correction holds, over any two parameters";
    Integrity "integrity" "What a lab claims, and what is true";
    Audits "audits" "Where audits fall";
    Repaired "repaired" "What each single repair is worth";
    Uncertainty "uncertainty" "The same question in many plausible worlds";
    Budget "budget" "One budget, spent in different ways";
    Assumptions "assumptions" "What each assumption does to the outcome";
    Ranges "ranges" "What the ranges that you type leave open";
}
