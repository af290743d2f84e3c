"""Every format in its Python program: check.py DATELINE FOLDER EXAMPLES [PROGRAM,...]. One line a check; ends with 1 when one fails."""

import collections
import csv
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

DATELINE, FOLDER, EXAMPLES = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
SCHEMA = pathlib.Path(__file__).parents[2] / "docs/schema/timeline-1.schema.json"
NAMES = {
    "csv": "t.csv", "json": "t.json", "jsonl": "t.jsonl", "timelinejs": "t.timelinejs.csv", "timelinejs-json": "t.timelinejs.json",
    "vis": "t.vis.json", "mermaid": "t.mmd", "markdown": "t.md", "ics": "t.ics", "markwhen": "t.mw", "timesketch": "t.timesketch.csv",
    "ftm": "t.ftm.jsonl", "vegalite": "t.vegalite.json", "jsonld": "t.jsonld", "xlsx": "t.xlsx", "svg": "t.svg", "html": "t.html",
    "dot": "t.dot",
}
GRAPHS = {"graphml": "g.graphml", "gexf": "g.gexf", "cytoscape": "g.cyjs", "jsonl": "g.jsonl", "csv": "g.csv"}
failed = 0


def make(sample):
    """Writes all formats of a sample in one run; gives how many events each left out."""
    folder = FOLDER / sample
    folder.mkdir(exist_ok=True)
    source = EXAMPLES if sample == "plain" else str(FOLDER / f"{sample}.jsonl")
    flags = [flag for name in NAMES.values() for flag in ("-o", str(folder / name))]
    run = subprocess.run([DATELINE, "timeline", source, *flags], capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stderr
    losses = {}
    for name, count in re.findall(r"note: (\S+): (\d+) events? .*left out", run.stderr):
        losses[pathlib.Path(name).name] = losses.get(pathlib.Path(name).name, 0) + int(count)
    events = len(json.loads((folder / "t.json").read_text())["events"])
    expected = {kind: events - losses.get(name, 0) for kind, name in NAMES.items()}
    (folder / "expected.json").write_text(json.dumps(expected))
    return folder, expected


def by_csv(path):
    with open(path, newline="", encoding="utf-8") as table:
        return len(list(csv.DictReader(table, strict=True)))


def by_pandas(path):
    import pandas
    return len(pandas.read_csv(path))


def by_duckdb(path):
    import duckdb
    return duckdb.sql(f"select count(*) from read_csv('{path}')").limit(1).fetchall()[0][0]


def by_jsonschema(path):
    import jsonschema
    document = json.loads(path.read_text())
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    ids = {event["event_id"] for event in document["events"]}
    assert all(link["from"] in ids and link["to"] in ids for link in document["links"])
    return len(ids)


def by_icalendar(path):
    import icalendar
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    events, entries = calendar.walk("VEVENT"), calendar.walk("VJOURNAL")
    ids = {str(event["UID"]) for event in events + entries}
    assert not any("DTSTART" in entry for entry in entries), "an entry without a day has one"
    for event in events:
        assert event["DTEND"].dt > event["DTSTART"].dt
        related = event.get("RELATED-TO", [])
        assert all(str(one) in ids for one in (related if isinstance(related, list) else [related]))
    return len(ids)


def by_openpyxl(path):
    import openpyxl
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Timeline", "Links", "Sources", "About"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert not any(cell.data_type == "f" for row in sheet for cell in row), "a formula"
    return book["Timeline"].max_row - 1


def by_rdflib(path):
    import rdflib
    document = json.loads(path.read_text())
    # schema.org cannot be asked here: its context maps plain words to its own.
    document["@context"][0] = {"@vocab": "https://schema.org/"}
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    return len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/Event"))))


def by_followthemoney(path):
    from followthemoney import model
    entities = [model.get_proxy(json.loads(line)) for line in path.read_text().splitlines()]
    ids = {entity.id for entity in entities}
    events = [entity for entity in entities if entity.schema.name == "Event"]
    for event in events:
        assert all(one in ids for key in ("involved", "proof") for one in event.get(key))
    told = [json.loads(line) for line in path.read_text().splitlines()]
    for entity, line in zip(entities, told):
        for key, values in line["properties"].items():
            assert len(entity.get(key)) == len(set(values)), f"{key} {values} became {entity.get(key)}"
    return len(events)


def by_timesketch(path):
    import pandas
    table = pandas.read_csv(path)
    assert {"message", "datetime", "timestamp_desc"} <= set(table.columns)
    assert pandas.to_datetime(table["datetime"], utc=True, format="ISO8601").notna().all()
    return table["event_id"].nunique()


def by_elementtree(path):
    """Events drawn one by one, each in the lanes of all who take part; or, of many, counted in columns."""
    svg = "{http://www.w3.org/2000/svg}"
    tree = xml.parse(path)
    ids = {node.get("data-event-id") for node in tree.iter(f"{svg}g")} - {None}
    columns = [int(node.find(f"{svg}title").text) for node in tree.iter(f"{svg}rect") if node.get("class") == "count"]
    assert not (ids and columns)
    if not columns:
        return len(ids)
    told = next(int(node.text.split()[0]) for node in tree.iter(f"{svg}text") if node.get("class") == "q" and " event" in node.text)
    assert sum(columns) >= told, f"{sum(columns)} in columns"
    return told


def by_graphviz(path):
    # `dot` lays out; for large graphs reading is what is checked.
    run = subprocess.run(["gvpr", 'BEG_G { print(nNodes($G)); }', str(path)], capture_output=True, text=True, check=True)
    assert not run.stderr, run.stderr
    return int(run.stdout)


def by_tables(folder, graph):
    """The two tables of a graph, as Gephi takes them: nodes by `id`, links by `source` and `target`."""
    tables = [csv.DictReader(open(folder / f"g_{what}.csv", newline="", encoding="utf-8"), strict=True) for what in ("nodes", "links")]
    graph.add_nodes_from(row["id"] for row in tables[0])
    graph.add_edges_from((row["source"], row["target"]) for row in tables[1])
    return graph


def by_networkx(folder, source):
    """Nodes and links of the graph formats, against those of its JSON lines."""
    import networkx
    for name in GRAPHS.values():
        run = subprocess.run([DATELINE, "graph", source, "-o", str(folder / name)], capture_output=True, text=True)
        assert run.returncode in (0, 1), run.stderr
    lines = [json.loads(line) for line in (folder / GRAPHS["jsonl"]).read_text().splitlines()]
    expected = tuple(sum(line["type"] == kind for line in lines) for kind in ("event", "link"))
    cytoscape = json.loads((folder / GRAPHS["cytoscape"]).read_text())
    graphs = {
        "graphml": networkx.read_graphml(folder / GRAPHS["graphml"], force_multigraph=True),
        "gexf": networkx.read_gexf(folder / GRAPHS["gexf"]),
        "cytoscape": networkx.cytoscape_graph({**cytoscape, "multigraph": True}),
        "csv": by_tables(folder, networkx.MultiDiGraph()),
    }
    for kind, graph in graphs.items():
        found = (graph.number_of_nodes(), graph.number_of_edges())
        assert found == expected, f"{kind}: {found} nodes and links instead of {expected}"
    return expected


def by_cypher(folder, source):
    """The script for Neo4j, by the grammar of Cypher: its nodes and links. `CREATE CONSTRAINT` is Neo4j's own and no part of it."""
    from antlr4 import CommonTokenStream, InputStream, ParseTreeWalker
    from antlr4_cypher import CypherLexer, CypherParser, CypherParserListener

    class Rows(CypherParserListener):
        keys = collections.Counter()

        def enterMapLit(self, map):
            self.keys.update(pair.name().getText() for pair in map.mapPair())

    script, rows = folder / "g.cypher", Rows()
    for name in (script, folder / GRAPHS["jsonl"]):
        run = subprocess.run([DATELINE, "graph", source, "-o", str(name)], capture_output=True, text=True)
        assert run.returncode in (0, 1), run.stderr
    for statement in script.read_text(encoding="utf-8").split(";\n"):
        if statement.strip() and "CREATE CONSTRAINT" not in statement:
            parser = CypherParser(CommonTokenStream(CypherLexer(InputStream(statement))))
            tree = parser.script()
            assert parser.getNumberOfSyntaxErrors() == 0, "this is not Cypher"
            ParseTreeWalker.DEFAULT.walk(rows, tree)
    found = rows.keys["headline"], rows.keys["from"]
    lines = [json.loads(line) for line in (folder / GRAPHS["jsonl"]).read_text().splitlines()]
    expected = tuple(sum(line["type"] == kind for line in lines) for kind in ("event", "link"))
    assert found == expected, f"{found} nodes and links instead of {expected}"
    return found


CHECKS = [
    ("csv", by_csv), ("csv", by_pandas), ("csv", by_duckdb), ("json", by_jsonschema), ("timelinejs", by_csv), ("ics", by_icalendar),
    ("xlsx", by_openpyxl), ("jsonld", by_rdflib), ("ftm", by_followthemoney), ("timesketch", by_timesketch), ("svg", by_elementtree),
    ("dot", by_graphviz),
]

WANTED = sys.argv[4].split(",") if len(sys.argv) > 4 else None

for sample in ("plain", "early", "partial", "bounds", "large", "hostile"):
    folder, expected = make(sample)
    for kind, check in CHECKS:
        if WANTED and check.__name__[3:] not in WANTED:
            continue
        try:
            count = check(folder / NAMES[kind])
            error = "" if count == expected[kind] else f"{count} events instead of {expected[kind]}"
        except Exception as problem:  # a program that refuses a file is what is looked for
            error, count = f"{type(problem).__name__}: {problem}"[:300], 0
        failed += bool(error)
        print(f"{'FAIL' if error else 'ok  '} {sample:8} {kind:12} {check.__name__[3:]:16} {error or count}")
    for check in (by_networkx, by_cypher):
        program = check.__name__[3:]
        # The grammar is slow: minutes for thousands of events.
        if WANTED and program not in WANTED or check is by_cypher and sample == "large":
            continue
        try:
            error, count = "", check(folder, EXAMPLES if sample == "plain" else str(FOLDER / f"{sample}.jsonl"))
        except Exception as problem:
            error, count = f"{type(problem).__name__}: {problem}"[:300], 0
        failed += bool(error)
        print(f"{'FAIL' if error else 'ok  '} {sample:8} {'graphs':12} {program:16} {error or count}")
sys.exit(1 if failed else 0)
