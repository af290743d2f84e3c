//! The page that takes further articles: what `--reader` puts into it.

use dateline::output::html::{Kept, reader};
use dateline::store::HELD;
use dateline::{Error, ErrorKind, Timeline};

use super::{args, given};

/// What a page holds beside its timeline: what was read, and the program for browsers.
pub struct Open {
    /// What was read.
    pub kept: Kept,
    /// The program, as a page holds it.
    pub reader: String,
}

/// What `--reader` asks for; `None` without it. `timeline` has its unlisted events, and no decision is applied yet.
///
/// # Errors
/// A file cannot be read, the reader is none, or there are more articles than a page holds.
pub fn open(timeline: &Timeline, arguments: &args::Timeline) -> Result<Option<Open>, Error> {
    let Some(path) = &arguments.reader else { return Ok(None) };
    let mentions: usize =
        timeline.events.iter().chain(&timeline.unlisted).map(|event| event.mentions.len()).sum();
    if mentions > HELD {
        let told =
            format!("a page that takes articles holds {HELD} mentions at most, and these have {mentions}");
        return Err(
            Error::new(ErrorKind::Usage, told).with_remedy("leave --reader out, or give fewer articles")
        );
    }
    let reader = reader(&given::bytes(path)?).map_err(|error| error.in_file(path.display().to_string()))?;
    let curation = arguments.curation.as_deref().map(given::text).transpose()?;
    Ok(Some(Open { kept: Kept::of(timeline, !arguments.no_statements, curation), reader }))
}
