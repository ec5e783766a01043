//! What leaves the page: pictures that are clear and whole, data that reads back to the same bits, settings that the
//! batch example understands, and a receipt on all of them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't read an export fails")]

mod drawn;

use blindspot::address::view::{self, SandboxView, View};
use blindspot::chapter::task::Queue;
use blindspot::chapter::{Results, Setting};
use blindspot::chapters::CHAPTERS;
use blindspot::chart::theme::{DARK, LIGHT};
use blindspot::export::{self, Edition, FINENESS, Receipt, Sheet, WIDTH};
use blindspot::figure::{Cell, Frame, hero};
use blindspot_model::{Evidence, Measures, Outlook, Parameter, Params, VERSION, World};
use drawn::Drawing;

/// Every figure of the opening and the chapters as it begins, with its name and what is shown.
fn figures() -> Vec<(&'static str, Frame, View)> {
    let calls = hero::Calls::drawn();
    let params = Params::default();
    let worlds = [("reported-world", hero::reported(&params)), ("real-world", params)];
    let opening = worlds
        .map(|(id, params)| (id, hero::World::of(&calls, &params).frame(id, "", None, None), View::Opening(params)));
    let chapters = CHAPTERS.iter().enumerate().flat_map(|(i, &chapter)| {
        let setting = Setting::start(chapter);
        let scene = chapter.scene(&setting, &Queue::begin(&chapter.tasks(&setting), Results::default()).finished());
        chapter.places().iter().zip(scene.frames).map(move |(place, frame)| (place.id, frame, View::chapter(i)))
    });
    opening.into_iter().chain(chapters).collect()
}

/// A setting that is not the default anywhere, as far as that is possible.
fn unusual() -> View {
    let params = World::FourLabs.of(&Params::default());
    let changes = [(Parameter::Supervision, 1.0 / 3.0), (Parameter::Reviewers, 7.0), (Parameter::SelfCheck, 1.0)];
    View::Sandbox(SandboxView { params: params.with_all(changes).unwrap(), seed: 123_456, ..SandboxView::default() })
}

#[test]
fn sheets_are_clear_vector_drawings_with_their_words_and_receipt() {
    for (id, frame, view) in figures() {
        let receipt = Receipt::new(id, &view, &Edition::default());
        let sheet = Sheet::new(&frame, &receipt);
        let [light, dark] = [LIGHT, DARK].map(|palette| sheet.svg(palette).unwrap());
        assert_ne!(light, dark);
        for svg in [&light, &dark] {
            let drawing = Drawing::read(svg);
            assert_eq!(drawing.faults(), Vec::<String>::new(), "{id}");
            assert_eq!(drawing.size.0, f64::from(WIDTH * FINENESS));
            assert!(drawing.corners.len() > 8, "{id} is nearly blank");
            let document = roxmltree::Document::parse(svg).unwrap();
            let text = |tag| document.descendants().find(|node| node.has_tag_name(tag)).and_then(|node| node.text());
            assert_eq!(text("title"), Some(frame.title.as_str()));
            assert!(text("desc").is_some_and(|text| text.contains(&receipt.line()) && text.contains(&frame.summary)));
            // Words and receipt can be seen too, however their lines are broken.
            let written = drawing.texts.iter().map(|written| written.text.as_str()).collect::<String>();
            let written: String = written.split_whitespace().collect();
            for shown in [&frame.title, &frame.subtitle, &receipt.line()] {
                let shown: String = shown.split_whitespace().collect();
                assert!(written.contains(&shown), "{id}: {shown} is not in {written}");
            }
        }
    }
}

/// The rows of a file but for the lines that begin with `#`, its column heads first.
fn read(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn data_reads_back_to_the_same_bits() {
    for (id, frame, view) in figures() {
        let receipt = Receipt::new(id, &view, &Edition::default());
        let text = export::data(&frame, &receipt);
        assert!(
            text.starts_with(&format!("# {}\r\n# {}\r\n# {}\r\n", receipt.line(), frame.title, frame.subtitle)),
            "{text}"
        );
        let rows = read(&text);
        if let Some(whole) = &frame.table.whole {
            assert_eq!(rows[0], whole.columns, "{id}");
            let saved = rows[1..].iter().flatten().map(|text| text.parse::<f64>().ok().map(f64::to_bits));
            assert!(saved.eq(whole.values.iter().map(|value| value.map(f64::to_bits))), "{id}");
            continue;
        }
        assert_eq!(rows[0], frame.table.columns, "{id}");
        assert_eq!(rows.len(), frame.table.rows.len() + 1, "{id}");
        for (row, cells) in rows[1..].iter().zip(&frame.table.rows) {
            assert_eq!(row.len(), cells.len(), "{id}");
            for (text, cell) in row.iter().zip(cells) {
                match cell.value {
                    Some(value) => assert_eq!(text.parse::<f64>().unwrap().to_bits(), value.to_bits(), "{id}"),
                    // What stands where there is no number is for people.
                    None => {
                        assert!(*text == cell.text || text.is_empty() && *cell == Cell::nothing(), "{id}: {cell:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_a_table_needs_quoted_is_quoted() {
    let table = blindspot::figure::Table::new(
        vec!["a, b".to_owned(), "c".to_owned()],
        vec![vec![Cell::name("say \"x\""), Cell::share(0.1 + 0.2)]],
    );
    let text = export::csv(&["finding"], &table, &Receipt::new("f", &unusual(), &Edition::default()));
    assert!(text.ends_with("\"a, b\",c\r\n\"say \"\"x\"\"\",0.30000000000000004\r\n"), "{text}");
}

#[test]
fn a_setting_holds_every_parameter_to_the_last_bit() {
    for view in figures().into_iter().map(|(_, _, view)| view).chain([unusual()]) {
        let receipt = Receipt::new("map", &view, &Edition::default());
        let setting: serde_json::Value = serde_json::from_str(&receipt.setting()).unwrap();
        for parameter in Parameter::ALL {
            let value = setting[parameter.spec().name].as_f64().unwrap();
            assert_eq!(value.to_bits(), view.params().get(*parameter).to_bits());
        }
        assert_eq!(setting["bias"].as_f64(), Some(view.params().initial_bias()));
        assert_eq!(setting["seed"].as_u64(), Some(view.seed()));
        assert_eq!(setting["id"], format!("{}, figure map", receipt.line()));
    }
}

#[test]
fn outputs_are_the_models() {
    let view = unusual();
    let rows = read(&export::outputs(&Receipt::new("map", &view, &Edition::default())));
    let value = |name: &str| &rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("no {name}"))[1];
    let params = view.params();
    for (name, expected) in
        Measures::of(&params, params.initial_bias()).named().into_iter().chain(Evidence::named(&params))
    {
        assert_eq!(*value(name), expected.map_or_else(String::new, |expected| expected.to_string()));
    }
    let table = blindspot_model::SurvivalTable::new(&blindspot_model::JudgementCall::of(&params));
    let outlook = Outlook::of(&params, &table, 60);
    for (name, expected) in outlook.named() {
        assert_eq!(*value(name), expected.to_string());
    }
    for (t, share) in outlook.trajectory.iter().enumerate() {
        assert_eq!(*value(&format!("trajectory[{t}]")), share.to_string());
    }
    assert_eq!(rows.iter().filter(|row| row[0].starts_with("tipping_points")).count(), outlook.tipping_points.len());
}

/// Files that were saved before and after a change of how they are written are the same.
#[test]
fn files_are_spelled_as_ever() {
    let receipt = Receipt::new("map", &unusual(), &Edition::default());
    let params = receipt.params.with(Parameter::Progress, 1e-7).unwrap();
    let receipt = Receipt { params, ..receipt };
    let numbers =
        Parameter::ALL.iter().map(|&parameter| format!("\"{}\":{}", parameter.spec().name, params.get(parameter)));
    let (line, numbers) = (receipt.line(), numbers.collect::<Vec<_>>().join(","));
    let bias = params.initial_bias();
    assert!(numbers.contains("\"reviewers\":7,") && numbers.contains("\"progress\":0.0000001,"), "{numbers}");
    let expected = format!("{{\"id\":\"{line}, figure map\",\"seed\":123456,{numbers},\"bias\":{bias}}}\n");
    assert_eq!(receipt.setting(), expected);
    let measures = Measures::of(&params, bias);
    let head = format!(
        "# {line}\r\n# All outputs of the model\r\noutput,value\r\nerror_rate_now,{}\r\n",
        measures.error_rate_now
    );
    assert!(export::outputs(&receipt).starts_with(&head), "{}", export::outputs(&receipt));
}

#[test]
fn a_receipt_leads_back_to_what_is_shown() {
    for view in figures().into_iter().map(|(_, _, view)| view).chain([unusual()]) {
        let receipt = Receipt::new("map", &view, &Edition::default());
        assert_eq!(view::read(&receipt.link).view, view);
        let line = receipt.line();
        assert_eq!(line, format!("blindspot {VERSION}, seed {}, setting #{}", view.seed(), view.link()));
        let address = Some("https://example.org/page".to_owned());
        let edition = Edition { address, build: Some("0123456789ab+".to_owned()) };
        let somewhere = Receipt { edition, ..receipt.clone() };
        let expected = format!(
            "blindspot {VERSION} (0123456789ab+), seed {}, setting https://example.org/page#{}",
            view.seed(),
            view.link()
        );
        assert_eq!(somewhere.line(), expected);
        let cited = somewhere.citation("A finding", "2026-11-24");
        assert!(cited.starts_with("“A finding.” Figure “map” of blindspot"), "{cited}");
        assert!(cited.ends_with(&format!("https://example.org/page#{} (accessed 2026-11-24).", view.link())));
        assert!(receipt.citation("A finding", "2026-11-24").ends_with(&format!("Setting #{}.", view.link())));
    }
}
