//! Which character parts the cells of a table.

/// What parts cells, and what parts the whole of a number from its rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub delimiter: u8,
    /// Whether 0,5 is a number: only where cells are parted by `;`.
    pub decimal_comma: bool,
}

/// In the order in which they win a draw.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Lines that are looked at.
const LINES: usize = 50;

impl Dialect {
    /// Chooses the delimiter that stands outside of quotes equally often on the most lines, and most often there.
    pub fn of(text: &str) -> Dialect {
        let counts = counts(text.as_bytes());
        let score = |place: usize| {
            let header = counts.first().map_or(0, |line| line[place]);
            let like_header = counts.iter().filter(|line| line[place] == header).count();
            (if header == 0 { 0 } else { like_header * 1000 / counts.len() }, header)
        };
        // The last of equals would win: so from the back.
        let place = (0..DELIMITERS.len()).rev().max_by_key(|&place| score(place)).unwrap_or(0);
        let delimiter = if score(place).1 == 0 { b',' } else { DELIMITERS[place] };
        Dialect { delimiter, decimal_comma: delimiter == b';' }
    }
}

/// How often each delimiter stands outside of quotes, line by line.
fn counts(text: &[u8]) -> Vec<[usize; 4]> {
    let (mut lines, mut line, mut quoted, mut filled) = (Vec::new(), [0; 4], false, false);
    for &byte in text {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                if filled {
                    lines.push(line);
                }
                (line, filled) = ([0; 4], false);
                if lines.len() == LINES {
                    return lines;
                }
            }
            _ => {
                filled = true;
                if let Some(place) = DELIMITERS.iter().position(|&d| d == byte && !quoted) {
                    line[place] += 1;
                }
            }
        }
    }
    // The last line may be cut: it counts where it is the only one.
    if filled && lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_outside_of_quotes() {
        for (text, delimiter) in [
            ("id,a,b\n1,0,1\n", b','),
            ("id\ta,b\tc\n1\t0\t1\n", b'\t'),
            ("id;a;b\n1;0,5;1,0\n2;0,1;0,2\n", b';'),
            ("id|a|b\n1|0|1\n", b'|'),
            ("\"a;b;c;d\",x\n\"1;2;3;4\",0\n", b','),
            ("alone\n1\n", b','),
        ] {
            assert_eq!(char::from(Dialect::of(text).delimiter), char::from(delimiter), "{text}");
        }
        assert!(Dialect::of("a;b\n0,5;1\n").decimal_comma);
        assert!(!Dialect::of("a,b\n0,1\n").decimal_comma);
    }
}
