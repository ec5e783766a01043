//! Data to pictures: every chart is a function from plain data to any plotters backend, so that the canvas, the
//! vector export and the tests draw the same thing.

pub mod axis;
mod comb;
pub mod dumbbells;
pub mod heat_map;
pub mod icons;
pub mod ladder;
pub mod lever;
pub mod line_chart;
pub mod lines;
pub mod marks;
pub mod measured;
mod record;
pub mod stance;
pub mod strips;
pub mod theme;
pub mod vector;
pub mod votes;
pub mod walls;

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingAreaErrorKind, DrawingBackend};

pub use theme::{Theme, Tone};

/// A blank rectangle to draw on.
pub type Area<DB> = DrawingArea<DB, Shift>;

/// What drawing gives: nothing, or the backend's error.
pub type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Any picture of the page, as data.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    /// Wrong calls meeting reviewers.
    Walls(walls::Walls),
    /// Curves, with a band.
    Lines(line_chart::LineChart),
    /// Claimed against true, a row a world.
    Dumbbells(dumbbells::Dumbbells),
    /// Shares over a plane.
    HeatMap(heat_map::HeatMap),
    /// Projects step by step.
    Strips(strips::Strips),
    /// Counts as rows of marks.
    Icons(icons::Icons),
    /// What a class said.
    Votes(votes::Votes),
    /// Combinations of claims.
    Ladder(ladder::Ladder),
    /// What comes of a lever, over its track.
    Lever(lever::Lever),
}

impl Picture {
    /// The height in CSS pixels that suits a width in CSS pixels.
    #[must_use]
    pub fn height(&self, width: f64) -> f64 {
        match self {
            Picture::Walls(walls) => walls.height(width),
            Picture::Lines(_) => (width * 0.66).clamp(250.0, 400.0),
            Picture::Dumbbells(rows) => rows.height(width),
            Picture::Strips(strips) => strips.height(width),
            Picture::Icons(icons) => icons.height(width),
            Picture::Votes(votes) => votes.height(width),
            Picture::Lever(_) => lever::Lever::height(),
            Picture::Ladder(_) => ladder::Ladder::height(width),
            Picture::HeatMap(_) => (width * 0.72).clamp(280.0, 420.0),
        }
    }

    /// The height that is enough where there is less room than [suits](Picture::height) it.
    #[must_use]
    pub fn least_height(&self, width: f64) -> f64 {
        match self {
            Picture::Walls(walls) => walls.least_height(),
            Picture::Dumbbells(rows) => rows.least_height(width),
            _ => self.height(width),
        }
    }

    /// Whether it is drawn as high as its place is, whatever would suit it.
    #[must_use]
    pub fn fills(&self) -> bool {
        match self {
            Picture::Walls(walls) => walls.has_gate,
            Picture::Lines(_) | Picture::HeatMap(_) | Picture::Ladder(_) | Picture::Lever(_) => true,
            _ => false,
        }
    }

    /// Takes over the axes of the picture before, so that the two can be compared; values beyond them are held at their ends.
    pub fn hold_axes(&mut self, before: &Picture) {
        if let (Picture::Lines(chart), Picture::Lines(before)) = (self, before)
            && (&chart.y.name, chart.y.spread, &chart.x.name) == (&before.y.name, before.y.spread, &before.x.name)
        {
            chart.y.clone_from(&before.y);
            chart.x.clone_from(&before.x);
        }
    }

    /// Where a pixel of a drawing on this area stands between the axes: 0–1 from the left, 0–1 from below, held inside.
    /// `None` for pictures without two axes.
    #[must_use]
    pub fn share_at<DB: DrawingBackend>(
        &self,
        area: &Area<DB>,
        theme: &Theme,
        pixel: (f64, f64),
    ) -> Option<(f64, f64)> {
        let plot = match self {
            Picture::Lines(picture) => picture.plot(area, theme),
            Picture::HeatMap(picture) => picture.plot(area, theme),
            _ => return None,
        };
        Some(plot.share_at(pixel))
    }

    /// Draws on a blank area.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        self.draw_ground(area, theme)?;
        self.draw_marks(area, theme)
    }

    /// Whether the ground would be drawn the same as that of another picture. Pictures whose ground is not worth
    /// keeping have none.
    #[must_use]
    pub fn shares_ground(&self, other: &Picture) -> bool {
        match (self, other) {
            (Picture::HeatMap(picture), Picture::HeatMap(other)) => picture.shares_ground(other),
            _ => false,
        }
    }

    /// Draws what is costly and stays while a reader moves about: it may be kept and drawn on again.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn draw_ground<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        match self {
            Picture::HeatMap(picture) => picture.draw_ground(area, theme),
            _ => Ok(()),
        }
    }

    /// Draws the rest on the ground.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn draw_marks<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        match self {
            Picture::Walls(picture) => picture.draw(area, theme),
            Picture::Lines(picture) => picture.draw(area, theme),
            Picture::Dumbbells(picture) => picture.draw(area, theme),
            Picture::Strips(picture) => picture.draw(area, theme),
            Picture::Icons(picture) => picture.draw(area, theme),
            Picture::Votes(picture) => picture.draw(area, theme),
            Picture::Lever(picture) => picture.draw(area, theme),
            Picture::Ladder(picture) => picture.draw(area, theme),
            Picture::HeatMap(picture) => picture.draw_marks(area, theme),
        }
    }
}
