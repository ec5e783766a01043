//! Named settings: the five worlds, and the three claims as switches.

use crate::params::{Parameter, Params};

/// How alike the models of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum World {
    /// Nobody shares a blind spot.
    Independent,
    /// As alike as 27 human teams were (Knight and Leveson 1986).
    HumanLike,
    /// Four families of models, alike across families and more so within one.
    FourLabs,
    /// Different models of one laboratory.
    OneLab,
    /// Copies of one model.
    OneModel,
}

impl World {
    /// From the most to the least diverse.
    pub const ALL: [World; 5] = [World::Independent, World::HumanLike, World::FourLabs, World::OneLab, World::OneModel];

    /// Its name on the page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            World::Independent => "independent",
            World::HumanLike => "human-like",
            World::FourLabs => "four labs",
            World::OneLab => "one lab",
            World::OneModel => "one model",
        }
    }

    /// ρ_b, ρ_w and K.
    #[must_use]
    pub const fn structure(self) -> (f64, f64, u8) {
        match self {
            World::Independent => (0.0, 0.0, 1),
            World::HumanLike => (0.35, 0.35, 1),
            World::FourLabs => (0.60, 0.80, 4),
            World::OneLab => (0.80, 0.80, 1),
            World::OneModel => (0.95, 0.95, 1),
        }
    }

    /// The setting with its models as alike as in this world, everything else kept.
    #[must_use]
    pub fn of(self, params: &Params) -> Params {
        let (between, within, lineages) = self.structure();
        params.changed(Parameter::Lineages, f64::from(lineages)).correlated(between, within)
    }

    /// The world whose structure the setting has, if it is one of the five.
    #[must_use]
    pub fn recognize(params: &Params) -> Option<World> {
        World::ALL.into_iter().find(|world| {
            let (between, within, lineages) = world.structure();
            params.lineages() == usize::from(lineages)
                && (params.rho_between() - between).abs() < 1e-9
                && (params.rho_within() - within).abs() < 1e-9
        })
    }
}

/// Which of the three claims hold in a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
    /// (a) Models share blind spots; off: correlation 0.
    pub correlated_error: bool,
    /// (b) Judgement can't be told from the rest; off: every judgement call is labelled.
    pub non_modularity: bool,
    /// (c) Supervision is unreliable; off: perfect supervision.
    pub unreliable_supervision: bool,
}

impl Claims {
    /// The setting with the claims that are off switched off in it.
    #[must_use]
    pub fn applied_to(self, params: &Params) -> Params {
        let mut next = *params;
        if !self.correlated_error {
            next = next.correlated(0.0, 0.0);
        }
        if !self.non_modularity {
            next = next.changed(Parameter::Modularity, 1.0);
        }
        if !self.unreliable_supervision {
            next = next.changed(Parameter::Supervision, 1.0);
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worlds_are_recognized() {
        for world in World::ALL {
            assert_eq!(World::recognize(&world.of(&Params::default())), Some(world));
        }
        assert_eq!(World::recognize(&Params::default()), None);
    }
}
