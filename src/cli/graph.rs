//! `dateline graph`.

use std::path::Path;

use clap::ValueEnum;
use dateline::graph::Extent;
use dateline::output::graph::{self, Graph};
use dateline::timeline::Options;
use dateline::{Error, ErrorKind};

use super::args::{self, GraphFormat};
use super::messages::{self, Messages, counted};
use super::output::Output;
use super::store::{self, Found};

/// The most events of which a closure is written: it has an edge for every two of them.
const CLOSED: usize = 5000;

/// Runs the command and gives its exit code.
///
/// # Errors
/// Nothing could be read, there are too many events for a closure, or the output cannot be written.
pub fn run(arguments: &args::Graph) -> Result<u8, Error> {
    let format = format(arguments)?;
    let mut messages = Messages::new();
    let options = Options::default();
    let Found { code, report, timeline, told } =
        store::found(arguments.store.as_deref(), &arguments.inputs, &options, &mut messages)?;
    let events = timeline.events.len();
    if arguments.closure && events > CLOSED {
        let remedy = "leave --closure out, or give fewer articles";
        let message =
            format!("a closure of {events} events would have millions of edges; {CLOSED} are the most");
        return Err(Error::new(ErrorKind::Usage, message).with_remedy(remedy));
    }
    let graph = Graph::of(&timeline, if arguments.closure { Extent::Closure } else { Extent::Reduction });
    write(&graph, format, arguments.output.as_deref())?;
    if !graph.set_aside.is_empty() {
        let links = counted(graph.set_aside.len() as u64, "stated link", "");
        messages::note(&format!(
            "{links} set aside: dates or surer statements contradict (in jsonl: `set_aside`)"
        ));
    }
    let (events, links) =
        (counted(events as u64, "event", ""), counted(graph.arrows.len() as u64, "link", ""));
    messages.summary(&report, &format!("{told}; {events}, {links}"));
    Ok(code)
}

fn write(graph: &Graph<'_>, format: GraphFormat, target: Option<&Path>) -> Result<(), Error> {
    if let (GraphFormat::Csv, Some(target)) = (format, target.filter(|path| is_named(path))) {
        return tables(graph, target);
    }
    let mut output = Output::open(target)?;
    let out = &mut output;
    let result = match format {
        GraphFormat::Dot => graph::dot::write(graph, out),
        GraphFormat::Graphml => graph::graphml::write(graph, out),
        GraphFormat::Gexf => graph::gexf::write(graph, out),
        GraphFormat::Cytoscape => graph::cytoscape::write(graph, out),
        GraphFormat::Neo4j => graph::neo4j::write(graph, out),
        GraphFormat::Jsonl => graph::jsonl::write(graph, out),
        GraphFormat::Csv => graph::csv::write(graph, out),
    };
    output.finish(result)?;
    if format == GraphFormat::Csv {
        messages::note("these are the links; -o graph.csv writes graph_nodes.csv and graph_links.csv");
    }
    Ok(())
}

/// Writes the events and the links as two tables, `NAME_nodes.csv` and `NAME_links.csv`.
fn tables(graph: &Graph<'_>, target: &Path) -> Result<(), Error> {
    let beside = |what: &str| {
        let stem = target.file_stem().unwrap_or_default().to_string_lossy();
        target.with_file_name(format!("{stem}_{what}.csv"))
    };
    let (nodes_file, links_file) = (beside("nodes"), beside("links"));
    let (mut nodes, mut links) = (Output::open(Some(&nodes_file))?, Output::open(Some(&links_file))?);
    let result = graph::csv::nodes(graph, &mut nodes);
    let linked = graph::csv::write(graph, &mut links);
    nodes.finish(result)?;
    links.finish(linked)?;
    messages::note(&format!("wrote {} and {}", nodes_file.display(), links_file.display()));
    Ok(())
}

/// True for the name of a file, false for standard output and for devices.
fn is_named(path: &Path) -> bool {
    path.as_os_str() != "-" && std::fs::metadata(path).map_or(true, |about| about.is_file())
}

/// The format asked for, else the one that the ending of the output names, else DOT.
fn format(arguments: &args::Graph) -> Result<GraphFormat, Error> {
    let ending = arguments.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    match (arguments.format, ending) {
        (Some(format), _) => Ok(format),
        (None, None | Some("gv")) => Ok(GraphFormat::Dot),
        (None, Some("ndjson")) => Ok(GraphFormat::Jsonl),
        (None, Some("cyjs")) => Ok(GraphFormat::Cytoscape),
        (None, Some("cypher")) => Ok(GraphFormat::Neo4j),
        (None, Some(ending)) => GraphFormat::from_str(ending, true).map_err(|_| {
            Error::new(ErrorKind::Usage, format!("`.{ending}` is the ending of no format of a graph"))
                .with_remedy(
                    "name it with --format, or end the name in .dot, .gv, .graphml, .gexf, .cyjs, .cypher, .jsonl or .csv",
                )
        }),
    }
}
