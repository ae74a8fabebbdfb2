"""A sequence that is made as far as somebody reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar, overload

_T = TypeVar("_T")


class Growing(Sequence[_T]):
    """What an iterator returns, made as far as somebody asks for it.

    Args:
        source: The iterator.

    """

    def __init__(self, source: Iterator[_T]) -> None:
        self._source, self._found = source, list[_T]()

    def __iter__(self) -> Iterator[_T]:
        place = 0
        while True:
            while place < len(self._found):
                yield self._found[place]
                place += 1
            if not self._has(place + 1):
                return

    def _has(self, number: int) -> bool:
        found = self._found
        if len(found) < number:
            found.extend(islice(self._source, number - len(found)))
        return len(found) >= number

    @overload
    def __getitem__(self, place: int) -> _T: ...
    @overload
    def __getitem__(self, place: slice) -> list[_T]: ...
    def __getitem__(self, place: int | slice) -> _T | list[_T]:
        last = place.stop if isinstance(place, slice) else place + 1
        if last is None or last < 1:
            len(self)
        else:
            self._has(last)
        return self._found[place]

    def __len__(self) -> int:
        self._found.extend(self._source)
        return len(self._found)
