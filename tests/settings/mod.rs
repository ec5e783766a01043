//! Settings all over what the sliders can reach, and the figures of a setting.

use blindspot::figure::generations::GENERATIONS;
use blindspot::figure::hero::SEED;
use blindspot::figure::phase_map::{Map, MapKey};
use blindspot::figure::worlds::{Curves, CurvesKey, MOST_REVIEWERS};
use blindspot::figure::{Frame, audit_strip, generations, integrity, phase_map, reviewers};
use blindspot_model::{History, JudgementCall, LongWork, Measures, Outlook, Parameter, Params, SurvivalTable, World};

/// Survival tables and maps by what they depend on; they are what takes time.
#[derive(Default)]
pub struct Tables {
    tables: Vec<(JudgementCall, SurvivalTable)>,
    maps: Vec<(MapKey, Map)>,
}

impl Tables {
    fn of(&mut self, params: &Params) -> &SurvivalTable {
        let call = JudgementCall::of(params);
        let known = self.tables.iter().position(|(of, _)| *of == call).unwrap_or_else(|| {
            self.tables.push((call.clone(), SurvivalTable::new(&call)));
            self.tables.len() - 1
        });
        &self.tables[known].1
    }

    fn map(&mut self, params: &Params) -> &Map {
        let scene = MapKey::of(params);
        let known = self.maps.iter().position(|(of, _)| *of == scene).unwrap_or_else(|| {
            let mut map = Map::begin(&scene);
            while !map.is_complete() {
                map.advance();
            }
            self.maps.push((scene, map));
            self.maps.len() - 1
        });
        &self.maps[known].1
    }
}

/// The five live figures of a setting, by name, with so many simulated fields.
pub fn figures(params: &Params, tables: &mut Tables, fields: u64) -> [(&'static str, Frame); 5] {
    let bias = params.initial_bias();
    let own = JudgementCall::of(params).surviving_by_reviewers(bias, MOST_REVIEWERS);
    let curves = Curves { worlds: CurvesKey::of(params).curves(), own };
    let outlook = Outlook::of(params, tables.of(params), GENERATIONS);
    [
        ("audits", audit_strip::frame(params, SEED)),
        ("map", phase_map::frame(params, phase_map::Axes::default(), &outlook, Some(tables.map(params)))),
        ("reviewers", reviewers::frame(params, &curves, &[])),
        (
            "generations",
            generations::frame(&outlook, &generations::without_reviewers(params), &simulated(params, fields)),
        ),
        ("integrity", integrity::frame(params, &Measures::of(params, bias), &curves.worlds, &[])),
    ]
}

/// The figure of the reviewers alone, which takes no table.
pub fn by_reviewers(params: &Params) -> Frame {
    let own = JudgementCall::of(params).surviving_by_reviewers(params.initial_bias(), MOST_REVIEWERS);
    reviewers::frame(params, &Curves { worlds: CurvesKey::of(params).curves(), own }, &[])
}

/// Trajectories of so many simulated fields.
fn simulated(params: &Params, fields: u64) -> Vec<Vec<f64>> {
    let trajectory = |seed| {
        let mut history = History::new(params, GENERATIONS, seed);
        while !history.advance(1000) {}
        history.trajectory().to_vec()
    };
    (0..fields).map(trajectory).collect()
}

/// The five worlds × supervision × audit budget × reviewers.
pub fn grid() -> Vec<Params> {
    let mut all = Vec::new();
    for world in World::ALL {
        for supervision in [0.0, 0.3, 0.5, 1.0] {
            for budget in [0.0, 45.0, 500.0] {
                for reviewers in [0.0, 3.0, 15.0] {
                    all.push(changed(
                        &world.of(&Params::default()),
                        &[
                            (Parameter::Supervision, supervision),
                            (Parameter::AuditBudget, budget),
                            (Parameter::Reviewers, reviewers),
                        ],
                    ));
                }
            }
        }
    }
    all
}

/// The ends of the sliders, one by one and several together.
pub fn extremes() -> Vec<Params> {
    use Parameter::{
        AuditBudget, AuditSensitivity, Contamination, Diversity, Drift, ErrorRate, JudgementCalls, Kinship, Lineages,
        MissRate, Modularity, Progress, Quorum, Reviewers, SelfCheck, Steps, Supervision,
    };
    let settings: [&[(Parameter, f64)]; 23] = [
        &[],
        &[(ErrorRate, 0.5)],
        &[(ErrorRate, 0.001)],
        &[(MissRate, 0.95)],
        &[(MissRate, 0.01)],
        &[(MissRate, 0.01), (Diversity, 1.0), (Reviewers, 15.0), (Supervision, 1.0)],
        &[(Drift, 2.0)],
        &[(Contamination, 8.0)],
        &[(Diversity, 0.0)],
        &[(Diversity, 1.0)],
        &[(Diversity, 0.0), (Kinship, 1.0), (Lineages, 8.0), (SelfCheck, 1.0)],
        &[(AuditBudget, 500.0)],
        &[(AuditBudget, 500.0), (AuditSensitivity, 0.0)],
        &[(AuditBudget, 500.0), (AuditSensitivity, 1.0), (Supervision, 0.0)],
        &[(Steps, 10.0), (JudgementCalls, 1.0), (AuditBudget, 0.0)],
        &[(Steps, 10.0), (JudgementCalls, 10.0), (AuditBudget, 10.0)],
        &[(Steps, 2000.0), (JudgementCalls, 2000.0), (AuditBudget, 2000.0), (AuditSensitivity, 0.5)],
        &[(Steps, 2000.0), (JudgementCalls, 2000.0)],
        &[(Modularity, 1.0)],
        &[(Quorum, 3.0)],
        &[(Reviewers, 15.0), (Quorum, 15.0)],
        &[(Progress, 0.2)],
        &[(ErrorRate, 0.5), (MissRate, 0.95), (Drift, 2.0), (Contamination, 8.0), (Supervision, 0.0), (Diversity, 0.0)],
    ];
    settings.into_iter().map(|changes| changed(&Params::default(), changes)).collect()
}

/// A setting with some parameters changed.
pub fn changed(params: &Params, changes: &[(Parameter, f64)]) -> Params {
    params.with_all(changes.iter().copied()).unwrap()
}

/// Skills of authors and reviewers, and how much audits leave: where the lines of the worlds end hangs on these.
pub fn skills() -> Vec<Params> {
    let mut all = Vec::new();
    for error_rate in [0.001, 0.005, 0.02, 0.1, 0.25, 0.5] {
        for miss_rate in [0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.45, 0.6, 0.8, 0.95] {
            for (diversity, budget, supervision) in
                [(0.32, 45.0, 0.5), (0.9, 400.0, 1.0), (0.97, 490.0, 0.8), (0.6, 0.0, 0.1), (0.65, 300.0, 0.7)]
            {
                all.push(changed(
                    &Params::default(),
                    &[
                        (Parameter::ErrorRate, error_rate),
                        (Parameter::MissRate, miss_rate),
                        (Parameter::Diversity, diversity),
                        (Parameter::AuditBudget, budget),
                        (Parameter::Supervision, supervision),
                    ],
                ));
            }
        }
    }
    all
}

/// What of a setting is not as by default, to name it where a test fails.
pub fn told(params: &Params) -> String {
    let default = Params::default();
    let changed = Parameter::ALL.iter().filter(|&&parameter| params.get(parameter) != default.get(parameter));
    let told: Vec<String> =
        changed.map(|&parameter| format!("{} {}", parameter.spec().name, params.get(parameter))).collect();
    told.join(", ")
}
