//! Eight points: every combination of three claims, by how many of them hold, on a log axis, each joined to those that one claim
//! more leads to.

use plotters::backend::DrawingBackend;
use plotters::element::{Circle, PathElement, Rectangle, Text};
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

use super::theme::{TEXT, Theme, Tone, Weight};
use super::{Area, Drawn};
use crate::text::number::percent;

/// A combination of claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The claims that hold, a bit each.
    pub claims: u8,
    /// Their name: `a + b`.
    pub name: String,
    /// The share that comes of it.
    pub share: f64,
}

impl Point {
    fn count(&self) -> u32 {
        self.claims.count_ones()
    }
}

/// All combinations.
#[derive(Clone, Debug, PartialEq)]
pub struct Ladder {
    /// The combinations.
    pub points: Vec<Point>,
    /// The one that is looked at.
    pub chosen: u8,
}

const HEAD: f64 = 24.0;
const FOOT: f64 = 40.0;
const LEFT: f64 = 62.0;
/// Room for the name of the last point.
const RIGHT: f64 = 118.0;
/// Between two names over each other.
const LINE: f64 = 17.0;
/// Shares below are drawn at the floor.
const LEAST: f64 = 1e-7;
/// What stands below the columns.
const COLUMNS: [&str; 4] = ["no claim holds", "one", "two", "all three"];
/// The same where there is less room; then the share is said of what is looked at only.
const FEW_WORDS: [&str; 4] = ["none", "one", "two", "three"];
/// The width that all the words need.
const ROOMY: f64 = 460.0;

impl Ladder {
    pub(super) fn height(css_width: f64) -> f64 {
        (css_width * 0.5).clamp(260.0, 380.0)
    }

    /// The decades that the axis runs over.
    fn decades(&self) -> (f64, f64) {
        let shares = self.points.iter().map(|point| point.share.max(LEAST));
        let (low, high) = shares.fold((1.0_f64, LEAST), |(low, high), share| (low.min(share), high.max(share)));
        let (low, high) = (libm::floor(libm::log10(low)), libm::ceil(libm::log10(high)));
        // At least two, so that a step of the axis is one.
        (low.min(high - 2.0), high)
    }

    // Areas are a few thousand pixels wide.
    #[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)]
    pub(super) fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        let (width, height) = area.dim_in_pixel();
        let (width, height) = (width as i32, height as i32);
        let (left, right) = (theme.px(LEFT), width - theme.px(RIGHT));
        let (top, floor) = (theme.px(HEAD), height - theme.px(FOOT));
        let (low, high) = self.decades();
        let across = |count: u32| left + theme.px(14.0) + (right - left - theme.px(14.0)) * count as i32 / 3;
        let down = |share: f64| {
            let part = (libm::log10(share.max(LEAST)) - low) / (high - low);
            floor - (part.clamp(0.0, 1.0) * f64::from(floor - top)).round() as i32
        };
        let at = |point: &Point| (across(point.count()), down(point.share));
        let text = |text: String, at, weight, tone, h| {
            area.draw(&Text::new(text, at, theme.text(TEXT, weight, tone, h, VPos::Center)))
        };
        let mut decade = low;
        while decade <= high {
            let share = libm::pow(10.0, decade);
            let y = down(share);
            area.draw(&PathElement::new(vec![(left, y), (right, y)], theme.rule()))?;
            text(percent(share), (left - theme.px(8.0), y), Weight::Regular, Tone::Muted, HPos::Right)?;
            decade += 1.0;
        }
        let is_roomy = f64::from(width) / theme.scale >= ROOMY;
        for (count, name) in (0_u32..).zip(if is_roomy { COLUMNS } else { FEW_WORDS }) {
            text(name.to_owned(), (across(count), floor + theme.px(24.0)), Weight::Regular, Tone::Muted, HPos::Center)?;
        }
        for from in &self.points {
            for to in
                self.points.iter().filter(|to| to.count() == from.count() + 1 && to.claims & from.claims == from.claims)
            {
                // The ways to what is looked at stand out.
                let is_part = to.claims & self.chosen == to.claims;
                let line = if is_part { theme.line(Tone::Ink, 1.5) } else { theme.line(Tone::Muted, 0.75) };
                area.draw(&PathElement::new(vec![at(from), at(to)], line))?;
            }
        }
        for point in &self.points {
            let is_chosen = point.claims == self.chosen;
            let tone = if is_chosen { Tone::Undetected } else { Tone::Ink };
            area.draw(&Circle::new(at(point), theme.px(if is_chosen { 7.0 } else { 5.0 }), theme.fill(tone, 1.0)))?;
        }
        self.draw_names(area, theme, &at, is_roomy)
    }

    /// The names right of their points, apart from each other.
    fn draw_names<DB: DrawingBackend>(
        &self,
        area: &Area<DB>,
        theme: &Theme,
        at: &impl Fn(&Point) -> (i32, i32),
        is_roomy: bool,
    ) -> Drawn<DB> {
        for count in 0..=3 {
            let mut points: Vec<&Point> = self.points.iter().filter(|point| point.count() == count).collect();
            points.sort_by_key(|point| at(point).1);
            let mut free_from = i32::MIN;
            for point in points {
                let (x, y) = at(point);
                let y = y.max(free_from);
                free_from = y + theme.px(LINE);
                let is_chosen = point.claims == self.chosen;
                let tone = if is_chosen { Tone::Undetected } else { Tone::Ink };
                let style = |weight| theme.text(TEXT, weight, tone, HPos::Left, VPos::Center);
                let begin = x + theme.px(12.0);
                // What runs behind a name is kept from crossing it.
                let share = if is_roomy || is_chosen { percent(point.share) } else { String::new() };
                let width = theme.text_width(area, &point.name, &style(Weight::Bold))
                    + theme.px(6.0)
                    + theme.text_width(area, &share, &style(Weight::Regular));
                let (half, edge) = (theme.px(LINE / 2.0), theme.px(2.0));
                let behind = [(begin - edge, y - half), (begin + width + edge, y + half)];
                area.draw(&Rectangle::new(behind, theme.palette.surface.mix(0.85).filled()))?;
                area.draw(&Text::new(point.name.clone(), (begin, y), style(Weight::Bold)))?;
                let after = begin + theme.text_width(area, &point.name, &style(Weight::Bold)) + theme.px(6.0);
                if !share.is_empty() {
                    area.draw(&Text::new(share, (after, y), style(Weight::Regular)))?;
                }
            }
        }
        Ok(())
    }
}
