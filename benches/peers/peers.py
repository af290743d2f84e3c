"""The Python side of `run`: collects the texts, times dateline and the finders of PyPI, prints the table."""

import datetime
import importlib.metadata
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

NOW = datetime.datetime(2019, 1, 3)
LEAST_SECONDS = 2.0
COPIES = 200


def processor():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def timed(read, texts):
    """Seconds for one pass over the texts, and how many dates it finds."""
    passes, found, start = 0, 0, processor()
    while processor() - start < LEAST_SECONDS:
        found = sum(read(text) for text in texts)
        passes += 1
    return (processor() - start) / passes, found


def row(name, version, seconds, found):
    print(json.dumps({"name": name, "version": version, "seconds": seconds, "found": found}))


def others(texts):
    import datefinder
    import dateparser.search
    import parsedatetime

    calendar = parsedatetime.Calendar()
    settings = {"RELATIVE_BASE": NOW}
    finders = {
        "dateparser": lambda text: len(dateparser.search.search_dates(text, ["en"], settings) or []),
        "datefinder": lambda text: sum(1 for _ in datefinder.find_dates(text, base_date=NOW)),
        "parsedatetime": lambda text: len(calendar.nlp(text, NOW) or []),
    }
    for name, finder in finders.items():
        def safe(text):
            try:
                return finder(text)
            except Exception:  # some fail on texts that look like no date they know
                return 0

        row(name, importlib.metadata.version(name), *timed(safe, texts))
    # In one piece, so that the search is measured rather than its calls.
    seconds, _ = timed(lambda text: text.count(b"\n"), ["".join(texts * COPIES).encode()])
    row("count of line feeds", "", seconds / COPIES, 0)


def dateline(program, texts):
    """The program on many copies of the texts more than one."""

    def run(articles):
        with tempfile.TemporaryDirectory() as folder:
            source, out = pathlib.Path(folder, "in.jsonl"), pathlib.Path(folder, "out.jsonl")
            lines = [json.dumps({"id": str(n), "date": "2019-01-03", "text": t}) for n, t in enumerate(articles)]
            source.write_text("\n".join(lines))
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [program, "annotate", "--jobs", "1", "--format", "jsonl", source, "-o", out]
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            found = sum(len(json.loads(line)["timexes"]) for line in out.open())
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, found

    once, found = run(texts)
    often, _ = run(texts * (COPIES + 1))
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout.split()[1]
    row("dateline annotate", version, (often - once) / COPIES, found)


def rounded(times):
    return f"{float(f'{times:.3g}'):,.10g}"


def table(texts, rows):
    size = sum(len(text.encode()) for text in texts)
    scans = {r["name"]: r["seconds"] for r in rows if not r["version"]}
    print(f"{len(texts)} articles, {size} bytes\n")
    print(f"| program | MB/s | {' | '.join(f'times a {name}' for name in scans)} | dates found |")
    print("|---|---|" + "---|" * len(scans) + "---|")
    for r in sorted(rows, key=lambda r: r["seconds"]):
        found = r["found"] if r["version"] else ""
        name = " ".join([r["name"], r["version"]]).strip()
        times = " | ".join(rounded(r["seconds"] / seconds) for seconds in scans.values())
        print(f"| {name} | {size / r['seconds'] / 1e6:.3g} | {times} | {found} |")


def main():
    task, *arguments = sys.argv[1:]
    if task == "texts":
        json.dump([pathlib.Path(name).read_text() for name in arguments], sys.stdout)
    elif task == "dateline":
        dateline(arguments[0], json.load(open(arguments[1])))
    elif task == "others":
        others(json.load(open(arguments[0])))
    else:
        table(json.load(open(arguments[0])), [json.loads(line) for line in open(arguments[1])])


main()
