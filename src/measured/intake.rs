//! Files as they come in, slice by slice. One that can't be read is told of and loses nothing of the others.

use blindspot_measure::form::Form;
use blindspot_measure::ledger::{Fate, Ledger};
use blindspot_measure::read::{Part, Reader};

/// What becomes of a file that can't be read, in the ledger.
const UNREAD: &str = "files that can't be read";

/// A file that can't be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its name.
    pub name: String,
    /// Why, in a sentence.
    pub why: String,
}

/// Files that are being read.
#[derive(Default)]
pub struct Intake {
    wanted: Option<Form>,
    current: Option<(String, Reader)>,
    parts: Vec<Part>,
    unread: Vec<Unread>,
}

impl Intake {
    /// Nothing is read yet. With a form, files are taken to have it.
    #[must_use]
    pub fn new(wanted: Option<Form>) -> Intake {
        Intake { wanted, ..Intake::default() }
    }

    /// Begins a file.
    pub fn begin(&mut self, name: &str) {
        self.current = Some((name.to_owned(), Reader::new(name, self.wanted)));
    }

    /// Reads the next slice of the file. False once no more of it is wanted.
    pub fn feed(&mut self, slice: &[u8]) -> bool {
        let Some((name, reader)) = self.current.as_mut() else { return false };
        match reader.feed(slice) {
            Ok(()) => true,
            Err(error) => {
                let unread = Unread { name: name.clone(), why: error.to_string() };
                self.refuse(unread);
                false
            }
        }
    }

    /// Unpacks a part of the file, if it is an archive and all of it is here; false where nothing is left to do before the end.
    pub fn unpack(&mut self) -> bool {
        let Some((name, reader)) = self.current.as_mut() else { return false };
        match reader.unpack() {
            Ok(goes_on) => goes_on,
            Err(error) => {
                let unread = Unread { name: name.clone(), why: error.to_string() };
                self.refuse(unread);
                false
            }
        }
    }

    /// Ends the file.
    pub fn end(&mut self) {
        let Some((name, reader)) = self.current.take() else { return };
        match reader.finish() {
            Ok(parts) => self.parts.extend(parts),
            Err(error) => self.refuse(Unread { name, why: error.to_string() }),
        }
    }

    /// Notes that the browser could not give the file.
    pub fn lost(&mut self, name: &str) {
        self.refuse(Unread { name: name.to_owned(), why: "The browser can't read it any more.".to_owned() });
    }

    fn refuse(&mut self, unread: Unread) {
        self.current = None;
        self.unread.push(unread);
    }

    /// Reads a whole file at once.
    pub fn read(&mut self, name: &str, bytes: &[u8]) {
        self.begin(name);
        if self.feed(bytes) {
            self.end();
        }
    }

    /// What was read, with what could not be, and its line in the ledger.
    #[must_use]
    pub fn finish(self) -> (Vec<Part>, Vec<Unread>, Ledger) {
        let mut ledger = Ledger::default();
        for Unread { name, why } in &self.unread {
            ledger.name(Fate::Dropped, UNREAD, format!("{name}: {why}"));
        }
        (self.parts, self.unread, ledger)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_file_loses_nothing_of_the_others() {
        let mut intake = Intake::new(None);
        intake.read("a.csv", b"id,x,y\n1,1,0\n2,0,0\n");
        intake.read("b.parquet", b"PAR1 and so on, and more of it");
        intake.read("c.csv", b"");
        let (parts, unread, ledger) = intake.finish();
        assert_eq!(parts.len(), 1);
        assert_eq!(unread.iter().map(|unread| unread.name.as_str()).collect::<Vec<_>>(), ["b.parquet", "c.csv"]);
        assert!(unread[0].why.contains("Parquet"), "{unread:?}");
        assert_eq!(ledger.count(Fate::Dropped), 2);
    }

    #[test]
    fn slices_come_to_the_same_as_the_whole() {
        let text = "id,x,y\n1,1,0\n2,0,0\n".repeat(2000);
        let mut whole = Intake::new(None);
        whole.read("a.csv", text.as_bytes());
        let mut sliced = Intake::new(None);
        sliced.begin("a.csv");
        assert!(text.as_bytes().chunks(777).all(|slice| sliced.feed(slice)));
        sliced.end();
        let [whole, sliced] = [whole, sliced].map(|intake| intake.finish().0.remove(0));
        assert_eq!((&whole.sha256, whole.rows()), (&sliced.sha256, sliced.rows()));
    }
}
