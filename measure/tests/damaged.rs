//! Damaged files: whatever bytes come, they are read or refused in a sentence.
#![allow(clippy::unwrap_used, reason = "a test of its own data")]

mod common;

use blindspot_measure::choose::{Reading, Repeats};
use blindspot_measure::measures::{Measurement, Options};
use blindspot_measure::read::Reader;
use common::Generator;

const FILES: [&[u8]; 9] = [
    include_bytes!("../data/inspect_mmlu-summary-choices.eval"),
    include_bytes!("../data/helm_mmlu_philosophy_gpt2_per_instance_stats.json"),
    include_bytes!("../data/reference_pandalm.json"),
    b"id,a,b,c\n1,0,1,1\n2,1,1,0\n3,0,0,1\n4,1,,0\n",
    b"id;key;a;b\n1;A;A;B\n2;B;garbage;B\n3;\"C\";\"A\";C\n",
    b"[{\"id\": 1, \"model\": \"x\", \"score\": 0.5}, {\"id\": 1, \"model\": \"y\", \"score\": NaN}]",
    b"{\"doc_id\": 0, \"filter\": \"a\", \"acc\": 1.0}\n{\"doc_id\": 1, \"filter\": \"a\", \"acc\": 0.0}\n",
    b"{\"resolved\": [\"a\", \"b\"], \"no_logs\": [\"c\"]}",
    b"{\"a\": {\"resolved\": true}, \"b\": {\"resolved\": false}}",
];

/// Reads as far as it goes; errors must be sentences.
fn check(bytes: &[u8]) {
    let is_sentence = |text: &str| {
        assert!(text.chars().next().is_some_and(char::is_uppercase) && !text.contains('\n'), "{text}");
    };
    let parts = match Reader::read("file", None, bytes) {
        Ok(parts) => parts,
        Err(error) => return is_sentence(&error.to_string().replace('\n', " ")),
    };
    let reading = match Reading::join(&parts, None) {
        Ok(reading) => reading,
        Err(error) => return is_sentence(&error.to_string()),
    };
    let mut choices = reading.choices().clone();
    reading.preview(&choices).unwrap();
    choices.repeats = Repeats::First;
    if let Ok((table, _)) = reading.table(&choices) {
        let options = Options { bootstrap: 2, ..Options::default() };
        let json = serde_json::to_string(&Measurement::report(&table, options).unwrap()).unwrap();
        assert!(!json.contains("NaN"));
    }
}

#[test]
fn flipped_cut_and_doubled_bytes() {
    let mut generator = Generator(2024);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a file")]
    let mut below = |n: usize| (generator.next() * n as f64) as usize;
    for file in FILES {
        check(file);
        for _ in 0..if file.len() < 1000 { 300 } else { 60 } {
            let mut bytes = file.to_vec();
            for _ in 0..=below(4) {
                let at = below(bytes.len());
                match below(4) {
                    0 => bytes[at] = u8::try_from(below(256)).unwrap(),
                    1 => bytes[at] = b",;\"\n[]{}:0"[below(10)],
                    2 => bytes.truncate(at.max(1)),
                    _ => {
                        let piece = bytes[at..(at + 1 + below(20)).min(bytes.len())].to_vec();
                        let to = below(bytes.len());
                        bytes.splice(to..to, piece);
                    }
                }
            }
            check(&bytes);
        }
    }
}
