//! Figures to take away: as pictures, as data, as a setting and as a citation, each with a receipt that says what it is
//! of. The same setting gives the same text in every browser and natively.

pub mod block;
mod kind;
mod setting;
mod sheet;

use blindspot_model::{Evidence, Measures, Outlook, Params, Ranges, VERSION};
use serde::Serialize;
use serde_json::Value;

use crate::address::view::View;
use crate::figure::generations::GENERATIONS;
use crate::figure::{Cell, Frame, Table, known};
pub use kind::Kind;
pub use sheet::{FINENESS, Sheet, WIDTH};

/// Which page it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// The sources that the page was built from, by the commit; with a "+" where they had been changed since.
    pub build: Option<String>,
    /// Its address on the web, without `?` and `#`.
    pub address: Option<String>,
}

/// What a figure was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// The figure's name in links.
    pub figure: String,
    /// What is set, as the text after `#` of a link: opened, it shows the figure again.
    pub link: String,
    /// Of the simulations' dice.
    pub seed: u64,
    /// The setting that the figure is of, all switches applied.
    pub params: Params,
    /// Which page drew it.
    pub edition: Edition,
    /// What of the setting is a range.
    pub ranges: Ranges,
    /// What a figure of the reader's own data was measured from: it is of no setting.
    pub data: Option<String>,
}

impl Receipt {
    /// The receipt of a figure of what is shown.
    #[must_use]
    pub fn new(figure: &str, view: &View, edition: &Edition) -> Receipt {
        Receipt {
            figure: figure.to_owned(),
            link: view.link(),
            seed: view.seed(),
            params: view.params(),
            ranges: view.ranges().clone(),
            edition: edition.clone(),
            data: None,
        }
    }

    /// The receipt of a figure of the reader's own data; `data` says which and how it was measured.
    #[must_use]
    pub fn measured(figure: &str, data: String, edition: &Edition) -> Receipt {
        Receipt {
            figure: figure.to_owned(),
            link: String::new(),
            seed: 0,
            params: Params::default(),
            ranges: Ranges::default(),
            edition: edition.clone(),
            data: Some(data),
        }
    }

    /// Version, build, seed and setting in one line; the setting is a whole address where the page has one.
    #[must_use]
    pub fn line(&self) -> String {
        if let Some(data) = &self.data {
            return data.clone();
        }
        let Edition { build, address } = &self.edition;
        let build = build.as_ref().map_or_else(String::new, |build| format!(" ({build})"));
        let address = address.as_deref().unwrap_or_default();
        format!("blindspot {VERSION}{build}, seed {}, setting {address}#{}", self.seed, self.link)
    }

    /// A name for a file of the figure.
    #[must_use]
    pub fn file_name(&self, kind: Kind) -> String {
        format!("blindspot-{}{}", self.figure, kind.suffix())
    }

    /// The setting as a line of JSON that the model's `evaluate` takes; the receipt is its `id`, which comes back.
    #[must_use]
    pub fn setting(&self) -> String {
        setting::line(self)
    }

    /// Who would cite the figure can copy this. `date` is the day, as 2026-11-24.
    #[must_use]
    pub fn citation(&self, title: &str, date: &str) -> String {
        if let Some(data) = &self.data {
            let address = self.edition.address.as_ref();
            let place = address.map_or_else(String::new, |address| format!(" {address}#models (accessed {date})."));
            return format!("“{title}.” Measured with blindspot: correlated error, interactively. {data}.{place}");
        }
        let place = self.edition.address.as_ref().map_or_else(
            || format!("Setting #{}.", self.link),
            |address| format!("{address}#{} (accessed {date}).", self.link),
        );
        format!(
            "“{title}.” Figure “{}” of blindspot: correlated error, interactively. Model version {VERSION}, seed {}. {place}",
            self.figure, self.seed
        )
    }
}

/// What a file of a table begins with: spreadsheets take it for one of another encoding otherwise.
pub const ENCODING: &str = "\u{feff}";

/// A table as comma-separated values after RFC 4180, below the receipt and what else is to be said of it, each in a line
/// that begins with `#`. Numbers are exact: each is the shortest text that reads back to the same bits.
#[must_use]
pub fn csv(told: &[&str], table: &Table, receipt: &Receipt) -> String {
    file(told, receipt, |writer| {
        let Some(whole) = &table.whole else {
            writer.write_record(&table.columns)?;
            return table.rows.iter().try_for_each(|row| writer.serialize(row));
        };
        writer.write_record(&whole.columns)?;
        whole.rows().try_for_each(|row| writer.serialize(row))
    })
}

/// A file of what is written into it, below its head.
fn file(told: &[&str], receipt: &Receipt, write: impl FnOnce(&mut Writer) -> csv::Result<()>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let written = write(&mut writer);
    // Writing to memory can't fail, and every row has a cell for each column, which a test checks of every figure.
    debug_assert!(written.is_ok(), "{written:?}");
    let body = writer.into_inner().unwrap_or_default();
    let receipt = receipt.line();
    let head = std::iter::once(receipt.as_str()).chain(told.iter().copied()).map(|line| format!("# {line}\r\n"));
    head.chain([String::from_utf8_lossy(&body).into_owned()]).collect::<Vec<_>>().concat()
}

type Writer = csv::Writer<Vec<u8>>;

/// An output of the model as a record; the names of its fields head the columns.
#[derive(Serialize)]
struct Output {
    output: String,
    value: Cell,
}

/// Every number that the model gives of a setting, by the names of `evaluate`: of the first generation, and of what
/// comes of it over as many generations as the page shows.
#[must_use]
pub fn outputs(receipt: &Receipt) -> String {
    let params = &receipt.params;
    let bias = params.initial_bias();
    let outlook = Outlook::of(params, &known::survival(params), GENERATIONS);
    let measures = Measures::of(params, bias);
    let record = |output: String, value: Option<f64>| {
        let value = value.map_or_else(Cell::default, |value| Cell::number(value, |value| value.to_string()));
        Output { output, value }
    };
    let single = measures.named().into_iter().chain([("initial_bias", Some(bias))]);
    let single = single.chain(outlook.named().map(|(name, value)| (name, Some(value))));
    let single = single.chain(Evidence::named(params));
    let single = single.map(|(name, value)| record(name.to_owned(), value));
    let folds = outlook.tipping_points.iter().enumerate();
    let folds = folds.map(|(i, fold)| record(format!("tipping_points[{i}].supervision"), Some(fold.supervision)));
    let shares = outlook.trajectory.iter().enumerate();
    let shares = shares.map(|(t, &share)| record(format!("trajectory[{t}]"), Some(share)));
    let nested = [
        ("joint_miss_bounds", serde_json::to_value(measures.joint_miss_bounds)),
        ("audit_estimate", serde_json::to_value(measures.audit_estimate)),
    ];
    let nested = nested.into_iter().flat_map(|(name, value)| {
        // Numbers under names can always be written.
        debug_assert!(value.is_ok(), "{value:?}");
        flat(name.to_owned(), &value.unwrap_or_default())
    });
    let nested = nested.map(|(name, value)| record(name, value));
    let mut records = single.chain(folds).chain(shares).chain(nested);
    let middle = (!receipt.ranges.is_empty())
        .then_some("Each range at its middle; the figure of the ranges has their quantiles");
    let told: Vec<&str> = std::iter::once("All outputs of the model").chain(middle).collect();
    file(&told, receipt, |writer| records.try_for_each(|record| writer.serialize(record)))
}

/// The numbers of a value, each under the way that leads to it: `name[0].part`. What is nothing has no number.
fn flat(name: String, value: &Value) -> Vec<(String, Option<f64>)> {
    match value {
        Value::Array(parts) => {
            parts.iter().enumerate().flat_map(|(i, part)| flat(format!("{name}[{i}]"), part)).collect()
        }
        Value::Object(parts) => parts.iter().flat_map(|(key, part)| flat(format!("{name}.{key}"), part)).collect(),
        value => vec![(name, value.as_f64())],
    }
}

/// The data of a figure, with its finding, and what it shows in which unit and from which source.
#[must_use]
pub fn data(frame: &Frame, receipt: &Receipt) -> String {
    csv(&[&frame.title, &frame.subtitle], &frame.table, receipt)
}
