"""`python ratio.py DATELINE [ARTICLES [PAIRS]]`: the throughput of the job on Sail as a share of the command line's.

Runs both in turn, each in a process of its own on one core's work, and counts processor seconds (user and system) of all that they
start: the beginning of Python and of the engine included. Stops where the bytes differ. On a quiet machine, with a wheel and a
`DATELINE` of the same sources and the same flags; the environment is that of `try` (`target/python/sail/bin/python`).
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ONE = "--one"


def job_on_sail(news: str, out: str) -> None:
    """The job in this process, with its engine; the timeline as the command line writes it."""
    from pysail.spark import SparkConnectServer
    from pyspark.sql import SparkSession

    import job

    server = SparkConnectServer(port=0)
    server.start(background=True)
    _, port = server.listening_address
    spark = SparkSession.builder.remote(f"sc://localhost:{port}").getOrCreate()
    timeline, _ = job.run(spark, job.read(spark, news, {}), f"{out}.folder")
    Path(out).write_text(timeline.to_csv(), newline="")
    spark.stop()
    server.stop()


def spent(command: list[str]) -> float:
    """Processor seconds of a command and of all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(dateline: str, articles: int = 20_000, pairs: int = 5) -> None:
    from articles import articles as made

    with tempfile.TemporaryDirectory() as folder:
        news, expected, found = (os.path.join(folder, name) for name in ("news.jsonl", "expected.csv", "found.csv"))
        Path(news).write_text("".join(json.dumps(article) + "\n" for article in made(articles)))
        shares = []
        for _ in range(pairs):
            alone = spent([dateline, "timeline", news, "--format", "csv", "--jobs", "1", "-o", expected])
            on_sail = spent([sys.executable, __file__, ONE, news, found])
            assert Path(found).read_bytes() == Path(expected).read_bytes(), "the rows differ"
            shares.append(alone / on_sail)
            print(f"command line {alone:.1f} s, job {on_sail:.1f} s: {shares[-1]:.0%}", flush=True)
        print(f"median: {statistics.median(shares):.0%}")


if __name__ == "__main__":
    if sys.argv[1] == ONE:
        job_on_sail(*sys.argv[2:])
    else:
        main(sys.argv[1], *map(int, sys.argv[2:]))
