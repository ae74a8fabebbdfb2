"""Archives made to take time: processor time is the ratio of twice the input to the input."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from time import process_time

import pytest

from newsscraper.captures.codings import MOST, unpacked
from newsscraper.captures.frames import Broken
from newsscraper.captures.framing import Framing
from tests.archives.test_framing import Bytes

PAGE = 32 * 1024 * 1024


def test_a_body_has_a_few_codings():
    body = b"<p>Un texte."
    for _ in range(MOST):
        body = gzip.compress(body)
    assert unpacked(body, ",".join(["gzip"] * MOST), PAGE) == b"<p>Un texte."
    with pytest.raises(Broken, match=f"{MOST + 1} codings"):
        unpacked(gzip.compress(body), ",".join(["gzip"] * (MOST + 1)), PAGE)


def ratio(read: Callable[[bytes], object], part: bytes, size: int) -> float:
    """How much longer twice as much takes: the best of several."""
    content = part * (size // len(part))
    times = [[0.0, 0.0] for _ in range(5)]
    for pair in times:
        for number, given in enumerate((content, content * 2)):
            begun = process_time()
            read(given)
            pair[number] = process_time() - begun
    return min(pair[1] for pair in times) / min(pair[0] for pair in times)


def frame(content: bytes) -> None:
    kept = frozenset({"response"})
    for _ in Framing(Bytes(content), wanted=kept, limit=PAGE).records():
        pass


@pytest.mark.parametrize(
    "part",
    [
        b"WARC-Type: x WARC/1.0\r\n",
        b"WARC-:WARC/1.0\n",
        b"WARC/1.0\r\nWARC-Type: response\r\n",
    ],
)
def test_lines_like_headers_take_linear_time(part):
    assert ratio(frame, part, 100_000) < 3
