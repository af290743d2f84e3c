"""The job gives the rows of the command line, whatever the size of blocks and the number of tasks.

On Sail, in this process: `pip install pysail 'pyspark[connect]==4.1.*' pytest` and the wheel of `bindings/python`.
`DATELINE` names the command line, `ARTICLES` how many are made (400).
"""

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import articles
import dateline
import job
import pyarrow.parquet as pq
import pytest
from pyspark.sql import SparkSession

DATELINE = os.environ.get("DATELINE") or str(Path(__file__).parents[2] / "target/debug/dateline")


@pytest.fixture(scope="session")
def spark():
    from pysail.spark import SparkConnectServer

    server = SparkConnectServer(port=0)
    server.start(background=True)
    _, port = server.listening_address
    session = SparkSession.builder.remote(f"sc://localhost:{port}").getOrCreate()
    yield session
    session.stop()
    server.stop()


@pytest.fixture(scope="session")
def news(tmp_path_factory):
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    count = int(os.environ.get("ARTICLES", "400"))
    path.write_text("".join(json.dumps(article) + "\n" for article in articles.articles(count)))
    return path


@pytest.fixture(scope="session")
def expected(news):
    told = subprocess.run([DATELINE, "--version"], capture_output=True, check=True, text=True).stdout
    assert told == f"dateline {dateline.__build__}\n", f"{DATELINE} and the wheel ({dateline.__build__}) are of different sources: build both"
    return subprocess.run([DATELINE, "timeline", str(news), "--format", "csv"], capture_output=True, check=True).stdout.decode()


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(("hot", "shards"), [(10_000, 8), (40, 3)])
def test_the_rows_are_those_of_the_command_line(spark, news, expected, tmp_path, hot, shards):
    timeline, report = job.run(spark, job.read(spark, str(news), {}), str(tmp_path), hot, shards)
    assert (report["hot blocks, cut"] > 0) == (hot == 40), report
    assert report["edges"] > len(timeline) / 4
    assert rows(timeline.to_csv()) == rows(expected)
    print(report)


def test_what_is_kept_is_read_from_files_or_from_the_engine(spark, news, tmp_path, monkeypatch):
    job.read(spark, str(news), {}).mapInArrow(job.mentions_of, job.MENTIONS).write.parquet(f"{tmp_path}/a b")
    told = spark.read.parquet(f"{tmp_path}/a b")
    from_files = sorted(job.kept(told).to_pylist())
    assert len(from_files) > 100
    monkeypatch.setattr(job.os.path, "exists", lambda path: False)
    assert sorted(job.kept(told).to_pylist()) == from_files


def test_the_files_hold_the_rows(spark, news, expected, tmp_path):
    timeline, _ = job.run(spark, job.read(spark, str(news), {}), str(tmp_path / "out"))
    job.write(spark, timeline, str(tmp_path / "out"))
    table = pq.read_table(tmp_path / "out" / "parquet").sort_by("ordinal")
    for name in ("event_id", "headline", "date", "sentence"):
        assert [cell or "" for cell in table.column(name).to_pylist()] == [row[name] for row in rows(expected)]
    written = [row for path in (tmp_path / "out" / "csv").glob("year=*/*.csv") for row in rows(path.read_text())]
    assert {row["event_id"] for row in written} == {row["event_id"] for row in rows(expected)}


def test_the_example_of_the_readme(spark, news, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news.jsonl").symlink_to(news)
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    [example] = [part.split("```")[0] for part in readme.split("```python\n")[1:] if "import job" in part]
    exec(compile(example.replace("SparkSession.builder.getOrCreate()", "own"), "README.md", "exec"), {"own": spark})
    assert (tmp_path / "out" / "parquet").is_dir()


def test_a_missing_column_is_told(spark, tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"body": "It rained.", "id": "1"}\n')
    with pytest.raises(SystemExit, match="no column for text among body, id"):
        job.read(spark, str(path), {})
    assert job.read(spark, str(path), {"text": "body"}).columns == ["id", "text"]
