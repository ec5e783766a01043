//! What a figure of the reader's own data was measured from, in one line.

use blindspot_measure::receipt::Receipt;

/// Letters of a check sum that tell two files apart.
const ENOUGH: usize = 12;

/// The line, as drawings and files of a figure carry it.
#[must_use]
pub fn line(receipt: &Receipt) -> String {
    let inputs: Vec<String> = receipt
        .inputs
        .iter()
        .take(2)
        .map(|input| format!("{} (SHA-256 {}…)", input.name, input.sha256.get(..ENOUGH).unwrap_or(&input.sha256)))
        .collect();
    let more = receipt.inputs.len().saturating_sub(inputs.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!(
        "blindspot-measure {}: {}{more}, read as {}, {} draws, seed {}",
        receipt.version,
        inputs.join(", "),
        receipt.form,
        receipt.options.bootstrap,
        receipt.options.seed
    )
}
