"""A timeline of any number of articles, on Spark: the DataFrame API of Spark Connect alone, so that Sail runs it too.

    python job.py news.jsonl out/                            # Spark in this process
    python job.py 's3a://news/*.parquet' out/ --remote sc://host:15002

    articles --mapInArrow(mentions)--> mentions
    profiles --mapInArrow(route)--> by shard --applyInArrow(link)--> edges
    mentions, edges --> timeline

What is read and what is linked is spread over the machines: articles by rows, and of their mentions what linking compares (the
profiles) by shards, which are ranges of block keys. A block with more than `--hot` mentions is cut into stretches that overlap by
the window of comparison, which changes no edge. The last step, the timeline of all mentions that make or support a row and of
their edges, is the driver's; `docs/scaling.md` tells what that takes. Every step is a function of its rows, so that a machine
that dies costs its rows' work again and nothing else.

The result is that of `dateline timeline` over the same articles, row by row. Articles need ids that are theirs alone.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from urllib.parse import urlparse
from urllib.request import url2pathname

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F

import dateline

MENTIONS = "article string, mentions binary, profile binary, buckets array<smallint>"
ROUTES = "shard int, article string, profile binary"
KEYS = "key bigint, place string"
EDGES = "a_article bigint, a_index int, b_article bigint, b_index int, kind tinyint, score float"
FIELDS = ("text", "date", "id", "title", "publisher", "url")
"""What a column holds, by its name; others are left alone."""


def extractor() -> dateline.Extractor:
    """One for each worker, kept by the package: its tables are loaded once. (A cache here would not travel to the workers.)"""
    return dateline._shared()


def mentions_of(batches):
    """Articles in, their mentions out."""
    for batch in batches:
        table = pa.Table.from_batches([batch])
        told = table.filter(pc.greater(pc.binary_length(table.column("text")), 0))
        yield from extractor().mentions(told, jobs=1).to_batches()


def routing(plan: dateline.Plan):
    """Profiles in, what goes to which shard out."""

    def routes_of(batches):
        for batch in batches:
            yield from plan.route(batch).to_batches()

    return routes_of


def linking(plan: dateline.Plan):
    """A shard in, its edges out."""

    def edges_of(table: pa.Table) -> pa.Table:
        return plan.link(table.column("shard")[0].as_py(), table)

    return edges_of


def keying(buckets: set[int], only: set[int] | None = None):
    """Profiles in, keys and places of the mentions in some buckets out."""

    def keys_of(batches):
        for batch in batches:
            yield from dateline.block_keys(batch.column("profile"), buckets, only).to_batches()

    return keys_of


def read(spark: SparkSession, path: str, columns: dict[str, str]) -> DataFrame:
    """Articles from JSON lines or Parquet, with the columns that `mentions_of` knows."""
    raw = spark.read.parquet(path) if ".parquet" in path else spark.read.json(path)
    names = {"source": "publisher", "published": "date", **{column: field for field, column in columns.items()}}
    fields = {names.get(column, column): column for column in raw.columns if names.get(column, column) in FIELDS}
    missing = {"text", "id"} - set(fields)
    if missing:
        known = ", ".join(raw.columns)
        raise SystemExit(f"there is no column for {' and '.join(sorted(missing))} among {known} (name it with --map FIELD=COLUMN)")
    return raw.select([F.col(column).cast("string").alias(field) for field, column in sorted(fields.items())])


def stretches(profiles: DataFrame, buckets: set[int], hot: int) -> dict[int, list[tuple[str, str]]]:
    """The blocks of more than `hot` mentions: the first and the last place of each stretch of `hot` mentions, with which go the first
    of the next stretch, as many as the window of comparison. Only buckets of so many mentions can hold such a block."""
    keys = profiles.mapInArrow(keying(buckets), KEYS).groupBy("key").count().where(F.col("count") > hot)
    found = {row["key"] for row in keys.select("key").collect()}
    if not found:
        return {}
    ranked = profiles.mapInArrow(keying(buckets, found), KEYS)
    order = Window.partitionBy("key").orderBy("place")
    ranked = ranked.withColumn("rank", F.row_number().over(order) - 1)
    ends = ranked.where((F.col("rank") % hot).isin(0, dateline.WINDOW - 1))
    cuts: dict[int, dict[int, str]] = {key: {} for key in found}
    for row in ends.collect():
        cuts[row["key"]][row["rank"]] = row["place"]
    last = "f" * 40
    return {
        key: [(at[rank], at.get(rank + hot + dateline.WINDOW - 1, last)) for rank in sorted(at) if rank % hot == 0]
        for key, at in cuts.items()
    }


def planned(told: DataFrame, hot: int, shards: int) -> tuple[dateline.Plan, int]:
    """Who compares what, and how many blocks were cut."""
    counts = told.select(F.explode("buckets").alias("bucket")).groupBy("bucket").count().collect()
    weights = {row["bucket"]: row["count"] for row in counts}
    large = {bucket for bucket, weight in weights.items() if weight > hot}
    cut = stretches(told.select("profile"), large, hot) if large else {}
    return dateline.Plan(weights, shards, whole=hot, hot=cut), len(cut)


def kept(told: DataFrame) -> pa.ChunkedArray:
    """The mentions: out of their files where this process finds them all (they have names of their own), else by the engine, which
    takes five times the work."""
    files = [url2pathname(urlparse(file).path) for file in told.inputFiles()]
    table = pq.read_table(files, columns=["mentions"]) if all(map(os.path.exists, files)) else told.select("mentions").toArrow()
    return table.column("mentions")


def run(spark: SparkSession, articles: DataFrame, out: str, hot: int = 100_000, shards: int = 16):
    """The timeline of `articles`, and what was done. Mentions are kept under `out`: no article is read twice."""
    started = time.monotonic()
    # What was imported stays: the collector of garbage need not look at it again and again.
    gc.freeze()
    articles.mapInArrow(mentions_of, MENTIONS).write.mode("overwrite").parquet(f"{out}/mentions")
    told = spark.read.parquet(f"{out}/mentions")
    read_in = time.monotonic() - started
    plan, cut = planned(told, hot, shards)
    routes = told.select("article", "profile").mapInArrow(routing(plan), ROUTES)
    edges = routes.groupBy("shard").applyInArrow(linking(plan), EDGES).toArrow()
    linked_in = time.monotonic() - started - read_in
    mentions = kept(told)
    timeline = extractor().assemble(mentions, edges)
    report = {
        "articles that tell something": len(mentions),
        "megabytes of mentions": round(mentions.nbytes / 1e6, 1),
        "shards": len(plan),
        "hot blocks, cut": cut,
        "edges": edges.num_rows,
        "seconds to read": round(read_in, 1),
        "seconds to link": round(linked_in, 1),
        "seconds to assemble": round(time.monotonic() - started - read_in - linked_in, 1),
        "events": len(timeline),
    }
    return timeline, report


def year(event: dateline.Event) -> str:
    """The year under which an event stands: that of its first day, else of its last."""
    day = event.earliest or event.latest
    return day[: -len("-07-13")] if day else "none"


def write(spark: SparkSession, timeline: dateline.Timeline, out: str) -> None:
    """The timeline as Parquet and as CSV, a folder for each year."""
    table = timeline.to_arrow()
    table = table.append_column("year", pa.array([year(event) for event in timeline], pa.string()))
    frame = spark.createDataFrame(table)
    frame.write.mode("overwrite").partitionBy("year").parquet(f"{out}/parquet")
    flat = [F.concat_ws("; ", name).alias(name) if kind.startswith("array") else F.col(name) for name, kind in frame.dtypes]
    frame.select(flat).write.mode("overwrite").partitionBy("year").option("header", True).csv(f"{out}/csv")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("articles", help="JSON lines or Parquet: a file, a folder or a pattern")
    arguments.add_argument("out", help="a folder: the timeline under parquet/ and csv/, by year, what was read under mentions/")
    arguments.add_argument("--remote", help="a Spark Connect server, sc://host:port; without it, Spark in this process")
    arguments.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN", help="which column holds text, date, id, title, publisher or url")
    arguments.add_argument("--hot", type=int, default=100_000, help="mentions of a block that are linked in one piece")
    arguments.add_argument("--shards", type=int, default=16, help="tasks among which linking is divided: two to four for each core")
    given = arguments.parse_args()
    builder = SparkSession.builder.appName("dateline")
    spark = (builder.remote(given.remote) if given.remote else builder).getOrCreate()
    columns = dict(mapping.split("=", 1) for mapping in given.map)
    timeline, report = run(spark, read(spark, given.articles, columns), given.out, given.hot, given.shards)
    write(spark, timeline, given.out)
    print(*(f"{what}: {count}" for what, count in report.items()), sep="\n", file=sys.stderr)
    spark.stop()


if __name__ == "__main__":
    main()
