//! `dateline timeline`.

use std::env::temp_dir;
use std::io::{self, IsTerminal};
use std::path::Path;

use dateline::actors::Aliases;
use dateline::graph::Extent;
use dateline::linking::Participant;
use dateline::output::graph::Graph;
use dateline::output::{
    Losses, csv, ftm, graph, html, ics, json, jsonl, jsonld, markdown, markwhen, mermaid, svg, table,
    timelinejs, timesketch, vegalite, vis, xlsx,
};
use dateline::store::{HELD, Spill};
use dateline::timeline::{Curation, Filter, Options};
use dateline::{Error, ErrorKind, Timeline};

use super::args::{self, Format};
use super::batch::own_actors;
use super::formats::named;
use super::messages::{self, Messages, counted};
use super::output::Output;
use super::page::{self, Open};
use super::store::{self, Found};
use super::{given, stream};

/// An output and its format; none is standard output.
pub(super) type Target<'a> = (Option<&'a Path>, Format);

/// Runs the command and gives its exit code.
///
/// # Errors
/// Nothing could be read, or the output cannot be written.
pub fn run(arguments: &args::Timeline) -> Result<u8, Error> {
    check_days(arguments)?;
    let targets = targets(arguments)?;
    let curation = arguments.curation.as_deref().map(curation).transpose()?;
    let wants = |wanted: Format| targets.iter().any(|(_, format)| *format == wanted);
    if arguments.reader.is_some() && !wants(Format::Html) {
        let remedy = "write a page, as in -o timeline.html";
        return Err(Error::new(ErrorKind::Usage, "--reader is for pages only").with_remedy(remedy));
    }
    let unlisted = curation.is_some() || arguments.reader.is_some() || wants(Format::Jsonl);
    let mut messages = Messages::new();
    let options = Options { statements: !arguments.no_statements, unlisted };
    let folder = arguments.spill.clone().unwrap_or_else(temp_dir);
    let shelf = Spill::new(&folder, HELD);
    let Found { code, report, timeline: rows, told } =
        store::rows(arguments.store.as_deref(), &arguments.inputs, &options, shelf, &mut messages)?;
    if report.articles == 0 && arguments.store.is_none() {
        messages.summary(&report, "");
        return Ok(code);
    }
    messages.working("writing");
    let events = if is_streamed(arguments, &targets) {
        stream::write(rows, arguments, &targets)?
    } else {
        whole(Timeline::of(rows)?, arguments, curation.as_ref(), &targets, &mut messages)?
    };
    messages.summary(&report, &format!("{told}; {}", counted(events, "event", "")));
    Ok(code)
}

/// No event is on or after one day and before it.
fn check_days(arguments: &args::Timeline) -> Result<(), Error> {
    match (arguments.from, arguments.to) {
        (Some(from), Some(to)) if from > to => {
            let message = format!("--from {from} lies after --to {to}, so that no event could be kept");
            Err(Error::new(ErrorKind::Usage, message).with_remedy("exchange the two"))
        }
        _ => Ok(()),
    }
}

/// True where each row can be written and forgotten.
fn is_streamed(arguments: &args::Timeline, targets: &[Target<'_>]) -> bool {
    let rows_alone = targets.iter().all(|(_, format)| matches!(format, Format::Csv | Format::Jsonl));
    rows_alone && arguments.top.is_none() && arguments.curation.is_none() && arguments.links.is_none()
}

/// Writes a timeline of which the formats or flags need all at once; gives how many events it has.
fn whole(
    built: Timeline,
    arguments: &args::Timeline,
    curation: Option<&Curation>,
    targets: &[Target<'_>],
    messages: &mut Messages,
) -> Result<u64, Error> {
    let open = page::open(&built, arguments)?;
    let timeline = pick(curated(built, curation, messages), arguments)?;
    for (target, format) in targets {
        write(&timeline, arguments, open.as_ref(), (*target, *format))?;
    }
    if let Some(target) = &arguments.links {
        let mut output = Output::open(Some(target))?;
        let result = graph::csv::write(&Graph::of(&timeline, Extent::Reduction), &mut output);
        output.finish(result)?;
    }
    Ok(timeline.events.len() as u64)
}

/// Reads a file of decisions.
///
/// # Errors
/// The file cannot be read, or a row is no decision.
pub fn curation(path: &Path) -> Result<Curation, Error> {
    Curation::read(&given::bytes(path)?, &path.display().to_string())
}

/// Applies the decisions, and tells which of them fit no event.
fn curated(timeline: Timeline, curation: Option<&Curation>, messages: &mut Messages) -> Timeline {
    let Some(curation) = curation else { return timeline };
    let (timeline, unfit) = timeline.curate(curation);
    unfit.iter().for_each(|error| messages.warning(error));
    timeline
}

/// Applies the filters.
fn pick(timeline: Timeline, arguments: &args::Timeline) -> Result<Timeline, Error> {
    let picked = filtered(arguments, |filter| timeline.select(filter))?;
    Ok(match arguments.top {
        Some(n) => picked.top(n as usize),
        None => picked,
    })
}

/// Gives the filter of the flags to `work`.
pub(super) fn filtered<T>(
    arguments: &args::Timeline,
    work: impl FnOnce(&Filter<'_>) -> T,
) -> Result<T, Error> {
    let wanted = arguments
        .actor
        .as_deref()
        .map(|name| Aliases::new(&own_actors(&arguments.inputs)?).map(|aliases| (name, aliases)))
        .transpose()?;
    let takes_part = |participant: &Participant| {
        let state = participant.state.as_deref();
        wanted.as_ref().is_some_and(|(name, aliases)| aliases.finds(name, &participant.name, state))
    };
    Ok(work(&Filter {
        actor: wanted.as_ref().map(|_| &takes_part as &dyn Fn(&Participant) -> bool),
        from: arguments.from,
        to: arguments.to,
        min_confidence: arguments.min_confidence,
        about: &arguments.about,
    }))
}

/// Writes the timeline in one format and tells what the format cannot hold.
fn write(
    timeline: &Timeline,
    arguments: &args::Timeline,
    open: Option<&Open>,
    (target, format): Target<'_>,
) -> Result<(), Error> {
    let mut output = Output::open(target)?;
    let (title, bom) = (arguments.title.as_str(), arguments.bom);
    let whole = |()| Losses::default();
    let out = &mut output;
    let result = match format {
        Format::Csv => csv::write(timeline, arguments.columns.as_ref(), bom, out),
        Format::Jsonl => jsonl::write(timeline, out).map(whole),
        Format::Json => json::write(timeline, out),
        Format::Html => match open {
            Some(Open { kept, reader }) => html::write_open(timeline, title, kept, reader, out),
            None => html::write(timeline, title, out),
        },
        Format::Timelinejs => timelinejs::csv::write(timeline, bom, out),
        Format::TimelinejsJson => timelinejs::json::write(timeline, title, out),
        Format::Vis => vis::write(timeline, out),
        Format::Mermaid => mermaid::write(timeline, title, out),
        Format::Markdown => markdown::write(timeline, title, out),
        Format::Ics => ics::write(timeline, title, arguments.ics_min_precision.into(), out),
        Format::Markwhen => markwhen::write(timeline, title, out),
        Format::Timesketch => timesketch::write(timeline, out),
        Format::Ftm => ftm::write(timeline, out),
        Format::Vegalite => vegalite::write(timeline, title, out),
        Format::Jsonld => jsonld::write(timeline, out),
        Format::Xlsx => xlsx::write(timeline, out),
        Format::Svg => svg::write(timeline, title, out),
        Format::Png => picture(timeline, title, out),
        Format::Dot => graph::dot::write(&Graph::of(timeline, Extent::Reduction), out).map(whole),
        Format::Table => table::write(timeline, look(target), out).map(whole),
    };
    let losses = output.finish(result)?.unwrap_or_default();
    tell_losses(target, &losses);
    Ok(())
}

/// Tells what a format could not hold.
pub(super) fn tell_losses(target: Option<&Path>, losses: &Losses) {
    let name = target.map_or("standard output".into(), |target| target.display().to_string());
    losses.iter().for_each(|(what, count)| {
        messages::note(&format!("{name}: {} {what}", counted(count as u64, "event", "")))
    });
}

#[cfg(feature = "png")]
use dateline::output::png::write as picture;

/// This program was built without pictures.
#[cfg(not(feature = "png"))]
fn picture(_: &Timeline, _: &str, _: impl io::Write) -> Result<Losses, Error> {
    let remedy = "build with `cargo build --release --features png`, or write .svg or .html";
    Err(Error::new(ErrorKind::Usage, "this program was built without pictures").with_remedy(remedy))
}

/// Every output and its format.
///
/// # Errors
/// A name tells no format, or one format is asked for and several outputs are.
fn targets(arguments: &args::Timeline) -> Result<Vec<Target<'_>>, Error> {
    let outputs = &arguments.output;
    match (arguments.format, outputs.as_slice()) {
        (Some(format), []) => Ok(vec![(None, format)]),
        (None, []) if io::stdout().is_terminal() => Ok(vec![(None, Format::Table)]),
        (None, []) => Ok(vec![(None, Format::Csv)]),
        (Some(format), [one]) => Ok(vec![(Some(one), format)]),
        (Some(_), _) => {
            let remedy = "leave --format out; the names tell the formats, as in a.csv or a.timelinejs.json";
            Err(Error::new(ErrorKind::Usage, "--format fits one output only").with_remedy(remedy))
        }
        (None, many) => many.iter().map(|path| Ok((Some(path.as_path()), named(path)?))).collect(),
    }
}

/// On a terminal with a time bar, and in colour unless `NO_COLOR` forbids it.
fn look(target: Option<&Path>) -> table::Look {
    let bar = target.is_none() && io::stdout().is_terminal();
    let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colour = bar && !forbidden && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
    table::Look { width: width(), colour, bar }
}

/// The width of the terminal, in characters.
fn width() -> usize {
    const USUAL: usize = 120;
    terminal_size::terminal_size().map_or(USUAL, |(width, _)| usize::from(width.0))
}
