"""`python compare.py out/parquet timeline.csv`: stops where the rows of the job are not those of the command line."""

import csv
import sys

import pyarrow.parquet as pq


def main(folder: str, file: str) -> None:
    table = pq.read_table(folder).sort_by("ordinal")
    with open(file, newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert table.num_rows == len(rows), f"{table.num_rows} rows, not {len(rows)}"
    names = [name for name in table.column_names if name in rows[0] and name != "articles"]
    for name in names:
        for at, (cell, row) in enumerate(zip(table.column(name).to_pylist(), rows)):
            expected = row[name].removeprefix("'")
            assert text(name, cell) == expected, f"row {at + 1}, {name}: {text(name, cell)!r}, not {expected!r}"
    print(f"{len(rows)} rows, {len(names)} columns: the same as the command line's")


def text(name: str, cell) -> str:
    """A cell as the CSV writes it."""
    if isinstance(cell, list):
        return "; ".join(cell)
    if isinstance(cell, bool):
        return str(cell).lower()
    if name == "confidence":
        return f"{cell:.2f}"
    return "" if cell is None else str(cell)


if __name__ == "__main__":
    main(*sys.argv[1:])
