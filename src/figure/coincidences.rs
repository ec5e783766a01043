//! Two real experiments: how many versions of one program fail on the same input, and what the model makes of it.

use blindspot_model::Experiment;
use blindspot_model::experiments::{KNIGHT_LEVESON_1986, KNIGHT_LEVESON_REDUX_2026};

use super::{Cell, Frame, Table};
use crate::chart::Picture;
use crate::chart::axis::{Axis, Spread, above};
use crate::chart::lollipops::Lollipops;
use crate::text::number::{grouped, percent, significant};

/// The lowest count shown: half an input.
const LOWEST: f64 = 0.5;

/// Which experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authors {
    /// 27 human programmers, 1986.
    Humans,
    /// 48 versions by AI agents, 2026.
    Agents,
}

/// What the experiments say in numbers, for the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Versions written.
    pub versions: usize,
    /// P(a second version fails | a first one failed).
    pub second_given_first: f64,
    /// The same if versions failed independently.
    pub if_independent: f64,
    /// Latent correlation from pairs of versions.
    pub pair_rho: f64,
    /// Latent correlation fitted to the number of coincidences.
    pub fitted_rho: f64,
    /// Inputs on which two versions or more failed, and how many there would be at the correlation of pairs.
    pub coincidences: (f64, f64),
    /// The most versions that failed on one input, on how many inputs, and on how many the fit expects as many or more.
    pub worst: (usize, f64, f64),
    /// Inputs by number of versions failing, as fitted.
    expected: Vec<f64>,
}

impl Authors {
    /// The measured data.
    #[must_use]
    pub const fn experiment(self) -> &'static Experiment {
        match self {
            Authors::Humans => &KNIGHT_LEVESON_1986,
            Authors::Agents => &KNIGHT_LEVESON_REDUX_2026,
        }
    }

    /// Fits the model; some milliseconds, so once.
    #[must_use]
    pub fn finding(self) -> Finding {
        let experiment = self.experiment();
        let fitted_rho = experiment.fitted_rho();
        let pair_rho = experiment.exchangeable_rho();
        let expected = experiment.expected(fitted_rho);
        let (most, inputs) = experiment.coincident.last().copied().unwrap_or((0, 0.0));
        Finding {
            versions: experiment.versions(),
            second_given_first: experiment.second_failure_given_first(),
            if_independent: experiment.second_failure_if_independent(),
            pair_rho,
            fitted_rho,
            coincidences: (experiment.coincidences(), experiment.expected(pair_rho)[2..].iter().sum()),
            worst: (most, inputs, expected[most..].iter().sum()),
            expected,
        }
    }
}

/// The frame of one experiment.
#[must_use]
pub fn frame(authors: Authors, finding: &Finding) -> Frame {
    let experiment = authors.experiment();
    let (who, most_shown) = match authors {
        Authors::Humans => ("human programmers, 1986", 8),
        Authors::Agents => ("versions by AI agents, 2026", 20),
    };
    let n = finding.versions;
    let title = match authors {
        Authors::Humans => format!("{n} human programmers: up to {} fail together", finding.worst.0),
        Authors::Agents => {
            format!("{n} AI versions: {} fail on the same {} inputs", finding.worst.0, grouped(finding.worst.1))
        }
    };
    let second = finding.second_given_first;
    let count = |k: usize| experiment.coincident.iter().find(|&&(at, _)| at == k).map_or(0.0, |&(_, inputs)| inputs);
    Frame {
        title,
        subtitle: "Inputs, of a million, on which so many versions failed together (log scale)".to_owned(),
        summary: format!(
            "Counts of inputs by number of versions failing at once: {who}. When one version fails, a second fails {} of the time. \
             Observed: {}. The fitted model expects {}.",
            percent(second),
            experiment
                .coincident
                .iter()
                .map(|&(k, inputs)| format!("{k} versions on {}", grouped(inputs)))
                .collect::<Vec<_>>()
                .join(", "),
            experiment
                .coincident
                .iter()
                .map(|&(k, _)| format!("{k} versions on {}", significant(finding.expected[k], 2)))
                .collect::<Vec<_>>()
                .join(", "),
        ),
        table: Table {
            columns: ["Versions failing at once", "inputs observed", "inputs expected by the fitted model"]
                .map(str::to_owned)
                .into(),
            rows: (2..=most_shown)
                .map(|k| {
                    vec![
                        Cell::count(k),
                        Cell::number(count(k), grouped),
                        Cell::number(finding.expected[k], |n| significant(n, 2)),
                    ]
                })
                .collect(),
        },
        picture: Picture::Lollipops(Lollipops {
            x: Axis {
                low: 1.0,
                high: most_shown as f64 + 0.7,
                spread: Spread::Linear,
                ticks: (2..=most_shown).step_by(2).map(|k| (k as f64, k.to_string())).collect(),
                name: "versions failing on the same input".to_owned(),
            },
            y: Axis {
                low: LOWEST,
                high: 4000.0,
                spread: Spread::Log,
                ticks: [1_u16, 10, 100, 1000].map(|n| (f64::from(n), grouped(f64::from(n)))).into(),
                name: String::new(),
            },
            observed: experiment.coincident.iter().map(|&(k, inputs)| (k as f64, inputs)).collect(),
            expected: above((2..=most_shown).map(|k| (k as f64, finding.expected[k])), LOWEST),
            observed_name: "observed".to_owned(),
            expected_name: "best smooth fit".to_owned(),
        }),
    }
}
