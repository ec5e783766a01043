//! What was read, as it is understood for now: files together, every choice, and what is open.

use std::sync::Arc;

use blindspot_measure::choose::{Choices, Key, Preview, Reading};
use blindspot_measure::form::Form;
use blindspot_measure::groups::Grouping;
use blindspot_measure::ledger::Ledger;
use blindspot_measure::measures::Options;
use blindspot_measure::read::Part;
use blindspot_measure::receipt::Receipt;
use blindspot_measure::table::Table;

use super::intake::{Intake, Unread};

/// Everything that is known before anything is measured.
#[derive(Clone, Debug)]
pub struct Desk {
    parts: Arc<Vec<Part>>,
    unread: Ledger,
    reading: Arc<Reading>,
    /// Files that could not be read.
    pub refused: Vec<Unread>,
    /// What every column is taken to mean.
    pub choices: Choices,
    /// A rater and its group a line, parted by a comma; empty for what the names say.
    pub groups: String,
}

impl Desk {
    /// What was read, with a first guess at what it means.
    ///
    /// # Errors
    /// Says why there is nothing, or nothing that belongs together.
    pub fn new(intake: Intake, wanted: Option<Form>) -> Result<Desk, String> {
        let (parts, refused, unread) = intake.finish();
        if parts.is_empty() {
            let why = refused.iter().map(|Unread { name, why }| format!("{name}: {why}")).collect::<Vec<_>>();
            return Err(if why.is_empty() { "There is no file.".to_owned() } else { why.join(" ") });
        }
        let reading = Reading::join(&parts, wanted).map_err(|error| error.to_string())?;
        let choices = reading.choices().clone();
        let (parts, reading) = (Arc::new(parts), Arc::new(reading));
        Ok(Desk { parts, unread, reading, refused, choices, groups: String::new() })
    }

    /// The same files, taken for tables of this form.
    ///
    /// # Errors
    /// As [`Desk::new`].
    pub fn as_table(&self, form: Form) -> Result<Desk, String> {
        let reading = Reading::join(&self.parts, Some(form)).map_err(|error| error.to_string())?;
        let choices = reading.choices().clone();
        Ok(Desk { reading: Arc::new(reading), choices, ..self.clone() })
    }

    /// What is understood with the choices as they are.
    ///
    /// # Errors
    /// If a chosen column does not exist.
    pub fn preview(&self) -> Result<Preview, String> {
        let mut preview = self.reading.preview(&self.choices).map_err(|error| error.to_string())?;
        preview.ledger.merge(&self.unread);
        // What says which answer is right was chosen meanwhile.
        preview.questions.retain(|question| question.option != "--key" || self.choices.key == Key::None);
        Ok(preview)
    }

    /// What is measured: the table with its groups, and what became of rows.
    ///
    /// # Errors
    /// Says what is open, or that nothing is left.
    pub fn table(&self) -> Result<(Table, Ledger), String> {
        let (mut table, mut ledger) = self.reading.table(&self.choices).map_err(|error| error.to_string())?;
        ledger.merge(&self.unread);
        self.grouping(&table)?.apply(&mut table, &mut ledger);
        Ok((table, ledger))
    }

    fn grouping(&self, table: &Table) -> Result<Grouping, String> {
        if self.groups.trim().is_empty() {
            return Ok(Grouping::of_names(table));
        }
        let lines = format!("rater,group\n{}\n", self.groups.trim());
        Grouping::read("groups", lines.as_bytes())
            .map_err(|error| format!("The groups can't be read: a rater, a comma and its group a line. {error}"))
    }

    /// What a measurement with these options was made from.
    #[must_use]
    pub fn receipt(&self, options: Options) -> Receipt {
        Receipt::new(&self.parts, self.reading.form(), self.choices.clone(), options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(files: &[(&str, &str)]) -> Result<Desk, String> {
        let mut intake = Intake::new(None);
        for (name, text) in files {
            intake.read(name, text.as_bytes());
        }
        Desk::new(intake, None)
    }

    #[test]
    fn a_table_is_understood_and_can_be_read_the_other_way() {
        let desk = desk(&[("a.csv", "item,model,score,ok\n1,x,1,1\n2,x,0,1\n1,y,1,0\n2,y,0,0\n")]).unwrap();
        let preview = desk.preview().unwrap();
        assert_eq!((preview.form, preview.raters.len(), preview.items), (Form::Long, 2, 2), "{}", preview.sentence);
        assert_eq!(desk.as_table(Form::Wide).unwrap().preview().unwrap().form, Form::Wide);
    }

    #[test]
    fn groups_are_named_line_by_line() {
        let mut desk = desk(&[("a.csv", "id,x,y,z\n1,1,0,1\n2,0,0,1\n3,1,1,0\n")]).unwrap();
        assert!(desk.table().unwrap().0.raters.iter().all(|rater| rater.group.is_none()));
        desk.groups = "x, north\ny,north\nz,south".to_owned();
        let groups: Vec<_> = desk.table().unwrap().0.raters.into_iter().map(|rater| rater.group.unwrap()).collect();
        assert_eq!(groups, ["north", "north", "south"]);
        desk.groups = "x".to_owned();
        let (table, ledger) = desk.table().unwrap();
        assert!(table.raters.iter().all(|rater| rater.group.is_none()));
        assert!(ledger.entries().iter().any(|entry| entry.what.contains("without a group")), "{ledger:?}");
    }

    #[test]
    fn what_is_no_file_of_results_is_told_of() {
        assert!(desk(&[("a.parquet", "PAR1 and what follows it")]).unwrap_err().starts_with("a.parquet: "));
        assert_eq!(desk(&[]).unwrap_err(), "There is no file.");
    }
}
