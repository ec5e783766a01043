//! A figure to take away: as a picture, as data, as a setting, as a citation.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use web_sys::Blob;
use web_sys::js_sys::Date;

use super::wanted::Wanted;
use crate::address::catalogue::Figure;
use crate::address::look::{Look, Workshop};
use crate::chart::theme::{DARK, LIGHT, Palette};
use crate::chart::vector;
use crate::export::{self, Edition, FINENESS, Kind, Receipt, Sheet};
use crate::figure::Frame;
use crate::ui::browser::copying::CopyButton;
use crate::ui::browser::files::{CSV, blob, save, told};
use crate::ui::browser::host::{Page, edition, is_framed};
use crate::ui::canvas::brush::Brush;
use crate::ui::canvas::surface::{NOT_READ, Surface, can_be_read};
use crate::ui::state::address::Source;
use crate::ui::state::sliced::Sliced;

/// What a figure is of.
#[derive(Clone, Copy)]
pub enum Origin {
    /// A setting.
    Setting(Source),
    /// The reader's own data, as a line for receipts says it.
    Data(Signal<String>),
}

/// A figure, as far as it can be taken away.
#[derive(Clone, Copy)]
pub struct Exported {
    /// What is shown.
    pub frame: Signal<Frame>,
    /// The figure's name in links.
    pub id: &'static str,
    /// What it is of.
    pub origin: Origin,
    /// The long work that it shows the results of.
    pub work: Option<Sliced>,
}

impl Exported {
    fn receipt(self, edition: &Edition) -> Receipt {
        match self.origin {
            Origin::Setting(source) => source.0.with(|view| Receipt::new(self.id, view, edition)),
            Origin::Data(data) => Receipt::measured(self.id, data.get(), edition),
        }
    }
}

/// What makes the buttons of a figure.
pub type Panel = fn(Exported) -> AnyView;

/// How the buttons, which are not in the program that comes first, are coming.
#[derive(Clone, Copy)]
enum Buttons {
    NotAskedFor,
    There(Panel),
    Failed,
}

/// What makes the export buttons, which are not needed before somebody asks for them.
///
/// # Errors
/// When the file that holds it can't be fetched.
#[allow(clippy::unnecessary_wraps)]
#[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible)]
fn load_takeaway() -> Result<Panel, SplitLoaderError> {
    Ok(panel)
}

/// The ways to take a figure away, behind their name.
#[component]
pub fn Takeaway(exported: Exported) -> impl IntoView {
    let buttons = RwSignal::new(Buttons::NotAskedFor);
    let is_open = RwSignal::new(false);
    let toggle = move |_| {
        is_open.update(|open| *open = !*open);
        if is_open.get_untracked() && !matches!(buttons.get_untracked(), Buttons::There(_)) {
            spawn_local(async move {
                buttons.set(load_takeaway().await.map_or(Buttons::Failed, Buttons::There));
            });
        }
    };
    let panel = move || {
        is_open.get().then(|| match buttons.get() {
            Buttons::NotAskedFor => ().into_any(),
            Buttons::There(panel) => panel(exported),
            Buttons::Failed => view! {
                <p role="alert">"This part of the page could not be fetched. Close it and open it to try again."</p>
            }
            .into_any(),
        })
    };
    view! {
        <details class="values takeaway" on:toggle=toggle>
            <summary>"Export"</summary>
            {panel}
        </details>
    }
}

/// The buttons.
pub fn panel(exported: Exported) -> AnyView {
    let Exported { frame, id, .. } = exported;
    let frame = Signal::derive(move || frame.get().without_ghost());
    let Page(page) = expect_context();
    let edition = StoredValue::new(edition(page));
    let receipt = move || edition.with_value(|edition| exported.receipt(edition));
    // A picture that is taken away may be looked at anywhere: it is light unless somebody wants it dark.
    let wants_dark = RwSignal::new(false);
    let palette = move || if wants_dark.get_untracked() { DARK } else { LIGHT };
    let said = RwSignal::new(String::new());
    // What could not be saved, to be copied by hand.
    let unsaved = RwSignal::new(None::<String>);
    let tell = move |name: &str, is_given: bool| said.set(told(name, is_given));
    let save_text = move |kind: Kind, media: &str, text: &str| {
        let name = receipt().file_name(kind);
        let is_saved = blob(text, media).is_some_and(|blob| save(&name, &blob));
        tell(&name, is_saved);
        unsaved.set((!is_saved || is_framed()).then(|| text.to_owned()));
    };
    let save_picture = move || {
        if !can_be_read() {
            said.set(format!("{NOT_READ} it can't save this one. Take the drawing (SVG) instead."));
            return;
        }
        let receipt = receipt();
        let name = receipt.file_name(Kind::Picture);
        let begun = frame.with(|frame| {
            let take = move |blob: Option<Blob>| tell(&name, blob.is_some_and(|blob| save(&name, &blob)));
            draw_png(&Sheet::new(frame, &receipt), palette(), take)
        });
        if begun.is_none() {
            tell("a picture", false);
        }
    };
    let save_drawing = move || match frame.with(|frame| drawing(&Sheet::new(frame, &receipt()), palette())) {
        Some(svg) => save_text(Kind::Drawing, "image/svg+xml", &svg),
        None => tell("a picture", false),
    };
    let save_as = move |kind: Kind| match kind {
        Kind::Picture => save_picture(),
        Kind::Drawing => save_drawing(),
        Kind::Data => save_text(kind, CSV, &frame.with(|frame| export::data(frame, &receipt()))),
        Kind::Outputs => save_text(kind, CSV, &export::outputs(&receipt())),
        Kind::Setting => save_text(kind, "application/json", &receipt().setting()),
    };
    let citation = Memo::new(move |_| {
        let date: String = Date::new_0().to_iso_string().as_string().unwrap_or_default().chars().take(10).collect();
        frame.with(|frame| receipt().citation(&frame.title, &date))
    });
    // A figure whose simulations are under way would be saved without them; here they are waited for.
    if let Some(work) = exported.work {
        work.insist();
    }
    let is_early = move || exported.work.is_some_and(|work| !work.is_settled());
    let button = |kind: Kind| {
        let waits = move || kind.waits_for_work() && is_early();
        view! {
            <button type="button" class="chip" data-save=kind.name() disabled=waits on:click=move |_| save_as(kind)>
                {kind.label()}
            </button>
        }
    };
    let field = NodeRef::<html::Textarea>::new();
    let name = format!("{id}-citation");
    let is_of_setting = matches!(exported.origin, Origin::Setting(_));
    view! {
        <div class="chips" role="group" aria-label="Save this figure">
            {Kind::ALL.into_iter().filter(|kind| is_of_setting || !kind.is_of_setting()).map(button).collect_view()}
        </div>
        <p class="fine">
            <label>
                <input type="checkbox" data-dark on:change=move |event| wants_dark.set(event_target_checked(&event)) />
                " Picture and drawing in dark colours"
            </label>
        </p>
        <p class="fine" hidden=move || !is_early()>"The figure can be saved once its simulations are done."</p>
        <p class="fine" role="status" data-saved>{said}</p>
        <Show when=move || unsaved.with(Option::is_some)><Unsaved text=unsaved name=format!("{id}-unsaved") /></Show>
        <label class="fine" for=name.clone()>{if is_of_setting { "Citation, with a link to this setting" } else { "Citation" }}</label>
        <textarea id=name node_ref=field readonly rows="6" prop:value=citation></textarea>
        <CopyButton field=field />
        {is_of_setting.then(|| embeds(id))}
    }
    .into_any()
}

/// The way to the snippets; not in an embed or in a room, where there is no maker of them.
fn embeds(id: &'static str) -> impl IntoView {
    let is_whole = use_context::<Look>().is_none_or(|look| look.embed.is_none() && look.workshop == Workshop::No);
    // The opening's two pictures are one figure.
    let figure = Figure::named(id).unwrap_or(Figure::HERO);
    let Wanted(wanted) = expect_context();
    is_whole.then(|| {
        view! {
            <p class="chips">
                <button type="button" class="chip" data-embed-this on:click=move |_| wanted.set(Some(figure))>
                    "Put it into your own page …"
                </button>
            </p>
        }
    })
}

/// A file's text, where the file itself may not have come through.
#[component]
fn Unsaved(text: RwSignal<Option<String>>, name: String) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    view! {
        <label class="fine" for=name.clone()>"If no file came: what it holds"</label>
        <textarea id=name.clone() node_ref=field readonly rows="6" prop:value=move || text.get().unwrap_or_default()></textarea>
        <CopyButton field=field />
    }
}

/// As a vector drawing.
fn drawing(sheet: &Sheet, palette: Palette) -> Option<String> {
    let mut drawn = String::new();
    let brush = Brush::Vector(vector::backend(&mut drawn, sheet.size(FINENESS)));
    sheet.draw(brush, palette, FINENESS).ok().map(|()| sheet.document(&drawn))
}

/// At two pixels to each CSS pixel, as fine as good screens and most prints show.
fn draw_png(sheet: &Sheet, palette: Palette, take: impl FnOnce(Option<Blob>) + 'static) -> Option<()> {
    const SCALE: u32 = 2;
    let mut surface = Surface::apart()?;
    sheet.draw(surface.begin(sheet.size(SCALE), 1.0, None), palette, SCALE).ok()?;
    surface.png(take)
}
