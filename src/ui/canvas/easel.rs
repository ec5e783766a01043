//! A canvas with what was last drawn on it.

use plotters::drawing::IntoDrawingArea;
use plotters_backend::DrawingBackend;

use super::palette::magnification;
use super::surface::Surface;
use crate::chart::theme::Palette;
use crate::chart::{self, Theme};

/// For whom a picture is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fineness {
    Screen,
    Paper,
}

/// How a picture is drawn but for its data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// In pixels of the drawing, which are CSS pixels but for a magnification.
    width: f64,
    /// The height of its place, for pictures that fill it.
    height: f64,
    theme: Theme,
    /// Pixels of the bitmap for each unit of the drawing.
    zoom: f64,
}

impl View {
    pub fn new((width, height): (f64, f64), density: f64, palette: Palette, fineness: Fineness) -> View {
        // Coordinates are whole numbers: a unit is at most half a CSS pixel, or curves would be stepped.
        let units = density.max(2.0);
        // Pixels are what painting costs, and a coarse screen shows no more of them than it has. Where its pixels and
        // the units don't fit together, more are better.
        let zoom = if density <= 1.0 && fineness == Fineness::Screen { 1.0 / units } else { 1.0 };
        let larger = magnification(width);
        View { width: width / larger, height: height / larger, theme: Theme { palette, scale: units * larger }, zoom }
    }

    /// The size of a picture in units of the drawing.
    // A canvas is a few thousand pixels wide.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn size(&self, picture: &chart::Picture) -> (u32, u32) {
        let height = if picture.fills() && self.height > 0.0 { self.height } else { picture.height(self.width) };
        let [width, height] = [self.width, height].map(|length| (length * self.theme.scale).round() as u32);
        (width, height)
    }
}

/// A canvas with what was last drawn on it.
pub struct Easel {
    surface: Surface,
    drawn: Option<(chart::Picture, View)>,
    /// The ground of the last picture that had one, on a canvas that is not in the page.
    ground: Option<(Surface, chart::Picture, View)>,
}

impl Easel {
    pub fn new(surface: Surface) -> Easel {
        Easel { surface, drawn: None, ground: None }
    }

    pub fn draw(&mut self, picture: &chart::Picture, view: View) {
        // A frame can change in its words alone.
        if self.drawn.as_ref().is_some_and(|(drawn, from)| drawn == picture && *from == view) {
            return;
        }
        if picture.shares_ground(picture) {
            self.prepare_ground(picture, view);
        } else {
            self.ground = None;
        }
        let ground = self.ground.as_ref().map(|(ground, ..)| ground);
        let area = self.surface.begin(view.size(picture), view.zoom, ground).into_drawing_area();
        let result =
            if ground.is_some() { picture.draw_marks(&area, &view.theme) } else { picture.draw(&area, &view.theme) };
        finish(&area, result);
        self.drawn = Some((picture.clone(), view));
    }

    /// Draws the ground of a picture, unless it is there.
    fn prepare_ground(&mut self, picture: &chart::Picture, view: View) {
        if self.ground.as_ref().is_some_and(|(_, drawn, from)| *from == view && drawn.shares_ground(picture)) {
            return;
        }
        let Some(mut surface) = self.ground.take().map(|(surface, ..)| surface).or_else(Surface::apart) else { return };
        let area = surface.begin(view.size(picture), view.zoom, None).into_drawing_area();
        finish(&area, picture.draw_ground(&area, &view.theme));
        drop(area);
        self.ground = Some((surface, picture.clone(), view));
    }
}

/// Completes a drawing.
fn finish<DB: DrawingBackend>(area: &chart::Area<DB>, drawn: chart::Drawn<DB>) {
    if let Err(error) = drawn.and_then(|()| area.present()) {
        leptos::logging::warn!("A figure could not be drawn: {error}");
    }
}
