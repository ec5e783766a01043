//! What happens where on a map, in words.

use crate::chart::heat_map::Region;

/// What becomes of a field at one place of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Correction holds, and comes back.
    Holds,
    /// Correction holds, and once fallen does not come back.
    Trapped,
    /// Correction falls.
    Falls,
}

impl Fate {
    const ALL: [Fate; 3] = [Fate::Holds, Fate::Trapped, Fate::Falls];

    fn word(self) -> &'static str {
        match self {
            Fate::Holds => "holds",
            Fate::Trapped => "trapped",
            Fate::Falls => "falls",
        }
    }
}

/// So many rows are as high as a word.
const ROWS: usize = 4;

/// The words of a map whose fates are given by row, from the lowest on, each from the left: each where its part is widest.
/// Cells are evenly over axes that go from `low` to `high`.
#[must_use]
pub fn regions(rows: &[&[Option<Fate>]], [x, y]: [(f64, f64); 2]) -> Vec<Region> {
    Fate::ALL.into_iter().filter_map(|fate| widest(rows, fate).map(|block| block.region(fate, rows, x, y))).collect()
}

/// [`ROWS`] rows of a part, from column to column.
#[derive(Clone, Copy, Debug)]
struct Block {
    bottom: usize,
    from: usize,
    to: usize,
}

fn widest(rows: &[&[Option<Fate>]], fate: Fate) -> Option<Block> {
    let blocks = rows.windows(ROWS).enumerate().filter_map(|(bottom, rows)| {
        let width = rows.iter().map(|row| row.len()).min()?;
        let is_all = |column: &usize| rows.iter().all(|row| row[*column] == Some(fate));
        let columns: Vec<usize> = (0..width).collect();
        let runs = columns.chunk_by(|a, b| is_all(a) == is_all(b)).filter(|run| is_all(&run[0]));
        let run = runs.max_by_key(|run| run.len())?;
        Some(Block { bottom, from: run[0], to: run[0] + run.len() })
    });
    // Among parts of a width the word stands in the middle one.
    let blocks: Vec<Block> = blocks.collect();
    let most = blocks.iter().map(|block| block.to - block.from).max()?;
    let best: Vec<&Block> = blocks.iter().filter(|block| block.to - block.from == most).collect();
    best.get(best.len() / 2).map(|&&block| block)
}

impl Block {
    fn region(self, fate: Fate, rows: &[&[Option<Fate>]], x: (f64, f64), y: (f64, f64)) -> Region {
        let columns = rows[self.bottom].len() as f64;
        let along = |axis: (f64, f64), share: f64| axis.0 + share * (axis.1 - axis.0);
        let middle = (self.from + self.to) as f64 / 2.0 / columns;
        let up = (self.bottom as f64 + ROWS as f64 / 2.0) / rows.len() as f64;
        let room = ((self.to - self.from) as f64 / columns, ROWS as f64 / rows.len() as f64);
        Region { at: (along(x, middle), along(y, up)), room, word: fate.word() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_where_their_part_is_widest() {
        let [h, f] = [Some(Fate::Holds), Some(Fate::Falls)];
        let (low, high) = ([f, f, f, f, f, None, h, h], [f, f, h, h, h, h, h, h]);
        let rows: Vec<&[Option<Fate>]> = [[&low[..]; ROWS], [&high[..]; ROWS]].concat();
        let found = regions(&rows, [(0.0, 8.0), (0.0, 1.0)]);
        let at = |word: &str| found.iter().find(|region| region.word == word).map(|region| (region.at, region.room));
        assert_eq!(at("holds"), Some(((5.0, 0.75), (0.75, 0.5))));
        assert_eq!(at("falls"), Some(((2.5, 0.25), (0.625, 0.5))));
        assert_eq!(at("trapped"), None);
        assert_eq!(regions(&rows[..2], [(0.0, 8.0), (0.0, 1.0)]), [], "too low for words");
    }
}
