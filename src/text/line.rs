//! Words of a text on one line.
//!
//! Knows bytes. Does not know words.

/// The same words, divided by single blanks where there was any other white space of ASCII. Complexity: linear.
pub(crate) fn one_line(words: &str) -> String {
    let mut before = 0;
    let mut is_odd = |byte: u8| {
        let blanks = [std::mem::replace(&mut before, byte), byte] == *b"  ";
        blanks || matches!(byte, b'\n' | b'\r' | b'\t')
    };
    if words.bytes().any(&mut is_odd) { fold(words) } else { words.to_owned() }
}

/// The same for white space of any kind, none of it at the ends. Complexity: linear.
pub(crate) fn fold(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_becomes_single_blanks() {
        for written in
            ["the port of Arvo", "the  port of Arvo", "the port\nof\r\n Arvo", "the\tport of  Arvo"]
        {
            assert_eq!(one_line(written), "the port of Arvo");
        }
        assert_eq!(one_line(""), "");
        assert_eq!(one_line("a b "), "a b ");
        assert_eq!(fold(" a\u{2003}b "), "a b");
    }
}
