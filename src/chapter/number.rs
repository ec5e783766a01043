//! Numbers in a chapter's words.

use blindspot_model::{Evidence, Outlook, Params};

use crate::figure::known;
use crate::text::link;

/// A number in words: its value, how it reads, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Its name in the chapter's words.
    pub name: &'static str,
    /// The value; `None` where it is not defined.
    pub value: Option<f64>,
    /// As it is read.
    pub text: String,
    /// The output of the model that it is, with the setting, as in a link; `None` for data and for what is counted.
    pub origin: Option<Origin>,
}

/// Where a number of the model comes from, so that a program can compute it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The output's name.
    pub output: &'static str,
    /// The setting, as after the `#` of a link.
    pub setting: String,
    /// θ in probits.
    pub bias: f64,
}

impl Number {
    /// A number that is data, a count, or follows from others.
    #[must_use]
    pub fn plain(name: &'static str, value: f64, show: impl Fn(f64) -> String) -> Number {
        Number { name, value: Some(value), text: show(value), origin: None }
    }

    /// The number, or these words where it is not defined.
    #[must_use]
    pub fn or(self, words: &str) -> Number {
        let text = if self.value.is_none() { words.to_owned() } else { self.text };
        Number { text, ..self }
    }

    /// Words that follow the setting.
    #[must_use]
    pub fn words(name: &'static str, text: impl Into<String>) -> Number {
        Number { name, value: None, text: text.into(), origin: None }
    }
}

/// What one setting comes to, computed once for all the numbers that are wanted of it.
pub struct Told {
    /// Empty where no setting alone says it.
    setting: String,
    bias: f64,
    named: Vec<(&'static str, Option<f64>)>,
}

impl Told {
    /// The outputs of the first generation.
    #[must_use]
    pub fn first(params: &Params) -> Told {
        let bias = params.initial_bias();
        let named = known::first_generation(params).named().to_vec();
        Told { setting: link::write(params), bias, named }
    }

    /// What the setting comes to if it is read as evidence.
    #[must_use]
    pub fn evidence(params: &Params) -> Told {
        let named = Evidence::named(params).to_vec();
        Told { setting: link::write(params), bias: params.initial_bias(), named }
    }

    /// The same with these pieces, which the setting alone does not say.
    #[must_use]
    pub fn pieces(params: &Params, evidence: &Evidence) -> Told {
        let own = [
            ("unsafe_naive", Some(evidence.naive())),
            ("unsafe_modelled", Some(evidence.modelled())),
            ("unsafe_worst", Some(evidence.worst())),
            ("pieces_worth", evidence.worth()),
        ];
        let others = Evidence::named(params).into_iter().filter(|(name, _)| own.iter().all(|(known, _)| known != name));
        let named = own.into_iter().chain(others).collect();
        Told { setting: String::new(), bias: params.initial_bias(), named }
    }

    /// What the field comes to once training has fed back.
    #[must_use]
    pub fn field(params: &Params) -> Told {
        let named = vec![("fixed_point", Some(known::fixed_point(params)))];
        Told { setting: link::write(params), bias: params.initial_bias(), named }
    }

    /// The same with how errors breed, where the outlook is known.
    #[must_use]
    pub fn outlook(params: &Params, outlook: &Outlook) -> Told {
        let named = vec![
            ("fixed_point", Some(outlook.fixed_point.undetected_share)),
            ("reproduction_number", Some(outlook.reproduction_number)),
        ];
        Told { setting: link::write(params), bias: params.initial_bias(), named }
    }

    /// Where the field stands after its generations.
    #[must_use]
    pub fn last(params: &Params, outlook: &Outlook) -> Told {
        Told::run(params, &outlook.trajectory)
    }

    /// The same, from x_0 ….
    #[must_use]
    pub fn run(params: &Params, trajectory: &[f64]) -> Told {
        let named = vec![("undetected_share_at_last", trajectory.last().copied())];
        Told { setting: link::write(params), bias: params.initial_bias(), named }
    }

    /// The value of an output; `None` where it is not defined or has another name.
    #[must_use]
    pub fn value(&self, output: &str) -> Option<f64> {
        self.named.iter().find(|(name, _)| *name == output).and_then(|&(_, value)| value)
    }

    /// An output as a number in words.
    #[must_use]
    pub fn number(&self, name: &'static str, output: &'static str, show: impl Fn(f64) -> String) -> Number {
        let value = self.value(output);
        Number {
            name,
            value,
            text: value.map_or_else(|| "–".to_owned(), show),
            origin: (!self.setting.is_empty()).then(|| Origin {
                output,
                setting: self.setting.clone(),
                bias: self.bias,
            }),
        }
    }
}
