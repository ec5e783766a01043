//! A session as a file: a table that spreadsheets open too.
//!
//! ```text
//! # blindspot session, version 1
//! chapter,round,vote,answer,count
//! copies,before,code,1ABC-DEF,1
//! copies,before,hands,3,12
//! ```

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

/// The session as text.
#[must_use]
pub fn write(session: &Session) -> String {
    let id = |chapter: usize| CHAPTERS[chapter].words().id;
    let codes = session
        .ballots()
        .map(|ballot| format!("{},{},code,{},1", id(ballot.chapter), ballot.round.name(), ballot.code()));
    let hands = session
        .all_hands()
        .map(|(chapter, round, answer, hands)| format!("{},{},hands,{answer},{hands}", id(chapter), round.name()));
    let lines = [HEAD.to_owned(), COLUMNS.to_owned()].into_iter().chain(codes).chain(hands);
    lines.map(|line| line + "\r\n").collect()
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
    let fields: Vec<&str> = line.split(',').map(str::trim).collect();
    let [chapter, round, vote, answer, count] = fields[..] else {
        return Err(format!("it has {} fields, not the five of “{COLUMNS}”.", fields.len()));
    };
    let at = CHAPTERS
        .iter()
        .position(|other| other.words().id == chapter)
        .ok_or_else(|| format!("there is no chapter “{chapter}”."))?;
    let round_read = Round::named(round).ok_or_else(|| format!("the round is “{round}”, not before or after."))?;
    match vote {
        "code" => {
            let ballot = Ballot::read(answer).map_err(|error| error.to_string())?;
            if (ballot.chapter, ballot.round) != (at, round_read) {
                return Err(format!("the code {answer} is of another chapter or round."));
            }
            session.add(ballot);
        }
        "hands" => {
            let answers = Answers::of(CHAPTERS[at].prediction().asked).labels.len();
            let part = answer.parse().ok().filter(|&answer: &usize| answer < answers);
            let part = part.ok_or_else(|| format!("there is no answer “{answer}”; there are {answers}, from 0."))?;
            let hands = count.parse().ok().filter(|&hands: &u16| hands <= MOST_HANDS);
            let hands = hands.ok_or_else(|| format!("“{count}” hands, but it must be 0 to {MOST_HANDS}."))?;
            session.set_hands(at, round_read, part, hands);
        }
        _ => return Err(format!("“{vote}” is neither code nor hands.")),
    }
    Ok(())
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
