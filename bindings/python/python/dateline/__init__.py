"""News articles in; a timeline out.

    >>> import dateline
    >>> text = "Finland joined NATO on Tuesday. Russia threatened countermeasures on the same day."
    >>> event = dateline.timeline([dateline.Article(text, published="2023-04-05")]).events[0]
    >>> event.date, event.headline
    ('2023-04-04', 'Finland joined NATO')
    >>> text[event.start:event.end]
    'Finland joined NATO on Tuesday.'

`extract` and `extract_many` give everything that was read in articles: time expressions, events, who says so, the rule
behind each field. `timeline` makes one timeline of many articles, in which an event that several of them tell is one event.
Rule-based, deterministic, offline: the same articles give the same result on every machine, the command line's.

The functions share one `Extractor` with the program's own rules and names. Make your own for your own rules and names, and
keep it: loading takes some milliseconds. The interpreter is free for other threads while articles are read.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from numbers import Integral, Real
from pathlib import Path
from typing import TYPE_CHECKING, overload

from . import _native
from ._articles import DatelineWarning
from ._articles import batches as _batches
from ._articles import bound as _bound
from ._articles import day as _day
from ._articles import records as _records
from ._articles import threads as _threads
from ._articles import warn as _warn
from ._native import WINDOW, DatelineError, __build__, __version__
from ._plan import Plan, block_keys
from ._read import Reader, read
from ._tables import edge_columns as _edge_columns
from ._tables import mentions_table as _mentions_table
from ._tables import packed as _packed
from ._types import *  # noqa: F403
from ._types import __all__ as _types
from ._types import Article, Event, Extraction
from ._types import lazy as _lazy

if TYPE_CHECKING:
    from typing import TypedDict

    import pandas
    import polars
    import pyarrow
    from typing_extensions import Unpack

    from ._articles import Articles as _Articles

    class _Fields(TypedDict, total=False):
        published: date | str | None
        id: str | None
        title: str | None
        publisher: str | None
        url: str | None

    class _Many(TypedDict, total=False):
        published: date | str | None
        jobs: int | None

    class _Wanted(_Many, total=False):
        actor: str | None
        start: date | str | None
        end: date | str | None
        min_confidence: float
        about: str
        top: int | None
        curation: str | os.PathLike[str] | None
        statements: bool
        unlisted: bool

__all__ = [
    *_types, "DatelineError", "DatelineWarning", "Extractor", "Plan", "Reader", "Timeline", "WINDOW", "__build__", "__version__", "block_keys",
    "extract", "extract_iter", "extract_many", "read", "timeline", "to_arrow",
]


class Extractor:
    """The program's rules, words and names, with what you add to them. Make one and keep it.

    Args:
        rules: files of own date rules (TOML), as ``--rules`` takes them; ``dateline check-rules FILE`` tries them.
        actors: files of own actors (CSV: name,id,kind,aliases,state), as ``--actors`` takes them.
        genre: how years that are not written are found: ``"news"``, ``"narrative"`` or ``"legal"``; by the text if None.
        region: the country of holidays and of numeric dates: US, GB, IE, CA, AU, NZ, IN, ZA.
        day_first: read 03/09 as the third of September, where no date of the article tells.

    Raises:
        DatelineError: a file does not check; it is named with line and remedy.
        OSError: a file cannot be read.
    """

    def __init__(
        self,
        *,
        rules: Iterable[str | os.PathLike[str]] = (),
        actors: Iterable[str | os.PathLike[str]] = (),
        genre: str | None = None,
        region: str = "US",
        day_first: bool = False,
    ) -> None:
        self._set(_texts(rules), _texts(actors), genre, region, day_first)

    def _set(self, *made):
        self._made = made
        self._native = _native.Extractor(*made)

    def __reduce__(self):
        return _extractor, self._made

    def __repr__(self) -> str:
        rules, actors, genre, region, day_first = self._made
        own = [f"{name}={[file for file, _ in files]}" for name, files in (("rules", rules), ("actors", actors)) if files]
        own += [f"genre={genre!r}"] * (genre is not None) + [f"region={region!r}"] + ["day_first=True"] * day_first
        return f"<dateline.Extractor: {', '.join(own)}>"

    def extract(
        self,
        text: str,
        *,
        published: date | str | None = None,
        id: str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> Extraction:
        """Reads one article.

        Args:
            text: the article. It is never altered: ``text[event.start:event.end]`` are the words of an event.
            published: the day of publication, on which most dates hang. Without it the text is asked: a header line, a
                dateline, the address. The clock is never asked.
            id: what to call the article; ``"1"`` if None.

        Returns:
            An `Extraction`. It never fails on a text, whatever it holds.

        Warns:
            DatelineWarning: ``published`` is no day; the article is read without it.
        """
        return self.extract_many([Article(text, published, id, title, publisher, url)], jobs=1)[0]

    def extract_many(
        self,
        articles: _Articles,
        *,
        published: date | str | None = None,
        jobs: int | None = None,
    ) -> list[Extraction]:
        """Reads many articles in parallel.

        Args:
            articles: `Article` objects, mappings with the same keys (``source`` is a publisher, ``date`` a day of
                publication), plain texts, or a data frame with such columns. `read` gives those of files.
            published: the day of publication of articles that carry none.
            jobs: how many articles to read at the same time; all processors if None. The result is the same.

        Returns:
            One `Extraction` for each article, in their order.
        """
        return list(self.extract_iter(articles, published=published, jobs=jobs))

    def extract_iter(
        self,
        articles: _Articles,
        *,
        published: date | str | None = None,
        jobs: int | None = None,
    ) -> Iterator[Extraction]:
        """Reads articles in parallel, some dozens at a time, as results are asked for: what `extract_many` gives, one after another,
        for more articles than memory holds.

            for read in extractor.extract_iter(dateline.read("news/")):
                ...

        Args:
            articles, published, jobs: as for `extract_many`. The articles may come from a generator.

        Returns:
            An iterator of one `Extraction` for each article, in their order.
        """
        return self._extract(_batches(articles, jobs), _day(published) or None, _threads(jobs))

    def _extract(self, batches, published, jobs):
        names = _native.Names()
        for batch in batches:
            read, doubts = self._native.extract(batch, published, jobs, names)
            _warn(doubts)
            yield from (_lazy(Extraction, reading) for reading in read)

    def timeline(
        self,
        articles: _Articles,
        *,
        published: date | str | None = None,
        actor: str | None = None,
        start: date | str | None = None,
        end: date | str | None = None,
        min_confidence: float = 0.0,
        about: str = "",
        top: int | None = None,
        curation: str | os.PathLike[str] | None = None,
        statements: bool = True,
        unlisted: bool = False,
        jobs: int | None = None,
    ) -> Timeline:
        """One timeline of all articles: what several of them tell is one event.

        Args:
            articles, published, jobs: as for `extract_many`.
            actor: only events in which this actor takes part, under any of its names.
            start, end: only events from this day on, and up to this day: a ``date``, or ``"2022"``, ``"2022-07"``, ``"2022-07-13"``.
            min_confidence: only events at least so sure, 0 to 1.
            about: only events that are told with all these words.
            top: only so many events, those that a short timeline must have.
            curation: a CSV of decisions on events (columns decision, event_id, field, value), as ``--curation`` takes it.
            statements: whether what was only said makes rows.
            unlisted: whether to keep what makes no row, in `Timeline.unlisted`.

        Raises:
            DatelineError: a day is none, ``start`` lies after ``end``, or the file of decisions does not check. Choices are checked
                before anything is read.

        Warns:
            DatelineWarning: an article's date is none, an id comes twice, a decision fits no event.
        """
        choices = _choices(
            actor=actor, start=start, end=end, min_confidence=min_confidence, about=about, top=top, curation=curation,
            statements=statements, unlisted=unlisted,
        )
        made, doubts = self._native.timeline(_batches(articles, jobs), _day(published) or None, _threads(jobs), choices)
        _warn(doubts)
        return Timeline(made)

    def mentions(
        self,
        articles: _Articles,
        *,
        published: date | str | None = None,
        jobs: int | None = None,
    ) -> pyarrow.Table:
        """The first of three steps that make a timeline on many machines: what articles tell, as a ``pyarrow.Table``.

        Its rows are articles that tell anything: ``article`` (the id, which must be unique), ``mentions`` (for `assemble`: binary),
        ``profile`` (what linking compares of them, for `Plan`: binary) and ``buckets`` (for each mention that may be one event with
        others, a number of its action). The same version reads the bytes. Each article is read alone, so that the order and the
        split of the articles do not matter.

        Args:
            articles, published, jobs: as for `extract_many`.
        """
        from ._tables import told_table

        columns, doubts = self._native.mentions(_records(articles), _day(published) or None, _threads(jobs))
        _warn(doubts)
        return told_table(columns)

    def assemble(
        self,
        mentions: pyarrow.Array | pyarrow.ChunkedArray | list[bytes],
        edges: pyarrow.Table,
        *,
        actor: str | None = None,
        start: date | str | None = None,
        end: date | str | None = None,
        min_confidence: float = 0.0,
        about: str = "",
        top: int | None = None,
        statements: bool = True,
    ) -> Timeline:
        """The last of three steps that make a timeline on many machines: all mentions and edges become the timeline that
        `timeline` makes of the same articles in one go.

        Args:
            mentions: the column ``mentions`` of all tables that `mentions` gave, as a ``pyarrow`` array or a list of bytes.
            edges: the edges of all shards, from `Plan.link`, as a ``pyarrow.Table``; the order and repetitions do not matter.
            actor, start, end, min_confidence, about, top, statements: as for `timeline`.

        Raises:
            DatelineError: the bytes are no mentions, or those of another version.
        """
        choices = _choices(
            actor=actor, start=start, end=end, min_confidence=min_confidence, about=about, top=top, curation=None,
            statements=statements, unlisted=False,
        )
        made, doubts = self._native.assemble(_packed(mentions), _edge_columns(edges), choices)
        _warn(doubts)
        return Timeline(made)


_FORMATS = {
    ".csv": "csv", ".html": "html", ".htm": "html", ".ics": "ics", ".json": "json", ".jsonl": "jsonl", ".md": "markdown", ".svg": "svg",
    ".xlsx": "xlsx",
}


class Timeline(Sequence[Event]):
    """Events in order. A sequence of `Event`; writes the files that the command line writes.

    Can be compared, copied and pickled; the same build of the program reads a pickled one.
    """

    def __init__(self, native: _native.Timeline) -> None:
        self._native = native

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The rows, in order."""
        return tuple(_lazy(Event, row) for row in self._native.events())

    @cached_property
    def unlisted(self) -> tuple[Event, ...]:
        """What is told besides and makes no row, where it was asked for: bare nouns, statements whose content is a row."""
        return tuple(_lazy(Event, row) for row in self._native.unlisted())

    def __len__(self) -> int:
        return len(self._native)

    @overload
    def __getitem__(self, place: int) -> Event: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Event, ...]: ...
    def __getitem__(self, place: int | slice) -> Event | tuple[Event, ...]:
        return self.events[place]

    def __eq__(self, other: object) -> bool:
        return self is other or (self._native.packed() == other._native.packed() if isinstance(other, Timeline) else NotImplemented)

    def __hash__(self) -> int:
        return hash(self._native.packed())

    def __reduce__(self):
        return _timeline, (self._native.packed(),)

    def __repr__(self) -> str:
        days = [day for event in self.events for day in (event.date_start,) if day]
        span = f", {min(days)} to {max(days)}" if days else ""
        return f"<dateline.Timeline: {len(self)} event{'s' * (len(self) != 1)}{span}>"

    def render(self, format: str, *, title: str = "Timeline") -> bytes:
        """The bytes of the file that the command line writes: csv, html, ics, json, jsonl, markdown, svg, xlsx.

        Warns:
            DatelineWarning: the format cannot hold some events; they are counted.
        """
        rendered, losses = self._native.render(format, title)
        _warn(f"{format}: {count} event{'s' * (count != 1)} {what}" for what, count in losses)
        return rendered

    def to_csv(self) -> str:
        """The CSV that the command line writes."""
        return self.render("csv").decode()

    def to_html(self, *, title: str = "Timeline") -> str:
        """A page of its own: opens from disk, zooms, searches, shows every source."""
        return self.render("html", title=title).decode()

    def save(self, path: str | os.PathLike[str], *, title: str = "Timeline") -> None:
        """Writes a file whose ending tells the format: .csv, .html, .ics, .json, .jsonl, .md, .svg, .xlsx.

        Raises:
            DatelineError: the ending is another.
            OSError: the file cannot be written.
        """
        ending = Path(path).suffix.lower()
        if ending not in _FORMATS:
            raise DatelineError(f"{os.fspath(path)}: the ending tells no format (write {', '.join(_FORMATS)})")
        Path(path).write_bytes(self.render(_FORMATS[ending], title=title))

    def to_arrow(self) -> pyarrow.Table:
        """The events as a ``pyarrow.Table``: the columns of the CSV, lists as lists, days as days."""
        from ._tables import events_table

        return events_table(self.events)

    def to_pandas(self) -> pandas.DataFrame:
        """The events as a pandas data frame; days are ``datetime64``."""
        return self.to_arrow().to_pandas(date_as_object=False)

    def to_polars(self) -> polars.DataFrame:
        """The events as a Polars data frame."""
        from ._tables import polars

        return polars(self.to_arrow())


def to_arrow(extractions: Iterable[Extraction]) -> pyarrow.Table:
    """The events of many articles as one ``pyarrow.Table``, one a row; ``article`` is the id of the article."""
    return _mentions_table(extractions)


def extract(text: str, **fields: Unpack[_Fields]) -> Extraction:
    """Reads one article with the program's own rules and names: see `Extractor.extract`."""
    return _shared().extract(text, **fields)


def extract_many(articles: _Articles, **choices: Unpack[_Many]) -> list[Extraction]:
    """Reads many articles in parallel: see `Extractor.extract_many`."""
    return _shared().extract_many(articles, **choices)


def extract_iter(articles: _Articles, **choices: Unpack[_Many]) -> Iterator[Extraction]:
    """Reads articles one after another: see `Extractor.extract_iter`."""
    return _shared().extract_iter(articles, **choices)


def timeline(articles: _Articles, **choices: Unpack[_Wanted]) -> Timeline:
    """One timeline of all articles: see `Extractor.timeline`."""
    return _shared().timeline(articles, **choices)


def _tell(function, method):
    """`help`, and an editor that asks, get the parameters and the words of the method that the function calls."""
    signature = inspect.signature(method)
    function.__signature__ = signature.replace(parameters=[own for name, own in signature.parameters.items() if name != "self"])
    function.__doc__ = method.__doc__


_tell(extract, Extractor.extract)
_tell(extract_many, Extractor.extract_many)
_tell(extract_iter, Extractor.extract_iter)
_tell(timeline, Extractor.timeline)


def _extractor(*made):
    """An extractor that travelled to another process: its files need not be there."""
    extractor = object.__new__(Extractor)
    extractor._set(*made)
    return extractor


def _timeline(packed):
    """A timeline that travelled to another process."""
    return Timeline(_native.Timeline.unpacked(packed))


@cache
def _shared() -> Extractor:
    return Extractor()


@dataclass(frozen=True)
class _Choices:
    actor: str | None
    first: str | None
    last: str | None
    min_confidence: float
    about: str
    top: int | None
    curation: tuple[str, bytes] | None
    statements: bool
    unlisted: bool


def _choices(*, start, end, min_confidence, top, curation, actor, about, **others):
    for name, words in (("actor", actor), ("about", about)):
        if not isinstance(words, (str, type(None))):
            raise TypeError(f"{name} is a str, not {type(words).__name__}")
    if top is not None and not (isinstance(top, Integral) and top > 0):
        raise DatelineError(f"top is {top!r}: a timeline has at least one event (None: all)")
    if not (isinstance(min_confidence, Real) and 0 <= min_confidence <= 1):
        raise DatelineError(f"min_confidence is {min_confidence!r}: it is a number from 0 to 1")
    for name in ("statements", "unlisted"):
        if not isinstance(others[name], bool):
            raise TypeError(f"{name} is True or False, not {others[name]!r}")
    return _Choices(
        first=_bound(start, last=False),
        last=_bound(end, last=True),
        min_confidence=min_confidence,
        actor=actor,
        about=about or "",
        top=top,
        curation=None if curation is None else (os.fspath(curation), Path(curation).read_bytes()),
        **others,
    )


def _texts(files):
    if isinstance(files, (str, os.PathLike)):
        files = [files]
    return [(os.fspath(file), _text(file)) for file in files]


def _text(file):
    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DatelineError(f"{os.fspath(file)}: this is no text in UTF-8 (byte {error.start})") from None
