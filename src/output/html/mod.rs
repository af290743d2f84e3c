//! The timeline as one page: a file that opens from disk, without a network, and can be mailed, printed and archived.
//!
//! The page is data and a constant script. The policy in its head allows that script and that style by their hashes and
//! nothing else, so that nothing in an article can run even if it got out of the data; the script puts article text on
//! the page as text only. Without a script, and on paper, the page is a plain list.

mod data;

use std::io::Write;

use super::escape::markup;
use super::loss::Losses;
use super::sink;
use super::sources::linked;
use super::when::When;
use crate::Error;
use crate::timeline::Timeline;
use data::Data;

/// The script, in the order in which its parts use each other.
const SCRIPT: &str = concat!(
    "'use strict';\n(() => {\n",
    include_str!("../../../data/page/model.js"),
    include_str!("../../../data/page/time.js"),
    include_str!("../../../data/page/chart.js"),
    include_str!("../../../data/page/detail.js"),
    include_str!("../../../data/page/views.js"),
    include_str!("../../../data/page/controls.js"),
    "})();\n"
);

/// The style.
const STYLE: &str = include_str!("../../../data/page/page.css");

/// The body of the page around the data.
const BODY: &str = include_str!("../../../data/page/body.html");

/// SHA-256 of [`SCRIPT`] and [`STYLE`] in base 64, as the policy names them. A test says what they have to be.
const SCRIPT_HASH: &str = "13Zi4cDsZaqyn2hGokClMMHBUiAypqqpGUwTqXtZ7cI=";
const STYLE_HASH: &str = "BuI884CFkMKP50ztRwpdxjcJHTjloHbkBj+chNDhwQg=";

/// Writes `timeline` under `title`. Nothing is lost.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, title: &str, mut out: impl Write) -> Result<Losses, Error> {
    let head = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-{SCRIPT_HASH}'; \
         style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"dateline {}\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{BODY}",
        env!("CARGO_PKG_VERSION"),
        markup(title)
    );
    let mut text = |text: &str| out.write_all(text.as_bytes()).map_err(|error| sink::failed(&error));
    text(&head)?;
    text("<noscript>\n")?;
    text(&plain(timeline, title))?;
    text("</noscript>\n<script type=\"application/json\" id=\"data\">")?;
    let data = serde_json::to_string(&Data::of(timeline, title)).map_err(|error| sink::failed(&error))?;
    text(&inert(&data))?;
    text("</script>\n<script>")?;
    text(SCRIPT)?;
    text("</script>\n</body>\n</html>\n")?;
    out.flush().map_err(|error| sink::failed(&error))?;
    Ok(Losses::default())
}

/// JSON that ends no script element: `<` only stands within strings, where it has a second form.
fn inert(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// The timeline as a plain list.
fn plain(timeline: &Timeline, title: &str) -> String {
    let mut list = format!("<main class=\"plain\">\n<h1>{}</h1>\n<ol>\n", markup(title));
    for event in &timeline.events {
        list.push_str(&format!(
            "<li><b>{}</b> {}<br><q>{}</q><br><small>{}</small></li>\n",
            markup(&When::of(event).words()),
            markup(&event.headline),
            event.mentions.first().map(|first| markup(&first.sentence)).unwrap_or_default(),
            linked(event)
        ));
    }
    list.push_str("</ol>\n</main>\n");
    list
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::super::samples;
    use super::*;

    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::new();
        for chunk in bytes.chunks(3) {
            let all =
                chunk.iter().chain([0, 0].iter()).take(3).fold(0, |all, byte| all << 8 | u32::from(*byte));
            for place in 0..4 {
                let digit = DIGITS[(all >> (18 - 6 * place) & 63) as usize] as char;
                text.push(if place <= chunk.len() { digit } else { '=' });
            }
        }
        text
    }

    fn page() -> String {
        let mut bytes = Vec::new();
        write(&samples::timeline(), "Our <title>", &mut bytes).expect("memory");
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn the_policy_names_the_script_and_the_style_that_are_there() {
        let hash = |text: &str| base64(&Sha256::digest(text));
        assert_eq!((SCRIPT_HASH, STYLE_HASH), (hash(SCRIPT).as_str(), hash(STYLE).as_str()), "script, style");
    }

    #[test]
    fn nothing_of_an_article_is_markup() {
        let page = page();
        assert_eq!(page.matches("<script").count(), 2, "{page}");
        assert_eq!(page.matches("</script>").count(), 2);
        assert_eq!(page.matches("</noscript>").count(), 1);
        assert!(page.contains("<title>Our &lt;title&gt;</title>"));
    }

    #[test]
    fn the_page_asks_for_nothing_from_outside() {
        for word in ["src=", "@import", "url(", "fetch(", "XMLHttpRequest", "innerHTML", "<link"] {
            let own = [SCRIPT, STYLE, BODY].iter().any(|part| part.contains(word));
            assert!(!own, "{word}");
        }
    }
}
