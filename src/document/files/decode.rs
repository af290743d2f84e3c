//! Bytes to characters: byte order marks, UTF-8, legacy encodings; and what is no text at all.
//!
//! Knows encodings. Does not know formats.

use std::borrow::Cow;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8};

use crate::{Error, ErrorKind};

/// Characters, and what had to be done to get them.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    /// The characters.
    pub text: Cow<'b, str>,
    /// What the reader should know.
    pub remark: Option<Remark>,
}

/// What was noticed while decoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    /// The bytes were in another encoding, which was guessed.
    Legacy(&'static str),
    /// UTF-8 with broken bytes; each became U+FFFD. The line of the first (from 1).
    Damaged(u64),
}

/// Decodes a whole text.
///
/// UTF-8 is taken as it is. Bytes that hold some UTF-8 characters and some broken ones are damaged UTF-8; bytes
/// that hold none are in a legacy encoding, which is guessed.
///
/// # Errors
/// Binary data: a known file format that is no text, or NUL bytes.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Error> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or(&[]);
        if encoding == UTF_8 {
            return utf8_or_legacy(rest);
        }
        let (text, damaged) = encoding.decode_without_bom_handling(rest);
        let remark = damaged.then(|| Remark::Damaged(line_of(&text)));
        return Ok(Decoded { text, remark });
    }
    utf8_or_legacy(bytes)
}

fn utf8_or_legacy(bytes: &[u8]) -> Result<Decoded<'_>, Error> {
    if let Some(kind) = binary_kind(bytes) {
        let remedy = "export it as text, Markdown or HTML first";
        return Err(Error::new(ErrorKind::Data, format!("this is {kind}, not text")).with_remedy(remedy));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: Cow::Borrowed(text), remark: None }),
        Err(_) if has_utf8_characters(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            let remark = Some(Remark::Damaged(line_of(&text)));
            Ok(Decoded { text, remark })
        }
        Err(_) => {
            let encoding = legacy_encoding(bytes);
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            Ok(Decoded { text, remark: Some(Remark::Legacy(encoding.name())) })
        }
    }
}

/// The most probable encoding of bytes that are not UTF-8.
pub(super) fn legacy_encoding(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    detector.guess(None, false)
}

/// True when a valid character of several bytes stands among the broken ones.
fn has_utf8_characters(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

/// The line of the first replacement character.
fn line_of(text: &str) -> u64 {
    let before = text.split('\u{fffd}').next().unwrap_or("");
    before.bytes().filter(|b| *b == b'\n').count() as u64 + 1
}

/// What binary data is, by its first bytes.
pub(super) fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 11] = [
        (b"%PDF", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive (or an office document)"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"\x7fELF", "a program"),
        (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
        (b"BZh9", "a bzip2 archive"),
        (b"\xfd7zXZ", "an xz archive"),
        (b"SQLite format 3", "a database"),
    ];
    let head = bytes.get(..bytes.len().min(8192)).unwrap_or(bytes);
    let known = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, kind)| *kind);
    known.or_else(|| head.contains(&0).then_some("binary data"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn text(bytes: &[u8]) -> (String, Option<Remark>) {
        let decoded = decode(bytes).expect("text");
        (decoded.text.into_owned(), decoded.remark)
    }

    #[test]
    fn encodings_are_found() {
        assert_eq!(text("Zürich".as_bytes()), ("Zürich".into(), None));
        assert_eq!(text(b"\xef\xbb\xbfOslo"), ("Oslo".into(), None));
        assert_eq!(text(b"\xff\xfeO\0s\0l\0o\0"), ("Oslo".into(), None));
        assert_eq!(text(b"\xfe\xff\0O\0s\0l\0o"), ("Oslo".into(), None));
        let (german, remark) =
            text(b"Der Minister reiste nach Z\xfcrich und K\xf6ln, sagte er \x96 am Freitag.");
        assert_eq!(german, "Der Minister reiste nach Zürich und Köln, sagte er – am Freitag.");
        assert!(matches!(remark, Some(Remark::Legacy("windows-1252"))));
    }

    #[test]
    fn broken_characters_are_told_with_their_line() {
        let (repaired, remark) = text(b"Caf\xc3\xa9\nbroken \xc3\x28 byte");
        assert_eq!(repaired, "Café\nbroken \u{fffd}( byte");
        assert_eq!(remark, Some(Remark::Damaged(2)));
    }

    #[test]
    fn binary_data_is_refused_by_name() {
        for bytes in [&b"%PDF-1.7 ..."[..], b"PK\x03\x04...", b"abc\0def"] {
            assert_eq!(decode(bytes).map(|_| ()).map_err(|e| e.kind()), Err(ErrorKind::Data));
        }
    }
}
