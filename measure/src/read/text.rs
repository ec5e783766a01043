//! From bytes to text: byte-order marks, UTF-16, slices that end inside a character.

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decodes a file slice by slice.
pub(crate) struct TextDecoder {
    decoder: Decoder,
    encoding: &'static Encoding,
    /// Whether something had to be replaced.
    damaged: bool,
}

impl TextDecoder {
    /// Chooses the encoding by a file's first bytes: by its mark, or by where zeros stand.
    pub fn new(head: &[u8]) -> TextDecoder {
        let encoding = Encoding::for_bom(head).map_or_else(|| unmarked(head), |(encoding, _)| encoding);
        TextDecoder { decoder: encoding.new_decoder_with_bom_removal(), encoding, damaged: false }
    }

    /// The encoding's name.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// Whether zeros belong to this encoding.
    pub fn is_wide(&self) -> bool {
        self.encoding != UTF_8
    }

    /// Whether there were bytes that are no text.
    pub fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// The text of the next slice; characters cut in two wait for the one after.
    pub fn decode(&mut self, slice: &[u8], is_last: bool) -> String {
        let room = self.decoder.max_utf8_buffer_length(slice.len()).unwrap_or(slice.len() * 3 + 16);
        let mut text = String::with_capacity(room);
        let (_, _, replaced) = self.decoder.decode_to_string(slice, &mut text, is_last);
        self.damaged |= replaced;
        text
    }
}

/// UTF-16 of mostly Latin letters has a zero in every second byte.
fn unmarked(head: &[u8]) -> &'static Encoding {
    let head = &head[..head.len().min(1000) & !1];
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match head.len() / 2 {
        0..2 => UTF_8,
        pairs if odd * 2 > pairs && even * 8 < pairs => UTF_16LE,
        pairs if even * 2 > pairs && odd * 8 < pairs => UTF_16BE,
        _ => UTF_8,
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
}
