//! What a presenter may want to be told.

use leptos::prelude::*;

use crate::chapter::text::spoken;
use crate::ui::stage::Stage;
use crate::workshop::notes;

/// Notes for a chapter: what to say, what to expect, what to talk about, and the fair objections.
#[component]
pub fn ChapterNotes(
    /// Which chapter, as an index.
    chapter: usize,
    /// Whose numbers these are.
    stage: Stage,
) -> impl IntoView {
    let told = move |text: &'static str| view! { <p>{move || stage.spoken(text)}</p> };
    let objections = stage.chapter.objections().iter().map(|objection| told(objection.says)).collect_view();
    notes::of(chapter).map(|note| {
        view! {
            <h3>"To say"</h3>
            {note.say.iter().map(|text| told(text)).collect_view()}
            <h3>"What a class expects"</h3>
            {told(note.mistake)}
            <h3>"To talk about between the votes"</h3>
            {told(note.talk)}
            <h3>"Fair objections, which the switches answer"</h3>
            {objections}
        }
    })
}

/// Notes without numbers.
#[component]
pub fn PlainNotes(
    /// What to say.
    texts: &'static [&'static str],
) -> impl IntoView {
    let texts = texts.iter().map(|text| view! { <p>{spoken(text, |_| String::new())}</p> }).collect_view();
    view! { <h3>"To say"</h3> {texts} }
}
