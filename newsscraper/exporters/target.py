"""The values of ``-o``: a path, an address, or standard output."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.place import LocalPlace, Place
from newsscraper.exporters.remote import RemotePlace, exists
from newsscraper.passwords import conceal, masked_address

STDOUT = "-"
"""The target that means standard output."""

HF_PREFIX = "hf:"
"""The prefix of a data set folder: ``hf:FOLDER``."""

_ADDRESS = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*://")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def is_address(target: str) -> bool:
    """Return whether a target has the form ``scheme://...``."""
    return _ADDRESS.match(target.removeprefix(HF_PREFIX)) is not None


def scheme_of(target: str) -> str:
    """Return the scheme of an address in lower case; empty for a path."""
    return target.removeprefix(HF_PREFIX).partition("://")[0].lower() if is_address(target) else ""


def parts_of(address: str) -> SplitResult:
    """Parse an address.

    Raises:
        ExportError: It is invalid.

    """
    try:
        return urlsplit(address)
    except ValueError as error:
        raise ExportError(
            f"cannot write {shown(address)}: it is not a valid address: {error}"
        ) from None


def path_of(target: str) -> Path | None:
    """Return the local path of a target; ``None`` if it is not local."""
    if scheme_of(target) == "file":
        return _real(unquote(parts_of(target.removeprefix(HF_PREFIX)).path))
    return None if is_address(target) or target == STDOUT else _real(target.removeprefix(HF_PREFIX))


def _real(path: str) -> Path:
    """Return the path with links resolved. Path.resolve would raise for a link to itself."""
    return Path(os.path.realpath(path))


def shown(target: str) -> str:
    """Return the target for messages: in one line, without the secrets of an address."""
    conceal(target)
    return _CONTROL.sub("\ufffd", masked_address(target))


def output_exists(target: str) -> bool:
    """Return whether an output of that name exists and would be replaced.

    A table of PostgreSQL is never replaced, only rows of it.
    """
    path = path_of(target)
    if path is not None:
        return path.exists()
    return (
        target != STDOUT
        and not scheme_of(target).startswith("postgres")
        and exists(target, shown(target))
    )


def place_of(target: str, overwrites: Callable[[Path], None]) -> Place:
    """Return the place of a target.

    Args:
        target: A path or an address of a file.
        overwrites: Called with a local path; raises OSError if what it names now must not be
            replaced.

    Raises:
        OSError: Nothing can be written there.
        ExportError: The package for the address is missing.

    """
    path = path_of(target)
    if path is None:
        return RemotePlace(target, shown(target))
    overwrites(path)
    return LocalPlace(path)
