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
    """An article. Only the text is needed; most dates hang on the day of publication.

    Attributes:
        text: the text, which is never altered: offsets refer to it.
        published: the day of publication: a ``datetime.date`` or ``datetime``, or a string such as ``"2022-07-13"``.
        id: unique within a run; the place in the list, from 1, where there is none.
        title: the headline.
        publisher: the newspaper, agency or site.
        url: the address, which is also asked for the day of publication where nothing else tells it.
    """

    text: str
    published: datetime.date | str | None = None
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Range:
    """The whole of a range of which a time expression is one end.

    Attributes:
        start, end: its place in the text.
        date_start, date_end: its first and last day.
    """

    start: int
    end: int
    date_start: str | None
    date_end: str | None


@dataclass(frozen=True)
class Timex:
    """A time expression, as TimeML's TIMEX3 has it.

    Attributes:
        id: ``t1``, ``t2`` and so on; ``t0`` is the day of publication.
        start, end: its place in the text.
        text: its words.
        type: DATE, TIME, DURATION or SET.
        value: the TIMEX3 value: ``2022-07``; ``XXXX-07-13`` where the year stays open.
        mod: the TIMEX3 modifier: BEFORE, AFTER, START, MID, END, APPROX, MORE_THAN and the like.
        edtf: what the words denote in their place, as EDTF: ``2016/..`` for ``since 2016``.
        date_start, date_end: first and last day; ``None`` for what is no date, or an open one.
        rule: the rule that read it.
        range: the whole range of which this is one end.
    """

    id: str
    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str | None
    edtf: str | None
    date_start: str | None
    date_end: str | None
    rule: str | None
    range: Range | None = None


@dataclass(frozen=True)
class Participant:
    """Who takes part, as one sentence names them.

    Attributes:
        name: the canonical name.
        id: ISO 3166-1 alpha-3 of a state, or an id of the program's or your own tables.
        kind: state, territory, organ, organisation, company, person, people, place or unknown.
        start, end: the place of the words in the text.
        rule: the rule that found them.
    """

    name: str
    id: str | None
    kind: str | None
    start: int
    end: int
    rule: str | None


@dataclass(frozen=True)
class EventDate:
    """When an event happened, and how that is known.

    Attributes:
        edtf: the date, as EDTF.
        start, end: its first and last day.
        basis: explicit (all is written), relative (``on Tuesday``), year_inferred, anchor (counted from another date or event),
            connective (from a dated event beside it) or dct (the day of publication).
        timex: the id of the time expression it comes from.
    """

    edtf: str
    start: str | None
    end: str | None
    basis: str
    timex: str | None


@dataclass(frozen=True)
class Bounds:
    """What is known of an undated event from those before and after it.

    Attributes:
        earliest, latest: the first and the last possible day; ``None`` where that end is open.
    """

    earliest: str | None
    latest: str | None


@dataclass(frozen=True)
class Claim:
    """Who says so.

    Attributes:
        source: the name.
        verb: the lemma of how: ``say``, ``deny``; empty where no verb tells.
        class_: EVIDENTIAL, NEG_EVIDENTIAL, FACTIVE, COUNTER_FACTIVE, MODAL or CONDITIONAL, as TimeML has them.
        quoted: whether in quotation marks.
    """

    source: str
    verb: str
    class_: str
    quoted: bool


@dataclass(frozen=True)
class EventMention:
    """What one sentence says about one event.

    Attributes:
        id: ``e1``, ``e2`` and so on within the article.
        start, end: the place of the trigger in the text: the verb or noun that tells the event.
        text: the trigger as written.
        lemma: its lemma.
        class_: OCCURRENCE, REPORTING, STATE, I_ACTION, I_STATE, ASPECTUAL or PERCEPTION, as TimeML has them.
        tense: PAST, PRESENT, FUTURE, INFINITIVE, PRESPART, PASTPART or NONE.
        aspect: PERFECTIVE, PROGRESSIVE, PERFECTIVE_PROGRESSIVE or NONE.
        polarity: POS or NEG.
        modality: asserted, future, planned, possible, hypothetical or requested.
        event_type: a type of PLOVER (AGREE, CONSULT, ASSAULT and so on), or STATEMENT, ELECTION, OTHER.
        actors: who did it.
        targets: to whom.
        object: the thing it was done to.
        about: whom the content of a statement or decision is about.
        place: where.
        coordinates: latitude and longitude of the place in degrees, where the program knows the city.
        date: when; ``None`` where nothing tells.
        bounds: what is known of an undated event.
        attribution: who says so; nobody but the article where it is empty.
        confidence: 0 to 1, the product of the measured precision of the rules.
        rules: the rules that took part.
    """

    id: str
    start: int
    end: int
    text: str
    lemma: str
    class_: str
    tense: str
    aspect: str
    polarity: str
    modality: str
    event_type: str
    actors: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    object: str | None
    about: tuple[Participant, ...]
    place: str | None
    coordinates: tuple[float, float] | None
    date: EventDate | None
    bounds: Bounds | None
    attribution: tuple[Claim, ...]
    confidence: float
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Tlink:
    """A temporal link: ``from_`` stands in the relation ``rel_type`` to ``to``.

    Attributes:
        from_, to: ids of events or time expressions; ``t0`` is the day of publication.
        rel_type: BEFORE, AFTER, INCLUDES, IS_INCLUDED, SIMULTANEOUS and so on, as TimeML has them.
        rule: the rule that found it.
        confidence: 0 to 1.
    """

    from_: str
    to: str
    rel_type: str
    rule: str
    confidence: float


@dataclass(frozen=True)
class Clash:
    """Statements about time that cannot all hold.

    Attributes:
        sentences: start and end of the sentences that make them.
        tlinks: the links that contradict each other.
        set_aside: the place in ``tlinks`` of the one that does not count; ``None`` where a date does not.
    """

    sentences: tuple[tuple[int, int], ...]
    tlinks: tuple[Tlink, ...]
    set_aside: int | None


@dataclass(frozen=True)
class Diagnostic:
    """A date that cannot be or that contradicts another.

    Attributes:
        kind: impossible_date, weekday_mismatch or dateline_mismatch.
        start, end: its place in the text.
        message: what is wrong, in words.
    """

    kind: str
    start: int
    end: int
    message: str


@dataclass(frozen=True)
class Extraction(_Lazy):
    """Everything that was read in one article.

    Attributes:
        id: the article's.
        published: the day of publication, as given or as found in the text.
        title: the headline.
        text: the text, as given.
        sentences: start and end of each.
        timexes: the time expressions, in the order of the text.
        events: what is told, in the order of the text.
        tlinks: how events and times are ordered.
        conflicts: statements about time that cannot all hold.
        diagnostics: dates that cannot be or that contradict others.
    """

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
    """Who takes part in an event of a timeline, and how.

    Attributes:
        name: the canonical name.
        role: actor or target.
        kind: state, territory, organ, organisation, company, person, people, place or unknown.
        id: ISO 3166-1 alpha-3 of a state, or an id of the program's or your own tables.
        state: the state it is or belongs to.
        office: the office it holds.
    """

    name: str
    role: str
    kind: str
    id: str | None
    state: str | None
    office: str | None


@dataclass(frozen=True)
class Mention:
    """One telling of an event: where it stands.

    Attributes:
        article: the article's id.
        start, end: the place of the trigger in the article's text.
        text: the trigger as written.
        sentence: the sentence, white space folded.
        date: the date that this telling gives, as EDTF.
        marks: characters of ``sentence``, from and to, and what they are: event, date or actor.
    """

    article: str
    start: int
    end: int
    text: str
    sentence: str
    date: str | None
    marks: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Related:
    """Another event of the timeline.

    Attributes:
        kind: ``leads_to``, ``part_of``, or ``perhaps_same``: told with other numbers.
        event_id: the other event.
    """

    kind: str
    event_id: str


@dataclass(frozen=True)
class Told:
    """What some articles say.

    Attributes:
        value: what they say.
        articles: their ids.
    """

    value: str
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Disagreement:
    """What articles say of one field that cannot both hold.

    Attributes:
        field: its name.
        values: what is said, the better attested first.
    """

    field: str
    values: tuple[Told, ...]


@dataclass(frozen=True)
class Event(_Lazy):
    """What happened, told by one or more articles. The fields are the columns of the CSV, and what a cell cannot hold.

    Attributes:
        event_id: 12 hexadecimal digits that stay the same from run to run.
        ordinal: the place in the order, from 1; ``None`` for what makes no row.
        listed: whether it makes a row.
        date: EDTF: ``2022-09-23/2022-09-27`` lasted, ``[2022-07-13..2023-01-03]`` was on one day between the two.
        date_start, date_end: the first and the last day of the date.
        precision: the unit of the words: time, day, week, month, season, quarter, year, decade, century or unknown.
        approximate: whether the date is told with ``about`` or the like.
        uncertain: whether it is told with ``possibly`` or the like.
        date_words: the date in words for people.
        earliest, latest: what follows for the event from all that is told; ``None`` where that end is open.
        date_basis: explicit, relative, year_inferred, anchor, connective, dct (the day of publication) or none.
        date_text: the words of the article that the date comes from.
        headline: a short sentence of canonical names.
        actors: the names of who did it.
        action: the lemma of what was done.
        targets: the names of to whom.
        object: the thing it was done to.
        about: the names of those whom the content of a statement or decision is about.
        event_type: a type of PLOVER (AGREE, CONSULT, ASSAULT and so on), or STATEMENT, ELECTION, OTHER.
        polarity: positive or negative: affirmed or denied.
        modality: asserted, future, planned, possible, hypothetical or requested.
        attribution: who says so; nobody but the articles where it is empty.
        quoted: whether it stands inside quotation marks.
        place: where.
        coordinates: latitude and longitude of the place in degrees, where the program knows the city.
        confidence: 0 to 1, the product of the measured precision of the rules.
        first_reported, last_reported: the first and the last day of publication of its articles.
        publisher, published, title, url: of the article whose telling stands for the event, the first of ``mentions``.
        sentence: the sentence of that telling, white space folded.
        start, end: the place of that sentence in its article's text.
        rules: the rules that took part.
        participants: actors and targets with what is known of them.
        realises: ids of the announced events that this one made true.
        related: other events that this one leads to, is part of, or is perhaps the same as.
        conflicts: what articles say of it that cannot both hold.
        mentions: all tellings, the one that stands for the event first.
        articles: ids of the articles that tell it.
    """

    event_id: str
    ordinal: int | None
    listed: bool
    date: str | None
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
    end: int
    rules: tuple[str, ...]
    participants: tuple[Member, ...]
    realises: tuple[str, ...]
    related: tuple[Related, ...]
    conflicts: tuple[Disagreement, ...]
    mentions: tuple[Mention, ...]
    articles: tuple[str, ...]
