"""Starts the command line as a process of its own without its half second of imports.

A test suite that starts a thousand crawls spends half of its time importing Scrapy. Here one server
per test process imports it and forks for each command: the child has its own process id, folder,
environment, standard streams and signals, runs what ``python -m newsscraper`` runs, and ends as an
interpreter ends. What only a fresh interpreter can show (start-up, imports, closed standard
streams) is tested with a fresh one: tests/cli/test_command_line.py, tests/test_imports.py.

    process = start(["--version"], cwd=folder, stdout=subprocess.PIPE, text=True)
    output, _ = process.communicate()

Only on Linux, where the child can be handed over to the process that asked for it, to be waited for
as its own. Elsewhere, and with ``NEWSSCRAPER_TEST_FRESH=1``, each command is a fresh interpreter.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib
import inspect
import io
import json
import os
import runpy
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.waiting import LIMIT

ROOT = Path(__file__).resolve().parents[1]
COMMAND = ("-m", "newsscraper")
FRESH = sys.platform != "linux" or os.environ.get("NEWSSCRAPER_TEST_FRESH") == "1"

COMPONENTS = "SPIDER_MIDDLEWARES DOWNLOADER_MIDDLEWARES EXTENSIONS DOWNLOAD_HANDLERS".split()
"""Settings that name what a crawl imports; those without ``_BASE`` are the project's own."""

IMPORTED = """
    newsscraper.crawling.runner newsscraper.crawling.spiders.site newsscraper.crawling.spiders.urls
    newsscraper.crawling.spiders.latest newsscraper.crawling.store_pipeline
    newsscraper.crawling.scrapy_compat.stats newsscraper.crawling.log newsscraper.cli
    newsscraper.exporters.registry scrapy.statscollectors scrapy.dupefilters
    scrapy.core.downloader.handlers.http11 sqlalchemy.dialects.sqlite.pysqlite tqdm uvloop
""".split()
"""What a crawl imports besides. Nothing that starts a thread or installs a reactor: neither
survives a fork."""

_PR_SET_CHILD_SUBREAPER = 36
_MESSAGE = 1 << 20

_lock = threading.Lock()
_server: _Server | None = None
_started: list[subprocess.Popen] = []


def start(
    arguments: Sequence[str], program: Sequence[str] = COMMAND, **options: Any
) -> subprocess.Popen:
    """Starts ``newsscraper`` with these arguments.

    Args:
        arguments: What follows the command's name.
        program: What Python runs instead: ``-m`` and a module, or a script.
        options: ``stdin``, ``stdout``, ``stderr``, ``cwd``, ``env``, ``text`` and ``encoding``, as
            ``subprocess.Popen`` has them. With any other, or an environment that an interpreter
            reads when it starts, a fresh one is started.

    """
    fresh = [sys.executable, *program, *arguments]
    known = {"stdin", "stdout", "stderr", "cwd", "env", "text", "encoding"}
    is_fresh = FRESH or options.keys() - known or _starts_otherwise(options.get("env"))
    process = subprocess.Popen(fresh, **options) if is_fresh else _Forked(fresh, **options)
    _started.append(process)
    return process


def run(
    *arguments: str,
    cwd: Path,
    program: Sequence[str] = COMMAND,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Runs it to its end."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with start(arguments, program, cwd=cwd, env=env, **pipes) as process:
        output, errors = process.communicate(stdin, timeout=LIMIT)
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def kill_what_is_left() -> None:
    """Kills what a test has started here and, since it failed, not ended."""
    while _started:
        process = _started.pop()
        if process.poll() is None:
            process.kill()
            process.wait(LIMIT)


def _starts_otherwise(environment: Mapping[str, str] | None) -> bool:
    if environment is None:
        return False
    names = [
        name for name in {*environment, *os.environ} if name.startswith(("PYTHON", "LC_", "LANG"))
    ]
    return any(environment.get(name) != os.environ.get(name) for name in names)


class _Forked(subprocess.Popen):
    """A process that the server has forked: pipes, waits and signals are ``Popen``'s."""

    def _execute_child(self, *given: Any) -> None:
        sys.audit("subprocess.Popen", sys.executable, self.args, None, None)
        bound = inspect.signature(subprocess.Popen._execute_child).bind(self, *given).arguments
        files = [bound["p2cread"], bound["c2pwrite"], bound["errwrite"]]
        inherited = [standard if file == -1 else file for standard, file in enumerate(files)]
        try:
            self.pid = _running_server().fork(
                bound["args"][1:], bound["cwd"], bound["env"], inherited
            )
        finally:
            ends = ("p2cread", "p2cwrite", "c2pread", "c2pwrite", "errread", "errwrite")
            self._close_pipe_fds(*(bound[name] for name in ends))
        self._child_created = True


class _Server:
    """The server process, and the one connection to it."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._ours.settimeout(LIMIT)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        atexit.register(self.close)

    def fork(
        self, arguments: Sequence[str], folder: Any, environment: Any, files: Sequence[int]
    ) -> int:
        """The process id of a new child of this process."""
        asked = {
            "arguments": list(arguments),
            "folder": os.fspath(folder) if folder is not None else str(Path.cwd()),
            "environment": dict(os.environ if environment is None else environment),
        }
        with _lock:
            # The child's parent ends at once, so that the child becomes that of the nearest process
            # that takes in orphans.
            _take_in_orphans(True)
            try:
                socket.send_fds(self._ours, [json.dumps(asked).encode()], list(files))
                answer = self._ours.recv(_MESSAGE)
            finally:
                _take_in_orphans(False)
        if not answer:
            raise OSError(f"the server of forks has ended with {self._process.wait(LIMIT)}")
        return int(answer)

    def close(self) -> None:
        self._ours.close()
        self._process.wait(LIMIT)


def _running_server() -> _Server:
    global _server
    with _lock:
        if _server is None:
            _server = _Server()
    return _server


def _take_in_orphans(yes: bool) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, int(yes), 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


# In the server


def _serve(connection: socket.socket) -> dict[str, Any] | None:
    """Forks until the connection is closed. Returns what was asked for in a child, ``None`` in the
    server."""
    while True:
        message, files, _, _ = socket.recv_fds(connection, _MESSAGE, 3)
        if not message:
            return None
        # Twice, and the first child ends before the answer: the second is an orphan then, and is
        # the caller's to wait for.
        reading, writing = os.pipe()
        between = os.fork()
        if between == 0:
            child = os.fork()
            if child:
                os.write(writing, str(child).encode())
                os._exit(0)
            asked: dict[str, Any] = json.loads(message)
            for standard, file in enumerate(files):
                os.dup2(file, standard)
            for file in (*files, reading, writing):
                os.close(file)
            connection.close()
            return asked
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            answer = pipe.read(20)
        os.waitpid(between, 0)
        for file in files:
            os.close(file)
        connection.send(answer)


def _open_standard_streams() -> None:
    """As the interpreter opens them: what they are, files, pipes or a terminal, is asked when they
    are opened."""
    for name, number in (("stdin", 0), ("stdout", 1), ("stderr", 2)):
        served = getattr(sys, name)
        stream = io.TextIOWrapper(
            open(number, "rb" if number == 0 else "wb", closefd=False),  # noqa: SIM115
            encoding=served.encoding,
            errors=served.errors,
            newline=None if number == 0 else "\n",
            line_buffering=number == 2 or os.isatty(number),
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _import() -> None:
    from scrapy.settings import default_settings

    from newsscraper import settings

    named = [
        name for kind in COMPONENTS for name in getattr(default_settings, f"{kind}_BASE").values()
    ]
    classes = [str(name) for name in named if isinstance(name, str)]
    for kind in COMPONENTS:
        for components in (getattr(default_settings, f"{kind}_BASE"), getattr(settings, kind, {})):
            classes += [name for name in components if "." in name]
    for name in (*IMPORTED, *(path.rpartition(".")[0] for path in classes)):
        importlib.import_module(name)


def _main() -> None:
    _import()
    assert "twisted.internet.reactor" not in sys.modules
    assert threading.active_count() == 1
    gc.collect()
    # a collection in a child, at its end too, would go through all of it and copy every page of
    # memory
    gc.freeze()
    asked = _serve(socket.socket(fileno=int(sys.argv[1])))
    if asked is None:
        return
    _open_standard_streams()
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    # No frame of the server is left below but this one, so that the child ends as an interpreter
    # ends.
    first, *rest = asked["arguments"]
    if first == "-m":
        sys.path[0], sys.argv[1:] = asked["folder"], rest[1:]
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    else:
        sys.path[0], sys.argv[:] = str(Path(first).resolve().parent), [first, *rest]
        runpy.run_path(first, run_name="__main__")


if __name__ == "__main__":
    _main()
