"""Makes temporal_feasts.csv: the days of feasts that hang on new and full moons as their countries announce them.

    pip download --no-deps holidays==0.109 && unzip holidays-0.109-py3-none-any.whl
    python3 make_feasts.py holidays/calendars > temporal_feasts.csv

Source: the package `holidays` 0.109 of PyPI, MIT, (c) the Holidays authors (https://github.com/vacanza/holidays).
A row: name, first year, and for every year from then on month and day.
"""

import ast
import pathlib
import sys

FEASTS = {
    "chinese-new-year": ("chinese.py", "LUNAR_NEW_YEAR_DATES"),
    "dragon-boat": ("chinese.py", "DRAGON_BOAT_DATES"),
    "mid-autumn": ("chinese.py", "MID_AUTUMN_DATES"),
    "vesak": ("buddhist.py", "VESAK_DATES"),
    "diwali": ("hindu.py", "DIWALI_INDIA_DATES"),
    "dussehra": ("hindu.py", "DUSSEHRA_DATES"),
    "holi": ("hindu.py", "HOLI_DATES"),
    "onam": ("hindu.py", "ONAM_DATES"),
}
MONTHS = {m: i for i, m in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)}


def dates(path, name):
    """{year: "MMDD"} of a table written as {2001: (JAN, 24), ...}."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return {
                key.value: f"{MONTHS[value.elts[0].id]:02}{value.elts[1].value:02}"
                for key, value in zip(node.value.keys, node.value.values)
            }
    raise SystemExit(f"{path} has no {name}")


folder = pathlib.Path(sys.argv[1])
print("feast,first,days")
for feast, (file, name) in sorted(FEASTS.items()):
    days = dates(folder / file, name)
    first = min(days)
    last = next(y for y in range(first, max(days) + 2) if y not in days) - 1
    print(f"{feast},{first},{' '.join(days[y] for y in range(first, last + 1))}")
