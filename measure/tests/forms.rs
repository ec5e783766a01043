//! Every form as it comes, and what must hold of all of them.
#![allow(clippy::unwrap_used, reason = "a file that can't be read is a failed test")]

mod common;

use blindspot_measure::choose::{ChoiceError, Kind, Layout, Reading, Repeats};
use blindspot_measure::form::Form;
use blindspot_measure::ledger::{Fate, Ledger};
use blindspot_measure::read::{Part, ReadError, Reader};
use blindspot_measure::table::Missing;
use common::{built, letters, part};

fn says(ledger: &Ledger, fate: Fate, words: &str) -> bool {
    ledger.entries().iter().any(|entry| entry.fate == fate && entry.what.contains(words))
}

#[test]
fn wide_tables() {
    let text = "\u{feff}id;a;b;note\n1;0;correct;first\n2;1;I;second\n3;;true;third\n";
    let (table, ledger) = built(&[("t.xls", text)], |choices| assert_eq!(choices.layout, Layout::Wide)).unwrap();
    assert_eq!((letters(&table, "a"), letters(&table, "b")), ("wr-".to_owned(), "rwr".to_owned()));
    assert_eq!(table.raters.len(), 2);
    assert!(says(&ledger, Fate::Missing, "absent or empty"));
    let (table, _) = built(&[("t.csv", text)], |choices| choices.one_is_wrong = true).unwrap();
    // Words of right and wrong keep their sense.
    assert_eq!((letters(&table, "a"), letters(&table, "b")), ("rw-".to_owned(), "rww".to_owned()));
}

#[test]
fn scores_are_cut_and_counted() {
    let text = "id\ta\tb\n1\t0.2\t0.9\n2\t0.5\t1\n";
    let (table, ledger) = built(&[("t.csv", text)], |choices| assert_eq!(choices.kind, Kind::Scores)).unwrap();
    assert_eq!((letters(&table, "a"), letters(&table, "b")), ("wr".to_owned(), "rr".to_owned()));
    assert_eq!(ledger.count(Fate::Cut), 3);
    let (table, _) = built(&[("t.csv", text)], |choices| choices.set_cut(0.95)).unwrap();
    assert_eq!((letters(&table, "a"), letters(&table, "b")), ("ww".to_owned(), "wr".to_owned()));
}

#[test]
fn answers_with_a_key() {
    let text = "id,gold,a,b\n1,A,A,B\n2,B,garbage,garbage\n3,C,A,C\n";
    let (table, _) = built(&[("t.csv", text)], |choices| assert_eq!(choices.kind, Kind::Answers)).unwrap();
    assert_eq!((letters(&table, "a"), letters(&table, "b")), ("r-w".to_owned(), "w-r".to_owned()));
    assert_eq!(table.raters[0].missing, [(1, Missing::Unparsed)]);
    // What can't be read agrees with nothing.
    assert!(!table.raters[0].answers.as_ref().unwrap().given.get(1));
}

#[test]
fn long_tables() {
    let text = "task,worker,label\n1,ann,1\n1,bob,0\n2,ann,0\n2,bob,\n";
    let (table, _) = built(&[("t.csv", text)], |choices| assert_eq!(choices.layout, Layout::Long)).unwrap();
    assert_eq!((letters(&table, "ann"), letters(&table, "bob")), ("rw".to_owned(), "w-".to_owned()));
    let (table, _) = built(&[("t.csv", "id,model,wrong\n1,x,1\n1,y,0\n")], |_| ()).unwrap();
    assert_eq!(letters(&table, "x"), "w");
}

#[test]
fn repeats_are_asked_about_and_never_the_last_wins() {
    let text = "id,model,trial,score\n1,x,1,1\n1,x,2,0\n1,x,3,0\n1,y,1,1\n";
    let error = built(&[("t.csv", text)], |_| ()).unwrap_err();
    let ChoiceError::Open(question) = &error else { panic!("{error}") };
    assert!(question.text.contains("'trial'") && question.must, "{error}");
    let with = |repeats: Repeats| built(&[("t.csv", text)], |choices| choices.repeats = repeats).unwrap();
    let (table, ledger) = with(Repeats::First);
    assert_eq!((letters(&table, "x"), ledger.count(Fate::Merged)), ("r".to_owned(), 2));
    assert_eq!(letters(&with(Repeats::Majority).0, "x"), "w");
    let (table, _) = with(Repeats::Raters);
    assert_eq!(
        (letters(&table, "x (1)"), letters(&table, "x (2)"), table.items.len()),
        ("r".to_owned(), "w".to_owned(), 1)
    );
    let only = built(&[("t.csv", text)], |choices| choices.only = vec![("trial".to_owned(), "2".to_owned())]).unwrap();
    assert_eq!(letters(&only.0, "x"), "w");
    // The same row twice is one row.
    let (_, ledger) = built(&[("t.csv", "id,model,score\n1,x,1\n1,x,1\n2,x,0\n")], |_| ()).unwrap();
    assert!(says(&ledger, Fate::Merged, "same in every column"));
}

#[test]
fn files_join_by_name_and_never_by_order() {
    let files = [("a.csv", "id,x\n1,0\n2,1\n"), ("b.csv", "id,y\n2,0\n1,1\n")];
    let (table, _) = built(&files, |_| ()).unwrap();
    assert_eq!((letters(&table, "x"), letters(&table, "y")), ("wr".to_owned(), "rw".to_owned()));
    let error = built(&[("a.csv", "x\n0\n1\n"), ("b.csv", "y\n1\n0\n")], |_| ()).unwrap_err();
    assert!(error.to_string().contains("--item"), "{error}");
}

#[test]
fn one_name_for_different_things_is_a_conflict() {
    let files = [
        ("a.csv", "id,model,hash,score\n1,x,h1,0\n2,x,h2,1\n"),
        ("b.csv", "id,model,hash,score\n1,y,h1,0\n2,y,other,1\n"),
    ];
    let (table, ledger) = built(&files, |_| ()).unwrap();
    assert_eq!(table.items.len(), 1);
    let entry = ledger.entries().iter().find(|entry| entry.fate == Fate::Dropped).unwrap();
    assert_eq!(entry.examples, ["2"]);
}

#[test]
fn four_variants_of_swe_bench() {
    let sets = [
        ("run/a/results.json", r#"{"no_generation": ["i3"], "no_logs": [], "resolved": ["i1"]}"#),
        ("run/b/results.json", r#"{"no_generation": [], "resolved": ["i1", "i2"]}"#),
    ];
    let (table, ledger) = built(&sets, |_| ()).unwrap();
    // Items come in the order i1, i3, i2: what no set names was tried and is unresolved, and that is said.
    assert_eq!((letters(&table, "a"), letters(&table, "b")), ("r-w".to_owned(), "rwr".to_owned()));
    assert!(says(&ledger, Fate::Assumed, "tried and unresolved"));
    assert_eq!(table.raters[0].missing, [(1, Missing::Unparsed)]);

    let (table, _) = built(&[("a.json", r#"{"i1": {"resolved": true}, "i2": {"resolved": false}}"#)], |_| ()).unwrap();
    assert_eq!(letters(&table, "a"), "rw");

    let report = r#"{"total_instances": 4, "submitted_instances": 4, "resolved_instances": 2, "resolved_ids": ["i1"],
        "unresolved_ids": ["i2"], "error_ids": ["i3"], "empty_patch_ids": ["i4"], "submitted_ids": ["i1", "i2", "i3", "i4"]}"#;
    let (table, ledger) = built(&[("a.run.json", report)], |_| ()).unwrap();
    assert_eq!(letters(&table, "a.run"), "r--w");
    assert!(says(&ledger, Fate::Mismatch, "states 2 resolved"));

    let verdicts = r#"{"i1": {"patch_is_None": false, "resolved": true, "tests_status": {}}, "i2": {"patch_is_None": true, "resolved": false}}"#;
    let (table, _) = built(&[("a.json", verdicts)], |_| ()).unwrap();
    assert_eq!(letters(&table, "a"), "r-");
}

#[test]
fn samples_of_the_lm_evaluation_harness() {
    let bytes = include_bytes!("../data/lm_eval_samples_math_perturbed_full_2026-01-21T03-44-18.458309.jsonl");
    let parts = Reader::read("m/samples_math_2026-01-21T03-44-18.1.jsonl", None, bytes).unwrap();
    assert_eq!(parts[0].form, Form::LmEval);
    let reading = Reading::join(&parts, None).unwrap();
    let (table, ledger) = reading.table(reading.choices()).unwrap();
    assert_eq!(letters(&table, "m"), "w".repeat(10));
    assert!(says(&ledger, Fate::Noted, "on every item"));
    let filters = "{\"doc_id\": 0, \"filter\": \"strict\", \"target\": \"3\", \"filtered_resps\": [\"3\"], \"metrics\": [\"em\"], \"em\": 1.0}\n\
                   {\"doc_id\": 0, \"filter\": \"loose\", \"target\": \"3\", \"filtered_resps\": [\"4\"], \"metrics\": [\"em\"], \"em\": NaN}\n";
    let error = built(&[("m/samples_x.jsonl", filters)], |_| ()).unwrap_err();
    assert!(error.to_string().contains("'filter'"), "{error}");
    let (table, _) = built(&[("m/samples_x.jsonl", filters)], |choices| choices.repeats = Repeats::Raters).unwrap();
    assert_eq!((letters(&table, "m (strict)"), letters(&table, "m (loose)")), ("r".to_owned(), "-".to_owned()));
}

/// A zip of entries stored with this method, made by hand: what packs them is not part of the crate.
fn zip(entries: &[(&str, u16, &[u8], usize)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for &(name, method, packed, size) in entries {
        let at = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        let sizes = [packed.len(), size].map(|n| u32::try_from(n).unwrap().to_le_bytes()).concat();
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        // Version, flags, method, time, date and a checksum that nobody asks for.
        let shared = [&[63, 0, 0, 0][..], &method.to_le_bytes(), &[0; 8], &sizes, &length, &[0, 0]].concat();
        directory.extend([b"PK\x01\x02\x3f\x00", &shared[..], &[0; 10], &at, name.as_bytes()].concat());
        bytes.extend([b"PK\x03\x04", &shared[..], name.as_bytes(), packed].concat());
    }
    let [count, zero] = [u16::try_from(entries.len()).unwrap(), 0].map(u16::to_le_bytes);
    let [length, at] = [directory.len(), bytes.len()].map(|n| u32::try_from(n).unwrap().to_le_bytes());
    bytes.extend(&directory);
    bytes.extend([b"PK\x05\x06", &zero[..], &zero, &count, &count, &length, &at, &zero].concat());
    bytes
}

const HEADER: &str = r#"{"eval": {"model": "org/m", "task": "t"}, "results": {"scores": [{"name": "s", "metrics": {"accuracy": {"value": 0.9}}}]}}"#;

#[test]
fn logs_of_inspect() {
    let parts = Reader::read("log.bin", None, include_bytes!("../data/inspect_mmlu-summary-choices.eval")).unwrap();
    let reading = Reading::join(&parts, None).unwrap();
    let (table, ledger) = reading.table(reading.choices()).unwrap();
    assert_eq!(
        (parts[0].form, letters(&table, "openai/gpt-4o"), table.options),
        (Form::Inspect, "w".to_owned(), Some(4))
    );
    assert_eq!(ledger.count(Fate::Mismatch), 0);

    // An unfinished log, packed with Zstandard as Inspect does by default: no summaries.json, and a sample that crashed.
    let sample =
        |id: u32, score: &str| format!(r#"{{"id": {id}, "epoch": 1, "input": "q{id}", "target": "A", {score}}}"#);
    let scored = r#""scores": {"s": {"value": "C", "answer": "A"}}"#;
    let first = format!("[{}]", sample(1, scored));
    let second = format!("[{}, {}]", sample(2, r#""scores": {"s": {"value": "I"}}"#), sample(3, r#""error": "boom""#));
    let pack =
        |text: &str| ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    let packed = [HEADER, &second, &first].map(pack);
    let bytes = zip(&[
        ("_journal/start.json", 93, &packed[0], HEADER.len()),
        ("_journal/summaries/10.json", 93, &packed[1], second.len()),
        ("_journal/summaries/2.json", 93, &packed[2], first.len()),
        ("samples/1_epoch_1.json", 99, b"never unpacked", 14),
    ]);
    let parts = Reader::read("x.eval", None, &bytes).unwrap();
    let reading = Reading::join(&parts, None).unwrap();
    let (table, ledger) = reading.table(reading.choices()).unwrap();
    assert_eq!(letters(&table, "org/m"), "rw-");
    assert_eq!(table.raters[0].missing, [(2, Missing::Infrastructure)]);
    assert!(says(&ledger, Fate::Mismatch, "rates that files state"));

    let json = format!(r#"{}, "samples": [{}]}}"#, &HEADER[..HEADER.len() - 1], sample(1, scored));
    let (table, _) = built(&[("log.json", &json)], |_| ()).unwrap();
    assert_eq!(letters(&table, "org/m"), "r");
}

#[test]
fn stats_of_helm() {
    let bytes = include_bytes!("../data/helm_mmlu_philosophy_gpt2_per_instance_stats.json");
    let parts =
        Reader::read("runs/mmlu:subject=philosophy,model=openai_gpt2/per_instance_stats.json", None, bytes).unwrap();
    let reading = Reading::join(&parts, None).unwrap();
    assert_eq!((parts[0].form, reading.choices().value.as_deref()), (Form::Helm, Some("score exact_match")));
    let (table, _) = reading.table(reading.choices()).unwrap();
    assert_eq!((table.raters[0].name.as_str(), table.items.len()), ("openai_gpt2", 10));
}

#[test]
fn results_of_promptfoo() {
    let json = r#"{"results": {"results": [
        {"provider": {"id": "a"}, "promptIdx": 0, "testIdx": 0, "vars": {"q": "1"}, "success": true},
        {"provider": {"id": "b"}, "promptIdx": 0, "testIdx": 0, "vars": {"q": "1"}, "success": false, "error": "Expected 2", "failureReason": 1},
        {"provider": {"id": "b"}, "promptIdx": 0, "testIdx": 1, "vars": {"q": "2"}, "success": false, "error": "502", "failureReason": 2}]}}"#;
    let (table, _) = built(&[("out.json", json)], |_| ()).unwrap();
    assert_eq!((letters(&table, "a"), letters(&table, "b")), ("r-".to_owned(), "w-".to_owned()));
    let csv = "id,[a] ask,[b] ask\n1,[PASS] two,[FAIL] (no) three\n2,[FAIL] x,[ERROR] 502\n";
    let parts = [part("out.csv", csv)];
    assert_eq!(parts[0].form, Form::Promptfoo);
    let (table, _) = built(&[("out.csv", csv)], |_| ()).unwrap();
    assert_eq!((letters(&table, "[a] ask"), letters(&table, "[b] ask")), ("rw".to_owned(), "w-".to_owned()));
}

#[test]
fn records_known_and_unknown() {
    let unknown = r#"[{"question": {"id": 1}, "gpt": true, "claude": false}, {"question": {"id": 2}, "gpt": false, "claude": NaN}]"#;
    let (table, ledger) =
        built(&[("x.json", unknown)], |choices| choices.set_item(vec!["question.id".to_owned()])).unwrap();
    assert_eq!((letters(&table, "gpt"), letters(&table, "claude")), ("rw".to_owned(), "w-".to_owned()));
    assert!(says(&ledger, Fate::Missing, "bare NaN"));
    let evals = "{\"spec\": {\"completion_fns\": [\"gpt\"]}}\n\
                 {\"run_id\": \"r\", \"sample_id\": \"s.1\", \"type\": \"match\", \"data\": {\"correct\": true, \"picked\": \"A\", \"expected\": \"A\"}}\n\
                 {\"run_id\": \"r\", \"sample_id\": \"s.2\", \"type\": \"match\", \"data\": {\"correct\": false, \"picked\": \"B\", \"expected\": \"A\"}}\n\
                 {broken";
    let (table, ledger) = built(&[("x.jsonl", evals)], |_| ()).unwrap();
    assert_eq!(letters(&table, "gpt"), "rw");
    assert!(says(&ledger, Fate::Dropped, "no JSON"));
    let terminal = r#"{"accuracy": 0.5, "results": [{"task_id": "a", "trial_name": "a.1", "is_resolved": true}, {"task_id": "b", "trial_name": "b.1", "is_resolved": null}]}"#;
    let (table, ledger) = built(&[("agent/results.json", terminal)], |_| ()).unwrap();
    assert_eq!(letters(&table, "agent"), "r-");
    // One of two resolved is .5 over all and 1 over what has a verdict: the first is what the file states.
    assert_eq!(ledger.count(Fate::Mismatch), 0);
    let judge = r#"{"pair_id": "p", "judge_name": "j", "label": "A>B", "judgments": [{"decision": "A>B"}, {"decision": "A>B"}]}"#;
    let (table, _) = built(&[("x.jsonl", judge)], |choices| choices.repeats = Repeats::Raters).unwrap();
    assert_eq!((letters(&table, "j (1)"), letters(&table, "j (2)")), ("r".to_owned(), "w".to_owned()));
}

#[test]
fn slices_of_any_size_read_the_same() {
    let bytes = include_bytes!("../data/pandalm_judge_panel.csv");
    let whole = Reader::read("t", None, bytes).unwrap();
    for size in [1, 1000] {
        let mut reader = Reader::new("t", None);
        bytes.chunks(size).for_each(|slice| reader.feed(slice).unwrap());
        let parts: Vec<Part> = reader.finish().unwrap();
        assert_eq!((parts[0].rows(), &parts[0].sha256), (999, &whole[0].sha256));
    }
    assert_eq!(whole[0].sha256.len(), 64);
}

#[test]
fn what_is_not_read_says_so_in_one_sentence() {
    for (bytes, words) in [
        (&b"PAR1\x15\x04"[..], "Parquet"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x28\xb5\x2f\xfd\x00", "Zstandard"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"\x00\x01\x02", "binary"),
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"id,a\n", "no results"),
        (b"PK\x03\x04 and no more", "archive"),
        (b"{\"a\": ", "JSON"),
    ] {
        let error = Reader::read("x", None, bytes).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
    assert_eq!(Reader::read("x", None, "[".repeat(1 << 20).as_bytes()).unwrap_err(), ReadError::TooDeep);
    let error = Reader::read("x", Some(Form::Helm), b"id,a\n1,0\n").unwrap_err();
    assert!(matches!(error, ReadError::WrongForm(_)));
}

#[test]
fn a_zip_bomb_ends_in_a_sentence() {
    // A frame of 5,000 blocks that each repeat one byte 131,072 times.
    let bomb = |byte: u8| {
        let mut bomb = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58];
        for block in 0..5000 {
            let header: u32 = u32::from(block == 4999) | 1 << 1 | (128 << 10) << 3;
            bomb.extend(&header.to_le_bytes()[..3]);
            bomb.push(byte);
        }
        zip(&[("bomb.json", 93, &bomb, 1000)])
    };
    let error = Reader::read("x.zip", None, &bomb(b'x')).unwrap_err();
    assert!(matches!(error, ReadError::TooLarge { .. }), "{error}");
    // What can't be read is left as soon as that is clear.
    assert_eq!(Reader::read("x.zip", None, &bomb(b' ')).unwrap_err(), ReadError::Empty);
    let inner = zip(&[("a.csv", 0, b"id,x\n1,0\n", 9)]);
    let parts =
        Reader::read("x.zip", None, &zip(&[("in.zip", 0, &inner, inner.len()), ("note.png", 0, b"\x89PNG", 4)]))
            .unwrap();
    assert_eq!((parts.len(), parts[0].name.as_str()), (1, "x.zip!in.zip!a.csv"));
}

#[test]
fn a_preview_says_what_was_understood() {
    let reading = Reading::join(&[part("t.csv", "id,a,b\n1,0,1\n2,1,\n")], None).unwrap();
    let preview = reading.preview(reading.choices()).unwrap();
    assert_eq!(preview.sentence, "1 file of wide: 2 raters, 2 items, 1 = correct, 1 missing");
    let mut choices = reading.choices().clone();
    choices.item = vec!["nothing".to_owned()];
    assert!(reading.preview(&choices).unwrap_err().to_string().contains("no column 'nothing'"));
}
