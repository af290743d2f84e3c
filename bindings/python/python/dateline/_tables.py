"""Tables for Arrow, pandas and Polars. These are optional: ``pip install 'dateline[arrow]'``, ``[pandas]``, ``[polars]``."""

from __future__ import annotations

from datetime import date

_ERA = 146_097
"""Days of 400 years, after which the calendar repeats."""


def _pyarrow():
    try:
        import pyarrow
    except ImportError as missing:
        raise ImportError("tables need pyarrow: pip install 'dateline[arrow]'") from missing
    return pyarrow


def polars(table):
    """The table as a Polars data frame."""
    try:
        import polars as pl
    except ImportError as missing:
        raise ImportError("Polars is not here: pip install 'dateline[polars]'") from missing
    return pl.from_arrow(table)


def days(iso):
    """Days since 1970-01-01 of ``2022-07-13``, also of years before 1 and after 9999; ``None`` for ``None``."""
    if iso is None:
        return None
    year, month, day = iso.rsplit("-", 2)
    eras, inside = divmod(int(year) - 1, 400)
    return date(inside + 1, int(month), int(day)).toordinal() + eras * _ERA - 719_163


def _table(columns):
    pa = _pyarrow()
    kinds = {
        "text": pa.string(), "day": pa.date32(), "texts": pa.list_(pa.string()), "number": pa.int32(),
        "share": pa.float64(), "flag": pa.bool_(),
    }
    fields = [(name, kinds[kind]) for name, kind, _ in columns]
    arrays = [
        pa.array([days(value) for value in values], type=pa.int32()).cast(pa.date32()) if kind == "day"
        else pa.array(values, type=kinds[kind])
        for _, kind, values in columns
    ]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


_EVENT = (
    ("ordinal", "number"), ("event_id", "text"), ("date", "text"), ("date_start", "day"), ("date_end", "day"),
    ("precision", "text"), ("earliest", "day"), ("latest", "day"), ("date_basis", "text"), ("date_text", "text"),
    ("headline", "text"), ("actors", "texts"), ("action", "text"), ("targets", "texts"), ("object", "text"),
    ("about", "texts"), ("event_type", "text"), ("polarity", "text"), ("modality", "text"), ("quoted", "flag"),
    ("place", "text"), ("confidence", "share"), ("first_reported", "day"), ("last_reported", "day"),
    ("publisher", "text"), ("published", "day"), ("title", "text"), ("url", "text"), ("sentence", "text"),
    ("start", "number"), ("end", "number"), ("rules", "texts"), ("articles", "texts"),
)
"""The columns of a timeline, as those of the CSV; lists are lists and days are days."""


def events_table(events):
    """Events of a timeline as a ``pyarrow.Table``."""
    columns = [(name, kind, [getattr(event, name) for event in events]) for name, kind in _EVENT]
    place = [name for name, _ in _EVENT].index("quoted")
    told = [[f"{c.source} ({c.verb})" if c.verb else c.source for c in event.attribution] for event in events]
    columns.insert(place, ("attribution", "texts", told))
    columns.append(("mentions", "number", [len(event.mentions) for event in events]))
    return _table(columns)


_MENTION = (
    ("id", "text"), ("start", "number"), ("end", "number"), ("text", "text"), ("lemma", "text"), ("class_", "text"),
    ("tense", "text"), ("aspect", "text"), ("polarity", "text"), ("modality", "text"), ("event_type", "text"),
    ("object", "text"), ("place", "text"), ("confidence", "share"), ("rules", "texts"),
)


def mentions_table(extractions):
    """The events of articles as a ``pyarrow.Table``, one a row, with the article's id before them."""
    pairs = [(extraction, event) for extraction in extractions for event in extraction.events]
    columns = [("article", "text", [extraction.id for extraction, _ in pairs])]
    columns += [(name, kind, [getattr(event, name) for _, event in pairs]) for name, kind in _MENTION]
    for role in ("actors", "targets"):
        columns.append((role, "texts", [[who.name for who in getattr(event, role)] for _, event in pairs]))
    dates = [event.date for _, event in pairs]
    columns.append(("date", "text", [when and when.edtf for when in dates]))
    columns.append(("date_start", "day", [when and when.start for when in dates]))
    columns.append(("date_end", "day", [when and when.end for when in dates]))
    columns.append(("date_basis", "text", [when and when.basis for when in dates]))
    return _table(columns)


def _numbers(kind, width, numbers):
    """Numbers of fixed width, without a copy."""
    pa = _pyarrow()
    return pa.Array.from_buffers(kind, len(numbers) // width, [None, pa.py_buffer(numbers)])


def _values(kind, values, ends):
    """Texts, bytes or lists of numbers of 2 bytes, without a copy."""
    pa = _pyarrow()
    buffers, children = [None, pa.py_buffer(ends)], None
    if pa.types.is_list(kind):
        children = [_numbers(kind.value_type, 2, values)]
    else:
        buffers.append(pa.py_buffer(values))
    return pa.Array.from_buffers(kind, len(ends) // 4 - 1, buffers, children=children)


def packed(column):
    """The bytes of a column of texts or bytes, and where its values begin and end, in numbers of 8 bytes."""
    pa = _pyarrow()
    column = column if hasattr(column, "cast") else pa.array(column, type=pa.binary())
    column = column.cast(pa.large_binary())
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    _, ends, values = column.buffers()
    if ends is None or not len(column):
        return b"", bytes(8)
    ends = ends.slice(8 * column.offset, 8 * (len(column) + 1))
    return values.to_pybytes() if values else b"", ends.to_pybytes()


def told_table(columns):
    """What articles tell, as `Extractor.mentions` gives it."""
    pa = _pyarrow()
    kinds = [pa.string(), pa.binary(), pa.binary(), pa.list_(pa.int16())]
    arrays = [_values(kind, *column) for kind, column in zip(kinds, columns, strict=True)]
    return pa.Table.from_arrays(arrays, names=["article", "mentions", "profile", "buckets"])


def routes_table(articles, shards, places, profiles):
    """What goes where, as `Plan.route` gives it."""
    pa = _pyarrow()
    names = articles.take(_numbers(pa.int32(), 4, places)).cast(pa.string())
    return pa.Table.from_arrays([_numbers(pa.int32(), 4, shards), names, _values(pa.binary(), *profiles)], names=["shard", "article", "profile"])


def keys_table(keys, places):
    """Keys and places, as `block_keys` gives them."""
    pa = _pyarrow()
    return pa.Table.from_arrays([pa.array(keys, type=pa.int64()), pa.array(places, type=pa.string())], names=["key", "place"])


_EDGE = (("a_article", "int64"), ("a_index", "int32"), ("b_article", "int64"), ("b_index", "int32"), ("kind", "int8"), ("score", "float32"))


def edges_table(columns):
    """Edges of columns of bytes, without a copy."""
    pa = _pyarrow()
    kinds = [getattr(pa, kind)() for _, kind in _EDGE]
    count = len(columns[0]) // 8
    arrays = [pa.Array.from_buffers(kind, count, [None, pa.py_buffer(column)]) for kind, column in zip(kinds, columns, strict=True)]
    return pa.Table.from_arrays(arrays, names=[name for name, _ in _EDGE])


def edge_columns(edges):
    """The bytes of the columns of edges."""
    columns = []
    for name, kind in _EDGE:
        width = 8 if kind == "int64" else 1 if kind == "int8" else 4
        chunks = edges.column(name).cast(kind).chunks
        columns.append(b"".join(chunk.buffers()[1][chunk.offset * width : (chunk.offset + len(chunk)) * width] for chunk in chunks if len(chunk)))
    return columns
