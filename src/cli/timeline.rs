//! `dateline timeline`.

use std::io::{self, IsTerminal};
use std::path::Path;

use dateline::actors::Aliases;
use dateline::linking::Participant;
use dateline::output::{csv, dot, jsonl, table, timelinejs};
use dateline::timeline::{Filter, Options};
use dateline::{Error, Timeline};

use super::args::{self, Format};
use super::batch;
use super::messages::{Messages, counted};
use super::output::Output;

/// Runs the command and gives its exit code.
///
/// # Errors
/// Nothing could be read, or the output cannot be written.
pub fn run(arguments: &args::Timeline) -> Result<u8, Error> {
    let mut messages = Messages::new();
    let mut mentions = Vec::new();
    let (code, report) = batch::run(
        &arguments.inputs,
        &mut messages,
        |document, extraction| extraction.into_mentions(document),
        |_, found| {
            mentions.extend(found);
            Ok(())
        },
    )?;
    if report.articles == 0 {
        messages.summary(&report, "");
        return Ok(code);
    }
    let options =
        Options { statements: !arguments.no_statements, unlisted: format(arguments) == Format::Jsonl };
    let timeline = pick(Timeline::build(mentions, &options), arguments)?;
    let left_out = write(&timeline, arguments)?;
    let events = counted(timeline.events.len() as u64, "event", "");
    let left_out =
        if left_out == 0 { String::new() } else { format!(" ({left_out} without any date left out)") };
    messages.summary(&report, &format!("; {events}{left_out}"));
    Ok(code)
}

/// Applies the filters.
fn pick(timeline: Timeline, arguments: &args::Timeline) -> Result<Timeline, Error> {
    let wanted = arguments
        .actor
        .as_deref()
        .map(|name| Aliases::builtin().map(|aliases| (name, aliases)))
        .transpose()?;
    let takes_part = |participant: &Participant| {
        let state = participant.state.as_deref();
        wanted.as_ref().is_some_and(|(name, aliases)| aliases.finds(name, &participant.name, state))
    };
    let filter = Filter {
        actor: wanted.as_ref().map(|_| &takes_part as &dyn Fn(&Participant) -> bool),
        from: arguments.from,
        to: arguments.to,
        min_confidence: arguments.min_confidence,
    };
    Ok(timeline.select(&filter))
}

/// Writes the timeline; returns how many events the format cannot show.
fn write(timeline: &Timeline, arguments: &args::Timeline) -> Result<usize, Error> {
    let mut output = Output::open(arguments.output.as_deref())?;
    let mut left_out = 0;
    let result = match format(arguments) {
        Format::Csv => csv::write(timeline, arguments.bom, &mut output),
        Format::Jsonl => jsonl::write(timeline, &mut output),
        Format::Dot => dot::write(timeline, &mut output),
        Format::Table => table::write(timeline, width(), &mut output),
        Format::Timelinejs => {
            timelinejs::write(timeline, arguments.bom, &mut output).map(|count| left_out = count)
        }
    };
    output.finish(result)?;
    Ok(left_out)
}

/// The format asked for, else the one that the name of the output shows, else a table on a terminal and CSV in a pipe.
fn format(arguments: &args::Timeline) -> Format {
    let named = |path: &Path| match path.extension().and_then(|extension| extension.to_str()) {
        Some("jsonl" | "ndjson") => Format::Jsonl,
        Some("dot" | "gv") => Format::Dot,
        _ => Format::Csv,
    };
    let usual = || if io::stdout().is_terminal() { Format::Table } else { Format::Csv };
    arguments.format.unwrap_or_else(|| arguments.output.as_deref().map_or_else(usual, named))
}

/// The width of the terminal, in characters.
fn width() -> usize {
    const USUAL: usize = 120;
    terminal_size::terminal_size().map_or(USUAL, |(width, _)| usize::from(width.0))
}
