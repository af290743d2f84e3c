//! `dateline diff`: what is new, changed and gone between two timelines.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use dateline::{Error, ErrorKind};
use serde_json::Value;

use super::output::{Output, unwritten};
use super::{OK, args, given};

/// What is compared: what a person reads of an event, and in how many articles it is told.
const FIELDS: [&str; 10] = [
    "date",
    "headline",
    "actors",
    "action",
    "targets",
    "object",
    "event_type",
    "modality",
    "place",
    "articles",
];

/// The fields of an event as text.
type Fields = BTreeMap<&'static str, String>;

/// Runs the command and gives its exit code.
///
/// # Errors
/// A file cannot be read or is no timeline, or the output cannot be written.
pub fn run(arguments: &args::Diff) -> Result<u8, Error> {
    let (old, new) = (read(&arguments.old)?, read(&arguments.new)?);
    let mut output = Output::open(arguments.output.as_deref())?;
    let result = write(&old, &new, &mut output);
    output.finish(result)?;
    let count = |a: &BTreeMap<String, Fields>, b: &BTreeMap<String, Fields>| {
        a.keys().filter(|id| !b.contains_key(*id)).count()
    };
    let changed = new.iter().filter(|(id, fields)| old.get(*id).is_some_and(|o| o != *fields)).count();
    eprintln!("dateline: {} new, {changed} changed, {} gone", count(&new, &old), count(&old, &new));
    Ok(OK)
}

fn write(
    old: &BTreeMap<String, Fields>,
    new: &BTreeMap<String, Fields>,
    out: &mut impl Write,
) -> Result<(), Error> {
    let mut table = csv::Writer::from_writer(out);
    let failed = |error: csv::Error| unwritten(&error);
    table.write_record(["change", "event_id", "date", "headline", "field", "old", "new"]).map_err(failed)?;
    let mut ids: Vec<&String> = old.keys().chain(new.keys()).collect();
    ids.sort_unstable_by_key(|id| (new.get(*id).or(old.get(*id)).map(|e| text(e, "date").to_owned()), *id));
    ids.dedup();
    for id in ids {
        for row in rows(id, old.get(id), new.get(id)) {
            table.write_record(row).map_err(failed)?;
        }
    }
    table.flush().map_err(|error| failed(error.into()))
}

fn text<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.get(name).map_or("", String::as_str)
}

/// One row for an event that is new or gone, one for each field that changed.
fn rows<'e>(id: &'e str, old: Option<&'e Fields>, new: Option<&'e Fields>) -> Vec<[&'e str; 7]> {
    let whole = |change, event| [change, id, text(event, "date"), text(event, "headline"), "", "", ""];
    match (old, new) {
        (None, Some(event)) => vec![whole("new", event)],
        (Some(event), None) => vec![whole("gone", event)],
        (Some(old), Some(new)) => {
            let changed = FIELDS.iter().filter(|field| text(old, field) != text(new, field));
            let row = |field: &&'static str| {
                let (date, headline) = (text(new, "date"), text(new, "headline"));
                ["changed", id, date, headline, *field, text(old, field), text(new, field)]
            };
            changed.map(row).collect()
        }
        (None, None) => Vec::new(),
    }
}

/// The rows of a timeline in CSV or JSON lines, by the id of the event.
fn read(path: &Path) -> Result<BTreeMap<String, Fields>, Error> {
    let file = path.display().to_string();
    let text = given::text(path)?;
    let wrong = |line: u64| {
        Error::new(ErrorKind::Data, "this is no timeline of dateline")
            .in_file(&file)
            .at_line(line)
            .with_remedy("compare two outputs of dateline timeline, in CSV or JSON lines")
    };
    let text = text.trim_start_matches('\u{feff}');
    if text.is_empty() || text.starts_with('{') { lines(text, wrong) } else { table(text, wrong) }
}

fn lines(text: &str, wrong: impl Fn(u64) -> Error) -> Result<BTreeMap<String, Fields>, Error> {
    let mut all = BTreeMap::new();
    for (number, line) in (1..).zip(text.lines()) {
        let event: Value = serde_json::from_str(line).map_err(|_| wrong(number))?;
        let id = event["event_id"].as_str().ok_or_else(|| wrong(number))?;
        if event["listed"] != false {
            all.insert(
                id.to_owned(),
                FIELDS.iter().map(|field| (*field, shown(field, &event[*field]))).collect(),
            );
        }
    }
    Ok(all)
}

/// A value as the table shows it.
fn shown(field: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if field == "articles" => items.len().to_string(),
        Value::Array(items) => items.iter().map(|item| shown("", item)).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

fn table(text: &str, wrong: impl Fn(u64) -> Error) -> Result<BTreeMap<String, Fields>, Error> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(|_| wrong(1))?.clone();
    let column = |name: &str| header.iter().position(|cell| cell == name);
    let id = column("event_id").ok_or_else(|| wrong(1))?;
    let columns = FIELDS.map(|field| (field, column(field)));
    let mut all = BTreeMap::new();
    for (number, row) in (2..).zip(reader.records()) {
        let row = row.map_err(|_| wrong(number))?;
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or("").to_owned();
        all.insert(cell(Some(id)), columns.iter().map(|(field, at)| (*field, cell(*at))).collect());
    }
    Ok(all)
}
