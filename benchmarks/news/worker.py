"""A process that reads pages with one extractor: ``python -m benchmarks.news.worker NAME``.

One JSON request per line comes in: the page's file, its URL, the file of weights, whether to score
it. One JSON answer per line goes out. Times are CPU seconds of this process around the extractor's
call alone. A page that takes too long ends the process.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

from benchmarks.news.markup import read_page
from benchmarks.news.peers import Peer, peer

MOST_SECONDS = 120
"""Seconds of wall clock for one page."""
_ERROR_LENGTH = 160


def answer(extractor: Peer, request: dict[str, Any]) -> dict[str, Any]:
    """Reads one page. An error of the extractor is part of the answer."""
    html, url = read_page(Path(request["file"])), request["url"]
    began = spent = None
    try:
        if extractor.use is not None:
            extractor.use(request.get("weights"))
        given = extractor.given(html, url)
        began = time.process_time()
        found = extractor.read(*given)
        spent = time.process_time() - began
        values = extractor.values(found)
        if extractor.score is not None and request.get("scored"):
            values["score"] = extractor.score(html, url)
    except Exception as error:  # any library may raise anything
        if began is not None and spent is None:
            spent = time.process_time() - began
        told = " ".join(f"{type(error).__name__}: {error}".split())
        values = {"error": told[:_ERROR_LENGTH]}
    return {**values, "cpu": spent or 0.0}


def _refuse(*_: Any, **__: Any) -> NoReturn:
    raise OSError("no network in the benchmark")


def _without_network() -> None:
    """An extractor that would fetch something fails at once."""
    socket.socket.connect = socket.socket.connect_ex = _refuse  # type: ignore[assignment,method-assign]
    socket.create_connection = socket.getaddrinfo = _refuse  # type: ignore[assignment]


def main() -> int:
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer

    def send(message: dict[str, Any]) -> None:
        out.write(json.dumps(message, default=str) + "\n")
        out.flush()

    _without_network()
    try:
        extractor = peer(sys.argv[1])
    except ImportError as reason:
        send({"missing": str(reason)})
        return 1
    send({"ready": True})
    for line in sys.stdin:
        signal.alarm(MOST_SECONDS)
        reply = answer(extractor, json.loads(line))
        signal.alarm(0)
        send(reply)
    return 0


if __name__ == "__main__":
    sys.exit(main())
