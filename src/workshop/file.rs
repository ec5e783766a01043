//! A session as a file: a table that spreadsheets open too.
//!
//! ```text
//! # blindspot session, version 1
//! chapter,round,vote,answer,count
//! copies,before,code,1ABC-DEF,1
//! copies,before,hands,3,12
//! ```

use csv::{ErrorKind, StringRecord, Terminator, WriterBuilder};
use serde::{Deserialize, Serialize};

use super::answers::Answers;
use super::ballot::{Ballot, Round};
use super::session::{MOST_HANDS, Session};
use crate::chapters::CHAPTERS;

const HEAD: &str = "# blindspot session, version 1";
const COLUMNS: &str = "chapter,round,vote,answer,count";
/// Of the longest file that is read: some ten thousand votes.
pub const MOST_BYTES: usize = 1_000_000;
/// Of so many notices the rest is only counted.
const MOST_NOTICES: usize = 5;

/// A line of the file: a vote by its code, or how many hands an answer had.
#[derive(Serialize, Deserialize)]
struct Row {
    chapter: Chapter,
    round: Round,
    vote: Vote,
    /// The code, or the number of the answer.
    answer: String,
    count: String,
}

/// A chapter by its name.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
struct Chapter(usize);

impl From<Chapter> for &'static str {
    fn from(Chapter(chapter): Chapter) -> &'static str {
        CHAPTERS[chapter].words().id
    }
}

impl TryFrom<String> for Chapter {
    type Error = String;

    fn try_from(id: String) -> Result<Chapter, String> {
        let chapter = CHAPTERS.iter().position(|chapter| chapter.words().id == id);
        chapter.map(Chapter).ok_or_else(|| format!("there is no chapter “{id}”."))
    }
}

/// How a vote came.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", try_from = "String")]
enum Vote {
    Code,
    Hands,
}

impl TryFrom<String> for Vote {
    type Error = String;

    fn try_from(name: String) -> Result<Vote, String> {
        match name.as_str() {
            "code" => Ok(Vote::Code),
            "hands" => Ok(Vote::Hands),
            _ => Err(format!("“{name}” is neither code nor hands.")),
        }
    }
}

/// The session as text.
#[must_use]
pub fn write(session: &Session) -> String {
    let codes = session.ballots().map(|ballot| Row {
        chapter: Chapter(ballot.chapter),
        round: ballot.round,
        vote: Vote::Code,
        answer: ballot.code(),
        count: "1".to_owned(),
    });
    let hands = session.all_hands().map(|(chapter, round, answer, hands)| Row {
        chapter: Chapter(chapter),
        round,
        vote: Vote::Hands,
        answer: answer.to_string(),
        count: hands.to_string(),
    });
    // The heads of the columns are there without a single row too.
    let mut writer = WriterBuilder::new().has_headers(false).terminator(Terminator::CRLF).from_writer(Vec::new());
    let written = writer.write_record(COLUMNS.split(','));
    let written = written.and_then(|()| codes.chain(hands).try_for_each(|row| writer.serialize(row)));
    // Writing to memory can't fail.
    debug_assert!(written.is_ok(), "{written:?}");
    let rows = writer.into_inner().unwrap_or_default();
    format!("{HEAD}\r\n{}", String::from_utf8_lossy(&rows))
}

/// What a file holds, with a sentence for each line that was left out.
///
/// # Errors
/// When it is no session at all, in a sentence.
pub fn read(text: &str) -> Result<(Session, Vec<String>), String> {
    if text.len() > MOST_BYTES {
        return Err(format!("The file has more than {MOST_BYTES} bytes, which no session has."));
    }
    // Spreadsheets put a mark before the text, quotes around fields, commas behind the first line, and other signs between
    // fields.
    let plain = |line: &str| line.replace('"', "").replace([';', '\t'], ",");
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let mut lines = lines.map(|(i, line)| (i + 1, plain(line))).filter(|(_, line)| !line.trim().is_empty());
    let head = lines.next().map(|(_, line)| line).unwrap_or_default();
    if head.trim_end_matches([',', ' ']) != HEAD {
        return Err(format!("The file is no session of this version: it does not begin with “{HEAD}”."));
    }
    let mut session = Session::default();
    let mut notices = Vec::new();
    let mut has_taken = false;
    for (number, line) in lines.filter(|(_, line)| !line.starts_with('#') && line.trim() != COLUMNS) {
        if let Err(error) = take(&mut session, &line) {
            notices.push(format!("Line {number} is left out: {error}"));
        } else {
            has_taken = true;
        }
    }
    if !has_taken && let Some(first) = notices.first() {
        return Err(format!("None of its lines can be read. {first}"));
    }
    if notices.len() > MOST_NOTICES {
        let more = notices.len() - MOST_NOTICES;
        notices.truncate(MOST_NOTICES);
        notices.push(format!("… and {more} more lines are left out."));
    }
    Ok((session, notices))
}

fn take(session: &mut Session, line: &str) -> Result<(), String> {
    let record: StringRecord = line.split(',').map(str::trim).collect();
    if record.len() != COLUMNS.split(',').count() {
        return Err(format!("it has {} fields, not the five of “{COLUMNS}”.", record.len()));
    }
    let Row { chapter, round, vote, answer, count } = record.deserialize(None).map_err(|error| told(&error))?;
    match vote {
        Vote::Code => {
            let ballot = Ballot::read(&answer).map_err(|error| error.to_string())?;
            if (Chapter(ballot.chapter), ballot.round) != (chapter, round) {
                return Err(format!("the code {answer} is of another chapter or round."));
            }
            session.add(ballot);
        }
        Vote::Hands => {
            let answers = Answers::of(CHAPTERS[chapter.0].prediction().asked).labels.len();
            let part = answer.parse().ok().filter(|&answer: &usize| answer < answers);
            let part = part.ok_or_else(|| format!("there is no answer “{answer}”; there are {answers}, from 0."))?;
            let hands = count.parse().ok().filter(|&hands: &u16| hands <= MOST_HANDS);
            let hands = hands.ok_or_else(|| format!("“{count}” hands, but it must be 0 to {MOST_HANDS}."))?;
            session.set_hands(chapter.0, round, part, hands);
        }
    }
    Ok(())
}

/// What is wrong with a field, in its own words.
fn told(error: &csv::Error) -> String {
    match error.kind() {
        ErrorKind::Deserialize { err, .. } => err.kind().to_string(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chapter::prediction::Guess;

    fn session() -> Session {
        let mut session = Session::default();
        for device in 0..30 {
            let guess = Guess::Count(f64::from(device));
            session.add(Ballot::new(0, Round::First, device, &guess).expect("a guess at the first question"));
            session
                .add(Ballot::new(2, Round::Second, device, &Guess::Choice(1)).expect("a guess at the third question"));
        }
        session.set_hands(6, Round::First, 2, 17);
        session
    }

    #[test]
    fn what_is_written_reads_back() {
        let session = session();
        let text = write(&session);
        assert_eq!(read(&text), Ok((session, Vec::new())));
        assert_eq!(text.lines().count(), 2 + 61);
        assert_eq!(read(&write(&Session::default())), Ok((Session::default(), Vec::new())));
    }

    /// As a spreadsheet may give it back.
    #[test]
    fn a_file_out_of_a_spreadsheet_is_read() {
        let text = write(&session());
        let quoted: String = text
            .lines()
            .map(|line| {
                if line.starts_with('#') {
                    format!("{line},,,,\n")
                } else {
                    line.split(',').map(|field| format!("\"{field}\"")).collect::<Vec<_>>().join(",") + "\n"
                }
            })
            .collect();
        assert_eq!(read(&format!("\u{feff}{quoted}\n")), Ok((session(), Vec::new())));
        assert_eq!(read(&text.replace(',', ";")), Ok((session(), Vec::new())));
    }

    #[test]
    fn what_is_no_session_is_refused() {
        for text in ["", "\n\n", "a,b,c", "{\"a\": 1}", "# blindspot session, version 9"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read(&"x".repeat(MOST_BYTES + 1)).is_err());
    }

    #[test]
    fn bad_lines_are_told_of_and_the_others_count() {
        let bad = [
            "copies,before,hands,1",
            "nowhere,before,hands,1,1",
            "copies,between,hands,1,1",
            "copies,before,feet,1,1",
            "copies,before,hands,99,1",
            "copies,before,hands,1,-3",
            "copies,before,code,1ABC-DEF,1",
        ];
        for line in bad {
            let text = format!("{HEAD}\n{COLUMNS}\n{line}\ncopies,before,hands,1,4\n");
            let (session, notices) = read(&text).expect("a session");
            assert_eq!(session.hands(1, Round::First, 1), 4);
            assert_eq!(notices.len(), 1, "{line}");
            assert!(notices[0].starts_with("Line 3 is left out: "), "{}", notices[0]);
        }
        let many = format!("{HEAD}\ncopies,before,hands,1,4\n{}", "x\n".repeat(40));
        assert_eq!(read(&many).map(|(_, notices)| notices.len()), Ok(MOST_NOTICES + 1));
        let none = read(&format!("{HEAD}\nx\ny\n"));
        assert!(
            none.as_ref().is_err_and(|error| error.contains("None of its lines") && error.contains("Line 2")),
            "{none:?}"
        );
        let other = session().ballots().next().map(Ballot::code).unwrap_or_default();
        let misplaced = format!("{HEAD}\ncopies,before,code,{other},1\n");
        assert!(read(&misplaced).is_err_and(|error| error.contains("of another chapter or round")));
    }
}
