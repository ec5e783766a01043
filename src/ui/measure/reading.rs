//! Reading what was given, slice by slice.

use blindspot_measure::form::Form;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::js_sys::Uint8Array;

use super::given::{Given, Named};
use super::tool::Tool;
use crate::measured::desk::Desk;
use crate::measured::intake::Intake;
use crate::ui::browser::motion::time;
use crate::ui::browser::pause::Stretch;

/// What is being done.
const READING: &str = "Reading…";
const UNDERSTANDING: &str = "Looking at what it is…";

/// The first slice of a file, in bytes; the next ones are as long as fits into a few milliseconds.
const FIRST: f64 = 65_536.0;
const SHORTEST: f64 = 16_384.0;
const LONGEST: f64 = 1_048_576.0;
/// What a slice may take, in milliseconds.
const PART: f64 = 8.0;

/// Reads and says what was understood.
pub fn read(tool: Tool, given: Given, form: Option<Form>) {
    let Some(round) = tool.begin(READING) else { return };
    spawn_local(async move {
        let mut intake = Intake::new(form);
        let example = given.example();
        match given {
            Given::Files(files) => {
                if !read_files(tool, round, &mut intake, &files).await {
                    return;
                }
            }
            Given::Text(text) => intake.read("pasted table", text.as_bytes()),
            Given::Example(example) => {
                let (name, bytes) = example.file();
                intake.read(name, &bytes);
            }
        }
        tool.tell(UNDERSTANDING, 1.0);
        if !tool.rested(round).await {
            return;
        }
        match Desk::new(intake, form) {
            Ok(mut desk) => {
                if let Some(example) = example {
                    example.adjust(&mut desk.choices);
                }
                tool.desk.try_set(Some(desk));
                tool.end();
                if example.is_some() {
                    tool.measure();
                }
            }
            // What was read before is still there.
            Err(why) => tool.fail(why),
        }
    });
}

/// Reads every file; false where it was stopped.
async fn read_files(tool: Tool, round: u64, intake: &mut Intake, files: &[Named]) -> bool {
    let all: f64 = files.iter().map(|named| named.file.size()).sum();
    let (mut done, mut length) = (0.0, FIRST);
    for Named { name, file } in files {
        intake.begin(name);
        let size = file.size();
        let mut at = 0.0;
        let mut goes_on = true;
        while goes_on && at < size {
            let end = (at + length).min(size);
            let slice = file.slice_with_f64_and_f64(at, end).ok();
            let bytes = match slice {
                Some(slice) => slice.array_buffer().await.ok(),
                None => None,
            };
            if !tool.is_current(round) {
                return false;
            }
            let Some(bytes) = bytes else {
                // A file that was moved or changed since.
                intake.lost(name);
                goes_on = false;
                continue;
            };
            let before = time();
            goes_on = intake.feed(&Uint8Array::new(&bytes).to_vec());
            length = (length * (PART / (time() - before).max(0.5)).clamp(0.5, 2.0)).clamp(SHORTEST, LONGEST);
            at = end;
            tool.tell(READING, (done + at) / all.max(1.0));
        }
        while goes_on {
            if !tool.rested(round).await {
                return false;
            }
            goes_on = Stretch::of(PART).filled(|| intake.unpack());
        }
        // What was refused is not there any more.
        intake.end();
        done += size;
    }
    true
}
