//! Cuts JSON into records while it arrives: the elements of one array, lines, or values one after the other.

use crate::read::ReadError;

/// Deeper JSON is refused. The parser behind would refuse it eight levels later.
const DEEPEST: u32 = 120;

/// The longest record, in bytes.
const LONGEST: usize = 512 << 20;

/// How a file of JSON is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// One record a line: a broken line costs itself only.
    Lines,
    /// Wherever a value ends.
    Values,
}

/// Cuts JSON into records.
pub(crate) struct Splitter {
    cut: Cut,
    record: Vec<u8>,
    /// 1 inside an array whose elements are the records, else 0.
    base: u32,
    depth: u32,
    quoted: bool,
    escaped: bool,
    begun: bool,
}

impl Splitter {
    /// Chooses how to cut by a file's first text: where its first line is a whole object, by lines.
    pub fn new(head: &str) -> Splitter {
        let line = head.trim_start().split_once('\n').map(|(line, _)| line.trim());
        let is_object = |line: &str| line.starts_with('{') && line.ends_with('}') && is_whole(line);
        let cut = if line.is_some_and(is_object) { Cut::Lines } else { Cut::Values };
        Splitter { cut, record: Vec::new(), base: 0, depth: 0, quoted: false, escaped: false, begun: false }
    }

    /// Whether the records are lines.
    pub fn is_lines(&self) -> bool {
        self.cut == Cut::Lines
    }

    /// Takes a slice and hands on each record that ends in it.
    pub fn feed(
        &mut self,
        slice: &[u8],
        each: &mut impl FnMut(&[u8]) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        match self.cut {
            Cut::Lines => self.lines(slice, each),
            Cut::Values => slice.iter().try_for_each(|&byte| self.byte(byte, each)),
        }?;
        if self.record.len() > LONGEST {
            return Err(ReadError::TooLarge { what: "One record".to_owned(), most: (LONGEST >> 20) as u64 });
        }
        Ok(())
    }

    /// Ends the file.
    pub fn finish(&mut self, each: &mut impl FnMut(&[u8]) -> Result<(), ReadError>) -> Result<(), ReadError> {
        let rest = std::mem::take(&mut self.record);
        if self.cut == Cut::Lines {
            return if rest.trim_ascii().is_empty() { Ok(()) } else { each(&rest) };
        }
        if self.depth > 0 || self.quoted {
            return Err(ReadError::Json("it ends in the middle of a value".to_owned()));
        }
        if rest.trim_ascii().is_empty() { Ok(()) } else { each(&rest) }
    }

    fn lines(
        &mut self,
        mut slice: &[u8],
        each: &mut impl FnMut(&[u8]) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        while let Some(end) = memchr::memchr(b'\n', slice) {
            self.record.extend(&slice[..end]);
            slice = &slice[end + 1..];
            if !self.record.trim_ascii().is_empty() {
                each(&self.record)?;
            }
            self.record.clear();
        }
        self.record.extend(slice);
        Ok(())
    }

    fn byte(&mut self, byte: u8, each: &mut impl FnMut(&[u8]) -> Result<(), ReadError>) -> Result<(), ReadError> {
        if self.quoted {
            self.record.push(byte);
            (self.escaped, self.quoted) = match byte {
                _ if self.escaped => (false, true),
                b'\\' => (true, true),
                byte => (false, byte != b'"'),
            };
            return Ok(());
        }
        match byte {
            b'[' if !self.begun => {
                (self.begun, self.base, self.depth) = (true, 1, 1);
                return Ok(());
            }
            b'[' | b'{' => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(ReadError::TooDeep);
                }
            }
            b']' | b'}' => {
                let Some(depth) = self.depth.checked_sub(1) else {
                    return Err(ReadError::Json(format!("a '{}' that nothing opened", char::from(byte))));
                };
                self.depth = depth;
                if depth < self.base {
                    // The array of all records ends.
                    return self.emit(each);
                }
            }
            b'"' => self.quoted = true,
            b',' if self.depth == self.base => return self.emit(each),
            _ => {}
        }
        self.begun |= !byte.is_ascii_whitespace();
        self.record.push(byte);
        if byte == b'}' && self.depth == 0 {
            return self.emit(each);
        }
        Ok(())
    }

    fn emit(&mut self, each: &mut impl FnMut(&[u8]) -> Result<(), ReadError>) -> Result<(), ReadError> {
        let record = std::mem::take(&mut self.record);
        if record.trim_ascii().is_empty() { Ok(()) } else { each(&record) }
    }
}

/// Whether all that a text opens it also closes, so that it is no line of a document written over many.
fn is_whole(text: &str) -> bool {
    let (mut depth, mut quoted, mut escaped) = (0_i64, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth -= 1,
            _ => {}
        }
    }
    depth == 0 && !quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, slice: usize) -> Result<Vec<String>, ReadError> {
        let mut records = Vec::new();
        let mut splitter = Splitter::new(text);
        let mut each = |record: &[u8]| {
            records.push(String::from_utf8_lossy(record).trim().to_owned());
            Ok(())
        };
        text.as_bytes().chunks(slice).try_for_each(|slice| splitter.feed(slice, &mut each))?;
        splitter.finish(&mut each)?;
        Ok(records)
    }

    #[test]
    fn arrays_lines_and_values() {
        for (text, records) in [
            ("[{\"a\": \"],\\\"\"},\n {\"b\": [1, 2]}]", vec!["{\"a\": \"],\\\"\"}", "{\"b\": [1, 2]}"]),
            ("{\"a\": 1}\n\n{\"b\": 2", vec!["{\"a\": 1}", "{\"b\": 2"]),
            ("{\n\"a\": {}\n}\n{\"b\": 2}", vec!["{\n\"a\": {}\n}", "{\"b\": 2}"]),
            ("[1, \"x,y\", null]", vec!["1", "\"x,y\"", "null"]),
            ("[]", vec![]),
        ] {
            for slice in [1, 3, 1000] {
                assert_eq!(split(text, slice).unwrap(), records);
            }
        }
    }

    #[test]
    fn deep_and_broken_json_end_in_a_sentence() {
        assert_eq!(split(&"[".repeat(100_000), 4096), Err(ReadError::TooDeep));
        assert!(matches!(split("[{\"a\": 1}", 4096), Err(ReadError::Json(_))));
        assert!(matches!(split("{\"a\": 1}}", 4096), Err(ReadError::Json(_))));
    }
}
