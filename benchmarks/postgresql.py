"""A scratch PostgreSQL server, which a benchmark may stop as it likes."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit
from uuid import uuid4

NOT_FOUND = (
    "PostgreSQL is left out: no server programs (initdb, pg_ctl) are found in PATH or"
    " /usr/lib/postgresql; install postgresql, or name a server with --postgresql URL"
)
_WAIT = ("--wait", "--timeout", "600")


class Server:
    """A server on loopback in a folder of its own.

    As root, it runs as the user postgres, because PostgreSQL refuses to run as root.
    """

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self.folder = Path(mkdtemp(prefix="newsscraper-postgresql-"))
        self._user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        if os.getuid() == 0:
            shutil.chown(self.folder, self._user)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.url = f"postgresql://{self._user}@127.0.0.1:{port}/postgres"
        self._options = f"-c listen_addresses=127.0.0.1 -p {port} -k {self.folder} -c fsync=off"

    def create(self) -> None:
        """Make the server's files and start it."""
        self._run("initdb", "--username", self._user, "--auth", "trust", "--encoding", "UTF8",
                  "--locale", "C.UTF-8")  # fmt: skip
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        log = str(self.folder / "log")
        self._run("pg_ctl", "--log", log, *_WAIT, "--options", self._options, "start")

    def stop(self, mode: str) -> None:
        """Stop it: ``fast`` ends the sessions first, ``immediate`` is a crash of the server."""
        self._run("pg_ctl", *_WAIT, "--mode", mode, "stop")

    @property
    def is_running(self) -> bool:
        """Whether it was started and not stopped."""
        return self._pid_file.exists()

    @property
    def pid(self) -> int:
        """The process that all others of the server descend from; only while it runs."""
        return int(self._pid_file.read_text().split(maxsplit=1)[0])

    def remove(self) -> None:
        """Stop it if it runs, and delete its files."""
        if self.is_running:
            self.stop("immediate")
        shutil.rmtree(self.folder)

    @property
    def _pid_file(self) -> Path:
        return self.folder / "data/postmaster.pid"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), "--pgdata", "data", *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", self._user, "--", *command]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)


def find_programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs: Debian's folders, else those of PATH."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda path: float(path.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def own_server() -> Iterator[Server | None]:
    """A scratch server; ``None`` if its programs are not found."""
    programs = find_programs()
    if programs is None:
        yield None
        return
    server = Server(programs)
    try:
        server.create()
        yield server
    finally:
        server.remove()


@contextmanager
def empty_database(server: str) -> Iterator[str]:
    """The URL of a new database on a server, which is dropped afterwards."""
    import psycopg

    name = f"newsscraper_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
