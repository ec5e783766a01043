//! A curve that the reader draws, by pointer or by keys.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use crate::chapter::prediction::{Curve, Guess};
use crate::chart;
use crate::chart::Tone;
use crate::chart::line_chart::{Dash, Line, LineChart};
use crate::figure::{Frame, Table};
use crate::ui::canvas::grip::Grip;
use crate::ui::canvas::picture::Picture;
use crate::ui::canvas::stand::place;

/// How far a key moves a point, as a share of the chart's height.
const NUDGE: f64 = 0.04;

/// The points between two others, on a straight line.
fn between((from, low): (usize, f64), (to, high): (usize, f64)) -> impl Iterator<Item = (usize, f64)> {
    let steps = to.abs_diff(from);
    (1..steps).map(move |step| {
        let point = if to > from { from + step } else { from - step };
        (point, low + step as f64 / steps as f64 * (high - low))
    })
}

/// The point that a key chooses, of so many; `None` where it chooses none.
fn chosen(key: &str, now: usize, points: usize) -> Option<usize> {
    match key {
        "ArrowRight" => Some((now + 1).min(points - 1)),
        "ArrowLeft" => Some(now.saturating_sub(1)),
        "Home" => Some(0),
        "End" => Some(points - 1),
        _ => None,
    }
}

/// A chart to draw on. The model's curve comes once it is told.
#[component]
pub fn Sketch(
    /// What is asked for.
    curve: Curve,
    /// The reader's curve.
    guess: RwSignal<Option<Guess>>,
    /// Whether the model's curve is shown.
    is_told: Signal<bool>,
) -> impl IntoView {
    let measure = curve.measure;
    let points = curve.truth.len();
    let curve = StoredValue::new(curve);
    let at = RwSignal::new(0_usize);
    let values = move || match guess.get() {
        Some(Guess::Curve(values)) => values,
        _ => curve.with_value(Curve::blank),
    };
    let frame = Memo::new(move |_| {
        let drawn = guess.with(Option::is_some).then(values);
        curve.with_value(|curve| frame(curve, drawn.as_deref(), is_told.get()))
    });
    // Points that the reader has set; a curve out of a link has all of them set.
    let touched = StoredValue::new(vec![true; points]);
    let put = move |point: usize, share: f64| {
        curve.with_value(|curve| {
            let mut values = values();
            if guess.with_untracked(Option::is_none) {
                touched.set_value(vec![false; values.len()]);
            }
            touched.update_value(|touched| touch(&mut values, touched, point, curve.value_at(share)));
            guess.set(Some(Guess::Curve(values)));
        });
        at.set(point);
    };
    // Fast pointers skip points: those in between lie on a straight line.
    let last = StoredValue::new(None::<(usize, f64)>);
    let draw = move |event: &PointerEvent| {
        let Some((along, up)) = place(event, &frame.get_untracked()) else { return };
        let point = curve.with_value(|curve| curve.nearest(along));
        for (point, up) in last.get_value().into_iter().flat_map(|last| between(last, (point, up))) {
            put(point, up);
        }
        put(point, up);
        last.set_value(Some((point, up)));
    };
    let grip = Grip::new();
    // What a cancelled press goes back to.
    let before = StoredValue::new(None::<Guess>);
    let press = move |event: PointerEvent| {
        last.set_value(None);
        before.set_value(guess.get_untracked());
        if grip.press(&event) {
            draw(&event);
        }
    };
    let key = move |event: KeyboardEvent| {
        let now = at.get_untracked();
        let share = curve.with_value(|curve| curve.y.place(values().get(now).copied().unwrap_or(0.0)));
        match (event.key().as_str(), chosen(&event.key(), now, points)) {
            (_, Some(point)) => at.set(point),
            ("ArrowUp", None) => put(now, share + NUDGE),
            ("ArrowDown", None) => put(now, share - NUDGE),
            _ => return,
        }
        event.prevent_default();
    };
    let spoken = move || {
        curve.with_value(|curve| {
            let x = curve.truth.get(at.get()).map_or(0.0, |point| point.0);
            let value = values().get(at.get()).copied().unwrap_or(0.0);
            format!("{}: {}", (curve.place)(x), (curve.show)(value))
        })
    };
    view! {
        <div class="sketch">
            <p class="meaning">{measure}</p>
            <div
                class="pad"
                tabindex="0"
                role="slider"
                data-sketch
                data-empty=move || (guess.with(Option::is_none) && !is_told.get()).then_some("")
                aria-label="Your curve: left and right choose a point, up and down move it"
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=move || {
                    let value = values().get(at.get()).copied().unwrap_or(0.0);
                    curve.with_value(|curve| (curve.y.place(value) * 100.0).round().to_string())
                }
                aria-valuetext=spoken
                on:pointerdown=press
                on:pointermove=move |event| {
                    if grip.moves(&event) {
                        draw(&event);
                    }
                }
                on:pointerup=move |event| {
                    if grip.release(&event) {
                        draw(&event);
                    }
                }
                on:pointercancel=move |event| {
                    if grip.cancel(&event) {
                        guess.set(before.get_value());
                    }
                }
                on:keydown=key
            >
                <Picture frame=frame />
            </div>
        </div>
    }
}

/// Sets a point; what was not drawn goes on level from the nearest point that was.
fn touch(values: &mut [f64], touched: &mut [bool], point: usize, value: f64) {
    if let (Some(at), Some(touched)) = (values.get_mut(point), touched.get_mut(point)) {
        *at = value;
        *touched = true;
    }
    let drawn: Vec<usize> = (0..values.len()).filter(|&i| touched.get(i).copied().unwrap_or(true)).collect();
    for i in 0..values.len() {
        if let Some(&nearest) = drawn.iter().min_by_key(|&&at| at.abs_diff(i)) {
            values[i] = values[nearest];
        }
    }
}

fn frame(curve: &Curve, guess: Option<&[f64]>, is_told: bool) -> Frame {
    let xs = || curve.truth.iter().map(|point| point.0);
    let line = |points: Vec<(f64, f64)>, label: &str, tone, is_own| Line {
        points,
        label: label.to_owned(),
        tone,
        dash: Dash::Solid,
        is_own,
    };
    let mut lines = Vec::new();
    if is_told {
        lines.push(line(curve.truth.clone(), "model", Tone::Undetected, false));
    }
    if let Some(guess) = guess {
        lines.push(line(xs().zip(guess.iter().copied()).collect(), "you", Tone::Ink, true));
    }
    let picture = chart::Picture::Lines(LineChart {
        x: curve.x.clone(),
        y: curve.y.clone(),
        band: None,
        lines,
        dots: Vec::new(),
        ways: Vec::new(),
    });
    Frame {
        title: String::new(),
        subtitle: String::new(),
        summary: if guess.is_some() { "Your curve" } else { "An empty chart to draw on" }.to_owned(),
        picture,
        table: Table::new(Vec::new(), Vec::new()),
    }
}
