//! Curves with direct labels, a band, and a line that stands out.

use blindspot_model::order::ordered;
use plotters::backend::DrawingBackend;
use plotters::element::{Circle, DashedPathElement, PathElement, Polygon, Text};
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

use super::axis::{Axis, Margins, Plot};
use super::theme::{TEXT, Theme, Tone, Weight};
use super::{Area, Drawn};

/// How a line is drawn, so that lines differ without colour too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// Unbroken.
    Solid,
    /// Long strokes.
    Long,
    /// Short strokes.
    Short,
}

/// A curve with its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Points by rising x.
    pub points: Vec<(f64, f64)>,
    /// Stands at its right end; nothing where it is empty.
    pub label: String,
    /// Its meaning.
    pub tone: Tone,
    /// Its pattern.
    pub dash: Dash,
    /// The reader's own setting is drawn stronger, on top, with dots.
    pub is_own: bool,
}

/// Which way something goes along a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To rising x.
    Rightwards,
    /// To falling x.
    Leftwards,
}

/// What lies between two curves.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// (x, low, high) by rising x.
    pub points: Vec<(f64, f64, f64)>,
    /// Its meaning.
    pub tone: Tone,
}

/// A simulated value with what its luck may be off by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Where it stands.
    pub x: f64,
    /// The value.
    pub y: f64,
    /// Two standard errors.
    pub spread: f64,
    /// Its meaning.
    pub tone: Tone,
}

/// Half of the last tick's label stands outside.
const LAST_TICK: f64 = 22.0;

/// A chart of curves.
#[derive(Clone, Debug, PartialEq)]
pub struct LineChart {
    /// Horizontal axis.
    pub x: Axis,
    /// Vertical axis.
    pub y: Axis,
    /// Drawn below the curves.
    pub band: Option<Band>,
    /// Drawn in order.
    pub lines: Vec<Line>,
    /// Drawn over the curves, as hollow circles.
    pub dots: Vec<Dot>,
    /// Which of the curves are gone along, by their number, and which way: heads of arrows stand on them.
    pub ways: Vec<(usize, Way)>,
}

impl LineChart {
    /// This chart with a line from a point of the reader's own curve down to the axis: there the reader is.
    #[must_use]
    pub fn plumbed(mut self, (x, y): (f64, f64)) -> LineChart {
        // A point at the floor is seen too.
        let top = y.clamp(self.y.at(0.06), self.y.high);
        let points = vec![(x, self.y.low), (x, top)];
        self.lines.push(Line { points, label: String::new(), tone: Tone::Ink, dash: Dash::Short, is_own: false });
        self
    }

    /// Room for the labels at the right ends.
    fn margins<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Margins {
        let widest = self
            .lines
            .iter()
            // A line that ends in the left half has room for its label inside.
            .filter(|line| line.points.last().is_some_and(|end| self.x.place(end.0) > 0.5))
            .map(|line| theme.text_width(area, &line.label, &label_style(theme, line)))
            .max()
            .unwrap_or(0);
        Margins { top: 10.0, right: (f64::from(widest) / theme.scale + 14.0).max(LAST_TICK) }
    }

    /// The rectangle between the axes.
    pub(super) fn plot<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Plot<'_> {
        Plot::laid_out(area, theme, &self.x, &self.y, self.margins(area, theme))
    }

    pub(super) fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme) -> Drawn<DB> {
        let plot = Plot::draw(area, theme, &self.x, &self.y, self.margins(area, theme))?;
        if let Some(band) = &self.band {
            let upper = band.points.iter().map(|&(x, _, high)| plot.at((x, high)));
            let lower = band.points.iter().rev().map(|&(x, low, _)| plot.at((x, low)));
            let outline: Vec<(i32, i32)> = upper.chain(lower).collect();
            area.draw(&Polygon::new(outline, theme.fill(band.tone, 0.3)))?;
        }
        let (own, others): (Vec<&Line>, Vec<&Line>) = self.lines.iter().partition(|line| line.is_own);
        for line in others.into_iter().chain(own) {
            draw_line(area, theme, &plot, line)?;
        }
        for &(line, way) in &self.ways {
            if let Some(line) = self.lines.get(line) {
                draw_head(area, theme, &plot, line, way)?;
            }
        }
        for dot in self.dots.iter().filter(|dot| (self.y.low..=self.y.high).contains(&dot.y)) {
            draw_dot(area, theme, &plot, dot)?;
        }
        self.draw_labels(area, theme, &plot)
    }

    /// Labels at the right ends, pushed apart until none touches another.
    fn draw_labels<DB: DrawingBackend>(&self, area: &Area<DB>, theme: &Theme, plot: &Plot) -> Drawn<DB> {
        let named = self.lines.iter().filter(|line| !line.label.is_empty());
        let ends = named.filter_map(|line| line.points.last().map(|&end| (line, plot.at(end))));
        let (at_edge, early): (Vec<_>, Vec<_>) = ends.partition(|(_, end)| plot.right() - end.0 < theme.px(4.0));
        let at_edge = ordered(&at_edge, |&(_, (_, y))| f64::from(y));
        let early = ordered(&early, |&(_, (x, _))| -f64::from(x));
        let pitch = theme.px(TEXT + 3.0);
        let (top, bottom) = plot.span();
        let wanted: Vec<i32> = at_edge.iter().map(|&(_, (_, y))| y).collect();
        let column = spread_apart(&wanted, pitch, top, bottom);
        let width = |line: &Line| theme.text_width(area, &line.label, &label_style(theme, line)) + theme.px(6.0);
        let (mut lines, mut places) = (Vec::new(), Vec::new());
        let mut leaders = Vec::new();
        for ((line, (x, y)), middle) in at_edge.into_iter().zip(column) {
            let left = plot.right() + theme.px(8.0);
            lines.push(line);
            places.push(LabelPlace { left, right: left + width(line), middle });
            if (middle - y).abs() > theme.px(6.0) {
                leaders.push((line, (x, y), (left, middle)));
            }
        }
        // A line that leaves the chart has its label where it leaves, inside.
        for (line, (x, y)) in early {
            let left = x + theme.px(6.0);
            let inward = if y <= top { 1 } else { -1 };
            let middle = y + inward * theme.px(7.0 + TEXT / 2.0);
            let wish = LabelPlace { left, right: left + width(line), middle };
            let place = wish.or_above(&places, pitch, plot.right());
            lines.push(line);
            places.push(place);
            if place != wish {
                leaders.push((line, (x, y), (place.left, place.middle)));
            }
        }
        // A hairline leads from a label to a line whose end is elsewhere.
        for (line, (x, y), (left, middle)) in leaders {
            let leader = [(x + theme.px(3.0), y), (left - theme.px(3.0), middle)];
            area.draw(&PathElement::new(leader, theme.line(line.tone, 0.5)))?;
        }
        for (line, LabelPlace { left, middle, .. }) in lines.into_iter().zip(places) {
            area.draw(&Text::new(line.label.clone(), (left, middle), label_style(theme, line)))?;
        }
        Ok(())
    }
}

/// Where a label stands, with the gap that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LabelPlace {
    left: i32,
    right: i32,
    middle: i32,
}

impl LabelPlace {
    fn touches(&self, other: &LabelPlace, pitch: i32) -> bool {
        self.left < other.right && other.left < self.right && (self.middle - other.middle).abs() < pitch
    }

    /// This place, or the next one above what is taken. It makes one column with what stands inside the chart, whose
    /// right edge is `edge`: above the end of a falling line there is room to its right.
    fn or_above(mut self, taken: &[LabelPlace], pitch: i32, edge: i32) -> LabelPlace {
        while let Some(other) = taken.iter().find(|other| self.touches(other, pitch)) {
            let shift = if other.left < edge { (other.left - self.left).max(0) } else { 0 };
            self = LabelPlace { left: self.left + shift, right: self.right + shift, middle: other.middle - pitch };
        }
        self
    }
}

fn label_style(theme: &Theme, line: &Line) -> plotters::style::TextStyle<'static> {
    theme.text(TEXT, Weight::Bold, line.tone, HPos::Left, VPos::Center)
}

fn draw_line<DB: DrawingBackend>(area: &Area<DB>, theme: &Theme, plot: &Plot, line: &Line) -> Drawn<DB> {
    let points: Vec<(i32, i32)> = line.points.iter().map(|&point| plot.at(point)).collect();
    let style = theme.line(line.tone, if line.is_own { 3.0 } else { 1.75 });
    match line.dash {
        Dash::Solid => area.draw(&PathElement::new(points.clone(), style))?,
        Dash::Long => {
            area.draw(&DashedPathElement::new(points.iter().copied(), theme.px(9.0), theme.px(4.0), style))?;
        }
        Dash::Short => {
            area.draw(&DashedPathElement::new(points.iter().copied(), theme.px(3.0), theme.px(3.0), style))?;
        }
    }
    // A line of one point is a place: where the reader is.
    if let [point] = points.as_slice() {
        area.draw(&Circle::new(*point, theme.px(6.0), theme.palette.surface.filled()))?;
        return area.draw(&Circle::new(*point, theme.px(4.5), theme.fill(line.tone, 1.0)));
    }
    // Dots where there is room for them: they say that the reader's counts are whole numbers.
    if line.is_own && points.len() <= 20 {
        for &point in line.points.iter().filter(|point| point.0.fract() == 0.0) {
            area.draw(&Circle::new(plot.at(point), theme.px(3.5), theme.fill(line.tone, 1.0)))?;
        }
    }
    Ok(())
}

/// Where the head of an arrow stands on a line that is nowhere steep, as a share of its points: lines that lie over each other are
/// gone along both ways.
const HEADS: [(Way, f64); 2] = [(Way::Leftwards, 0.35), (Way::Rightwards, 0.65)];

/// The least rise of a steep stretch, as a share of the chart's height.
const STEEP: f64 = 0.15;

/// The head of an arrow on a line: where it is steepest, since there the way makes the difference.
// A share of some points.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn draw_head<DB: DrawingBackend>(area: &Area<DB>, theme: &Theme, plot: &Plot, line: &Line, way: Way) -> Drawn<DB> {
    let points: Vec<(f64, f64)> =
        line.points.iter().map(|&point| plot.at(point)).map(|(x, y)| (f64::from(x), f64::from(y))).collect();
    let (top, bottom) = plot.span();
    let rise = |pair: &[(f64, f64)]| (pair[1].1 - pair[0].1).abs();
    let steepest = points.windows(2).max_by(|a, b| rise(a).total_cmp(&rise(b)));
    let steepest = steepest.filter(|pair| rise(pair) > STEEP * f64::from(bottom - top));
    let share = HEADS.into_iter().find_map(|(of, share)| (of == way).then_some(share)).unwrap_or(0.5);
    let stretches = points.len().saturating_sub(1);
    let flat = points.windows(2).nth((share * stretches as f64) as usize);
    let Some(&[from, to]) = steepest.or(flat) else { return Ok(()) };
    let here = libm::hypot(to.0 - from.0, to.1 - from.1).max(1.0);
    let along = ((to.0 - from.0) / here, (to.1 - from.1) / here);
    let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
    let sign = if way == Way::Rightwards { 1.0 } else { -1.0 };
    let (long, half) = (10.0 * theme.scale, 5.5 * theme.scale);
    let corner = |ahead: f64, aside: f64| {
        let x = middle.0 + sign * ahead * along.0 - aside * along.1;
        let y = middle.1 + sign * ahead * along.1 + aside * along.0;
        pixel(x, y)
    };
    let head = vec![corner(long / 2.0, 0.0), corner(-long / 2.0, half), corner(-long / 2.0, -half)];
    area.draw(&Polygon::new(head, theme.fill(line.tone, 1.0)))
}

// A canvas is a few thousand pixels wide.
#[allow(clippy::cast_possible_truncation)]
fn pixel(x: f64, y: f64) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

/// A hollow circle, with a whisker where two standard errors reach out of it.
fn draw_dot<DB: DrawingBackend>(area: &Area<DB>, theme: &Theme, plot: &Plot, dot: &Dot) -> Drawn<DB> {
    let (x, y) = plot.at((dot.x, dot.y));
    let radius = theme.px(4.0);
    let (high, low) = (plot.y(dot.y + dot.spread), plot.y(dot.y - dot.spread));
    let line = theme.line(dot.tone, 1.5);
    for (from, to) in [(y - radius, high), (y + radius, low)] {
        if (to - y).abs() > radius {
            area.draw(&PathElement::new([(x, from), (x, to)], line))?;
        }
    }
    area.draw(&Circle::new((x, y), radius, theme.palette.surface.filled()))?;
    area.draw(&Circle::new((x, y), radius, line))
}

/// Places at least `gap` apart, each as near to what it wants as its neighbours let it, within `low`–`high`. Wishes
/// come in rising order.
#[must_use]
pub fn spread_apart(wishes: &[i32], gap: i32, low: i32, high: i32) -> Vec<i32> {
    let mut places = wishes.to_vec();
    let mut floor = low;
    for place in &mut places {
        *place = (*place).max(floor);
        floor = *place + gap;
    }
    let mut ceiling = high;
    for place in places.iter_mut().rev() {
        *place = (*place).min(ceiling);
        ceiling = *place - gap;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_pushed_apart_and_stay_inside() {
        assert_eq!(spread_apart(&[10, 50, 90], 16, 0, 100), [10, 50, 90]);
        assert_eq!(spread_apart(&[10, 12, 14], 16, 0, 100), [10, 26, 42]);
        assert_eq!(spread_apart(&[98, 99, 100], 16, 0, 100), [68, 84, 100]);
    }
    #[test]
    fn a_label_goes_above_what_is_taken() {
        let place = |left, middle| LabelPlace { left, right: left + 50, middle };
        let taken = [place(100, 90), place(120, 74)];
        let free = |wish: LabelPlace, taken: &[LabelPlace], edge| wish.or_above(taken, 16, edge);
        assert_eq!(free(place(20, 90), &taken, 200), place(20, 90));
        assert_eq!(free(place(60, 90), &taken[..1], 200), place(100, 74));
        assert_eq!(free(place(60, 90), &taken, 200), place(120, 58));
        assert_eq!(free(place(60, 90), &taken[..1], 90), place(60, 74));
    }
}
