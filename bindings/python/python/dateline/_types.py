"""What the program finds, as frozen dataclasses.

The fields are those of the JSON that the command line writes (``dateline annotate``, ``--format jsonl``); ``class`` and
``from`` are called ``class_`` and ``from_``, ``relType`` is called ``rel_type``. Days are strings such as ``"2022-07-13"`` (``"-0043-03-15"`` before
our era), because years before 1 have no ``datetime.date``. ``start`` and ``end`` count characters of the article's text, end
exclusive: ``text[start:end]`` are the words.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    import pandas
    import polars
    import pyarrow

class _Lazy:
    """A dataclass whose fields are made when they are first asked for: a batch of articles costs what reading it costs.

    Everything else is as with any frozen dataclass: ``==``, ``hash``, ``repr``, ``replace``, ``asdict``, ``pickle``.
    """

    def __getattr__(self, name: str):
        # Called for what is not there yet.
        fields = self.__dict__
        source = fields.get("_source")
        if source is None or name not in type(self).__dataclass_fields__:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        # Nothing that is made here can be garbage yet: looking for it after every few hundred objects takes most of the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            source.fill(fields, name)
        finally:
            if collecting:
                gc.enable()
        return fields[name]

    def __getstate__(self):
        return {name: getattr(self, name) for name in type(self).__dataclass_fields__}


def lazy(kind, source):
    """The object of a dataclass that `source` fills."""
    made = object.__new__(kind)
    made.__dict__["_source"] = source
    return made


__all__ = [
    "Article", "Bounds", "Claim", "Clash", "Diagnostic", "Disagreement", "Event", "EventDate", "EventMention",
    "Extraction", "Member", "Mention", "Participant", "Range", "Related", "Timex", "Tlink", "Told",
]


@dataclass(frozen=True)
class Article:
    """An article. Only the text is needed; most dates hang on ``published``."""

    text: str
    """The text, which is never altered: offsets refer to it."""
    published: datetime.date | str | None = None
    """The day of publication: a ``datetime.date`` or ``datetime``, or a string such as ``"2022-07-13"``."""
    id: str | None = None
    """Unique within a run; the place in the list, from 1, where there is none."""
    title: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Range:
    """The whole of a range of which a time expression is one end."""

    start: int
    end: int
    date_start: str | None
    date_end: str | None


@dataclass(frozen=True)
class Timex:
    """A time expression, as TimeML's TIMEX3 has it."""

    id: str
    start: int
    end: int
    text: str
    type: str
    """DATE, TIME, DURATION or SET."""
    value: str
    """The TIMEX3 value, ``2022-07``; ``XXXX-07-13`` where the year stays open."""
    mod: str | None
    edtf: str | None
    """What the words denote in their place, as EDTF: ``2016/..`` for ``since 2016``."""
    date_start: str | None
    date_end: str | None
    rule: str | None
    """The rule that read it."""
    range: Range | None = None


@dataclass(frozen=True)
class Participant:
    """Who takes part, by canonical name."""

    name: str
    id: str | None
    """ISO 3166-1 alpha-3, or the program's or your own."""
    kind: str | None
    start: int
    end: int
    rule: str | None


@dataclass(frozen=True)
class EventDate:
    """When an event happened, and how that is known."""

    edtf: str
    start: str | None
    end: str | None
    basis: str
    """explicit, relative, year_inferred, anchor, connective or dct (the day of publication)."""
    timex: str | None
    """The id of the time expression it comes from."""


@dataclass(frozen=True)
class Bounds:
    """First and last possible day, both included; ``None`` where that end is open."""

    earliest: str | None
    latest: str | None


@dataclass(frozen=True)
class Claim:
    """Who says so."""

    source: str
    verb: str
    class_: str
    """EVIDENTIAL, NEG_EVIDENTIAL, FACTIVE, COUNTER_FACTIVE, MODAL or CONDITIONAL."""
    quoted: bool


@dataclass(frozen=True)
class EventMention:
    """What one sentence says about one event."""

    id: str
    start: int
    end: int
    text: str
    """The trigger as written."""
    lemma: str
    class_: str
    """The class of TimeML."""
    tense: str
    aspect: str
    polarity: str
    """POS or NEG."""
    modality: str
    event_type: str
    """A type of PLOVER, or STATEMENT, ELECTION, OTHER."""
    actors: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    object: str | None
    about: tuple[Participant, ...]
    """Whom the content of a statement or decision is about."""
    place: str | None
    coordinates: tuple[float, float] | None
    """Latitude and longitude in degrees, where the program knows the city."""
    date: EventDate | None
    bounds: Bounds | None
    """What is known of an undated event from those before and after it."""
    attribution: tuple[Claim, ...]
    confidence: float
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Tlink:
    """A temporal link: ``from_`` stands in ``rel_type`` to ``to`` (``t0`` is the day of publication)."""

    from_: str
    to: str
    rel_type: str
    rule: str
    confidence: float


@dataclass(frozen=True)
class Clash:
    """Statements about time that cannot all hold."""

    sentences: tuple[tuple[int, int], ...]
    tlinks: tuple[Tlink, ...]
    set_aside: int | None
    """Place in ``tlinks`` of the one that does not count."""


@dataclass(frozen=True)
class Diagnostic:
    """A date that cannot be or that contradicts another."""

    kind: str
    start: int
    end: int
    message: str


@dataclass(frozen=True)
class Extraction(_Lazy):
    """Everything that was read in one article."""

    id: str
    published: str | None
    title: str | None
    text: str
    sentences: tuple[tuple[int, int], ...]
    timexes: tuple[Timex, ...]
    events: tuple[EventMention, ...]
    tlinks: tuple[Tlink, ...]
    conflicts: tuple[Clash, ...]
    diagnostics: tuple[Diagnostic, ...]

    def to_arrow(self) -> pyarrow.Table:
        """The events as a ``pyarrow.Table``, one a row."""
        from ._tables import mentions_table

        return mentions_table([self])

    def to_pandas(self) -> pandas.DataFrame:
        """The events as a pandas data frame; days are ``datetime64``."""
        return self.to_arrow().to_pandas(date_as_object=False)

    def to_polars(self) -> polars.DataFrame:
        """The events as a Polars data frame."""
        from ._tables import polars

        return polars(self.to_arrow())


@dataclass(frozen=True)
class Member:
    """Who takes part in an event of a timeline, and how."""

    name: str
    role: str
    """actor or target."""
    kind: str
    id: str | None
    state: str | None
    office: str | None


@dataclass(frozen=True)
class Mention:
    """One telling of an event: where it stands."""

    article: str
    start: int
    end: int
    text: str
    sentence: str
    date: str | None
    marks: tuple[tuple[int, int, str], ...]
    """Characters of the sentence, and what they are: event, date or actor."""


@dataclass(frozen=True)
class Related:
    """Another event of the timeline that this one leads to, is part of, or is perhaps the same as."""

    kind: str
    event_id: str


@dataclass(frozen=True)
class Told:
    """What some articles say."""

    value: str
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Disagreement:
    """What articles say of one field that cannot both hold."""

    field: str
    values: tuple[Told, ...]


@dataclass(frozen=True)
class Event(_Lazy):
    """What happened, told by one or more articles."""

    event_id: str
    """12 hexadecimal digits that stay the same from run to run."""
    ordinal: int | None
    """Place in the order, from 1; ``None`` for what makes no row."""
    listed: bool
    date: str | None
    """EDTF: ``2022-09-23/2022-09-27`` lasted, ``[2022-07-13..2023-01-03]`` was on one day between the two."""
    date_start: str | None
    date_end: str | None
    precision: str
    approximate: bool
    uncertain: bool
    date_words: str
    earliest: str | None
    latest: str | None
    date_basis: str
    date_text: str | None
    headline: str
    actors: tuple[str, ...]
    action: str
    targets: tuple[str, ...]
    object: str | None
    about: tuple[str, ...]
    event_type: str
    polarity: str
    modality: str
    attribution: tuple[Claim, ...]
    quoted: bool
    place: str | None
    coordinates: tuple[float, float] | None
    confidence: float
    first_reported: str | None
    last_reported: str | None
    publisher: str | None
    published: str | None
    title: str | None
    url: str | None
    sentence: str
    start: int
    """First character of the sentence in its article."""
    end: int
    rules: tuple[str, ...]
    participants: tuple[Member, ...]
    realises: tuple[str, ...]
    """Ids of the announced events that this one made true."""
    related: tuple[Related, ...]
    conflicts: tuple[Disagreement, ...]
    mentions: tuple[Mention, ...]
    """All tellings, the representative one first."""
    articles: tuple[str, ...]
