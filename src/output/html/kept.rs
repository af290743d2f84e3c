//! What a page holds so that it can take further articles: the program for browsers, and what was read of the articles so far.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::base64;
use crate::store::{pack, unpack};
use crate::timeline::{Curation, Options};
use crate::{Error, ErrorKind, Mention, Timeline};

/// What every program for browsers calls itself, before its version.
const NAME: &str = "dateline-reader ";
/// What the program for browsers of this build says it is. It must read as the program does that made the page: articles that are
/// added join those that are shown.
const READER: &str =
    concat!("dateline-reader ", env!("CARGO_PKG_VERSION"), "+", env!("DATELINE_FINGERPRINT"));

/// What was read of a page's articles, and how its timeline was made of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Kept {
    /// The program that can read the mentions.
    reader: String,
    /// Every mention, packed by article, then with gzip and as base 64.
    mentions: String,
    /// Whether statements make rows of their own.
    statements: bool,
    /// The decisions with which the page was made, as their file has them.
    curation: Option<String>,
    /// The articles that were added in the browser; the page's own.
    added: Value,
    /// The decisions that were made in the browser; the page's own.
    decided: Value,
}

impl Kept {
    /// What there is to keep of a timeline with [unlisted](Options::unlisted) events, before decisions are applied.
    pub fn of(timeline: &Timeline, statements: bool, curation: Option<String>) -> Self {
        let mut articles: BTreeMap<&str, Vec<Mention>> = BTreeMap::new();
        for mention in timeline.events.iter().chain(&timeline.unlisted).flat_map(|event| &event.mentions) {
            articles.entry(&mention.article).or_default().push(mention.clone());
        }
        let mut bytes = Vec::new();
        for mentions in articles.values() {
            let packed = pack(mentions);
            bytes.extend((packed.len() as u32).to_le_bytes());
            bytes.extend(packed);
        }
        let mentions = base64::encode(&squeezed(&bytes));
        let (added, decided) = (Value::Array(Vec::new()), Value::Array(Vec::new()));
        Self { reader: READER.to_owned(), mentions, statements, curation, added, decided }
    }

    /// The mentions of the page's articles, of which those added in the browser are none.
    ///
    /// # Errors
    /// The page was written by another build of the program, or is damaged.
    pub fn mentions(&self) -> Result<Vec<Mention>, Error> {
        if self.reader != READER {
            let told = format!("the page needs {}, and this is {READER}", self.reader);
            return Err(Error::new(ErrorKind::Data, told).with_remedy("make the page again"));
        }
        let damaged = || Error::new(ErrorKind::Data, "what the page holds of its articles is damaged");
        let bytes =
            base64::decode(&self.mentions).and_then(|bytes| unsqueezed(&bytes)).ok_or_else(damaged)?;
        parts(&bytes).and_then(|parts| unpack(parts.into_iter())).ok_or_else(damaged)
    }

    /// The timeline of `mentions`, which are the page's and those of further articles, made as the page's was: with its
    /// decisions; and which of these fit no event any more.
    ///
    /// # Errors
    /// The decisions are none.
    pub fn timeline(&self, mentions: Vec<Mention>) -> Result<(Timeline, Vec<Error>), Error> {
        let options = Options { statements: self.statements, unlisted: self.curation.is_some() };
        let timeline = Timeline::build(mentions, &options);
        match &self.curation {
            Some(csv) => Ok(timeline.curate(&Curation::read(csv.as_bytes(), "the page's decisions")?)),
            None => Ok((timeline, Vec::new())),
        }
    }
}

/// The program for browsers as a page holds it: with gzip, then as base 64.
///
/// # Errors
/// `module` is no such program, or one that reads otherwise than this one.
pub fn reader(module: &[u8]) -> Result<String, Error> {
    let told = match built(module) {
        Some(READER) => return Ok(base64::encode(&squeezed(module))),
        Some(other) => {
            format!("this is {other}, which reads otherwise than this program: {READER} is wanted")
        }
        None => format!("this is no {READER}"),
    };
    Err(Error::new(ErrorKind::Data, told)
        .with_remedy("bindings/wasm/build makes it, out of the sources that this program was built of"))
}

/// What a module says it is.
fn built(module: &[u8]) -> Option<&str> {
    let module = module.starts_with(b"\0asm").then_some(module)?;
    memchr::memmem::find_iter(module, NAME).find_map(|at| told_at(module.get(at..)?))
}

/// The name, version and fingerprint with which these bytes begin.
fn told_at(bytes: &[u8]) -> Option<&str> {
    let version = bytes.get(NAME.len()..)?;
    let digits = version.iter().position(|byte| !byte.is_ascii_digit() && *byte != b'.')?;
    let hash = version.get(digits..)?.strip_prefix(b"+")?.get(..16)?;
    let whole = bytes.get(..NAME.len() + digits + 1 + hash.len())?;
    let is_told = digits > 0 && hash.iter().all(u8::is_ascii_hexdigit);
    std::str::from_utf8(whole).ok().filter(|_| is_told)
}

/// Memory takes all that is written: neither of the two can fail.
fn squeezed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    let _ = packed.write_all(bytes);
    packed.finish().unwrap_or_default()
}

fn unsqueezed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut all).ok()?;
    Some(all)
}

/// Parts with their lengths before them.
fn parts(mut bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let mut parts = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        let (part, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        parts.push(part);
        bytes = rest;
    }
    bytes.is_empty().then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::csv;
    use crate::{Document, Extractor};

    const TEXTS: [&str; 4] = [
        "Norway signed the border treaty with Peru in Oslo on May 4, the ministry said on Monday.",
        "Chile attacked Peru on April 30. Peru recalled its ambassador from Chile the next day.",
        "On May 4 Norway and Peru signed the border treaty. Chile will hold a referendum on June 1.",
        "Peru's parliament ratified the treaty on May 9. Nobody was hurt in the April 30 attack.",
    ];

    fn mentions(from: usize, to: usize) -> Vec<Mention> {
        let extractor = Extractor::builtin().unwrap();
        let read = |at: usize| {
            let document =
                Document::new(format!("a{at}"), TEXTS[at]).published("2021-05-10".parse().unwrap());
            extractor.extract(&document).into_mentions(&document)
        };
        (from..to).flat_map(read).collect()
    }

    fn rows(timeline: &Timeline) -> String {
        let mut bytes = Vec::new();
        csv::write(timeline, None, false, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn grown(kept: &Kept) -> (Timeline, Vec<Error>) {
        kept.timeline([kept.mentions().unwrap(), mentions(2, 4)].concat()).unwrap()
    }

    #[test]
    fn articles_that_are_added_join_the_others() {
        let all = Options { statements: true, unlisted: true };
        let kept = Kept::of(&Timeline::build(mentions(0, 2), &all), true, None);
        let (grown, unfit) = grown(&kept);
        let whole = Timeline::build(mentions(0, 4), &Options::default());
        assert!(unfit.is_empty() && whole.events.iter().any(|event| event.mentions.len() > 1));
        assert_eq!(rows(&grown), rows(&whole));
    }

    #[test]
    fn decisions_hold_on() {
        let all = Options { statements: true, unlisted: true };
        let timeline = Timeline::build(mentions(0, 2), &all);
        let treaty = timeline.events.iter().find(|event| event.headline.contains("treaty")).unwrap();
        let csv =
            format!("decision,event_id,field,value\nedit,{},headline,The treaty\nreject,none,,\n", treaty.id);
        let (grown, unfit) = grown(&Kept::of(&timeline, true, Some(csv)));
        let edited = grown.events.iter().find(|event| event.headline == "The treaty").unwrap();
        assert!(edited.mentions.iter().any(|m| &*m.article == "a2") && unfit.len() == 1);
    }

    #[test]
    fn another_version_and_damage_are_told() {
        let kept = Kept::of(&Timeline::build(mentions(0, 1), &Options::default()), true, None);
        let told = |kept: Kept| kept.mentions().unwrap_err().to_string();
        assert!(
            told(Kept { reader: "dateline-reader 9".into(), ..kept.clone() }).contains("make the page again")
        );
        for mentions in ["AAAA".to_owned(), "*".to_owned(), base64::encode(&squeezed(b"\x09\0\0\0abc"))] {
            assert!(told(Kept { mentions, ..kept.clone() }).contains("damaged"));
        }
        assert!(reader(b"\0asm").is_err() && reader(READER.as_bytes()).is_err());
        assert!(reader(&[b"\0asm", READER.as_bytes()].concat()).is_ok());
    }

    #[test]
    fn a_reader_of_other_sources_is_told() {
        let (version, _) = READER.split_once('+').unwrap();
        let other = format!("{version}+0123456789abcdef");
        // The name alone stands in the program as well, and other bytes follow.
        let module = [b"\0asm dateline-reader and ", other.as_bytes(), b"00"].concat();
        let error = reader(&module).unwrap_err().to_string();
        assert!(error.contains(&format!("this is {other}, which reads otherwise")), "{error}");
        assert!(error.contains(READER) && error.contains("bindings/wasm/build"), "{error}");
        let kept = Kept { reader: other, ..Kept::default() };
        assert!(kept.mentions().unwrap_err().to_string().contains("make the page again"));
    }
}
