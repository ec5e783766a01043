//! Many shapes of one colour as one polygon: a backend pays for each call, so a picture of a thousand marks is drawn in
//! a dozen.

use plotters::backend::DrawingBackend;
use plotters::element::Polygon;
use plotters::style::ShapeStyle;

use super::{Area, Drawn};

/// Shapes that hang on a vertical spine by horizontal bridges of no width, so that the polygon covers the shapes alone.
#[derive(Clone, Debug)]
pub struct Comb {
    spine: i32,
    points: Vec<(i32, i32)>,
}

impl Comb {
    /// An empty comb with its spine there.
    #[must_use]
    pub fn new(spine: i32) -> Comb {
        Comb { spine, points: Vec::new() }
    }

    /// Adds a shape by its corners.
    pub fn push(&mut self, corners: &[(i32, i32)]) {
        let Some(&first) = corners.first() else { return };
        let foot = (self.spine, first.1);
        self.points.push(foot);
        self.points.extend(corners);
        self.points.extend([first, foot]);
    }

    /// Adds a rectangle by two opposite corners, unless it is empty.
    pub fn push_rectangle(&mut self, (left, top): (i32, i32), (right, bottom): (i32, i32)) {
        if left < right && top < bottom {
            self.push(&[(left, top), (right, top), (right, bottom), (left, bottom)]);
        }
    }

    /// Draws every shape at once.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn draw<DB: DrawingBackend>(self, area: &Area<DB>, style: ShapeStyle) -> Drawn<DB> {
        if self.points.is_empty() { Ok(()) } else { area.draw(&Polygon::new(self.points, style)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bridges_cover_nothing() {
        let mut comb = Comb::new(0);
        comb.push_rectangle((2, 1), (5, 3));
        comb.push_rectangle((4, 6), (9, 7));
        comb.push_rectangle((4, 6), (4, 7));
        comb.push(&[]);
        let next = comb.points.iter().cycle().skip(1);
        let twice: i32 = comb.points.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
        assert_eq!(twice, 2 * (6 + 5), "the area of the two rectangles");
    }
}
