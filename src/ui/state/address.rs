//! What is shown, in the address: a link shows what its sender saw, and Back returns to the setting before.
//!
//! Each place of the page (opening, chapters, sandbox) registers how it is read and opened. The address says the place
//! that was changed last; an entry of the history keeps the others beside it.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::address::catalogue::Figure;
use crate::address::view::{self, Reading, SandboxView, View};
use crate::text::link;
use crate::ui::browser::events::on_event;
use crate::ui::browser::hand::Hand;
use crate::ui::browser::host::{self, on_setting, tell_setting};
use crate::ui::browser::refusals::harmless;
use crate::ui::browser::timers::Timer;

/// What the figures below show, for their receipts.
#[derive(Clone, Copy)]
pub struct Source(pub Signal<View>);

/// How long a setting must rest before it is written: a drag makes one entry of the history.
const REST: Duration = Duration::from_millis(400);

/// A place that can be linked to.
#[derive(Clone, Copy)]
struct Linked {
    id: &'static str,
    /// What is set there, as a link.
    text: Memo<String>,
    open: Callback<View>,
    /// The link that was opened or written last: what comes to the same is no change by the reader.
    kept: StoredValue<String>,
}

/// Keeps the address and the places together, in both directions. Copies are handles to the same address.
#[derive(Clone, Copy)]
pub struct Address {
    places: RwSignal<Vec<Linked>>,
    /// What the page was opened with.
    first: StoredValue<Reading>,
    /// What was wrong with the link, in plain text.
    pub notices: RwSignal<Vec<String>>,
    /// The place that was changed last.
    changed: StoredValue<Option<Linked>>,
    timer: Timer,
    hand: Hand,
    /// Whether this is a part of somebody else's page, whose history is not ours to write.
    is_embedded: bool,
}

/// Provides the address to the places below. `hash` is what the page is opened with.
pub fn provide_address(hash: &str, is_embedded: bool) -> Address {
    let Reading { view, notices } = view::read(hash);
    let address = Address {
        places: RwSignal::new(Vec::new()),
        notices: RwSignal::new(notices),
        first: StoredValue::new(Reading { view, notices: Vec::new() }),
        changed: StoredValue::new(None),
        timer: Timer::new(),
        hand: expect_context(),
        is_embedded,
    };
    // Who leaves within the rest does not lose the last move.
    on_event(&window(), "pagehide", move |_| address.write(Entry::Same));
    on_event(&window(), "popstate", move |_| address.follow());
    on_setting(move |text| address.show(&text));
    provide_context(address);
    address
}

/// The element that the address asks for by its name, its query before its link.
pub fn asked_for(figure: Option<Figure>) -> Option<String> {
    figure.map(|figure| figure.anchor().to_owned()).or_else(|| link::place(&hash()).map(str::to_owned))
}

/// Whether writing makes a new entry of the history.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    New,
    Same,
}

impl Address {
    /// Makes a place one that links lead to for as long as the owner lives, and tells its figures what they show. What
    /// the page was opened with is opened at once.
    pub fn register(self, id: &'static str, view: impl Fn() -> View + Send + Sync + 'static, open: Callback<View>) {
        let view = Signal::derive(view);
        provide_context(Source(view));
        let text = Memo::new(move |_| view.with(View::write));
        let place = Linked { id, text, open, kept: StoredValue::new(text.get_untracked()) };
        self.places.update(|places| places.push(place));
        on_cleanup(move || self.forget(place));
        if let Some(view) = self.begun(id) {
            place.enter(view);
        }
        Effect::new(move |before: Option<()>| {
            let is_kept = text.with(|text| place.kept.with_value(|kept| text == kept));
            if before.is_some() && !is_kept {
                self.changed.set_value(Some(place));
                self.wait();
            } else if self.changed.with_value(|changed| changed.is_some_and(|changed| changed.text == text)) {
                // It went back before it rested: a gesture that was cancelled leaves nothing.
                self.changed.set_value(None);
            }
        });
    }

    /// What a place begins with: what the entry of the history has kept that the reader comes back to, else what the address
    /// says.
    fn begun(self, id: &str) -> Option<View> {
        let kept = kept_in_history()
            .and_then(|kept| kept.lines().map(|line| view::read(line).view).find(|view| view.id() == id));
        kept.or_else(|| self.first.with_value(|first| (first.view.id() == id).then(|| first.view.clone())))
    }

    /// Takes out a place that is about to go: nothing can be read of it any more, nor be shown there.
    fn forget(self, place: Linked) {
        self.places.try_update(|places| places.retain(|other| other.text != place.text));
        let changed = self.changed.try_get_value().flatten();
        if changed.is_some_and(|changed| changed.text == place.text) {
            self.changed.set_value(None);
        }
    }

    /// What is set at a place, as a link; `None` before it is there.
    pub fn link_to(self, id: &str) -> Option<String> {
        let place = self.places.with(|places| places.iter().find(|place| place.id == id).copied());
        place.map(|place| link::checked(&place.text.get()))
    }

    /// Says so where the page was opened with a setting of another place than the one that is there.
    pub fn expect(self, id: &str) {
        let asked = self
            .first
            .with_value(|first| (first.view != View::Sandbox(SandboxView::default())).then(|| first.view.id()));
        if let Some(asked) = asked.filter(|asked| *asked != id) {
            let notice = format!("The address has a setting of “{asked}”; this figure belongs to “{id}”.");
            self.notices.update(|notices| notices.push(notice));
        }
    }

    /// Shows a setting that the host wants to be shown.
    fn show(self, text: &str) {
        let Reading { view, mut notices } = view::read(text);
        match self.places.with_untracked(|places| places.iter().find(|place| place.id == view.id()).copied()) {
            Some(place) => place.enter(view),
            None => notices.push(format!("What was asked for is of “{}”, which is not shown here.", view.id())),
        }
        self.notices.set(notices);
    }

    /// Brings into view what the address names, its query before its link; the browser looked for it before the page was
    /// there.
    pub fn go_to_place(self, figure: Option<Figure>) {
        // Who has scrolled meanwhile is where they want to be; who comes back is where they were (public/boot.js).
        if host::is_elsewhere() {
            return;
        }
        let named = || !link::parts(&hash()).named.is_empty();
        let id =
            asked_for(figure).or_else(|| named().then(|| self.first.with_value(|first| first.view.id().to_owned())));
        self.go_to(id.as_deref());
    }

    /// Writes once the setting rests.
    fn wait(self) {
        let write = move || if self.hand.0.get_untracked() { self.wait() } else { self.write(Entry::New) };
        self.timer.set(REST, write);
    }

    /// Writes the place that was changed last. A host that forbids it (a sandboxed frame) loses nothing but the address.
    fn write(self, entry: Entry) {
        self.timer.clear();
        let Some(place) = self.changed.try_update_value(Option::take).flatten() else { return };
        let text = place.text.get_untracked();
        place.kept.set_value(text.clone());
        if self.is_embedded {
            tell_setting(&text);
        }
        let text = format!("#{}", link::checked(&text));
        if text == hash() {
            return;
        }
        let entry = if self.is_embedded { Entry::Same } else { entry };
        if let Ok(history) = window().history() {
            let (all, text) = (JsValue::from_str(&self.all()), host::here(&text));
            let written = match entry {
                Entry::New => history.push_state_with_url(&all, "", Some(&text)),
                Entry::Same => history.replace_state_with_url(&all, "", Some(&text)),
            };
            harmless(written, "a host that forbids it loses nothing but the address");
        }
    }

    /// The links of all places that are not as they begin, a line each.
    fn all(self) -> String {
        self.places.with_untracked(|places| {
            let texts = places.iter().map(|place| (place.id, place.text.get_untracked()));
            let set = texts.filter(|(id, text)| View::start(id).is_some_and(|start| start.write() != *text));
            set.map(|(_, text)| text).collect::<Vec<_>>().join("\n")
        })
    }

    /// Shows what the address says since the reader went back, forward, or to a link.
    fn follow(self) {
        let hash = hash();
        let Ok(history) = window().history() else { return };
        let kept = kept_in_history();
        // The browser goes to a place by itself, and a way back to where the reader was; only here does it take a link there.
        let is_link = kept.is_none() && !hash.is_empty();
        if kept.is_none() && link::place(&hash).is_some() {
            if hash.contains('&') {
                self.go_to(link::place(&hash));
            }
            // A jump to a place leaves the settings alone, and a way back to it brings them back.
            let all = JsValue::from_str(&self.all());
            harmless(history.replace_state_with_url(&all, "", None), "Back then brings the place alone");
            return;
        }
        let Reading { view: linked, notices } = view::read(&hash);
        self.notices.set(notices);
        // A link that was typed speaks of its own place only; the page without one is as it begins.
        let names_a_view = !hash.is_empty() && link::place(&hash).is_none();
        let others = if hash.is_empty() { Some(String::new()) } else { kept };
        let others: Option<Vec<View>> = others.map(|kept| kept.lines().map(|line| view::read(line).view).collect());
        for place in self.places.get_untracked() {
            let view = if names_a_view && linked.id() == place.id {
                Some(linked.clone())
            } else {
                let kept = |others: &Vec<View>| others.iter().find(|view| view.id() == place.id).cloned();
                others.as_ref().and_then(|others| kept(others).or_else(|| View::start(place.id)))
            };
            if let Some(view) = view {
                place.enter(view);
            }
        }
        if is_link {
            self.go_to(Some(linked.id()));
        }
    }

    /// Brings a place into view, by its name.
    fn go_to(self, id: Option<&str>) {
        if self.is_embedded {
            // The page around would be scrolled.
            return;
        }
        if let Some(element) = id.and_then(|id| document().get_element_by_id(id)) {
            element.scroll_into_view();
        }
    }
}

/// The links of all places that the entry of the history has kept, a line each.
fn kept_in_history() -> Option<String> {
    window().history().ok()?.state().ok()?.as_string()
}

impl Linked {
    fn enter(self, view: View) {
        self.kept.set_value(view.write());
        self.open.run(view);
    }
}

fn hash() -> String {
    window().location().hash().unwrap_or_default()
}
