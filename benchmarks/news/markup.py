"""The text of a saved page. Only the standard library, so that any interpreter can read pages."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)")
_HEAD = 4096
_FALLBACK = "windows-1252"


def read_page(file: Path) -> str:
    """The page in a file, which may be gzipped."""
    content = file.read_bytes()
    return decode(gzip.decompress(content) if content.startswith(_GZIP) else content)


def decode(content: bytes) -> str:
    """Bytes as text, the same for every extractor: UTF-8 if valid, else the declared set."""
    if content.startswith(_BOM):
        return content[len(_BOM) :].decode("utf-8", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(content[:_HEAD])
    try:
        return content.decode(declared[1].decode("ascii") if declared else _FALLBACK, "replace")
    except LookupError:
        return content.decode(_FALLBACK, "replace")
