"""A timeline of any number of articles, on Spark: the DataFrame API of Spark Connect alone, so that Sail runs it too.

    python job.py news.jsonl out/                            # Spark in this process
    python job.py 's3a://news/*.parquet' out/ --remote sc://host:15002

    articles --mapInArrow(mentions)--> mentions --by block key--> applyInArrow(link) --> edges --> timeline

What is read and what is linked is spread over the machines: articles by rows, blocks by key, and a block with more than
`--hot` mentions is cut into stretches that overlap by the window of comparison, which changes no edge. The last step, the
timeline of all mentions that make or support a row and of their edges, is the driver's; `docs/scaling.md` tells what that
takes. Every step is a function of its rows, so that a machine that dies costs its rows' work again and nothing else.

The result is that of `dateline timeline` over the same articles, row by row. Articles need ids that are theirs alone.
"""

from __future__ import annotations

import argparse
import sys
import time

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F

import dateline

MENTIONS = "article string, index int, keys array<bigint>, place binary, mention binary"
EDGES = "a_article string, a_index int, b_article string, b_index int, kind tinyint, score float"
FIELDS = ("text", "date", "id", "title", "publisher", "url")
"""What a column holds, by its name; others are left alone."""


def extractor() -> dateline.Extractor:
    """One for each worker, kept by the package: its tables are loaded once. (A cache here would not travel to the workers.)"""
    return dateline._shared()


def mentions_of(batches):
    """Articles in, their mentions out."""
    for batch in batches:
        columns = {name: batch.column(name).to_pylist() for name in FIELDS if name in batch.schema.names}
        rows = [dict(zip(columns, row)) for row in zip(*columns.values())]
        table = extractor().mentions([row for row in rows if row["text"]], jobs=1)
        yield from table.to_batches()


def edges_of(table: pa.Table) -> pa.Table:
    """The blocks of one task in, their edges out."""
    return dateline.link(table.column("block"), table.column("mention"))


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


def blocks(told: DataFrame, hot: int, parts: int) -> DataFrame:
    """A row for each block in which a mention meets another: the block's number, the task, the mention.

    Most keys are of one mention alone and are left out before any mention travels. A block of more than `hot` mentions
    becomes stretches of `hot` by place, each with the first mentions of the next, as many as the window of comparison.
    """
    keyed = told.select("place", "mention", F.explode("keys").alias("key"))
    shared = keyed.groupBy("key").agg(F.count("*").alias("size")).where("size > 1")
    met = keyed.join(shared, "key")
    plain = met.where(F.col("size") <= hot).select("key", F.lit(0).cast("bigint").alias("stretch"), "mention")
    order = Window.partitionBy("key").orderBy(F.hex("place"))  # Sail orders windows by numbers and texts
    ranked = met.where(F.col("size") > hot).withColumn("rank", F.row_number().over(order) - 1)
    ranked = ranked.withColumn("stretch", F.floor(F.col("rank") / hot).cast("bigint"))
    overlap = ranked.where((F.col("rank") % hot < dateline.WINDOW) & (F.col("stretch") > 0))
    overlap = overlap.withColumn("stretch", F.col("stretch") - 1)
    cut = ranked.select("key", "stretch", "mention").unionAll(overlap.select("key", "stretch", "mention"))
    # A key has 40 bits: above them there is room for the number of the stretch.
    number = F.col("stretch") * (1 << 40) + F.col("key")
    task = F.pmod(F.xxhash64("key", "stretch"), F.lit(parts)).alias("task")
    return plain.unionAll(cut).select(number.alias("block"), task, "mention")


def run(spark: SparkSession, articles: DataFrame, out: str, hot: int = 10_000, parts: int = 64):
    """The timeline of `articles`, and what was done. Mentions are kept under `out`: no article is read twice."""
    started = time.monotonic()
    articles.mapInArrow(mentions_of, MENTIONS).write.mode("overwrite").parquet(f"{out}/mentions")
    told = spark.read.parquet(f"{out}/mentions")
    read_in = time.monotonic() - started
    sizes = told.select(F.explode("keys").alias("key")).groupBy("key").count()
    cut = sizes.where(F.col("count") > hot).count()
    edges = blocks(told, hot, parts).groupBy("task").applyInArrow(edges_of, EDGES).distinct().toArrow()
    linked_in = time.monotonic() - started - read_in
    mentions = told.select("mention").toArrow()
    timeline = extractor().assemble(mentions.column("mention"), edges)
    report = {
        "mentions": mentions.num_rows,
        "megabytes of mentions": round(mentions.nbytes / 1e6, 1),
        "edges": edges.num_rows,
        "hot blocks, cut": cut,
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
    arguments.add_argument("--hot", type=int, default=10_000, help="mentions of a block that are linked in one piece")
    arguments.add_argument("--parts", type=int, default=64, help="tasks among which blocks are divided")
    given = arguments.parse_args()
    builder = SparkSession.builder.appName("dateline")
    spark = (builder.remote(given.remote) if given.remote else builder).getOrCreate()
    columns = dict(mapping.split("=", 1) for mapping in given.map)
    timeline, report = run(spark, read(spark, given.articles, columns), given.out, given.hot, given.parts)
    write(spark, timeline, given.out)
    print(*(f"{what}: {count}" for what, count in report.items()), sep="\n", file=sys.stderr)
    spark.stop()


if __name__ == "__main__":
    main()
