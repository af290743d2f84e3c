//! `dateline explain --why-before`.

use std::io::Write;
use std::path::Path;

use dateline::output::graph::why;
use dateline::timeline::Options;
use dateline::{Error, ErrorKind};

use super::args::Inputs;
use super::messages::Messages;
use super::output::{Output, unwritten};
use super::store::{self, Found};

/// Tells why one event of the timeline stands before another, and gives the exit code.
///
/// # Errors
/// Nothing could be read, there is no such event, or the output cannot be written.
pub fn run(inputs: &Inputs, path: Option<&Path>, ids: &[String]) -> Result<u8, Error> {
    let mut messages = Messages::new();
    let Found { code, report, timeline, told } =
        store::found(path, inputs, &Options::default(), &mut messages)?;
    let place = |id: &String| {
        timeline.events.iter().position(|event| event.id == *id).ok_or_else(|| {
            Error::new(ErrorKind::Usage, format!("there is no event `{id}` in the timeline"))
                .with_remedy("take an event_id of `dateline timeline` on the same articles")
        })
    };
    let places = ids.iter().map(place).collect::<Result<Vec<usize>, Error>>()?;
    let mut output = Output::open(None)?;
    let result = match places.as_slice() {
        [first, second] => {
            let text = why::text(&timeline, *first, *second);
            output.write_all(text.as_bytes()).map_err(|error| unwritten(&error))
        }
        _ => Ok(()),
    };
    output.finish(result)?;
    messages.summary(&report, &told);
    Ok(code)
}
