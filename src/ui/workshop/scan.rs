//! Codes read by a camera, or out of a picture of a screen.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, Event, HtmlCanvasElement, HtmlInputElement, HtmlVideoElement, ImageBitmap, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};

use crate::ui::browser::events::{on_event, while_there};
use crate::ui::browser::refusals::harmless;
use crate::ui::browser::timers::every;
use crate::ui::canvas::surface::{NOT_READ, can_be_read};
use crate::workshop::qr::texts;

/// How often the camera's picture is looked at.
const PAUSE: Duration = Duration::from_millis(300);
/// The longest side of what is looked at, in pixels: codes are large, and looking must be quick.
const CAMERA_SIDE: f64 = 640.0;
const PICTURE_SIDE: f64 = 1600.0;
/// The sides of the parts in which a large picture is looked at besides: where few codes stand together, none is taken for a
/// corner of another.
const PART_SIDES: [f64; 2] = [1600.0, 700.0];

/// A camera, which is on for as long as it is wanted and no longer. Copies are handles to the same camera.
#[derive(Clone, Copy)]
struct Camera {
    video: NodeRef<html::Video>,
    stream: StoredValue<Option<MediaStream>, LocalStorage>,
    /// Counts the times that it was asked for or turned off: a permission that comes later is of a camera that nobody
    /// waits for any more.
    round: StoredValue<u32>,
    is_on: RwSignal<bool>,
    said: RwSignal<String>,
}

impl Camera {
    /// A camera that is off, and is again once its owner is gone.
    fn new(video: NodeRef<html::Video>, said: RwSignal<String>) -> Camera {
        let stream = StoredValue::new_local(None);
        let camera = Camera { video, stream, round: StoredValue::new(0), is_on: RwSignal::new(false), said };
        on_cleanup(move || camera.stop());
        camera
    }

    /// Counts on; nothing where the scanner is gone.
    fn next_round(self) -> Option<u32> {
        self.round.try_update_value(|round| {
            *round += 1;
            *round
        })
    }

    fn start(self) {
        if !can_be_read() {
            self.said.set(format!("{NOT_READ} type or paste the codes."));
            return;
        }
        let Some(round) = self.next_round() else { return };
        self.said.set("Asking for the camera …".to_owned());
        spawn_local(async move {
            let opened = opened().await;
            let is_awaited = self.round.try_get_value() == Some(round);
            match opened {
                Some(opened) if is_awaited => self.show(opened),
                Some(opened) => end(&opened),
                None if is_awaited => self.said.set(NO_CAMERA.to_owned()),
                None => {}
            }
        });
    }

    fn show(self, opened: MediaStream) {
        if let Some(video) = self.video.try_get_untracked().flatten() {
            show(&video, &opened);
        }
        // Nothing is borrowed while the browser is told to end the one before.
        let before = self.stream.try_update_value(|stream| stream.replace(opened)).flatten();
        if let Some(before) = before {
            end(&before);
        }
        self.is_on.set(true);
        self.said.set("Hold a code before the camera.".to_owned());
    }

    fn stop(self) {
        self.next_round();
        if let Some(stream) = self.stream.try_update_value(Option::take).flatten() {
            end(&stream);
        }
        if let Some(video) = self.video.try_get_untracked().flatten() {
            video.set_src_object(None);
        }
        self.is_on.set(false);
    }

    /// Looks again and again, and notices when the device or the browser has ended it.
    fn watch(self, look: impl Fn() + 'static) {
        let is_over = move || self.stop_with(CAMERA_ENDED);
        let Some(stream) = self.stream.try_get_value().flatten() else { return };
        for track in stream.get_tracks().iter() {
            on_event(track.unchecked_ref(), "ended", move |_| is_over());
        }
        every(PAUSE, move || if stream.active() { look() } else { is_over() });
    }

    fn stop_with(self, message: &str) {
        self.stop();
        self.said.set(message.to_owned());
    }
}

/// Looks for codes and gives what it reads, a text at a time.
#[component]
pub fn Scanner(
    /// Takes what was read.
    found: Callback<String>,
) -> impl IntoView {
    let video = NodeRef::<html::Video>::new();
    let said = RwSignal::new(String::new());
    let last = StoredValue::new(String::new());
    let camera = Camera::new(video, said);
    let is_on = camera.is_on;

    let look = move || {
        let Some(video) = video.try_get_untracked().flatten() else { return };
        let size = (f64::from(video.video_width()), f64::from(video.video_height()));
        let draw = |context: &CanvasRenderingContext2d, width: f64, height: f64| {
            context.draw_image_with_html_video_element_and_dw_and_dh(&video, 0.0, 0.0, width, height)
        };
        for text in read(size, CAMERA_SIDE, draw) {
            // The same code is held up for a while.
            if last.try_with_value(|last| *last != text) == Some(true) {
                last.set_value(text.clone());
                found.try_run(text);
            }
        }
    };
    Effect::new(move |_| {
        if is_on.get() {
            camera.watch(look);
        }
    });

    let pick = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let Some(files) = input.files() else { return };
        if !can_be_read() {
            said.set(format!("{NOT_READ} type or paste the codes."));
            input.set_value("");
            return;
        }
        for file in (0..files.length()).filter_map(|i| files.get(i)) {
            spawn_local(async move {
                let name = file.name();
                let picture = match window().create_image_bitmap_with_blob(&file) {
                    Ok(promise) => promise.await.ok(),
                    Err(_) => None,
                };
                let Some(picture) = picture.and_then(|picture| picture.dyn_into::<ImageBitmap>().ok()) else {
                    said.set(format!("{name} is no picture that this browser can read."));
                    return;
                };
                let size = (f64::from(picture.width()), f64::from(picture.height()));
                let draw = |context: &CanvasRenderingContext2d, width: f64, height: f64| {
                    context.draw_image_with_image_bitmap_and_dw_and_dh(&picture, 0.0, 0.0, width, height)
                };
                let mut read_texts = read(size, PICTURE_SIDE, draw);
                // Many codes in one picture are small ones: it is looked at closely too, part by part.
                for side in PART_SIDES {
                    for (x, y) in parts(size, side) {
                        let draw = |context: &CanvasRenderingContext2d, _: f64, _: f64| {
                            context.draw_image_with_image_bitmap(&picture, -x, -y)
                        };
                        read_texts.extend(read((side, side), side, draw));
                    }
                }
                read_texts.sort_unstable();
                read_texts.dedup();
                let read = read_texts;
                picture.close();
                said.set(match read.len() {
                    0 => format!("There is no code to be read in {name}."),
                    1 => format!("One code in {name}."),
                    count => format!("{count} codes in {name}."),
                });
                if !read.is_empty() {
                    found.try_run(read.join("\n"));
                }
            });
        }
        // The same picture can be picked again.
        input.set_value("");
    };
    view! {
        <div class="scanner">
            <div class="chips">
                <button type="button" class="chip" data-camera hidden=move || is_on.get() on:click=move |_| camera.start()>"Camera"</button>
                <button type="button" class="chip" data-camera-off hidden=move || !is_on.get() on:click=move |_| camera.stop()>"Camera off"</button>
                <label class="chip file">
                    "Picture of codes …"
                    <input type="file" accept="image/*" multiple data-picture on:change=while_there(pick) />
                </label>
                <span class="fine" role="status" data-scan-said>{said}</span>
            </div>
            <video node_ref=video hidden=move || !is_on.get() playsinline muted aria-label="What the camera sees"></video>
        </div>
    }
}

const NO_CAMERA: &str = "This browser gives the page no camera: type or paste the codes, or take a picture of them.";

/// Which of several cameras is asked for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    facing_mode: &'static str,
}

const CAMERA_ENDED: &str = "The camera was taken away. Turn it on again, or type or paste the codes.";

/// Ends what comes from a camera, which so goes off.
fn end(stream: &MediaStream) {
    for track in stream.get_tracks().iter() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
}

/// The camera that looks away from whoever holds the device, where there are two.
async fn opened() -> Option<MediaStream> {
    let devices = window().navigator().media_devices().ok().filter(|devices| !devices.is_undefined())?;
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&serde_wasm_bindgen::to_value(&Wanted { facing_mode: "environment" }).ok()?);
    let stream = devices.get_user_media_with_constraints(&constraints).ok()?.await.ok()?;
    stream.dyn_into().ok()
}

fn show(video: &HtmlVideoElement, stream: &MediaStream) {
    video.set_muted(true);
    video.set_src_object(Some(stream));
    if let Ok(playing) = video.play() {
        spawn_local(async move {
            harmless(playing.await, "a refusal leaves it blank, and codes can still be typed");
        });
    }
}

/// The corners of the parts of a large picture, squares of this side; they overlap, so that no code is cut in all.
fn parts((width, height): (f64, f64), side: f64) -> Vec<(f64, f64)> {
    let stride = side * 0.6;
    let along = |length: f64| {
        std::iter::successors(Some(0.0), move |at| Some(at + stride))
            .take_while(move |at| *at == 0.0 || at + side - stride < length)
    };
    if width.max(height) <= PICTURE_SIDE {
        return Vec::new();
    }
    along(height).flat_map(|y| along(width).map(move |x| (x, y))).collect()
}

/// The texts of the codes in a picture of this size, looked at with its longer side no longer than this.
// A picture is a few thousand pixels wide.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn read(
    (width, height): (f64, f64),
    side: f64,
    draw: impl Fn(&CanvasRenderingContext2d, f64, f64) -> Result<(), JsValue>,
) -> Vec<String> {
    let shrink = (side / width.max(height)).min(1.0);
    let (width, height) = ((width * shrink).round(), (height * shrink).round());
    if !(width >= 1.0 && height >= 1.0) {
        return Vec::new();
    }
    let pixels = || {
        let canvas = document().create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
        canvas.set_width(width as u32);
        canvas.set_height(height as u32);
        let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
        draw(&context, width, height).ok()?;
        Some(context.get_image_data(0.0, 0.0, width, height).ok()?.data().0)
    };
    pixels().map_or_else(Vec::new, |pixels| texts(width as usize, height as usize, &pixels))
}
