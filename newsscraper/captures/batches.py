"""Batches of records or lines from a file that only one reader can decompress."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from newsscraper.captures.framing import Gap
from newsscraper.captures.member_stream import MemberStream
from newsscraper.captures.unit import FileBatch, FileState, Unit

BATCH = 64
"""Maximum number of records, lines or rows in a batch."""

BATCH_BYTES = 2 * 1024 * 1024
"""A batch ends when its content has this many bytes."""


def batched(
    kind: type[FileBatch], path: str, file: FileState, stream: MemberStream, items: Iterable[Any]
) -> Iterator[Unit]:
    """Divide the items of a file into batches.

    Args:
        kind: Class of the batches.
        path: The file.
        file: Its state.
        stream: The stream that `items` are read from.
        items: The items: gaps, and objects that have an attribute ``content``.

    """
    batch: list[Any] = []
    length, done, number = 0, 0, 0
    for item in items:
        batch.append(item)
        length += 0 if isinstance(item, Gap) else len(item.content)
        if len(batch) >= BATCH or length >= BATCH_BYTES:
            yield kind(path, tuple(batch), stream.position - done, file, number)
            batch, length, done, number = [], 0, stream.position, number + 1
    yield kind(path, tuple(batch), file.size - done, file, number)
