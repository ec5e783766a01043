//! The native side of the benchmark: carries out one order a line and answers with its duration in seconds and its
//! result. The WebAssembly side has its clock around the same functions.

use std::error::Error;
use std::io::{Write as _, stdin, stdout};
use std::time::Instant;

use blindspot_bench::{Charts, Setting, feedback, fit, simulate, table};

fn main() -> Result<(), Box<dyn Error>> {
    let mut charts = Charts::new(0, 0);
    let mut structure = table(&Setting::number(0));
    for line in stdin().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let (seconds, result) = match *words.as_slice() {
            ["simulate", setting, projects, seed] => {
                let (setting, projects, seed) = (setting.parse()?, projects.parse()?, seed.parse()?);
                timed(|| simulate(setting, projects, seed))
            }
            ["charts", setting, slider] => {
                charts = Charts::new(setting.parse()?, slider.parse()?);
                (0.0, Vec::new())
            }
            ["move", position] => {
                let position = position.parse()?;
                timed(|| vec![charts.moved_to(position)])
            }
            ["table", setting] => {
                let setting = Setting::number(setting.parse()?);
                timed(|| {
                    structure = table(&setting);
                    vec![structure.share(0.5)]
                })
            }
            ["feedback", setting] => {
                let setting = Setting::number(setting.parse()?);
                timed(|| vec![feedback(&setting, &structure)])
            }
            ["fit"] => timed(|| vec![fit()]),
            _ => return Err(format!("not an order: {line}").into()),
        };
        let mut out = stdout().lock();
        writeln!(out, "{{\"seconds\":{seconds:?},\"result\":{result:?}}}")?;
        out.flush()?;
    }
    Ok(())
}

fn timed(work: impl FnOnce() -> Vec<f64>) -> (f64, Vec<f64>) {
    let start = Instant::now();
    let result = work();
    (start.elapsed().as_secs_f64(), result)
}
