"""What ``-o`` may name: a path, an address, standard output."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.place import LocalPlace, Place
from newsscraper.exporters.remote import RemotePlace, exists

STDOUT = "-"
"""The name that stands for standard output."""

FOLDER = "hf:"
"""What stands before the folder of a data set: ``hf:FOLDER``."""

_ADDRESS = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*://")


def is_address(target: str) -> bool:
    """Whether it is ``scheme://...``."""
    return _ADDRESS.match(target.removeprefix(FOLDER)) is not None


def scheme_of(target: str) -> str:
    """The scheme of an address in lower case; empty for a path."""
    return target.removeprefix(FOLDER).partition("://")[0].lower() if is_address(target) else ""


def parts_of(address: str) -> SplitResult:
    """The parts of an address.

    Raises:
        ExportError: it is none.

    """
    try:
        return urlsplit(address)
    except ValueError as error:
        raise ExportError(f"cannot write {shown(address)}: it is no address: {error}") from None


def path_of(target: str) -> Path | None:
    """The path on this machine that is meant; ``None`` for another place."""
    if scheme_of(target) == "file":
        return _real(unquote(parts_of(target.removeprefix(FOLDER)).path))
    return None if is_address(target) or target == STDOUT else _real(target.removeprefix(FOLDER))


def _real(path: str) -> Path:
    """The path behind links; Path.resolve raises on a link to itself."""
    return Path(os.path.realpath(path))


def shown(target: str) -> str:
    """The target as it may be shown to anybody: the password in an address is left out."""
    # A password may have an @ or a slash in it that should have been written otherwise.
    target = re.sub(r"^([a-zA-Z][a-zA-Z0-9+.-]*://[^/@:]*):(?:[^/?#]*|[^@]*)@", r"\1:***@", target)
    return (
        re.sub(r"([?&](?:ssl)?password=)[^&#]*", r"\1***", target) if is_address(target) else target
    )


def is_there(target: str) -> bool:
    """Whether an output of that name is there already and would be replaced. Of a database's table
    only rows are."""
    path = path_of(target)
    if path is not None:
        return path.exists()
    return (
        target != STDOUT
        and not scheme_of(target).startswith("postgres")
        and exists(target, shown(target))
    )


def place_of(target: str, overwrites: Callable[[Path], None]) -> Place:
    """The place behind a target.

    Args:
        target: A path or an address of a file.
        overwrites: Is asked what is there already may be written over; raises OSError where it may
            not.

    Raises:
        OSError: nothing can be written there.
        ExportError: the package that writes there is missing.

    """
    path = path_of(target)
    if path is None:
        return RemotePlace(target, shown(target))
    overwrites(path)
    return LocalPlace(path)
