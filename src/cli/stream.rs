//! Rows written as they are made, in formats that need no other row beside: of a timeline of any length, some thousand rows are in
//! memory.

use std::io::Write;

use dateline::Error;
use dateline::linking::Crew as _;
use dateline::output::csv::Table;
use dateline::output::{Losses, jsonl};
use dateline::store::Spill;
use dateline::timeline::{Event, Filter, Rows};

use super::args::{self, Format};
use super::crew::Crew;
use super::output::{Output, unwritten};
use super::timeline::{Target, filtered, tell_losses};

/// Rows that one thread writes at a time.
const TOGETHER: usize = 64;

/// Writes the rows that the filters keep to every target; gives how many events there are.
///
/// # Errors
/// The rows cannot be read again, or an output cannot be written.
pub fn write(rows: Rows<Spill>, arguments: &args::Timeline, targets: &[Target<'_>]) -> Result<u64, Error> {
    filtered(arguments, |filter| write_kept(rows, filter, arguments, targets))?
}

fn write_kept(
    rows: Rows<Spill>,
    filter: &Filter<'_>,
    arguments: &args::Timeline,
    targets: &[Target<'_>],
) -> Result<u64, Error> {
    let mut outputs = Vec::new();
    for (target, _) in targets {
        outputs.push(Output::open(*target)?);
    }
    let written = write_to(rows, filter, arguments, targets, &mut outputs);
    outputs.into_iter().try_for_each(|output| output.finish(written.clone()).map(drop))?;
    Ok(written.unwrap_or(0))
}

/// What is written of some rows to one target, and what its format cannot hold.
type Part = (Vec<u8>, Losses);

fn write_to(
    rows: Rows<Spill>,
    filter: &Filter<'_>,
    arguments: &args::Timeline,
    targets: &[Target<'_>],
    outputs: &mut [Output],
) -> Result<u64, Error> {
    for ((_, format), output) in targets.iter().zip(&mut *outputs) {
        if *format == Format::Csv {
            Table::new(arguments.columns.as_ref(), arguments.bom, output)?.finish()?;
        }
    }
    let crew = Crew::of(&arguments.inputs);
    let mut kept = Kept { rows, filter, listed: 0 };
    let mut losses = vec![Losses::default(); targets.len()];
    loop {
        let parts = kept.parts(crew.at_once())?;
        if parts.is_empty() {
            break;
        }
        let written = crew.share(parts, |part| {
            let written = targets.iter().map(|(_, format)| rendered(&part, *format, arguments));
            written.collect::<Result<Vec<Part>, Error>>()
        });
        for parts in written {
            let parts = parts?;
            for ((output, losses), (bytes, lost)) in outputs.iter_mut().zip(&mut losses).zip(parts) {
                output.write_all(&bytes).map_err(|error| unwritten(&error))?;
                losses.join(&lost);
            }
        }
    }
    targets.iter().zip(&losses).for_each(|((target, _), losses)| tell_losses(*target, losses));
    let listed = kept.listed;
    // What supported no row, mostly: the program ends now, and the system takes it back at once.
    std::mem::forget(kept);
    Ok(u64::from(listed))
}

/// Some rows in one format.
///
/// # Errors
/// None: they are held in memory.
fn rendered(rows: &[Event], format: Format, arguments: &args::Timeline) -> Result<Part, Error> {
    if format != Format::Csv {
        let mut lines = Vec::new();
        rows.iter().try_for_each(|event| jsonl::write_event(event, &mut lines))?;
        return Ok((lines, Losses::default()));
    }
    let mut table = Table::part(arguments.columns.as_ref())?;
    rows.iter().filter(|event| event.listed).try_for_each(|event| table.write(event))?;
    table.into_part()
}

/// The rows that the filters keep, numbered.
struct Kept<'f, 'a> {
    rows: Rows<Spill>,
    filter: &'f Filter<'a>,
    /// How many there were that make a row.
    listed: u32,
}

impl Kept<'_, '_> {
    /// Up to so many parts of the next rows; none at the end.
    ///
    /// # Errors
    /// The rows cannot be read again.
    fn parts(&mut self, most: usize) -> Result<Vec<Vec<Event>>, Error> {
        let mut parts = Vec::new();
        while parts.len() < most {
            let part: Vec<Event> = self.by_ref().take(TOGETHER).collect::<Result<_, _>>()?;
            if part.is_empty() {
                break;
            }
            parts.push(part);
        }
        Ok(parts)
    }
}

impl Iterator for Kept<'_, '_> {
    type Item = Result<Event, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let event = self.rows.next()?.map(|event| self.filter.keeps(&event).then_some(event));
            let mut event = match event.transpose() {
                Some(Ok(event)) => event,
                Some(Err(error)) => return Some(Err(error)),
                None => continue,
            };
            if event.listed {
                self.listed += 1;
                event.ordinal = self.listed;
            }
            return Some(Ok(event));
        }
    }
}
