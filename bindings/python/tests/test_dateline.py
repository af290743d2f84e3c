"""The package does what the command line does, and says what it says."""

import copy
import doctest
import inspect
import json
import pickle
import re
import subprocess
import sys
import threading
from collections import Counter
from contextlib import nullcontext
from dataclasses import FrozenInstanceError, asdict, fields, is_dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest

import dateline
from dateline import Article, DatelineError, DatelineWarning

ROOT = Path(__file__).parents[3]

BRIDGE = (
    "Zürich — The envoy of Norway met Peru's foreign minister on May 4. “We will sign the treaty in June,” he said. "
    "Chile rejected the treaty on Thursday."
)
ARTICLES = [
    Article(BRIDGE, "2021-05-07", "a", "Talks in Zürich", "Coast Daily", "https://example.org/a"),
    {"text": "Norway and Peru signed the fishing treaty in Lima on June 3, 2021.", "date": "2021-06-04", "id": "b"},
    {"text": "Norway and Peru signed the fishing treaty in Lima on Thursday.", "published": date(2021, 6, 5), "source": "Harbour Post"},
    "In 43 BC Cicero was killed in Italy.",
]


def test_the_examples_of_the_docstring():
    assert doctest.testmod(dateline) == doctest.TestResults(failed=0, attempted=5)


@pytest.mark.parametrize("readme", [ROOT / "README.md", ROOT / "bindings/python/README.md"])
def test_the_examples_of_the_readme(readme, tmp_path, monkeypatch):
    pytest.importorskip("pandas")
    monkeypatch.chdir(tmp_path)
    [example] = [part.split("```")[0] for part in readme.read_text().split("```python\n")[1:] if "import job" not in part]
    exec(compile(example, str(readme), "exec"), {})


def test_offsets_slice_a_string_of_python():
    read = dateline.extract(BRIDGE, published="2021-05-07")
    assert read.text == BRIDGE and read.published == "2021-05-07"
    assert {timex.value for timex in read.timexes} >= {"2021-05-04", "2021-06"}
    for found in [*read.timexes, *read.events]:
        assert BRIDGE[found.start : found.end] == found.text
    for event in read.events:
        assert all(BRIDGE[who.start : who.end] for who in event.actors)
    start, end = read.sentences[0]
    assert BRIDGE[start:end].endswith("May 4.")
    rejected = next(event for event in read.events if event.lemma == "reject")
    assert (rejected.date.edtf, rejected.actors[0].id) == ("2021-05-06", "CHL")


def objects(value):
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from objects(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from objects(item)


def test_results_are_frozen_dataclasses_with_the_fields_of_the_library():
    made = dateline.timeline(ARTICLES, unlisted=True)
    all_of_them = [o for e in (*made, *made.unlisted, *dateline.extract_many(ARTICLES)) for o in objects(e)]
    assert {type(o).__name__ for o in all_of_them} >= {"Event", "Mention", "Timex", "EventMention", "Participant", "Tlink"}
    for found in all_of_them:
        assert {field.name for field in fields(found)} >= set(vars(found)) - {"_source"}, type(found)
    with pytest.raises(FrozenInstanceError):
        made[0].headline = "x"
    assert hash(made[0]) == hash(dateline.timeline(ARTICLES)[0])


def test_fields_that_are_made_when_asked_for_are_fields():
    read, again = (dateline.extract(BRIDGE, published="2021-05-07") for _ in range(2))
    assert "events" not in vars(read) and read.events is read.events and "tlinks" not in vars(read)
    assert read == again and hash(read) == hash(again) and repr(read) == repr(again)
    for one in (read, dateline.timeline(ARTICLES)[0]):
        assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one
        assert asdict(one) == asdict(replace(one)) and set(asdict(one)) == {field.name for field in fields(one)}
        with pytest.raises(AttributeError, match="has no attribute 'rows'"):
            one.rows


def test_one_event_of_two_articles():
    made = dateline.timeline(ARTICLES)
    signed = next(event for event in made if event.action == "sign" and event.date == "2021-06-03")
    assert signed.articles == ("3", "b") and len(made) == len(made.events) > 2
    assert "dateline.Timeline" in repr(made) and made[-1] == made.events[-1]


def test_a_timeline_travels():
    made = dateline.timeline(ARTICLES, unlisted=True, actor="Norway")
    for again in (pickle.loads(pickle.dumps(made)), copy.deepcopy(made), copy.copy(made)):
        assert again == made and hash(again) == hash(made) and again is not made
        assert again.events == made.events and again.unlisted == made.unlisted
        assert all(again.render(form) == made.render(form) for form in ("csv", "html", "json", "jsonl", "xlsx"))
    assert made != dateline.timeline(ARTICLES) and made != list(made) and made == dateline.timeline(ARTICLES, unlisted=True, actor="Norway")
    articles = [Article(text="Peru held an election.", published=date(2021, 6, 5), id="x")]
    assert pickle.loads(pickle.dumps(articles)) == copy.deepcopy(articles) == articles
    assert hash(articles[0]) == hash(replace(articles[0]))
    with pytest.raises(DatelineError, match="unpickle with the one that pickled"):
        dateline._native.Timeline.unpacked(made._native.packed()[:-1])


def test_choices():
    everything = dateline.timeline(ARTICLES)
    assert 0 < len(dateline.timeline(ARTICLES, actor="Chilean")) < len(everything)
    assert {e.date_start[:4] for e in dateline.timeline(ARTICLES, start="2021-06", end="2021")} == {"2021"}
    assert len(dateline.timeline(ARTICLES, end=date(1, 1, 1))) < len(everything)
    assert len(dateline.timeline(ARTICLES, top=1)) == 1
    assert len(dateline.timeline(ARTICLES, about="fishing treaty")) == 1
    assert dateline.timeline(ARTICLES, unlisted=True).unlisted and not everything.unlisted
    assert all(event.event_type != "STATEMENT" for event in dateline.timeline(ARTICLES, statements=False))


def test_own_rules_actors_and_decisions(tmp_path):
    rules, actors, decisions = tmp_path / "r.toml", tmp_path / "a.csv", tmp_path / "d.csv"
    rules.write_text(
        'stage = 1\n[[rule]]\nid = "my.moon-ago"\npattern = "n:count \'moons ago\'"\nvalue = "shift(now, -n, months)"\n'
    )
    actors.write_text("name,id,kind,aliases,state\nQuarry Club,x-quarry,organisation,the Quarrymen|Quarry,\n")
    extractor = dateline.Extractor(rules=[rules], actors=actors, region="gb", genre="news")
    article = Article("The Quarrymen defeated Norway two moons ago.", "2021-05-07")
    read = extractor.extract_many([article])[0]
    assert read.timexes[0].rule == "my.moon-ago" and read.events[0].actors[0].name == "Quarry Club"
    [event] = extractor.timeline([article], actor="Quarry")
    decisions.write_text(f"decision,event_id,field,value\nedit,{event.event_id},headline,A great day\nreject,000000000000,,\n")
    with pytest.warns(DatelineWarning, match="d.csv:3"):
        assert extractor.timeline([article], curation=decisions)[0].headline == "A great day"


def test_errors_say_what_and_where(tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text('stage = 1\n[[rule]]\nid = "my.x"\npattern = "("\nvalue = "now"\n')
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"# \xe9t\xe9")
    undecided = tmp_path / "d.csv"
    undecided.write_text("decision,event_id,field,value\nperhaps,000000000000,,\n")

    def unread():
        pytest.fail("choices are checked before articles are read")
        yield

    for wrong, message in [
        (lambda: dateline.Extractor(rules=[broken]), "broken.toml"),
        (lambda: dateline.Extractor(region="Mars"), "`Mars` is none of US"),
        (lambda: dateline.Extractor(genre="poem"), "`poem` is none of news"),
        (lambda: dateline.timeline([], start="2021-13"), "2021-13"),
        (lambda: dateline.timeline(unread(), start="2021-13"), "2021-13"),
        (lambda: dateline.timeline(unread(), start="2021-06", end="2021-05"), "2021-06-01 lies after end 2021-05-31"),
        (lambda: dateline.timeline([], top=0), "top is 0"),
        (lambda: dateline.timeline([], top="3"), "top is '3'"),
        (lambda: dateline.timeline([], min_confidence="0.5"), "min_confidence is '0.5'"),
        (lambda: dateline.Extractor(rules=latin), "latin.toml: this is no text in UTF-8 .byte 2"),
        (lambda: dateline.timeline(unread(), curation=undecided), "d.csv:2"),
        (lambda: dateline.timeline(ARTICLES).render("doc"), "`doc` is none of csv"),
        (lambda: dateline.extract_many([{"body": "x"}]), "its keys are body"),
        (lambda: dateline.extract_many(["x"], jobs=-1), "jobs is -1"),
        (lambda: dateline.extract_many(["x"], jobs=100_000), "jobs is 100000: from 1 to 1024"),
        (lambda: dateline.timeline(ARTICLES).save(tmp_path / "t.doc"), "t.doc: the ending tells no format"),
    ]:
        with pytest.raises(DatelineError, match=message):
            wrong()
    for wrong, message in [
        (lambda: dateline.timeline("one text"), "in a list"),
        (lambda: dateline.extract(None), "text of article 1 is a str, not NoneType"),
        (lambda: dateline.timeline(tmp_path), "in a list, not as .*Path: .* dateline.read"),
        (lambda: dateline.timeline(["x", b"x"]), "article 2 is of type bytes: .* dateline.read"),
        (lambda: dateline.read([broken]), "not list; of a list, read"),
        (lambda: dateline.read(broken, columns=["text"]), "columns is a mapping"),
        (lambda: dateline.timeline([], statements="no"), "statements is True or False"),
        (lambda: dateline.timeline(["x"], actor=["Norway"]), "actor is a str, not list"),
        (lambda: dateline.extract("x", publish="2021-05-07"), "publish"),
    ]:
        with pytest.raises(TypeError, match=message):
            wrong()
    with pytest.raises(FileNotFoundError):
        dateline.Extractor(actors=[tmp_path / "none.csv"])
    with pytest.warns(DatelineWarning, match="2021-02-30") as told:
        assert dateline.extract("It rained.", published="2021-02-30").published is None
    assert told[0].filename == __file__, "it points at the line that called"
    with pytest.warns(DatelineWarning, match="the id `a` as well"):
        assert dateline.extract_many([Article("It rained.", id="a"), Article("It snowed.", id="a")])[1].id != "a"


def test_what_help_tells():
    for name in ("extract", "extract_many", "extract_iter", "timeline"):
        function, method = getattr(dateline, name), getattr(dateline.Extractor, name)
        assert ["self", *inspect.signature(function).parameters] == list(inspect.signature(method).parameters), name
        assert function.__doc__ == method.__doc__
    for name in dateline.__all__:
        told = getattr(dateline, name)
        assert isinstance(told, (int, str)) or inspect.getdoc(told), f"{name} has a text"
        if is_dataclass(told):
            words = re.findall(r"\w+", re.search(r"Attributes:(.*)", told.__doc__, re.DOTALL)[1])
            assert {field.name for field in fields(told)} <= set(words), name


@pytest.mark.filterwarnings("error")
def test_many_articles_are_read_in_batches_between_which_they_can_be_interrupted():
    asked = []

    def many():
        for n in range(1000):
            asked.append(n)
            yield Article("It rained.", None if n else "2021-02-30")

    with pytest.raises(DatelineWarning, match="2021-02-30"):
        dateline.extract_many(many(), jobs=1)
    assert len(asked) <= 64


def test_whatever_the_text():
    for text in ["", " ", "\x00", "\U0001f3b4" * 50, "on May 4 " * 500, "\ufeff‮", "\n" * 100]:
        read = dateline.extract(text, published=datetime(2021, 5, 7, 23, 59))
        assert read.text == text and read.published == "2021-05-07"


def test_half_a_character_is_replaced_and_told():
    with pytest.warns(DatelineWarning, match="halves of characters"):
        read = dateline.extract("Peru\ud83c signed \U0001f3b4 the treaty.")
    assert read.text == "Peru\ufffd signed \U0001f3b4 the treaty."


def test_an_extractor_travels(tmp_path):
    actors = tmp_path / "a.csv"
    actors.write_text("name,id,kind,aliases,state\nQuarry Club,x-quarry,organisation,the Quarrymen,\n")
    sent = pickle.dumps(dateline.Extractor(actors=actors, region="GB"))
    actors.unlink()
    extractor = pickle.loads(sent)
    assert extractor.extract("The Quarrymen defeated Norway.").events[0].actors[0].id == "x-quarry"
    assert "a.csv" in repr(extractor) and "region='GB'" in repr(extractor)


def test_the_result_is_the_same_for_any_number_of_threads():
    many = ARTICLES * 20
    many = [Article(a if isinstance(a, str) else a.text if isinstance(a, Article) else a["text"], "2021-06-05") for a in many]
    assert dateline.extract_many(many, jobs=1) == dateline.extract_many(many, jobs=4)
    assert dateline.timeline(many, jobs=1).to_csv() == dateline.timeline(many, jobs=3).to_csv()


def test_articles_one_after_another():
    asked = []

    def many():
        for n in range(1000):
            asked.append(n)
            yield Article(f"Peru held an election on May {1 + n % 28}.", "2021-06-05", None if n % 2 else "same")

    found = dateline.extract_iter(many(), jobs=2)
    assert not asked, "nothing is read before it is asked for"
    with pytest.warns(DatelineWarning, match="`same` as well"):
        first = next(found)
        assert first.events and len(asked) <= 2 * 64
        everything = [first, *found]
    assert len(everything) == 1000 and len({one.id for one in everything}) == 1000, "ids are told apart over all batches"
    assert everything[501].id == "502"
    with pytest.warns(DatelineWarning):
        assert everything == dateline.extract_many(many())
    with pytest.raises(TypeError, match="in a list"):
        dateline.extract_iter("one text")


def test_the_interpreter_is_free_meanwhile():
    beats, done = [], threading.Event()

    def beat():
        while not done.wait(0.001):
            beats.append(1)

    other = threading.Thread(target=beat)
    other.start()
    dateline.timeline([Article(BRIDGE * 40, "2021-05-07", str(n)) for n in range(8)], jobs=1)
    done.set()
    other.join()
    assert len(beats) > 5


def test_tables():
    pytest.importorskip("pyarrow")
    made = dateline.timeline(ARTICLES)
    table = made.to_arrow()
    assert table.num_rows == len(made) and table.column("date_start").type == "date32[day]"
    assert table.column("actors").to_pylist() == [list(event.actors) for event in made]
    before = made[0]
    assert before.date_start.startswith("-0042") and table.column("date_start").cast("int32")[0].as_py() < -700_000
    read = dateline.extract_many(ARTICLES)
    assert dateline.to_arrow(read).num_rows == sum(len(one.events) for one in read)
    assert read[0].to_arrow().column("article").to_pylist()[0] == "a"


def test_frames():
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    made = dateline.timeline(ARTICLES[:3])
    assert list(made.to_pandas().headline) == [event.headline for event in made] == made.to_polars()["headline"].to_list()
    assert len(dateline.extract(BRIDGE).to_pandas()) == len(dateline.extract(BRIDGE).to_polars()) > 2


def test_frames_as_articles():
    pa, pd, pl = pytest.importorskip("pyarrow"), pytest.importorskip("pandas"), pytest.importorskip("polars")
    rows = [{"text": "Norway and Peru signed the treaty on Thursday.", "date": date(2021, 6, 5), "id": None, "weather": 3}]
    expected = dateline.timeline(rows).to_csv()
    assert "2021-06-03" in expected
    for frame in (pd.DataFrame(rows), pd.DataFrame(rows).assign(date=pd.Timestamp("2021-06-05")), pl.DataFrame(rows), pl.DataFrame(rows).to_arrow()):
        assert dateline.timeline(frame).to_csv() == expected
    for frame in (pd.DataFrame(rows).convert_dtypes(), pa.RecordBatch.from_pylist(rows)):
        assert dateline.timeline(frame).to_csv() == expected
    texts = [row["text"] for row in rows]
    for column in (pd.Series(texts), pl.Series(texts), pa.array(texts)):
        assert dateline.extract_many(column) == dateline.extract_many(texts)
    with pytest.raises(DatelineError, match="article 2 has no text"):
        dateline.timeline(pd.DataFrame([*rows, {"text": None}]))


def test_a_table_of_texts_is_read_as_its_rows():
    pa = pytest.importorskip("pyarrow")
    rows = [{"text": BRIDGE, "date": "2021-05-10", "source": "The Post", "id": "a", "more": 1}, {"text": "Peru held an election on May 3.", "date": None, "source": None, "id": "b", "more": 2}]
    table = pa.Table.from_pylist(rows)
    assert dateline.extract_many(table) == dateline.extract_many(rows)
    assert dateline.timeline(table.slice(1)).to_csv() == dateline.timeline(rows[1:]).to_csv()
    with pytest.raises(DatelineError, match="article 2 has no text"):
        dateline.extract_many(pa.Table.from_pylist([rows[0], {"text": None}]))
    days = table.set_column(1, "date", pa.array([date(2021, 5, 10), None]))
    assert dateline.extract_many(days) == dateline.extract_many(rows)


def test_frames_hold_every_year():
    pytest.importorskip("pandas")
    frame = dateline.timeline(ARTICLES).to_pandas()
    assert frame.date_start.dtype.kind == "M" and frame.date_start.dt.year.min() < 0, "a day before our era"


def test_three_steps_give_the_timeline_of_one():
    pa = pytest.importorskip("pyarrow")
    import pyarrow.compute

    extractor = dateline.Extractor()
    told = pa.concat_tables([extractor.mentions([article | {"id": str(n)}]) for n, article in enumerate(similar(40))])
    weights = Counter(bucket for buckets in told.column("buckets").to_pylist() for bucket in buckets)
    blocks = {}
    for row in dateline.block_keys(told.column("profile"), weights).to_pylist():
        blocks.setdefault(row["key"], []).append(row["place"])
    assert max(map(len, blocks.values())) > 2 * dateline.WINDOW, "a block of which not all are compared"
    hot = {key: list(cut(sorted(places), 20)) for key, places in blocks.items() if len(places) > 20}
    expected = dateline.timeline([a | {"id": str(n)} for n, a in enumerate(similar(40))]).to_csv()
    counts = []
    for plan in (dateline.Plan(weights, 2), dateline.Plan(weights, 7, whole=0), dateline.Plan(weights, 3, hot=hot)):
        plan = pickle.loads(pickle.dumps(plan))
        routes = plan.route(told.select(["article", "profile"]))
        edges = []
        for shard in range(len(plan)):
            edges.append(plan.link(shard, routes.filter(pa.compute.equal(routes.column("shard"), shard))))
        edges = pa.concat_tables(edges)
        counts.append(edges.num_rows)
        assert extractor.assemble(told.column("mentions"), edges).to_csv() == expected
    assert counts[0] * 2 < counts[1], "a shard that holds all mentions of an action tells what decides"
    assert len(plan) > 7 and routes.num_rows > told.num_rows
    for some, same in ((edges.slice(0, 0), False), (pa.concat_tables([edges.slice(5), edges.slice(0, 5), edges]), True)):
        assert (extractor.assemble(told.column("mentions"), some).to_csv() == expected) == same
    [key] = list(hot)[:1]
    assert set(dateline.block_keys(told.column("profile"), weights, [key]).column("key").to_pylist()) == {key}
    with pytest.raises(DatelineError, match="no mentions"):
        plan.link(0, pa.table({"article": ["x"], "profile": [b"x"]}))
    with pytest.raises(DatelineError, match="no shard"):
        plan.link(len(plan), routes)


def cut(places, size):
    """Stretches of a block, each with the first of the next."""
    for start in range(0, len(places), size):
        yield places[start], places[min(start + size + dateline.WINDOW, len(places)) - 1]


def similar(count):
    """Articles that tell much the same, so that their mentions meet in large blocks."""
    for n in range(count):
        text = f"Norway signed the fishing treaty with Peru in Lima on {1 + n % 9} June 2021. Peru then praised Norway."
        yield {"text": text, "date": f"2021-06-{10 + n % 7}"}


@pytest.mark.filterwarnings("ignore:ics")
def test_files(tmp_path):
    made = dateline.timeline(ARTICLES)
    for name, start in [("t.csv", b"ordinal,"), ("t.html", b"<!"), ("t.xlsx", b"PK"), ("t.md", b"#"), ("t.svg", b"<"), ("t.ics", b"BEGIN")]:
        made.save(tmp_path / name)
        assert (tmp_path / name).read_bytes().lstrip().startswith(start), name
    rows = [json.loads(line) for line in made.render("jsonl").splitlines()]
    assert [row["headline"] for row in rows] == [event.headline for event in made]


def test_articles_of_files(tmp_path):
    (tmp_path / "news.csv").write_text("id,body,day\nn1,Norway and Peru signed the treaty on Tuesday.,2021-06-04\nn2,,2021-06-04\n")
    (tmp_path / "talks.md").write_text("---\ntitle: Talks\ndate: 2021-05-07\n---\n\nThe envoy of Norway met Peru's foreign minister on May 4.\n")
    (tmp_path / "page.html").write_bytes("<html><body><article><p>Chile rejected the treaty in Zürich.</p></article></body></html>".encode("latin-1"))
    (tmp_path / "broken.jsonl").write_text('{"body": "It rained.", "day": "2021-02-30"}\n{broken\n')
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    reader = dateline.read(tmp_path, columns={"text": "body", "published": "day"}, published=date(2021, 6, 5))
    assert reader.articles == 0 and iter(reader) is reader
    with pytest.warns(DatelineWarning) as told:
        articles = {article.id: article for article in reader}
    assert (articles["n1"].published, articles["talks"].title, articles["page"].published) == ("2021-06-04", "Talks", "2021-06-05")
    assert "Zürich" in articles["page"].text
    assert (reader.articles, reader.undated, reader.flawed, reader.failed, reader.skipped) == (4, 0, 1, 2, 1)
    said = " | ".join(str(one.message) for one in told)
    for part in ("broken.jsonl:2: ", "2021-02-30", "news.csv:3: ", "4 articles read; 2 could not be read, 1 left out"):
        assert part in said, said
    assert repr(reader).endswith("4 articles read, 2 failed, 1 left out>")
    assert all(one.filename == __file__ for one in told), "warnings point at the line that reads"
    with pytest.raises(FileNotFoundError):
        dateline.read(tmp_path / "none.txt")
    with pytest.raises(DatelineError, match="no article in"), pytest.warns(DatelineWarning):
        list(dateline.read(tmp_path / "picture.png"))
    with pytest.raises(DatelineError, match="`weather` is no field of an article .write text, published"):
        dateline.read(tmp_path, columns={"weather": "x"})


@pytest.fixture(scope="session")
def command_line():
    """The command line that was built of the same sources as the package; another one may read otherwise."""
    found = [ROOT / "target" / kind / "dateline" for kind in ("debug", "release")]
    told = {str(path): subprocess.run([path, "--version"], capture_output=True, text=True).stdout for path in found if path.exists()}
    for path, version in told.items():
        if version == f"dateline {dateline.__build__}\n":
            return path
    pytest.skip(f"no command line of build {dateline.__build__} (cargo build makes one), only {told}")


@pytest.mark.parametrize("folder", ["examples/articles", "tests/articles"])
def test_the_articles_of_files_give_the_command_lines_bytes(command_line, folder):
    run = [command_line, "timeline", ROOT / folder, "--format", "csv"]
    printed = subprocess.run(run, capture_output=True, check=True).stdout
    with pytest.warns(DatelineWarning) if folder.startswith("tests") else nullcontext():
        assert dateline.timeline(dateline.read(ROOT / folder)).render("csv") == printed


def test_the_command_line_gives_the_same_bytes(command_line, tmp_path):
    lines = [
        {"text": BRIDGE, "date": "2021-05-07", "id": "a", "title": "Talks", "source": "Coast Daily", "url": "https://example.org/a"},
        {"text": "OSLO, June 4 (NTB) — Norway and Peru signed the treaty on Thursday.", "date": "2021-06-04", "id": "b"},
        {"text": "Date: 3 March 2020\n\nPeru held an election on Sunday.", "id": "c"},
    ]
    file = tmp_path / "news.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    run = [command_line, "timeline", str(file)]
    for format in ("csv", "jsonl"):
        printed = subprocess.run([*run, "--format", format], capture_output=True, check=True).stdout
        assert printed == dateline.timeline(lines, unlisted=format == "jsonl").render(format)
    annotated = subprocess.run([run[0], "annotate", str(file)], capture_output=True, check=True).stdout.splitlines()
    for line, read in zip(annotated, dateline.extract_many(lines), strict=True):
        assert json.loads(line)["text"] == read.text
        assert [event["id"] for event in json.loads(line)["events"]] == [event.id for event in read.events]


if __name__ == "__main__":
    sys.exit(pytest.main([__file__]))
