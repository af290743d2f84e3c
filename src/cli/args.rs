//! The flags, their help, and their values.

use std::path::PathBuf;

use chrono::{Months, NaiveDate};
use clap::{Args, Parser, Subcommand};
use dateline::document::parse_day;
use dateline::output::columns::Columns;
use dateline::temporal::Region;

pub use super::choices::{AnnotationFormat, Format, GenreName, GraphFormat, Precision, ReportFormat};

const EXAMPLES: &str = "\
Examples:
  dateline timeline articles/                     a folder of articles, as a table on a terminal
  dateline timeline articles/ -o timeline.csv     the same as CSV
  dateline timeline news.jsonl.gz --actor Norway  what one actor did, or had done to it
  dateline annotate news.jsonl > read.jsonl       all that was read: dates, events, links
  dateline explain story.txt                      why it was read so

Exit codes:
  0   all went well
  1   some articles could not be read, or not in full; the others came out
  2   the command was wrong
  65  no article could be read: bad data
  74  a file could not be read or written";

/// Event timelines out of news articles: dated events with who, what, to whom, where, who says so, and how sure.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, long_version = dateline::BUILD, after_help = EXAMPLES)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write one timeline of all articles
    #[command(after_help = TIMELINE_EXAMPLES)]
    Timeline(Timeline),
    /// Write what comes before what, as a graph
    #[command(after_help = GRAPH_EXAMPLES)]
    Graph(Graph),
    /// Write what was read in each article, one JSON object a line
    #[command(after_help = ANNOTATE_EXAMPLES)]
    Annotate(Annotate),
    /// Show, for each event, the words and the rules it comes from
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(Explain),
    /// Tell what is new, changed and gone between two timelines, as CSV
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(Diff),
    /// Keep what was read in a growing collection of articles
    #[command(subcommand)]
    Store(Store),
    /// Report where articles disagree or contradict themselves, and decisions that fit nothing
    #[command(after_help = REPORT_EXAMPLES)]
    Check(Check),
    /// Run the cases of the date rules, and tell what is wrong with them
    #[command(after_help = CHECK_EXAMPLES)]
    CheckRules(CheckRules),
    /// Write a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual, one page a command: dateline.1, dateline-timeline.1, ...
    Man {
        /// The folder of the pages, such as ~/.local/share/man/man1
        folder: PathBuf,
    },
}

const TIMELINE_EXAMPLES: &str = "\
Examples:
  dateline timeline articles/ -o timeline.csv
  dateline timeline a.txt b.html --format jsonl | jq .headline
  dateline timeline archive.csv --map text=Article --map date=Day
  dateline timeline story.txt --published 2022-07-13
  dateline timeline articles/ --actor 'North Korea' --from 2022-07 --no-statements
  dateline timeline --store news.store today.jsonl -o timeline.csv
  dateline timeline articles/ --actors clubs.csv --actor 'Rot-Weiss'
  zcat news.jsonl.gz | dateline timeline - --format timelinejs -o timeline.csv";

const DIFF_EXAMPLES: &str = "\
Examples:
  dateline diff yesterday.csv today.csv
  dateline diff yesterday.jsonl today.jsonl -o changes.csv";

const STORE_EXAMPLES: &str = "\
Examples:
  dateline store add news.store monday.jsonl
  dateline timeline --store news.store tuesday.jsonl -o timeline.csv
  dateline timeline --store news.store --actor Norway";

const GRAPH_EXAMPLES: &str = "\
Examples:
  dateline graph articles/ | dot -Tsvg > order.svg
  dateline graph articles/ -o order.graphml
  dateline graph articles/ -o order.csv           order_nodes.csv and order_links.csv, for Gephi and Cytoscape
  dateline graph news.jsonl --format jsonl --closure | jq 'select(.type == \"link\")'";

const ANNOTATE_EXAMPLES: &str = "\
Examples:
  dateline annotate news.jsonl > read.jsonl
  dateline annotate story.txt | jq '.timexes[] | {text, value}'
  dateline annotate judgment.txt --genre legal --region GB --rules court.toml
  dateline annotate articles/ --format timeml -o timeml/";

const REPORT_EXAMPLES: &str = "\
Examples:
  dateline check articles/
  dateline check news.jsonl --curation decisions.csv
  dateline check --store news.store --format jsonl | jq 'select(.kind == \"disagreement\")'";

const CHECK_EXAMPLES: &str = "\
Examples:
  dateline check-rules                  the rules that come with the program
  dateline check-rules my-rules.toml    your own, beside the program's
A rule file:
  stage = 1
  words = [[\"sennight\", \"unit\", \"5\"]]
  [[rule]]
  id = \"my.moon-ago\"
  pattern = \"n:count 'moons ago'\"
  value = \"shift(now, -n, months)\"
  [[case]]
  rule = \"my.moon-ago\"
  dct = 2016-11-07
  value = \"2016-09\"
  text = [\"They left [two moons ago].\"]
  none = [\"Two moons orbit the planet.\"]";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  dateline explain story.txt
  dateline explain story.txt --event e3
  dateline explain articles/ --event 5f0c1d2e3a4b      an event_id of the timeline
  dateline explain articles/ --why-before 5f0c1d2e3a4b 0a1b2c3d4e5f";

/// What is read, and how.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Files, folders (with all that is in them), or - for standard input: text, Markdown, HTML, JSON lines, JSON,
    /// CSV, TSV, RSS and Atom feeds, web archives (WARC), and tar archives of them, also packed with gzip or Zstandard
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The column or key of a field: text, date, title, url, source or id
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub map: Vec<String>,
    /// The day of publication of articles that carry none
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub published: Option<NaiveDate>,
    /// How years that are not written are found [default: by the text]
    #[arg(long, value_enum)]
    pub genre: Option<GenreName>,
    /// The country of holidays and of numeric dates: US, GB, IE, CA, AU, NZ, IN, ZA
    #[arg(long, value_name = "CODE", value_parser = region, default_value = "US")]
    pub region: Region,
    /// Read 03/09 as the third of September, where no date of the article tells
    #[arg(long)]
    pub day_first: bool,
    /// Own date rules and words, added to the program's or in their place; may be given several times
    #[arg(long, value_name = "FILE")]
    pub rules: Vec<PathBuf>,
    /// Own actors, as CSV: name,id,kind,aliases,state (aliases divided by |); may be given several times
    #[arg(long, value_name = "FILE")]
    pub actors: Vec<PathBuf>,
    /// How many articles to read at the same time; the result is the same for any number
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

/// `dateline timeline`.
#[derive(Debug, Args)]
pub struct Timeline {
    /// The inputs.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Add the articles to this store, and write the timeline of all that it holds; without INPUT nothing is added
    #[arg(long, value_name = "STORE")]
    pub store: Option<PathBuf>,
    /// The form of the timeline [default: by the name of FILE; a table on a terminal, else csv]
    #[arg(long, short, value_enum)]
    pub format: Option<Format>,
    /// Write to FILE instead of standard output; it appears when it is complete. Its name tells the format: NAME.html,
    /// NAME.json, NAME.vis.json, NAME.timelinejs.csv. Several are written from one reading
    #[arg(long, short, value_name = "FILE")]
    pub output: Vec<PathBuf>,
    /// Also write what comes before what, and why, as CSV: one link a row, with rule, confidence and sentence
    #[arg(long, value_name = "FILE")]
    pub links: Option<PathBuf>,
    /// The title of formats that have one
    #[arg(long, value_name = "TEXT", default_value = "Timeline")]
    pub title: String,
    /// The columns of CSV, renamed where wanted (date,headline=Title), or a preset: flourish, storyteller, aeon
    #[arg(long, value_name = "COLUMNS", value_parser = Columns::parse)]
    pub columns: Option<Columns>,
    /// Begin CSV with a byte order mark, for Excel
    #[arg(long)]
    pub bom: bool,
    /// In ics, dates coarser than this fill no days: they become journal entries
    #[arg(long, value_enum, value_name = "UNIT", default_value = "any")]
    pub ics_min_precision: Precision,
    /// Only events in which NAME takes part, under any of its names
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,
    /// Only events on DATE or later (a day, month or year)
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    pub from: Option<NaiveDate>,
    /// Only events on DATE or earlier (a day, month or year)
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub to: Option<NaiveDate>,
    /// Only events that are at least so sure, 0 to 1
    #[arg(long, value_name = "X", value_parser = share, default_value = "0")]
    pub min_confidence: f32,
    /// Only events that are told with all these words
    #[arg(long, value_name = "WORDS", default_value = "")]
    pub about: String,
    /// Only the N events that a short timeline must have
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub top: Option<u32>,
    /// Decisions on events, one a row: decision, event_id, field, value
    #[arg(long, value_name = "FILE")]
    pub curation: Option<PathBuf>,
    /// Leave out what was only said
    #[arg(long)]
    pub no_statements: bool,
    /// Make the page of html one that takes pasted articles, without a network: FILE is dateline.wasm, which bindings/wasm/build makes
    #[arg(long, value_name = "FILE", conflicts_with_all = [
        "actor", "from", "to", "min_confidence", "about", "top", "genre", "region", "day_first", "rules", "actors",
    ])]
    pub reader: Option<PathBuf>,
    /// The folder of the temporary file that holds what is too much for memory, beyond some 15,000 articles [default: that of
    /// the system]
    #[arg(long, value_name = "FOLDER")]
    pub spill: Option<PathBuf>,
}

/// `dateline diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The timeline as it was: CSV or JSON lines
    pub old: PathBuf,
    /// The timeline as it is
    pub new: PathBuf,
    /// Write to FILE instead of standard output; it appears when it is complete
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `dateline store`.
#[derive(Debug, Subcommand)]
pub enum Store {
    /// Add articles; those that are there already are not read again, those that changed take the place of the old
    #[command(after_help = STORE_EXAMPLES)]
    Add {
        /// The store, one file; made where there is none
        store: PathBuf,
        /// The inputs.
        #[command(flatten)]
        inputs: Inputs,
    },
    /// Take articles out
    Remove {
        /// The store
        store: PathBuf,
        /// Ids of articles, as in the column article_ids
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Write the ids of all articles, one a line
    List {
        /// The store
        store: PathBuf,
    },
}

/// `dateline graph`.
#[derive(Debug, Args)]
pub struct Graph {
    /// The inputs.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Add the articles to this store, and draw the graph of all that it holds; without INPUT nothing is added
    #[arg(long, value_name = "STORE")]
    pub store: Option<PathBuf>,
    /// The form of the graph [default: by the name of FILE, else dot]
    #[arg(long, short, value_enum)]
    pub format: Option<GraphFormat>,
    /// Write to FILE instead of standard output; it appears when it is complete
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// All edges, also those that follow from others
    #[arg(long)]
    pub closure: bool,
}

/// `dateline annotate`.
#[derive(Debug, Args)]
pub struct Annotate {
    /// The inputs.
    #[command(flatten)]
    pub inputs: Inputs,
    /// The form of the annotations
    #[arg(long, short, value_enum, default_value = "jsonl")]
    pub format: AnnotationFormat,
    /// Write to FILE instead of standard output; it appears when it is complete. For timeml, a folder
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `dateline check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The inputs.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Add the articles to this store, and check the timeline of all that it holds
    #[arg(long, value_name = "STORE")]
    pub store: Option<PathBuf>,
    /// Decisions on events, as for timeline: those that fit no event are told
    #[arg(long, value_name = "FILE")]
    pub curation: Option<PathBuf>,
    /// The form of the report
    #[arg(long, short, value_enum, default_value = "text")]
    pub format: ReportFormat,
    /// Write to FILE instead of standard output; it appears when it is complete
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `dateline check-rules`.
#[derive(Debug, Args)]
pub struct CheckRules {
    /// Files of own rules; without one, the program's rules are checked
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// `dateline explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The inputs.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Only this event: e3, ARTICLE:e3, or an event_id of the timeline
    #[arg(long, value_name = "ID")]
    pub event: Option<String>,
    /// Why the first event stands before the second in the timeline, by their event_id
    #[arg(long, num_args = 2, value_names = ["ID", "ID"], conflicts_with = "event")]
    pub why_before: Option<Vec<String>>,
    /// With --why-before: the store whose timeline is meant; articles are added to it, without INPUT none
    #[arg(long, value_name = "STORE", requires = "why_before")]
    pub store: Option<PathBuf>,
}

fn day(value: &str) -> Result<NaiveDate, String> {
    parse_day(value).map_err(|error| format!("it {error}; write YYYY-MM-DD"))
}

fn region(code: &str) -> Result<Region, String> {
    let known = || Region::ALL.map(Region::code).join(", ");
    Region::from_code(code).ok_or_else(|| format!("it is none of {}", known()))
}

/// The first day of a year, a month or a day.
fn first_day(value: &str) -> Result<NaiveDate, String> {
    month_or_year(value).map_or_else(|| day(value), |(first, _)| Ok(first))
}

/// The last day of a year, a month or a day.
fn last_day(value: &str) -> Result<NaiveDate, String> {
    let after = |(first, months): (NaiveDate, u32)| first.checked_add_months(Months::new(months));
    month_or_year(value).and_then(after).and_then(|day| day.pred_opt()).map_or_else(|| day(value), Ok)
}

/// The first day of `2022` or `2022-07`, and how many months it lasts.
fn month_or_year(value: &str) -> Option<(NaiveDate, u32)> {
    match value.split_once('-') {
        None if value.len() == 4 => Some((NaiveDate::from_ymd_opt(value.parse().ok()?, 1, 1)?, 12)),
        Some((year, month)) if year.len() == 4 && month.len() == 2 => {
            Some((NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)?, 1))
        }
        _ => None,
    }
}

fn share(value: &str) -> Result<f32, String> {
    let number = value.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "it is not a number from 0 to 1".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flags_fit_together() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn months_and_years_are_filled_up() {
        let shown = |day: Result<NaiveDate, String>| day.map(|day| day.to_string());
        assert_eq!(shown(first_day("2022")), Ok("2022-01-01".into()));
        assert_eq!(shown(last_day("2022")), Ok("2022-12-31".into()));
        assert_eq!(shown(last_day("2024-02")), Ok("2024-02-29".into()));
        assert_eq!(shown(last_day("2022-07-13")), Ok("2022-07-13".into()));
        assert!(
            first_day("2022-02-30").is_err() && first_day("soon").is_err() && last_day("2022-13").is_err()
        );
    }
}
