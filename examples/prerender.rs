//! Writes what is made ahead into a built site: the still page into `index.html` and its pictures beside it, a card for
//! sharing for each figure, and the icons of the installed page.
//!
//! ```sh
//! cargo run --example prerender dist
//! ```
//!
//! Without an argument the folder is the one that Trunk is about to publish (Trunk.toml runs this after each build).
//! `BLINDSPOT_ADDRESS` is the address that the site will have on the web, and `BLINDSPOT_BUILD` names the sources that it is
//! built from, where that is known.

mod raster;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use blindspot::address::embedding::FRAMES;
use blindspot::card::{self, Card, Site, frame, mark, page};
use blindspot::export::Edition;
use blindspot::still::{self, FIRST, File, MARKER, Still};
use raster::Raster;

/// Where the page says what it was built from.
const BUILD: &str = "<meta name=\"blindspot-build\" content=\"\">";

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result {
    let folder = env::args_os()
        .nth(1)
        .or_else(|| env::var_os("TRUNK_STAGING_DIR"))
        .map(PathBuf::from)
        .ok_or("name the folder of a built site")?;
    let site = match env::var("BLINDSPOT_ADDRESS") {
        Ok(address) if !address.is_empty() => Site::at(&address)?,
        _ => Site::ANYWHERE,
    };
    let index = folder.join("index.html");
    let live = fs::read_to_string(&index).map_err(|error| told(&index, &error))?;
    let build = env::var("BLINDSPOT_BUILD").ok().filter(|build| !build.is_empty());
    let still = still::page(Edition { build: build.clone(), address: site.whole("") })?;
    let cards = card::all()?;
    let opening = cards.first().ok_or("there is no card of the opening")?;
    let live = for_rooms_only(&index, &live)?;
    // The pages of frames name it too: what is taken away from one says what made it.
    let live = replaced(&index, &live, BUILD, &BUILD.replace("\"\"", &format!("\"{}\"", build.unwrap_or_default())))?;
    let frames = frames(&live, &cards, &still)?;
    let tags = page::tags_of_page(opening, &site);
    let live = replaced(&index, &live, page::MARKER, &tags)?;
    let live = replaced(&index, &live, FIRST, &still.first)?;
    let whole = replaced(&index, &live, MARKER, &still.markup)?;

    for file in &still.files {
        write(&folder, &file.name, file.text.as_bytes())?;
    }
    for frame in &frames {
        write(&folder, &frame.name, frame.text.as_bytes())?;
    }
    let images = share(&folder, &cards, &site)?;
    // Last: a page without its place for what is made ahead has it already.
    write(&folder, "index.html", whole.as_bytes())?;

    println!(
        "The still page: {} kB of markup, {} pictures and tables of {} kB together.",
        still.markup.len() / 1000,
        still.files.len(),
        still.files.iter().map(|file| file.text.len()).sum::<usize>() / 1000
    );
    println!("Cards for sharing: {} figures, images of {} kB together.", cards.len(), images / 1000);
    if site.is_anywhere() {
        println!(
            "Their addresses are relative, which most networks don't follow: BLINDSPOT_ADDRESS says where the site will be."
        );
    }
    Ok(())
}

/// The pages that frames show. The sandbox has no still figures; there a card's image stands for them.
fn frames(index: &str, cards: &[Card], still: &Still) -> Result<Vec<File>> {
    let of = |card: &Card| -> Result<File> {
        let id = card.shown.figure.id;
        let own = still.figures.iter().find(|(name, _)| name == id).map(|(_, markup)| markup.clone());
        let own = own.unwrap_or_else(|| page::image(card));
        let text =
            frame::document(index, id, &card.shown.title, &own).ok_or("the page has no place for a frame's own")?;
        Ok(File { name: format!("{FRAMES}/{id}.html"), text })
    };
    cards.iter().map(of).collect()
}

/// Writes the cards, what they share, and the icons; gives the bytes of the images.
fn share(folder: &Path, cards: &[Card], site: &Site) -> Result<usize> {
    let raster = Raster::new();
    let mut bytes = 0;
    for card in cards {
        let image = raster.png(&card.image)?;
        bytes += image.len();
        write(folder, &card.name("png"), &image)?;
    }
    let files = cards.iter().flat_map(|card| card.files(site)).chain(card::common());
    for File { name, text } in files {
        write(folder, &name, text.as_bytes())?;
    }
    for icon in mark::icons() {
        write(folder, icon.name, &raster.png(&icon.svg)?)?;
    }
    Ok(bytes)
}

/// The page with the style sheet of rooms named only, for `public/boot.js` to load where it is one.
fn for_rooms_only(index: &Path, page: &str) -> Result<String> {
    let place = |page: &str| {
        let at = page.find("<link rel=\"stylesheet\" href=\"./workshop-")?;
        let end = at + page[at..].find('>')? + 1;
        let name = page[at..end].split('"').nth(3)?.to_owned();
        Some((page[at..end].to_owned(), format!("<meta name=\"blindspot-workshop\" content=\"{name}\">")))
    };
    let (link, name) = place(page).ok_or_else(|| format!("{} has no style sheet of rooms", index.display()))?;
    replaced(index, page, &link, &name)
}

/// The page with a text in its place.
fn replaced(index: &Path, page: &str, place: &str, by: &str) -> Result<String> {
    let (before, after) = page.split_once(place).ok_or_else(|| format!("{} has no {place}", index.display()))?;
    Ok([before, by, after].concat())
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| told(parent, &error))?;
    }
    fs::write(&path, bytes).map_err(|error| told(&path, &error))?;
    Ok(())
}

fn told(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
