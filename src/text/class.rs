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

/// The highest bit of each of eight bytes.
pub(super) const EACH: u64 = 0x8080_8080_8080_8080;

/// Of eight bytes, the highest bit of each that is an ASCII letter.
#[inline]
pub(super) fn letters(eight: u64) -> u64 {
    const LOW: u64 = !EACH;
    const CASE: u64 = 0x2020_2020_2020_2020;
    let small = (eight | CASE) & LOW;
    // Adding carries into the highest bit of a byte from `a` on, and again from the one after `z` on.
    let from_a = small + 0x1f1f_1f1f_1f1f_1f1f;
    let after_z = small + 0x0505_0505_0505_0505;
    from_a & !after_z & !eight & EACH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_eight_at_a_time() {
        for byte in 0..=255_u8 {
            let told = letters(u64::from_le_bytes([b'x', byte, b'-', byte, 0, 255, byte, b'Z']));
            let bit = u64::from(byte.is_ascii_alphabetic());
            assert_eq!(told, 0x80 | bit << 15 | bit << 31 | bit << 55 | 1 << 63, "{byte}");
        }
    }
}
