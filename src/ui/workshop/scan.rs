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

use crate::workshop::qr::texts;

/// How often the camera's picture is looked at.
const PAUSE: Duration = Duration::from_millis(300);
/// The longest side of what is looked at, in pixels: codes are large, and looking must be quick.
const CAMERA_SIDE: f64 = 640.0;
const PICTURE_SIDE: f64 = 1600.0;

/// Looks for codes and gives what it reads, a text at a time.
#[component]
pub fn Scanner(
    /// Takes what was read.
    found: Callback<String>,
) -> impl IntoView {
    let video = NodeRef::<html::Video>::new();
    let stream = StoredValue::new_local(None::<MediaStream>);
    let is_on = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let last = StoredValue::new(String::new());

    let stop = move || {
        if let Some(stream) = stream.try_update_value(Option::take).flatten() {
            for track in stream.get_tracks().iter() {
                track.unchecked_into::<MediaStreamTrack>().stop();
            }
        }
        is_on.try_set(false);
    };
    let look = move || {
        let Some(video) = video.try_get_untracked().flatten() else { return };
        let size = (f64::from(video.video_width()), f64::from(video.video_height()));
        let draw = |context: &CanvasRenderingContext2d, width: f64, height: f64| {
            context.draw_image_with_html_video_element_and_dw_and_dh(&video, 0.0, 0.0, width, height)
        };
        for text in read(size, CAMERA_SIDE, draw) {
            // The same code is held up for a while.
            if last.with_value(|last| *last != text) {
                last.set_value(text.clone());
                found.run(text);
            }
        }
    };
    let start = move |_| {
        said.set("Asking for the camera …".to_owned());
        spawn_local(async move {
            match camera().await {
                Some(opened) => {
                    let shown = video.get_untracked();
                    if let Some(video) = shown {
                        show(&video, &opened);
                    }
                    stream.set_value(Some(opened));
                    is_on.set(true);
                    said.set("Hold a code before the camera.".to_owned());
                }
                None => said.set(NO_CAMERA.to_owned()),
            }
        });
    };
    Effect::new(move |before: Option<Option<IntervalHandle>>| {
        if let Some(handle) = before.flatten() {
            handle.clear();
        }
        is_on.get().then(|| set_interval_with_handle(look, PAUSE).ok()).flatten()
    });
    on_cleanup(stop);

    let pick = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let Some(files) = input.files() else { return };
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
                let read = read(size, PICTURE_SIDE, draw);
                said.set(match read.len() {
                    0 => format!("There is no code to be read in {name}."),
                    1 => format!("One code in {name}."),
                    count => format!("{count} codes in {name}."),
                });
                if !read.is_empty() {
                    found.run(read.join("\n"));
                }
            });
        }
        // The same picture can be picked again.
        input.set_value("");
    };
    view! {
        <div class="scanner">
            <div class="chips">
                <button type="button" class="chip" data-camera hidden=move || is_on.get() on:click=start>"Camera"</button>
                <button type="button" class="chip" data-camera-off hidden=move || !is_on.get() on:click=move |_| stop()>"Camera off"</button>
                <label class="chip file">
                    "Picture of codes …"
                    <input type="file" accept="image/*" multiple data-picture on:change=pick />
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

/// The camera that looks away from whoever holds the device, where there are two.
async fn camera() -> Option<MediaStream> {
    let devices = window().navigator().media_devices().ok().filter(|devices| !devices.is_undefined())?;
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&serde_wasm_bindgen::to_value(&Wanted { facing_mode: "environment" }).ok()?);
    let stream = devices.get_user_media_with_constraints(&constraints).ok()?.await.ok()?;
    stream.dyn_into().ok()
}

fn show(video: &HtmlVideoElement, stream: &MediaStream) {
    video.set_muted(true);
    video.set_src_object(Some(stream));
    // It plays once there is something to be seen; a refusal leaves it blank, and codes can still be typed.
    if let Ok(playing) = video.play() {
        spawn_local(async move {
            let _ = playing.await;
        });
    }
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
