//! Texts that nobody writes: pieces repeated to any length. `#` in a piece stands for a number in letters, `@` for one in figures,
//! another one in each repetition.

/// The pieces by name.
pub const PIECES: &[(&str, &str)] = &[
    ("abbreviations", "the Na# Board (NB@) met. "),
    ("after", "after Norway signed it "),
    ("ago", "two days before "),
    ("and", "Norway and Iceland and "),
    ("and he", "and he left "),
    ("bidirectional", "\u{202e}Norway \u{202c}left the pact \u{2066}"),
    ("bullets", "- Norway left\n"),
    ("capitals", "Anna Berg "),
    ("carriage returns", "Norway left the pact on 3 May 2021.\r"),
    ("combining", "e\u{301}\u{302}\u{303}"),
    ("commas", "Norway, Iceland, "),
    ("dashes", "Norway - left \u{2014} "),
    ("dated events", "Norway signed treaty @ with Iceland on @ May 1998. "),
    ("datelines", "OSLO, May 5 (NPA) - "),
    ("dates", "on 3 March 2015 and "),
    ("days", "May 3, "),
    ("deeper", "Norway (which said "),
    ("digits", "1"),
    ("dots", "."),
    ("emoji", "\u{1f9ea}"),
    ("following", "Following this, Norway left the pact. "),
    ("from to", "from May to "),
    ("gerunds", "killing leaving attacking "),
    ("hyphens", "a-"),
    ("infinitives", "to leave to attack "),
    ("initials", "U.S. "),
    ("later", "Norway signed the treaty. Two days later, Iceland left it. "),
    ("letters", "a"),
    ("mixed scripts", "Но\u{301}рвегия Νορβηγία 挪威 Norway left "),
    ("names", "Minister Na# Berg left. He said it. "),
    ("nouns", "attack treaty talks "),
    ("numbers", "two hundred and "),
    ("of", "the minister of the president of "),
    ("owners", "Norway's "),
    ("paragraphs", "A\n\n"),
    ("parentheses", "("),
    ("phrases", "He spoke in Oslo in Paris in killing in Rome "),
    ("pronouns", "He told him that she said it. "),
    ("quotations", "\u{201c}He said "),
    ("quotation marks", "\"he said "),
    ("quoted verbs", "\u{201c}he left\u{201d} "),
    ("said", "Berg said. "),
    ("same", "Norway signed the treaty with Iceland on 4 May 2021. "),
    ("semicolons", "Norway left; "),
    ("slashes", "12/"),
    ("spaces", "a                "),
    ("that", "Norway said that "),
    ("until", "until two days before "),
    ("verbs", "signed left killed "),
    ("web addresses", "https://a.example/"),
    ("weekdays", "Monday "),
    ("which", "which the man who "),
    ("windows lines", "Norway left the pact on 3 May 2021.\r\n"),
    ("years", "1990s "),
    ("zeros", "Norway\u{0} left "),
];

/// A text of about so many bytes.
pub fn text(piece: &str, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + piece.len());
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        let letters: String =
            format!("{number}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
        text.push_str(&piece.replace('#', &letters).replace('@', &(number % 28 + 1).to_string()));
    }
    text
}
