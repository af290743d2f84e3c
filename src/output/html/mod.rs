//! The timeline as one page: a file that opens from disk, without a network, and can be mailed, printed and archived.
//!
//! The page is data and a constant script. The policy in its head allows that script and that style by their hashes and
//! nothing else (a page that reads articles may also compile WebAssembly), so that nothing in an article can run even if it got out of the data; the script puts article text on
//! the page as text only. Without a script, and on paper, the page is a plain list.

mod data;
mod kept;

use std::io::Write;

use super::cells::representative;
use super::escape::markup;
use super::loss::Losses;
use super::sink;
use super::sources::linked;
use super::when::When;
use crate::Error;
use crate::timeline::Timeline;
use data::Data;

pub use kept::{Kept, reader};

/// The script, in the order in which its parts use each other.
const SCRIPT: &str = concat!(
    "'use strict';\n(() => {\n",
    include_str!("../../../data/page/model.js"),
    include_str!("../../../data/page/time.js"),
    include_str!("../../../data/page/chart.js"),
    include_str!("../../../data/page/detail.js"),
    include_str!("../../../data/page/views.js"),
    include_str!("../../../data/page/controls.js"),
    include_str!("../../../data/page/load.js"),
    include_str!("../../../data/page/paste.js"),
    "start();\n})();\n"
);

/// The style.
const STYLE: &str = include_str!("../../../data/page/page.css");

/// The body of the page around the data.
const BODY: &str = include_str!("../../../data/page/body.html");

/// SHA-256 of [`SCRIPT`] and [`STYLE`] in base 64, as the policy names them. A test says what they have to be.
const SCRIPT_HASH: &str = "Q2TMXxn18kHViJlIPTWFoJ/VHIl86tSnZDcbYfX1QOA=";
const STYLE_HASH: &str = "PoSTUfSPxrNAgkhhJDWLmyVfiQuazMQLJVttoV33XWg=";

/// Writes `timeline` under `title`. Nothing is lost.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, title: &str, out: impl Write) -> Result<Losses, Error> {
    page(timeline, title, None, out)
}

/// The same as a page that takes further articles: `reader` is the program as [`reader()`](reader) gives it, which adds them to what is
/// [`Kept`].
///
/// # Errors
/// The output cannot be written.
pub fn write_open(
    timeline: &Timeline,
    title: &str,
    kept: &Kept,
    reader: &str,
    out: impl Write,
) -> Result<Losses, Error> {
    page(timeline, title, Some((kept, reader)), out)
}

/// What the script of the page draws, as JSON.
///
/// # Errors
/// None that is known.
pub fn data(timeline: &Timeline, title: &str) -> Result<String, Error> {
    serde_json::to_string(&Data::of(timeline, title)).map_err(|error| sink::failed(&error))
}

fn page(
    timeline: &Timeline,
    title: &str,
    open: Option<(&Kept, &str)>,
    mut out: impl Write,
) -> Result<Losses, Error> {
    let mut text = |text: &str| out.write_all(text.as_bytes()).map_err(|error| sink::failed(&error));
    text(&head(title, open.is_some()))?;
    text("<noscript>\n")?;
    text(&plain(timeline, title))?;
    text("</noscript>\n<script type=\"application/json\" id=\"data\">")?;
    text(&inert(&data(timeline, title)?))?;
    if let Some((kept, reader)) = open {
        let kept = serde_json::to_string(kept).map_err(|error| sink::failed(&error))?;
        text("</script>\n<script type=\"application/json\" id=\"kept\">")?;
        text(&inert(&kept))?;
        text("</script>\n<script type=\"text/plain\" id=\"reader\">")?;
        text(&markup(reader))?;
    }
    text("</script>\n<script>")?;
    text(SCRIPT)?;
    text("</script>\n</body>\n</html>\n")?;
    out.flush().map_err(|error| sink::failed(&error))?;
    Ok(Losses::default())
}

/// All before the data. A page that reads articles itself may compile WebAssembly, which only its own script can ask for.
fn head(title: &str, open: bool) -> String {
    let compiles = if open { " 'wasm-unsafe-eval'" } else { "" };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-{SCRIPT_HASH}'{compiles}; \
         style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"dateline {}\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{BODY}",
        env!("CARGO_PKG_VERSION"),
        markup(title)
    )
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
            representative(event).map(|first| markup(&first.sentence)).unwrap_or_default(),
            linked(event)
        ));
    }
    list.push_str("</ol>\n</main>\n");
    list
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::super::{base64, samples};
    use super::*;

    fn page() -> String {
        let mut bytes = Vec::new();
        write(&samples::timeline(), "Our <title>", &mut bytes).expect("memory");
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn the_policy_names_the_script_and_the_style_that_are_there() {
        let hash = |text: &str| base64::encode(&Sha256::digest(text));
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
    fn only_a_page_that_takes_articles_may_compile_a_program() {
        assert!(!page().contains("wasm-unsafe-eval"));
        let timeline = samples::timeline();
        let kept = Kept::of(&timeline, true, Some("</script><b>".to_owned()));
        let mut bytes = Vec::new();
        write_open(&timeline, "t", &kept, "AGFzbQ==", &mut bytes).expect("memory");
        let open = String::from_utf8(bytes).expect("UTF-8");
        assert!(open.contains("' 'wasm-unsafe-eval'; style-src"));
        assert_eq!((open.matches("<script").count(), open.matches("</script>").count()), (4, 4));
        assert!(open.contains("<script type=\"text/plain\" id=\"reader\">AGFzbQ==</script>"));
    }

    #[test]
    fn the_page_asks_for_nothing_from_outside() {
        for word in ["src=", "@import", "url(", "fetch(", "XMLHttpRequest", "innerHTML", "<link"] {
            let own = [SCRIPT, STYLE, BODY].iter().any(|part| part.contains(word));
            assert!(!own, "{word}");
        }
    }
}
