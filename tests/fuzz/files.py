"""A file for readers that read files: written by the fuzzer, while its confinement rests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.confinement import released

_folder: Path | None = None


@contextmanager
def folder_for_inputs() -> Iterator[Path]:
    """Have a folder for the inputs; it is removed with all that is in it."""
    global _folder
    before = _folder
    with TemporaryDirectory(prefix="newsscraper-fuzz-") as made:
        _folder = Path(made)
        try:
            yield _folder
        finally:
            _folder = before


def as_file(name: str, content: bytes) -> str:
    """Write an input to a file and return its path; the next one of the name replaces it.

    Raises:
        RuntimeError: :func:`folder_for_inputs` was not called.

    """
    if _folder is None:
        raise RuntimeError("there is no folder for inputs")
    path = _folder / name
    with released():
        path.write_bytes(content)
    return str(path)
