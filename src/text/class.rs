//! What a character is to the lexer.
//!
//! Knows bytes and Unicode ranges. Does not know words.

/// The class of a byte or of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// White space, line ends, control characters, zero-width spaces.
    Space,
    /// A letter without upper case.
    Lower,
    /// A capital letter.
    Upper,
    /// An ASCII digit.
    Digit,
    /// `'` in any of its typographic forms.
    Apostrophe,
    /// A combining mark or an invisible joiner: belongs to the word it stands in.
    Mark,
    /// Any other character: a token of its own.
    Punctuation,
    /// The first byte of a character that is not ASCII; [`wide`] decides.
    Wide,
}

/// The class of every byte.
pub(super) static BYTES: [Class; 256] = bytes();

const fn bytes() -> [Class; 256] {
    let mut table = [Class::Punctuation; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'\'' | b'`' => Class::Apostrophe,
            0..=b' ' | 0x7f => Class::Space,
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            0x80.. => Class::Wide,
            _ => Class::Punctuation,
        };
        byte += 1;
    }
    table
}

/// The class of a character that is not ASCII.
pub(super) fn wide(c: char) -> Class {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{b4}' | '\u{2bc}' | '\u{2032}' => {
            Class::Apostrophe
        }
        '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Class::Mark,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' => Class::Mark,
        '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' => Class::Mark,
        '\u{200b}' | '\u{2028}' | '\u{2029}' => Class::Space,
        _ if c.is_uppercase() => Class::Upper,
        _ if c.is_alphabetic() => Class::Lower,
        _ if c.is_whitespace() || c.is_control() => Class::Space,
        _ => Class::Punctuation,
    }
}

/// True for characters of the class [`Class::Mark`] that only steer typesetting and are left out of look-ups.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The plain form of a punctuation mark, by which the lexicon knows it; `None` when it is plain already.
pub(super) fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "\"",
        '‐' | '‑' | '‒' | '–' | '−' => "-",
        '—' | '―' => "--",
        '…' => "...",
        '·' | '•' | '▪' | '●' | '■' | '◦' | '‣' => "•",
        _ => return None,
    })
}
