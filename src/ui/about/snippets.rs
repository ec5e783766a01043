//! A figure for somebody else's page: how it looks there, and what to put into that page.

use leptos::html;
use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, MessageEvent};

use crate::address::catalogue::Figure;
use crate::address::embedding::{COMPACT_HEIGHT, Snippet, name};
use crate::address::look::{Embed, Look, Scheme};
use crate::address::said;
use crate::chapters::prose;
use crate::ui::browser::copying::CopyButton;
use crate::ui::browser::events::on_event;
use crate::ui::browser::host::Page;
use crate::ui::figure::Wanted;
use crate::ui::state::address::Address;

/// How high a figure is taken to be before it has told.
const HEIGHT: u32 = 700;

/// What is chosen, and what follows.
#[derive(Clone, Copy)]
struct Choice {
    embed: RwSignal<Embed>,
    scheme: RwSignal<Scheme>,
    is_still: RwSignal<bool>,
    /// What the preview was opened with.
    begun: RwSignal<String>,
    /// What it shows since the reader has moved it.
    link: RwSignal<String>,
    /// As the preview told.
    height: RwSignal<u32>,
}

impl Choice {
    fn look(self) -> Look {
        let (scheme, is_still) = (self.scheme.get(), self.is_still.get());
        Look { embed: Some(self.embed.get()), scheme, is_still, ..Look::default() }
    }

    /// Takes another figure, with the setting that its place has on this page.
    fn take(self, figure: Figure, address: Address) {
        let link = untrack(|| address.link_to(figure.place())).unwrap_or_default();
        let start = figure.start().link();
        let link = if link == start { String::new() } else { link };
        self.embed.update(|embed| embed.figure = figure);
        self.begun.set(link.clone());
        self.link.set(link);
    }
}

/// The maker, behind its name.
#[component]
pub fn Snippets() -> impl IntoView {
    let Wanted(wanted) = expect_context();
    let is_open = RwSignal::new(false);
    let details = NodeRef::<html::Details>::new();
    Effect::new(move |_| {
        if wanted.get().is_some()
            && let Some(details) = details.get()
        {
            details.set_open(true);
            details.scroll_into_view();
            // Who asked for it goes on here, by keyboard too.
            if let Some(summary) = details.first_element_child().and_then(|first| first.dyn_into::<HtmlElement>().ok())
            {
                let _ = summary.focus();
            }
        }
    });
    view! {
        <section class="standing" id="embedding" aria-labelledby="embedding-title">
            <h2 id="embedding-title">{prose::EMBEDDING_TITLE}</h2>
            <p>{prose::EMBEDDING}</p>
            <details class="panel all" node_ref=details on:toggle=move |_| is_open.set(details.get_untracked().is_some_and(|details| details.open()))>
                <summary>"Make a snippet"</summary>
                <Show when=move || is_open.get()><Maker wanted=wanted /></Show>
            </details>
        </section>
    }
}

// The methods themselves are each of one lifetime of a snippet only.
#[allow(clippy::redundant_closure_for_method_calls)]
#[component]
fn Maker(wanted: RwSignal<Option<Figure>>) -> impl IntoView {
    let address = expect_context::<Address>();
    let Page(page) = expect_context();
    let choice = Choice {
        embed: RwSignal::new(Embed::of(Figure::HERO)),
        scheme: RwSignal::new(Scheme::Auto),
        is_still: RwSignal::new(false),
        begun: RwSignal::new(String::new()),
        link: RwSignal::new(String::new()),
        height: RwSignal::new(HEIGHT),
    };
    let take = move |figure: Option<Figure>| choice.take(figure.unwrap_or(Figure::HERO), address);
    take(wanted.get_untracked());
    Effect::new(move |before: Option<()>| {
        let figure = wanted.get();
        if before.is_some() {
            take(figure);
        }
    });
    let Some(page) = page else { return view! { <p>{prose::EMBEDDING_NEEDS_WEB}</p> }.into_any() };
    let page = StoredValue::new(page);
    let has_pages = has_pages();
    let text = move |of: fn(&Snippet) -> String| {
        Memo::new(move |_| {
            let (look, height) = (choice.look(), choice.height.get());
            page.with_value(|page| choice.link.with(|link| of(&Snippet { page, look, link, height, has_pages })))
        })
    };
    view! {
        <Choices choice=choice address=address />
        <Preview choice=choice page=page />
        <Text id="snippet-script" label="Frame that keeps its height, with a small script" text=text(|snippet| snippet.frame_and_script()) rows=6 />
        <Text id="snippet-frame" label="Frame alone, for hosts that take no scripts" text=text(|snippet| snippet.frame()) rows=4 />
        <Text id="snippet-address" label="Address, for hosts that make frames of links themselves" text=text(|snippet| snippet.address()) rows=2 />
        {has_pages.then(|| {
            view! { <Text id="snippet-card" label="Card, for networks and hosts that show a preview of a link: its finding and a picture" text=text(|snippet| snippet.card()) rows=2 /> }
        })}
    }
    .into_any()
}

/// Whether this copy of the page has others beside it, cards and pages of frames: a single file has none, nor does it name one.
fn has_pages() -> bool {
    document().query_selector("link[type=\"application/json+oembed\"]").ok().flatten().is_some()
}

/// What can be chosen.
#[component]
fn Choices(choice: Choice, address: Address) -> impl IntoView {
    let figures = Figure::all()
        .map(|figure| {
            let is_chosen = move || choice.embed.get().figure == figure;
            view! { <option value=figure.id selected=is_chosen>{name(figure)}</option> }
        })
        .collect_view();
    let take = move |event| {
        if let Some(figure) = Figure::named(&event_target_value(&event)) {
            choice.take(figure, address);
        }
    };
    let controls = move |event| {
        if let Ok(controls) = said::value(&event_target_value(&event)) {
            choice.embed.update(|embed| embed.controls = controls);
        }
    };
    let scheme = move |event| {
        if let Ok(scheme) = said::value(&event_target_value(&event)) {
            choice.scheme.set(scheme);
        }
    };
    view! {
        <div class="snippet">
            <label>"Figure " <select data-snippet="figure" on:change=take>{figures}</select></label>
            <label>
                "Controls "
                <select data-snippet="controls" on:change=controls>
                    <option value="none">"none"</option>
                    <option value="min" selected>"its sliders"</option>
                    <option value="full">"all: objections, exports"</option>
                </select>
            </label>
            <label>
                "Colours "
                <select data-snippet="theme" on:change=scheme>
                    <option value="auto" selected>"as the reader’s system"</option>
                    <option value="light">"light"</option>
                    <option value="dark">"dark"</option>
                </select>
            </label>
            <label>
                <input
                    type="checkbox"
                    data-snippet="prose"
                    on:change=move |event| choice.embed.update(|embed| embed.has_prose = event_target_checked(&event))
                />
                " with the words around it"
            </label>
            <label>
                <input
                    type="checkbox"
                    data-snippet="compact"
                    on:change=move |event| choice.embed.update(|embed| embed.is_compact = event_target_checked(&event))
                />
                " compact, for a place of fixed height"
            </label>
            <label>
                <input
                    type="checkbox"
                    data-snippet="motion"
                    on:change=move |event| choice.is_still.set(event_target_checked(&event))
                />
                " nothing moves by itself"
            </label>
        </div>
    }
}

/// What a figure in a frame tells its host (`public/boot.js`).
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Told {
    /// How high it is, in CSS pixels.
    Height { px: f64 },
    /// The link's text of what its reader has set.
    Setting { setting: String },
}

/// The figure as it will be: what is set in it goes into the texts.
#[component]
fn Preview(choice: Choice, page: StoredValue<String>) -> impl IntoView {
    let frame = NodeRef::<html::Iframe>::new();
    // Not what the reader sets in the preview itself, which would load it anew.
    let source = Memo::new(move |_| {
        let (look, begun) = (choice.look(), choice.begun.get());
        page.with_value(|page| Snippet { page, look, link: &begun, height: HEIGHT, has_pages: false }.source())
    });
    on_event(&window(), "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        let Some(inside) = frame.try_get_untracked().flatten().and_then(|frame| frame.content_window()) else { return };
        if event.source().is_none_or(|source| source.as_ref() as &JsValue != inside.as_ref() as &JsValue) {
            return;
        }
        match serde_wasm_bindgen::from_value(event.data()) {
            // Told by the figure itself, a few thousand pixels.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            Ok(Told::Height { px }) if (1.0..20_000.0).contains(&px) => choice.height.set(px.ceil() as u32),
            Ok(Told::Setting { setting }) => choice.link.set(setting),
            // Pages get messages of all kinds.
            _ => {}
        }
    });
    view! {
        <p class="fine">"As it will be. What you set in it here goes into the snippet."</p>
        // Its origin is the page's own here, and a sandbox would mean nothing.
        <iframe
            node_ref=frame
            class="preview"
            title="Preview of the figure"
            referrerpolicy="no-referrer"
            src=source
            style:height=move || {
                format!("{}px", if choice.embed.get().is_compact { COMPACT_HEIGHT } else { choice.height.get() })
            }
        ></iframe>
    }
}

#[component]
fn Text(id: &'static str, label: &'static str, text: Memo<String>, rows: u8) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    view! {
        <div class="takeaway values">
            <label class="fine" for=id>{label}</label>
            <textarea id=id node_ref=field readonly rows=rows prop:value=text></textarea>
            <CopyButton field=field />
        </div>
    }
}
