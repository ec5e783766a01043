//! Writes the still page into a built site: its markup into `index.html`, its pictures beside it.
//!
//! ```sh
//! cargo run --example prerender dist
//! ```
//!
//! Without an argument the folder is the one that Trunk is about to publish (Trunk.toml runs this after each build).

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use blindspot::still::{self, MARKER};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os()
        .nth(1)
        .or_else(|| env::var_os("TRUNK_STAGING_DIR"))
        .map(PathBuf::from)
        .ok_or("name the folder of a built site")?;
    let index = folder.join("index.html");
    let live = fs::read_to_string(&index).map_err(|error| told(&index, &error))?;
    let Some((before, after)) = live.split_once(MARKER) else {
        return Err(format!("{} has no {MARKER}", index.display()).into());
    };
    let page = still::page()?;
    for file in &page.files {
        let path = folder.join(&file.name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| told(parent, &error))?;
        }
        fs::write(&path, &file.text).map_err(|error| told(&path, &error))?;
    }
    fs::write(&index, [before, &page.markup, after].concat()).map_err(|error| told(&index, &error))?;

    let all: usize = page.files.iter().map(|file| file.text.len()).sum();
    println!(
        "The still page: {} kB of markup, {} pictures and tables of {} kB together.",
        page.markup.len() / 1000,
        page.files.len(),
        all / 1000
    );
    Ok(())
}

fn told(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
