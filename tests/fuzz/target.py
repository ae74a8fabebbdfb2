"""What is fuzzed, and what may be found."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.fuzz.changes import MARKUP, Change


@dataclass(frozen=True)
class Target:
    """A reader of bytes that strangers write."""

    name: str
    about: str
    """What it reads, in a few words."""
    read: Callable[[bytes], Any]
    """Reads an input with the public reader and returns all that it returned, as JSON types. The
    input alone decides: it names the address or the type of what is read, if that matters."""
    seeds: Callable[[], Sequence[bytes]]
    """Makes examples of valid inputs."""
    words: tuple[bytes, ...] = ()
    """What means something in these inputs, besides what :mod:`tests.fuzz.words` has."""
    changes: tuple[Change, ...] = MARKUP
    pack: Callable[[bytes, Random], bytes] | None = None
    """Turns changed inputs into what is read: a file in a binary form, for example. Seeds are
    then what is packed."""
    allowed: tuple[type[Exception], ...] = ()
    """The errors that the reader is documented to raise."""
    growth: int = 100
    """Characters of output per byte of input, at most, above :data:`tests.fuzz.check.FLOOR`."""
    longest: int = 64 * 1024
    """Bytes of most inputs; a few have eight times as many."""


@dataclass(frozen=True)
class Finding:
    """An input that a reader does not keep its promises for."""

    target: str
    kind: str
    """``error`` (an exception), ``result`` (not JSON types, or invalid), ``large``, ``slow``,
    ``unsteady`` (not the same result twice), ``escape`` (connects, writes, starts a process),
    ``memory`` or ``crash``."""
    place: str
    """What distinguishes it from others of its kind: the line that raised, for example."""
    reason: str
    content: bytes
    trace: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """The same for inputs that show the same fault."""
        return self.target, self.kind, self.place

    @property
    def file_name(self) -> str:
        """A name for the file with the input."""
        return f"{self.target}-{self.kind}-{hashlib.sha256(self.content).hexdigest()[:10]}.bin"
