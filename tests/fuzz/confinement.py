"""Notices what a reader does besides reading: connections, files, processes.

Python announces these as audit events. What libraries in C do on their own is not seen: pyarrow
opens its files without one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_FORBIDDEN = frozenset(
    """
    socket.connect socket.bind socket.sendto socket.sendmsg socket.getaddrinfo socket.gethostbyname
    subprocess.Popen os.fork os.forkpty os.posix_spawn os.system os.exec os.kill os.remove os.rename
    os.mkdir os.rmdir os.link os.symlink os.truncate os.chmod os.putenv os.chdir shutil.rmtree
    shutil.copyfile tempfile.mkstemp tempfile.mkdtemp ftplib.connect smtplib.connect urllib.Request
    webbrowser.open
    """.split()
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Escape(BaseException):
    """A reader did what it must not do. Not an ``Exception``: readers catch these."""


class _Confinement:
    active = False
    installed = False
    seen: list[str]

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.active:
            return
        if event in _FORBIDDEN or (event == "open" and _writes(arguments)):
            said = f"{event} {' '.join(repr(argument)[:80] for argument in arguments[:2])}"
            self.seen.append(said)
            raise Escape(said)


_confinement = _Confinement()


def _writes(arguments: tuple[Any, ...]) -> bool:
    path, mode, flags = arguments
    if isinstance(path, int):
        return False
    if isinstance(mode, str):
        return not set(mode).isdisjoint("wax+")
    return bool(flags & _WRITING)


@contextmanager
def confined() -> Iterator[list[str]]:
    """Raise :class:`Escape` for a connection, a written file or a process; yield those seen."""
    if not _confinement.installed:
        sys.addaudithook(_confinement.hook)
        _confinement.installed = True
    _confinement.seen = []
    _confinement.active = True
    try:
        yield _confinement.seen
    finally:
        _confinement.active = False


@contextmanager
def released() -> Iterator[None]:
    """Allow everything for a while: what the fuzzer itself does in the midst of a reading."""
    before, _confinement.active = _confinement.active, False
    try:
        yield
    finally:
        _confinement.active = before
