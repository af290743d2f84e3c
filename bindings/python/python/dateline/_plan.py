"""Who compares what, where the work is divided among machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from . import _native

if TYPE_CHECKING:
    import pyarrow


class Plan:
    """The second of three steps that make a timeline on many machines: who compares what. Made once, sent to all.

    A mention is compared with others of its action that share a key with it, and in the block of a key with `WINDOW` before and
    after it. A shard is a range of keys, in which a mention mostly stands whole; a block that is too large for one machine is cut
    into stretches, shards of their own. The edges of all shards are those of one run over all mentions, whatever the plan.

    Args:
        weights: how many mentions there are of each number in the column ``buckets``.
        shards: how many shards to make, about.
        whole: a number of ``buckets`` with so many mentions or fewer is not divided among shards.
        hot: blocks to be cut: a key with the first and the last place of each stretch, as `block_keys` tells them. A stretch holds
            the first `WINDOW` mentions of the next as well.
    """

    def __init__(
        self,
        weights: Mapping[int, int],
        shards: int,
        *,
        whole: int = 100_000,
        hot: Mapping[int, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        self._native = _native.Plan.of(list(weights.items()), shards, whole, [(key, list(cut)) for key, cut in (hot or {}).items()])

    def __len__(self) -> int:
        return len(self._native)

    def route(self, told: pyarrow.Table | pyarrow.RecordBatch) -> pyarrow.Table:
        """What goes to which shard, as a ``pyarrow.Table`` of ``shard``, ``article`` and ``profile``.

        Args:
            told: a table that `Extractor.mentions` gave, or its columns ``article`` and ``profile``.
        """
        from ._tables import packed, routes_table

        return routes_table(told.column("article"), *self._native.route(packed(told.column("profile"))))

    def link(self, shard: int, routes: pyarrow.Table | pyarrow.RecordBatch) -> pyarrow.Table:
        """Which mentions of a shard belong together, as a ``pyarrow.Table``: ``a_article``, ``a_index``, ``b_article``, ``b_index``
        (two mentions: hashes of their articles' ids, their numbers in the articles), ``kind``, ``score``. Of the mentions that are in
        no other shard these are the edges that decide which of them are one event, mostly fewer than one a mention.

        Args:
            shard: its number.
            routes: all that `route` gave for this shard.

        Raises:
            DatelineError: the bytes are no mentions, or those of another version.
        """
        from ._tables import edges_table, packed

        return edges_table(self._native.link(shard, packed(routes.column("article")), packed(routes.column("profile"))))


def block_keys(
    profiles: pyarrow.Array | pyarrow.ChunkedArray | list[bytes], buckets: Iterable[int], only: Iterable[int] | None = None
) -> pyarrow.Table:
    """With which others the mentions of some buckets are compared, as a ``pyarrow.Table``: ``key`` and ``place`` (where the mention
    stands in the block of this key: a text to be sorted by), a row for each mention and each of its keys. For finding blocks that
    are too large for one machine.

    Args:
        profiles: the column ``profile`` of a table that `Extractor.mentions` gave.
        buckets: mentions of other buckets are left out.
        only: other keys are left out.
    """
    from ._tables import keys_table, packed

    return keys_table(*_native.keys(packed(profiles), set(buckets), None if only is None else set(only)))
