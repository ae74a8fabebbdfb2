"""Runs the command line, and scripts, each in a process of its own, without paying for the imports each time.

A server has imported what they use and forks for each: a process with its own standard streams, folder, environment and exit
code, which goes through ``__main__`` and ends as any interpreter does. What depends on how an interpreter starts (its locale,
what it imports, signals while it does) needs a new one, by ``subprocess``.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.waiting import LIMIT

_ROOT = Path(__file__).resolve().parents[1]
_AT_THE_START = ("PYTHON", "LC_", "LANG")
_USED_BY_CRAWLS = """
    aiohttp.web encodings.idna protego scrapy.addons scrapy.core.downloader.handlers.http11 scrapy.core.engine
    scrapy.core.scheduler scrapy.crawler scrapy.dupefilters scrapy.pqueues scrapy.squeues scrapy.utils.engine
    sqlalchemy.dialects.sqlite.pysqlite tldextract tqdm twisted.conch.telnet urllib.robotparser uvloop zoneinfo
""".split()
_NAMING = ("DOWNLOAD_HANDLERS_BASE", "DOWNLOADER_MIDDLEWARES_BASE", "EXTENSIONS_BASE", "SPIDER_MIDDLEWARES_BASE")
"""Settings of Scrapy's that name the parts a crawl consists of."""


def run(
    *arguments: str | os.PathLike[str], cwd: Path, module: str | None = "newsscraper", stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:  # fmt: skip
    """Runs ``python -m module arguments`` to its end. Without a module the first of the arguments is a script.

    Args:
        cwd: The folder it runs in.
        stdin: What it can read.
        env: All of its environment; none for that of the tests.
    """
    env = dict(os.environ if env is None else env)
    if any(env.get(name) != os.environ.get(name) for name in {*env, *os.environ} if name.startswith(_AT_THE_START)):
        raise ValueError("an interpreter reads these variables when it starts: use subprocess")
    words = [os.fspath(argument) for argument in arguments]
    job = {"module": module, "arguments": words, "cwd": os.fspath(cwd), "env": env}
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        given.write(stdin)
        given.seek(0)
        code = _server().run(job, [file.fileno() for file in (given, output, errors)])
        output.seek(0)
        errors.seek(0)
        return subprocess.CompletedProcess(words, code, output.read(), errors.read())


class _Server:
    """The server, as the tests see it."""

    def __init__(self) -> None:
        self._owner = os.getpid()
        self._socket, theirs = socket.socketpair()
        self._socket.settimeout(LIMIT)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.commands", str(theirs.fileno())],
                cwd=_ROOT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        atexit.register(self._close)

    def run(self, job: Mapping[str, Any], files: list[int]) -> int:
        data = json.dumps(job).encode()
        try:
            socket.send_fds(self._socket, [len(data).to_bytes(4, "big")], files)
            self._socket.sendall(data)
            answer = self._socket.recv(4)
        except TimeoutError:
            self._kill()
            raise AssertionError(f"{job['arguments']} has not ended after {LIMIT:.0f} s") from None
        except KeyboardInterrupt:  # which reaches the tests alone
            self._kill()
            raise
        assert answer, "the server of commands has ended"
        return int.from_bytes(answer, "big", signed=True)

    def _kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        _server.cache_clear()

    def _close(self) -> None:
        if os.getpid() == self._owner:  # not in a process that a test forked
            self._socket.close()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(LIMIT)


@cache
def _server() -> _Server:
    return _Server()


# In the server.


def _serve(connection: socket.socket) -> dict[str, Any] | None:
    """Answers until the tests are done. Returns twice a job: in the process that was forked for it, what to run."""
    while True:
        size, files, _, _ = socket.recv_fds(connection, 4, 3)
        if not size:
            return None
        job = json.loads(connection.recv(int.from_bytes(size, "big"), socket.MSG_WAITALL))
        pid = os.fork()
        if not pid:
            connection.close()
            for number, file in enumerate(files):
                os.dup2(file, number)
                os.close(file)
            return job
        for file in files:
            os.close(file)
        _, status = os.waitpid(pid, 0)
        connection.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, "big", signed=True))


def _warm_up() -> None:
    import newsscraper

    for module in pkgutil.walk_packages(newsscraper.__path__, "newsscraper."):
        if module.name != "newsscraper.__main__":
            import_module(module.name)
    from scrapy.settings import default_settings

    parts = [part for name in _NAMING for places in [getattr(default_settings, name)] for item in places.items() for part in item]
    modules = {part.rpartition(".")[0] for part in parts if isinstance(part, str)}
    for name in [*_USED_BY_CRAWLS, *sorted(filter(None, modules))]:
        with suppress(ImportError):  # not in every version
            import_module(name)
    assert "twisted.internet.reactor" not in sys.modules, "each process makes its own"
    gc.collect()
    gc.freeze()


def _become(job: Mapping[str, Any]) -> None:
    os.chdir(job["cwd"])
    os.environ.clear()
    os.environ.update(job["env"])
    time.tzset()
    arguments, module = job["arguments"], job["module"]
    if module:
        sys.path[0], sys.argv = job["cwd"], [module, *arguments]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    else:
        sys.path[0], sys.argv = str(Path(job["cwd"], arguments[0]).parent), arguments
        runpy.run_path(arguments[0], run_name="__main__")


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as _connection:
        _warm_up()
        _job = _serve(_connection)
    if _job is not None:
        _become(_job)
