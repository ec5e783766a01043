//! Tables of delimited text, taken in slices.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::ledger::{Fate, Ledger};
use crate::raw::Raw;
use crate::read::delimiter::Dialect;
use crate::read::names::numbered;

/// Reads a delimited table slice by slice; its first line holds the names of the columns.
pub(crate) struct Delimited {
    reader: Reader,
    dialect: Dialect,
    /// The record that is being read, and where its cells end.
    text: Vec<u8>,
    ends: Vec<usize>,
    filled: (usize, usize),
    header: Option<Vec<usize>>,
    /// Whether cells begin with promptfoo's marks.
    marks: bool,
}

impl Delimited {
    pub fn new(dialect: Dialect) -> Delimited {
        let reader = ReaderBuilder::new().delimiter(dialect.delimiter).build();
        Delimited {
            reader,
            dialect,
            text: vec![0; 4096],
            ends: vec![0; 64],
            filled: (0, 0),
            header: None,
            marks: false,
        }
    }

    /// Whether there were outputs marked as passed or failed, as promptfoo writes them.
    pub fn has_marks(&self) -> bool {
        self.marks
    }

    /// Reads a slice; an empty one ends the file.
    pub fn feed(&mut self, mut slice: &[u8], raw: &mut Raw, ledger: &mut Ledger) {
        loop {
            let (text, ends) = self.filled;
            let (result, read, wrote, ended) =
                self.reader.read_record(slice, &mut self.text[text..], &mut self.ends[ends..]);
            slice = &slice[read..];
            self.filled = (text + wrote, ends + ended);
            match result {
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return,
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    self.record(raw, ledger);
                    self.filled = (0, 0);
                }
            }
        }
    }

    fn record(&mut self, raw: &mut Raw, ledger: &mut Ledger) {
        let ends = &self.ends[..self.filled.1];
        let mut from = 0;
        // Slices are cut between characters, so what is between two ends is text.
        let cells = ends.iter().map(|&end| {
            let cell = std::str::from_utf8(&self.text[from..end]).unwrap_or_default();
            from = end;
            cell
        });
        let Some(header) = &self.header else {
            let names = distinct(cells.map(str::trim).map(str::to_owned).collect(), ledger);
            self.header = Some(names.iter().map(|name| raw.place(name)).collect());
            return;
        };
        let cells: Vec<&str> = cells.collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            ledger.add(Fate::Dropped, "rows without any text", 1);
            return;
        }
        if cells.len() != header.len() {
            let what = if cells.len() < header.len() {
                "rows with fewer cells than the header: the missing ones are empty"
            } else {
                "rows with more cells than the header: those past it are left out"
            };
            ledger.name(Fate::Assumed, what, format!("row {}", raw.rows() + 1));
        }
        raw.begin();
        for (&place, cell) in header.iter().zip(cells) {
            // What follows the mark is the model's output and not kept.
            if let Some((_, verdict)) = MARKS.iter().find(|(mark, _)| cell.starts_with(mark)) {
                self.marks = true;
                raw.set(place, verdict);
            } else if self.dialect.decimal_comma && is_decimal(cell) {
                raw.set(place, &cell.replace(',', "."));
            } else {
                raw.set(place, cell);
            }
        }
    }
}

/// The marks with which promptfoo begins an output.
const MARKS: [(&str, &str); 3] = [("[PASS]", "pass"), ("[FAIL]", "fail"), ("[ERROR]", "error")];

/// Digits, one comma, digits.
fn is_decimal(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    cell.trim().trim_start_matches('-').split_once(',').is_some_and(|(whole, rest)| digits(whole) && digits(rest))
}

/// Names of columns, none twice and none empty.
fn distinct(mut names: Vec<String>, ledger: &mut Ledger) -> Vec<String> {
    for at in 0..names.len() {
        if names[at].is_empty() {
            names[at] = if at == 0 { "row".to_owned() } else { format!("column {}", at + 1) };
        }
        if names[..at].contains(&names[at]) {
            let name = names[at].clone();
            names[at] = numbered(&name, |name| names.iter().any(|taken| taken == name));
            ledger.name(Fate::Assumed, "columns of one name, numbered", &name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, slice: usize) -> (Raw, Ledger) {
        let (mut raw, mut ledger) = (Raw::default(), Ledger::default());
        let mut table = Delimited::new(Dialect::of(text));
        text.as_bytes().chunks(slice).for_each(|slice| table.feed(slice, &mut raw, &mut ledger));
        table.feed(&[], &mut raw, &mut ledger);
        (raw, ledger)
    }

    #[test]
    fn slices_of_any_size_give_the_same() {
        let text = "id;a;\"b;c\";a\n1;0,5;\"say \"\"no\"\"\nor yes\";2\n2;1\n;;;\n3;1;x;1;9";
        for slice in [1, 2, 7, 1000] {
            let (raw, ledger) = read(text, slice);
            assert_eq!(raw.rows(), 3);
            let names: Vec<&str> = raw.columns.iter().map(|column| &*column.name).collect();
            assert_eq!(names, ["id", "a", "b;c", "a (2)"]);
            assert_eq!(raw.columns[1].at(0), "0.5");
            assert_eq!(raw.columns[2].at(0), "say \"no\"\nor yes");
            assert_eq!(raw.columns[3].at(1), "");
            assert_eq!(ledger.count(Fate::Dropped), 1);
            assert_eq!(ledger.count(Fate::Assumed), 3);
        }
    }
}
