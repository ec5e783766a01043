//! What a file holds before anything is decided about it: named columns of short texts.

use indexmap::IndexSet;
use sha2::{Digest, Sha256};

/// Longer texts are prompts, completions, reasons: only their hash is kept, which still tells two of them apart.
const LONGEST: usize = 160;

/// The number of an empty cell.
pub(crate) const EMPTY: u32 = 0;

/// One column; each text is kept once.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub name: String,
    /// The number of each row's text.
    pub cells: Vec<u32>,
    texts: IndexSet<Box<str>>,
    /// Texts of one byte by that byte: most cells of a large table are such, and need no hash.
    short: [u32; 128],
}

impl Column {
    /// Whether a text stands anywhere in it.
    pub fn has(&self, text: &str) -> bool {
        self.texts.contains(text)
    }

    fn new(name: &str, rows: usize) -> Column {
        let texts = IndexSet::from_iter([Box::from("")]);
        Column { name: name.to_owned(), cells: vec![EMPTY; rows], texts, short: [EMPTY; 128] }
    }

    /// The text of a number.
    pub fn text(&self, number: u32) -> &str {
        self.texts.get_index(number as usize).map_or("", |text| text)
    }

    /// The text of a row; empty past the last.
    pub fn at(&self, row: usize) -> &str {
        self.text(self.cells.get(row).copied().unwrap_or(EMPTY))
    }

    /// Every text by its number, the empty one first.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &str> {
        self.texts.iter().map(|text| &**text)
    }

    fn number(&mut self, text: &str) -> u32 {
        let text = text.trim();
        if let [byte] = text.as_bytes()
            && let Some(&number) = self.short.get(usize::from(*byte)).filter(|&&number| number != EMPTY)
        {
            return number;
        }
        let kept = if text.len() > LONGEST { &*hashed(text) } else { text };
        let at = self.texts.get_index_of(kept).unwrap_or_else(|| self.texts.insert_full(Box::from(kept)).0);
        // A column of more than four thousand million different texts does not fit into memory.
        let number = u32::try_from(at).unwrap_or(u32::MAX);
        if let [byte] = text.as_bytes()
            && let Some(place) = self.short.get_mut(usize::from(*byte))
        {
            *place = number;
        }
        number
    }
}

/// What stands for a long text.
fn hashed(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).fold(String::from("#"), |hex, byte| hex + &format!("{byte:02x}"))
}

/// Rows of named columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Raw {
    pub columns: Vec<Column>,
    rows: usize,
}

impl Raw {
    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The place of a column, which is made where there is none yet.
    pub fn place(&mut self, name: &str) -> usize {
        self.columns.iter().position(|column| column.name == name).unwrap_or_else(|| {
            self.columns.push(Column::new(name, self.rows));
            self.columns.len() - 1
        })
    }

    /// Begins a row with every cell empty.
    pub fn begin(&mut self) {
        self.rows += 1;
        self.columns.iter_mut().for_each(|column| column.cells.push(EMPTY));
    }

    /// Writes a cell of the row that was begun last.
    pub fn set(&mut self, place: usize, text: &str) {
        let column = &mut self.columns[place];
        let number = column.number(text);
        if let Some(cell) = column.cells.last_mut() {
            *cell = number;
        }
    }

    /// Writes a cell of the row that was begun last, by the name of its column.
    pub fn write(&mut self, name: &str, text: &str) {
        let place = self.place(name);
        self.set(place, text);
    }

    /// Writes one text into every row of a column.
    pub fn fill(&mut self, name: &str, text: &str) {
        let place = self.place(name);
        let number = self.columns[place].number(text);
        self.columns[place].cells.fill(number);
    }

    /// Writes one text into the empty rows of a column.
    pub fn fill_empty(&mut self, name: &str, text: &str) {
        let place = self.place(name);
        let number = self.columns[place].number(text);
        self.columns[place].cells.iter_mut().filter(|cell| **cell == EMPTY).for_each(|cell| *cell = number);
    }

    /// Puts the rows of another below; columns of one name are one column.
    pub fn append(&mut self, other: &Raw) {
        let before = self.rows;
        self.rows += other.rows;
        for theirs in &other.columns {
            let place = self.columns.iter().position(|column| column.name == theirs.name).unwrap_or_else(|| {
                self.columns.push(Column::new(&theirs.name, before));
                self.columns.len() - 1
            });
            let ours = &mut self.columns[place];
            let numbers: Vec<u32> = theirs.texts().map(|text| ours.number(text)).collect();
            ours.cells.extend(theirs.cells.iter().map(|&cell| numbers[cell as usize]));
        }
        let rows = self.rows;
        self.columns.iter_mut().for_each(|column| column.cells.resize(rows, EMPTY));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_leave_their_hash() {
        let mut raw = Raw::default();
        raw.begin();
        raw.write("prompt", &"why? ".repeat(100));
        raw.begin();
        raw.write("prompt", &"how? ".repeat(100));
        let [column] = &raw.columns[..] else { panic!("one column") };
        assert!(column.at(0).starts_with('#') && column.at(0).len() == 17);
        assert_ne!(column.at(0), column.at(1));
    }

    #[test]
    fn rows_of_two_files_share_columns_by_name() {
        let mut first = Raw::default();
        first.begin();
        first.write("a", "1");
        let mut second = Raw::default();
        second.begin();
        second.write("b", "x");
        second.write("a", "1");
        first.append(&second);
        assert_eq!((first.rows(), first.columns.len()), (2, 2));
        assert_eq!(first.column("a").map(|c| (c.cells[0], c.cells[1])), Some((1, 1)));
        assert_eq!(first.column("b").map(|c| (c.at(0), c.at(1))), Some(("", "x")));
    }
}
