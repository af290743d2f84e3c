"""Articles and days as users give them, as the library takes them."""

from __future__ import annotations

import calendar
import os
import re
import sys
import warnings
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import islice
from numbers import Integral
from typing import TYPE_CHECKING

from ._native import DatelineError
from ._types import Article

if TYPE_CHECKING:
    from typing import TypeAlias

    import pandas
    import polars
    import pyarrow

    Articles: TypeAlias = "Iterable[Article | Mapping[str, object] | str] | pandas.DataFrame | polars.DataFrame | pyarrow.Table"


class DatelineWarning(UserWarning):
    """Something was read with a flaw or not at all: a date that is none, a file that cannot be read, a decision that fits no event."""


KEYS = {
    "text": "text", "published": "published", "date": "published", "id": "id", "title": "title",
    "publisher": "publisher", "source": "publisher", "url": "url",
}


ORDER = ("text", "id", "title", "published", "publisher", "url")
"""The fields of an article as the library takes them."""


BATCH = 64
"""Articles of a batch for each thread."""


MOST = 1024
"""Threads that may be asked for, as on the command line."""


_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which no text of Rust can hold."""


def records(articles):
    """The fields of articles, by place."""
    if hasattr(articles, "column_names"):  # Arrow
        found = _columns(articles)
        if found is not None:
            return found
    return [_record(place, article) for place, article in enumerate(_rows(articles), 1)]


def _columns(table):
    """The same of an Arrow table of texts alone: they need no look one by one, being texts without halves of characters."""
    names = {KEYS[name]: name for name in table.column_names if name in KEYS}
    columns = [table.column(names[field]) if field in names else None for field in ORDER]
    kinds = {str(column.type) for column in columns if column is not None}
    if "text" not in names or kinds - {"string", "large_string"} or columns[0].null_count:
        return None
    lists = [[""] * len(table) if column is None else column.to_pylist() for column in columns]
    return [tuple(field or "" for field in fields) for fields in zip(*lists)]


def batches(articles, jobs):
    """The same in batches, of which each is made when it is asked for."""
    articles = enumerate(_rows(articles), 1)
    size = BATCH * (threads(jobs) or os.cpu_count() or 1)
    return iter(lambda: [_record(*article) for article in islice(articles, size)], [])


def threads(jobs):
    """So many threads; 0 for one a processor."""
    if jobs is None:
        return 0
    if not isinstance(jobs, Integral) or not 1 <= jobs <= MOST:
        raise DatelineError(f"jobs is {jobs!r}: from 1 to {MOST} articles are read at a time (None: one for each processor)")
    return int(jobs)


def _rows(articles):
    """The articles, if they are several: the rows of a table, or what is in a list."""
    if hasattr(articles, "iter_rows"):  # Polars
        return articles.iter_rows(named=True)
    if hasattr(articles, "to_pylist"):  # Arrow
        return articles.to_pylist()
    if hasattr(articles, "columns"):  # pandas
        return articles.to_dict("records")
    if isinstance(articles, (str, bytes, Mapping, Article)) or not isinstance(articles, Iterable):
        raise TypeError(f"articles come in a list, not as {type(articles).__name__}: [article]; those of files from dateline.read(path)")
    return articles


def _record(place, article):
    if isinstance(article, Mapping):
        known = {KEYS[key]: value for key, value in article.items() if key in KEYS and not _missing(value)}
        if "text" not in known:
            raise DatelineError(f"article {place} has no text (its keys are {', '.join(map(str, article))}; wanted is `text`)")
        article = Article(**known)
    elif isinstance(article, str):
        article = Article(article)
    if not isinstance(article, Article):
        raise TypeError(f"article {place} is of type {type(article).__name__}: give an Article, a mapping or a text (articles of files: dateline.read)")
    if not isinstance(article.text, str):
        raise TypeError(f"the text of article {place} is a str, not {type(article.text).__name__}")
    fields = (article.text, article.id, article.title, day(article.published), article.publisher, article.url)
    fields = tuple("" if field is None else str(field) for field in fields)
    if any(not field.isascii() and _HALF.search(field) for field in fields):
        warn([f"article {article.id or place}: this holds halves of characters; they were replaced"])
        fields = tuple(_HALF.sub("\ufffd", field) for field in fields)
    return fields


def _missing(value):
    # NaN and NaT are not equal to themselves, and of pandas.NA nobody knows.
    return value is None or str(value == value) != "True"


def day(value):
    """A day as text: of a date, of what has a date (``datetime``, ``pandas.Timestamp``), or as it was written."""
    if _missing(value):
        return ""
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


def bound(value, *, last):
    """The first or last day of a year, a month or a day."""
    parts = day(value).split("-")
    if parts == [""]:
        return None
    if all(part.isdigit() for part in parts) and len(parts[0]) == 4 and len(parts) < 3:
        year, month = int(parts[0]), int(parts[1]) if len(parts) == 2 else (12 if last else 1)
        if year > 0 and 1 <= month <= 12:
            return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1] if last else 1:02}"
    return "-".join(parts)


def warn(doubts):
    """Tells what is to be told, to the line outside this package that called it."""
    frame, level = sys._getframe(1), 2
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == __package__:
        frame, level = frame.f_back, level + 1
    for doubt in doubts:
        warnings.warn(doubt.replace("--published", "published"), DatelineWarning, stacklevel=level)
