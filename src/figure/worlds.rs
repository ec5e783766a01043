//! The five worlds beside the reader's own setting.

use blindspot_model::{JudgementCall, Parameter, Params, World};

use crate::chart::Tone;
use crate::chart::line_chart::Dash;

/// The most reviewers that a chart shows.
pub const MOST_REVIEWERS: usize = 15;

/// U by number of reviewers, 0 … [`MOST_REVIEWERS`], in each world and in the reader's setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    /// In the order of [`World::ALL`].
    pub worlds: [Vec<f64>; World::ALL.len()],
    /// The reader's own.
    pub own: Vec<f64>,
}

/// What of a setting a world's curve depends on: all but how alike the models are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scene {
    /// The setting, with its own likeness, audits and feedback set to their defaults.
    params: Params,
    /// θ in probits.
    bias: f64,
}

impl Scene {
    /// The scene of a setting at the bias of its first generation.
    #[must_use]
    pub fn of(params: &Params) -> Scene {
        let kept =
            [Parameter::ErrorRate, Parameter::MissRate, Parameter::Reviewers, Parameter::Quorum, Parameter::SelfCheck];
        // Values taken from a possible setting are possible.
        let scene = Params::default().with_all(kept.map(|p| (p, params.get(p)))).unwrap_or_default();
        Scene { params: scene, bias: params.initial_bias() }
    }

    /// U by number of reviewers in every world.
    #[must_use]
    pub fn curves(&self) -> [Vec<f64>; World::ALL.len()] {
        World::ALL.map(|world| {
            let params = world.of(&self.params).unwrap_or(self.params);
            JudgementCall::of(&params).surviving_by_reviewers(self.bias, MOST_REVIEWERS)
        })
    }
}

/// How a world's line looks, so that the worlds are told apart with and without colour.
#[must_use]
pub const fn look(world: World) -> (Tone, Dash) {
    match world {
        World::Independent => (Tone::Caught, Dash::Solid),
        World::HumanLike => (Tone::Private, Dash::Solid),
        World::FourLabs => (Tone::Muted, Dash::Long),
        World::OneLab => (Tone::Undetected, Dash::Short),
        World::OneModel => (Tone::Undetected, Dash::Solid),
    }
}

/// The reader's setting by name: its world's, or "your setting".
#[must_use]
pub fn own_name(params: &Params) -> String {
    World::recognize(params).map_or_else(|| "your setting".to_owned(), |world| format!("yours: {}", world.name()))
}
