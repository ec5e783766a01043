//! Correlations that were measured elsewhere, to compare a setting with.

use blindspot_model::experiments::REDUX_CORRELATIONS;
use blindspot_model::order::ordered;

use super::coincidences::Authors;
use super::helm;

/// A measured correlation.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its name, a few words.
    pub name: String,
    /// The latent correlation of two failures.
    pub rho: f64,
    /// Where it comes from, as a sentence.
    pub source: String,
}

/// What is added to every source.
const BORROWED: &str = "Measured on another task than research.";

impl Tick {
    /// Every measured correlation, from the smallest up.
    #[must_use]
    pub fn all() -> Vec<Tick> {
        let redux = REDUX_CORRELATIONS;
        let humans = Authors::Humans.experiment();
        let agents = Authors::Agents.experiment().versions();
        let program =
            |whose: &str| format!("{whose}, among {agents} versions of one program by AI agents, 2026. {BORROWED}");
        let mut ticks = vec![
            Tick {
                name: "human programmers, 1986".to_owned(),
                rho: humans.exchangeable_rho(),
                source: format!(
                    "{} people’s versions of one program (Knight and Leveson). {BORROWED}",
                    humans.versions()
                ),
            },
            Tick {
                name: "AI, two companies".to_owned(),
                rho: redux.different_vendor,
                source: program("Versions by models of different companies"),
            },
            Tick {
                name: "AI, one company".to_owned(),
                rho: redux.same_vendor,
                source: program("Versions by models of one company"),
            },
            Tick {
                name: "one AI model".to_owned(),
                rho: redux.same_model_other_language,
                source: program("Versions by one model in two programming languages"),
            },
        ];
        ticks.push(Tick {
            name: "benchmark, good models".to_owned(),
            rho: helm::same_wrong_correlations().0,
            source: format!(
                "The same wrong answer by models of different companies on HELM MMLU, among the most accurate pairs (data of Kim \
                 et al. 2025, computed here). An upper bound: hard and mislabelled questions count too. {BORROWED}"
            ),
        });
        ordered(&ticks, |tick| tick.rho)
    }
}
