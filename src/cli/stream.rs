//! Rows written as they are made, in formats that need no other row beside: of a timeline of any length, one row is in memory.

use std::path::Path;

use dateline::Error;
use dateline::output::csv::Table;
use dateline::output::jsonl;
use dateline::store::Spill;
use dateline::timeline::{Event, Filter, Rows};

use super::args::{self, Format};
use super::output::Output;
use super::timeline::{Target, filtered, tell_losses};

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
    let count = written.as_ref().map_or(0, |count| *count);
    let result = written.map(|_| ());
    outputs.into_iter().try_for_each(|output| output.finish(result.clone()))?;
    Ok(count)
}

/// A format that is being written.
enum Sink<'a> {
    Csv(Box<Table<'a, &'a mut Output>>, Option<&'a Path>),
    Jsonl(&'a mut Output),
}

impl Sink<'_> {
    fn write(&mut self, event: &Event) -> Result<(), Error> {
        match self {
            Self::Csv(table, _) if event.listed => table.write(event),
            Self::Csv(..) => Ok(()),
            Self::Jsonl(out) => jsonl::write_event(event, out),
        }
    }

    fn finish(self) -> Result<(), Error> {
        if let Self::Csv(table, target) = self {
            tell_losses(target, &table.finish()?);
        }
        Ok(())
    }
}

fn write_to(
    rows: Rows<Spill>,
    filter: &Filter<'_>,
    arguments: &args::Timeline,
    targets: &[Target<'_>],
    outputs: &mut [Output],
) -> Result<u64, Error> {
    let mut sinks = Vec::new();
    for ((target, format), output) in targets.iter().zip(outputs) {
        sinks.push(match format {
            Format::Csv => {
                let table = Table::new(arguments.columns.as_ref(), arguments.bom, output)?;
                Sink::Csv(Box::new(table), *target)
            }
            _ => Sink::Jsonl(output),
        });
    }
    let mut ordinal = 0;
    for event in rows {
        let mut event = event?;
        if !filter.keeps(&event) {
            continue;
        }
        if event.listed {
            ordinal += 1;
            event.ordinal = ordinal;
        }
        sinks.iter_mut().try_for_each(|sink| sink.write(&event))?;
    }
    sinks.into_iter().try_for_each(Sink::finish)?;
    Ok(u64::from(ordinal))
}
