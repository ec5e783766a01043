//! From bytes to text: byte-order marks, UTF-16, slices that end inside a character.

use std::str;

/// How the bytes of a file are text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

/// Stands for what is no text.
const REPLACEMENT: char = '\u{fffd}';

/// Before the text, where it says its encoding.
const MARK: char = '\u{feff}';

/// Decodes a file slice by slice.
pub(crate) struct TextDecoder {
    encoding: Encoding,
    /// The bytes of a character that was cut in two.
    rest: Vec<u8>,
    /// Whether there was text: a mark comes before it.
    begun: bool,
    /// Whether something had to be replaced.
    damaged: bool,
}

impl TextDecoder {
    /// Chooses the encoding by a file's first bytes: by its mark, or by where zeros stand.
    pub fn new(head: &[u8]) -> TextDecoder {
        let encoding = match head {
            [0xef, 0xbb, 0xbf, ..] => Encoding::Utf8,
            [0xff, 0xfe, ..] => Encoding::Utf16Le,
            [0xfe, 0xff, ..] => Encoding::Utf16Be,
            _ => unmarked(head),
        };
        TextDecoder { encoding, rest: Vec::new(), begun: false, damaged: false }
    }

    /// The encoding's name.
    pub fn encoding(&self) -> &'static str {
        match self.encoding {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
        }
    }

    /// Whether zeros belong to this encoding.
    pub fn is_wide(&self) -> bool {
        self.encoding != Encoding::Utf8
    }

    /// Whether there were bytes that are no text.
    pub fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// The text of the next slice; characters cut in two wait for the one after.
    pub fn decode(&mut self, slice: &[u8], is_last: bool) -> String {
        let joined;
        let bytes = if self.rest.is_empty() {
            slice
        } else {
            joined = [&self.rest, slice].concat();
            self.rest.clear();
            &joined
        };
        let mut text = String::with_capacity(bytes.len());
        match self.encoding {
            Encoding::Utf8 => self.utf8(bytes, is_last, &mut text),
            Encoding::Utf16Le => self.utf16(bytes, is_last, u16::from_le_bytes, &mut text),
            Encoding::Utf16Be => self.utf16(bytes, is_last, u16::from_be_bytes, &mut text),
        }
        if !self.begun && !text.is_empty() {
            self.begun = true;
            if let Some(unmarked) = text.strip_prefix(MARK) {
                return unmarked.to_owned();
            }
        }
        text
    }

    fn utf8(&mut self, mut bytes: &[u8], is_last: bool, text: &mut String) {
        loop {
            let error = match str::from_utf8(bytes) {
                Ok(valid) => return text.push_str(valid),
                Err(error) => error,
            };
            let (valid, after) = bytes.split_at(error.valid_up_to());
            text.push_str(str::from_utf8(valid).unwrap_or_default());
            let Some(length) = error.error_len().or(is_last.then_some(after.len())) else {
                self.rest = after.to_vec();
                return;
            };
            self.damaged = true;
            text.push(REPLACEMENT);
            bytes = &after[length..];
        }
    }

    fn utf16(&mut self, bytes: &[u8], is_last: bool, unit: fn([u8; 2]) -> u16, text: &mut String) {
        let is_first_half = |pair: &[u8; 2]| (0xd800..0xdc00).contains(&unit(*pair));
        let (pairs, _) = bytes.as_chunks::<2>();
        let waits = usize::from(!is_last && pairs.last().is_some_and(is_first_half));
        let pairs = &pairs[..pairs.len() - waits];
        for letter in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
            self.damaged |= letter.is_err();
            text.push(letter.unwrap_or(REPLACEMENT));
        }
        let rest = &bytes[2 * pairs.len()..];
        if is_last && !rest.is_empty() {
            self.damaged = true;
            text.push(REPLACEMENT);
        } else {
            self.rest = rest.to_vec();
        }
    }
}

/// UTF-16 of mostly Latin letters has a zero in every second byte.
fn unmarked(head: &[u8]) -> Encoding {
    let head = &head[..head.len().min(1000) & !1];
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match head.len() / 2 {
        0..2 => Encoding::Utf8,
        pairs if odd * 2 > pairs && even * 8 < pairs => Encoding::Utf16Le,
        pairs if even * 2 > pairs && odd * 8 < pairs => Encoding::Utf16Be,
        _ => Encoding::Utf8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_zeros_tell_the_encoding() {
        let utf16: Vec<u8> = "id,a\n1,0\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut marked = vec![0xff, 0xfe];
        marked.extend(&utf16);
        for bytes in [&utf16, &marked] {
            assert_eq!(TextDecoder::new(bytes).decode(bytes, true), "id,a\n1,0\n");
        }
        let big: Vec<u8> = "id,a\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(TextDecoder::new(&big).decode(&big, true), "id,a\n");
        assert_eq!(TextDecoder::new(b"\xef\xbb\xbfid").decode(b"\xef\xbb\xbfid", true), "id");
    }

    #[test]
    fn a_slice_may_end_inside_a_character() {
        let bytes = "ρ".as_bytes();
        let mut decoder = TextDecoder::new(bytes);
        let text = decoder.decode(&bytes[..1], false) + &decoder.decode(&bytes[1..], true);
        assert_eq!(text, "ρ");
        assert!(!decoder.is_damaged());
        decoder = TextDecoder::new(b"a\xff");
        decoder.decode(b"a\xff", true);
        assert!(decoder.is_damaged());
    }

    #[test]
    fn halves_of_letters_wait_and_lone_ones_are_replaced() {
        let bytes: Vec<u8> = "a😀b".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for cut in 0..=bytes.len() {
            let mut decoder = TextDecoder::new(b"\xff\xfe");
            let text = decoder.decode(&bytes[..cut], false) + &decoder.decode(&bytes[cut..], true);
            assert_eq!((text.as_str(), decoder.is_damaged()), ("a😀b", false), "cut at {cut}");
        }
        let mut decoder = TextDecoder::new(b"\xff\xfe");
        assert_eq!(decoder.decode(&[0x00, 0xd8, b'a', 0, b'b'], true), "\u{fffd}a\u{fffd}");
        assert!(decoder.is_damaged());
    }

    #[test]
    fn what_is_no_text_is_replaced_as_the_standard_library_does() {
        let bytes = b"a\xf0\x9f\x98b\xe2\x82\xacc\xff\xfe\xf0\x9f";
        for cut in 0..=bytes.len() {
            let mut decoder = TextDecoder::new(bytes);
            let text = decoder.decode(&bytes[..cut], false) + &decoder.decode(&bytes[cut..], true);
            assert_eq!(text, String::from_utf8_lossy(bytes), "cut at {cut}");
            assert!(decoder.is_damaged());
        }
    }
}
