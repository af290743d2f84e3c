"""The articles of files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from . import _native
from ._articles import KEYS, day, warn
from ._native import DatelineError
from ._types import Article

if TYPE_CHECKING:
    from typing_extensions import Self

_TOLD = 20
"""Messages beyond this number are only counted."""
_FIELDS = {"published": "date", "publisher": "source"}
"""Fields that have another name on the command line."""


class Reader(Iterator[Article]):
    """The articles of files, one after another: see `read`. Each is read when it is asked for; only one is held.

    Warns:
        DatelineWarning: a file or an article cannot be read, or was read with a flaw; it is named with line and remedy. The first
            twenty are told, all are counted.

    Raises:
        DatelineError: at the end, where there was no article at all.
    """

    articles: int
    """Articles read."""
    undated: int
    """Of these, articles without a day of publication."""
    flawed: int
    """Of these, articles read with a flaw: a date that is none, characters that are none."""
    failed: int
    """Articles and files that could not be read."""
    skipped: int
    """Files that are no articles, and files that were named twice."""

    def __init__(
        self,
        *paths: str | os.PathLike[str],
        published: date | str | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> None:
        if not paths:
            raise TypeError("read needs a file or a folder")
        self._told = 0
        self._ended = False
        for path in paths:
            if not isinstance(path, (str, os.PathLike)):
                raise TypeError(f"read takes files and folders, not {type(path).__name__}; of a list, read(*list)")
            os.stat(path)
        if not isinstance(columns or {}, Mapping):
            raise TypeError(f"columns is a mapping of fields to names, {{'text': 'body'}}, not {type(columns).__name__}")
        self._paths = [os.fspath(path) for path in paths]
        self._native = _native.Reader(self._paths, day(published) or None, [_setting(*given) for given in (columns or {}).items()])
        self._count()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Article:
        fields, told = self._native.next()
        self._count()
        self._tell(told)
        if fields is None:
            self._end()
            raise StopIteration
        text, id, title, published, publisher, url = fields
        return Article(text, published or None, id, title or None, publisher or None, url or None)

    def __repr__(self) -> str:
        lost = f", {self.failed} failed" * bool(self.failed) + f", {self.skipped} left out" * bool(self.skipped)
        return f"<dateline.Reader of {', '.join(self._paths)}: {self.articles} articles read{lost}>"

    def _count(self):
        self.articles, self.undated, self.flawed, self.failed, self.skipped = self._native.counts()

    def _tell(self, told):
        warn(told[: max(0, _TOLD - self._told)])
        self._told += len(told)

    def _end(self):
        if self._ended:
            return
        self._ended = True
        if not self.articles:
            raise DatelineError(f"there is no article in {', '.join(self._paths)} (every line or row of a file must hold an article)")
        lost = [f"{count} {what}" for count, what in ((self.failed, "could not be read"), (self.skipped, "left out")) if count]
        if self._told > _TOLD:
            lost.append(f"{self._told - _TOLD} more messages like those before")
        warn([f"{self.articles} articles read; {', '.join(lost)}"] if lost else [])


def _setting(field, column):
    """A setting of the command line."""
    if field not in KEYS:
        raise DatelineError(f"`{field}` is no field of an article (write {', '.join(dict.fromkeys(KEYS.values()))})")
    field = KEYS[field]
    return f"{_FIELDS.get(field, field)}={column}"


def read(
    *paths: str | os.PathLike[str],
    published: date | str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Reader:
    """The articles of files and folders, as the command line reads them: plain text, Markdown, HTML, JSON, JSON lines, CSV and TSV,
    feeds, web archives and tar archives, packed with gzip or Zstandard or not, in any usual encoding. For the functions that take articles:

        timeline = dateline.timeline(dateline.read("news/"))

    Args:
        paths: files, and folders with all that is in them. Files come in this order, those of a folder sorted by path.
        published: the day of publication of articles that carry none.
        columns: which column or key holds ``text``, ``published``, ``id``, ``title``, ``publisher`` or ``url``, where it has an
            unusual name: ``{"text": "body"}``.

    Returns:
        A `Reader`: an iterator of `Article`, which tells and counts what it cannot read.

    Raises:
        OSError: there is no such file or folder.
        DatelineError: ``columns`` names no field, or ``published`` is no day.
    """
    return Reader(*paths, published=published, columns=columns)
