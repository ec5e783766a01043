//! How far the shutters and the line of a row have slid: at rest, or between two settings.

/// One row of the walls.
#[derive(Clone, Debug, PartialEq)]
pub struct Stance {
    /// How far each wall is shut: 0 is open, 1 solid.
    pub shut: Vec<f64>,
    /// How far the line runs: 0 is nowhere, 1 into the record; the walls stand at equal distances between.
    pub reach: f64,
    /// How tall it is: 0 is not there, 1 whole.
    pub tall: f64,
}

/// Within so many milliseconds a row goes 1 − 1/e of the way that is left.
const PACE: f64 = 60.0;

/// What is left of the way when a row has arrived: a pixel or two. So a slide lasts 0.3 s.
const ARRIVED: f64 = 0.005;

impl Stance {
    /// The row at rest of a call that these walls catch.
    #[must_use]
    pub fn of(catches: &[bool]) -> Stance {
        let walls = catches.len();
        let stop = catches.iter().position(|&caught| caught).unwrap_or(walls);
        Stance {
            shut: catches.iter().map(|&caught| f64::from(u8::from(caught))).collect(),
            reach: (stop + 1) as f64 / (walls + 1) as f64,
            tall: 1.0,
        }
    }

    /// A row at rest that is not there now: it has no height, and grows from where it stands.
    #[must_use]
    pub fn absent(self) -> Stance {
        Stance { tall: 0.0, ..self }
    }

    /// Whether the line is past the last wall.
    #[must_use]
    pub fn is_through(&self) -> bool {
        let walls = self.shut.len() as f64;
        self.reach > (walls + 0.001) / (walls + 1.0)
    }

    /// This row when only `rest` of its way to `goal` is left.
    fn nearer(&self, goal: &Stance, rest: f64) -> Stance {
        let near = |from: f64, to: f64| to + (from - to) * rest;
        Stance {
            shut: self.shut.iter().zip(&goal.shut).map(|(&from, &to)| near(from, to)).collect(),
            reach: near(self.reach, goal.reach),
            tall: near(self.tall, goal.tall),
        }
    }

    fn has_arrived(&self, goal: &Stance) -> bool {
        let is_near = |a: f64, b: f64| (a - b).abs() < ARRIVED;
        is_near(self.reach, goal.reach)
            && is_near(self.tall, goal.tall)
            && self.shut.iter().zip(&goal.shut).all(|(&a, &b)| is_near(a, b))
    }
}

/// The rows so many milliseconds later, on their way to `goals`; `None` once they have arrived. They slow down as they
/// come near and have no other memory, so that a goal may change at any time without a jump.
#[must_use]
pub fn slid(rows: &[Stance], goals: &[Stance], milliseconds: f64) -> Option<Vec<Stance>> {
    let fits = rows.len() == goals.len() && rows.iter().zip(goals).all(|(row, goal)| row.shut.len() == goal.shut.len());
    let rest = libm::exp(-milliseconds.max(0.0) / PACE);
    let next: Vec<Stance> = rows.iter().zip(goals).map(|(row, goal)| row.nearer(goal, rest)).collect();
    let has_arrived = next.iter().zip(goals).all(|(row, goal)| row.has_arrived(goal));
    (fits && !has_arrived).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_at_rest_ends_at_the_first_solid_wall() {
        let reach = |catches: &[bool]| Stance::of(catches).reach;
        assert_eq!(reach(&[true, false, true]), 0.25);
        assert_eq!(reach(&[false, false, true]), 0.75);
        assert_eq!(reach(&[false, false, false]), 1.0);
        assert_eq!(reach(&[]), 1.0);
        let through =
            [[true, true, true], [false, false, true], [false, false, false]].map(|c| Stance::of(&c).is_through());
        assert_eq!(through, [false, false, true]);
    }

    #[test]
    fn a_slide_is_the_same_in_one_step_or_in_many() {
        let (from, to) = ([Stance::of(&[true, false, true])], [Stance::of(&[false, false, false])]);
        let once = slid(&from, &to, 120.0).unwrap();
        let mut often = from.to_vec();
        for _ in 0..12 {
            often = slid(&often, &to, 10.0).unwrap();
        }
        assert!((once[0].reach - often[0].reach).abs() < 1e-12);
        assert!((once[0].shut[0] - often[0].shut[0]).abs() < 1e-12);
        assert!(once[0].shut[0] > 0.0 && once[0].shut[0] < 0.5 && once[0].shut[1] == 0.0);
    }

    #[test]
    fn it_ends_after_a_third_of_a_second_and_never_jumps() {
        let (from, to) = ([Stance::of(&[true])], [Stance::of(&[false])]);
        assert_eq!(slid(&from, &to, 0.0).as_deref(), Some(from.as_slice()));
        assert!(slid(&from, &to, 250.0).is_some());
        assert!(slid(&from, &to, 350.0).is_none());
        // Turned back on its way.
        let midway = slid(&from, &to, 50.0).unwrap();
        let back = slid(&midway, &from, 1.0).unwrap();
        assert!((back[0].reach - midway[0].reach).abs() < 0.02);
    }

    #[test]
    fn a_row_that_comes_grows() {
        let (from, to) = ([Stance::of(&[true]).absent()], [Stance::of(&[true])]);
        let midway = slid(&from, &to, 50.0).unwrap();
        assert!(midway[0].tall > 0.5 && midway[0].tall < 1.0 && midway[0].reach == to[0].reach);
    }

    #[test]
    fn rows_that_do_not_fit_do_not_slide() {
        assert!(slid(&[Stance::of(&[true])], &[Stance::of(&[false, false])], 10.0).is_none());
        assert!(slid(&[], &[Stance::of(&[false])], 10.0).is_none());
    }
}
