"""Kills and server stops at random moments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from benchmarks.postgresql import Server
from benchmarks.soak.side import Side

_SHORTEST_STOP, _LONGEST_STOP = 0.2, 4.0
_KILLS = {"crawl": 4, "watch": 1, "watch's crawl": 2, "export": 4, "status": 1}
"""What is killed, and how often in comparison."""
_REPLICA_STOP, _DATABASE_STOP = 1, 1
_MODES = ("fast", "immediate")


class Troubles:
    """Kills commands and stops servers.

    Args:
        sides: The databases.
        server: The PostgreSQL server, if it may be stopped.
        random: Chooses what happens and when.
        every: The mean time between two troubles of one database, in seconds.
    """

    def __init__(
        self, sides: Sequence[Side], server: Server | None, random: Random, every: float
    ) -> None:
        self._server, self._random, self._every = server, random, every
        self._due = {side.name: random.uniform(0, 2 * every) for side in sides}
        self._sides = {side.name: side for side in sides}
        self._ends: list[tuple[float, Callable[[], None]]] = []

    def tick(self, now: float) -> None:
        """Do what is due; `now` counts from the start, in seconds."""
        for moment, end in [entry for entry in self._ends if entry[0] <= now]:
            self._ends.remove((moment, end))
            end()
        for name, due in self._due.items():
            if now >= due:
                self._due[name] = now + self._random.uniform(0, 2 * self._every)
                self._trouble(self._sides[name], now)

    def end(self) -> None:
        """Start every server that is stopped."""
        for _, end in self._ends:
            end()
        self._ends.clear()

    def _trouble(self, side: Side, now: float) -> None:
        kinds = {**_KILLS, "replica": _REPLICA_STOP}
        if side.name == "PostgreSQL" and self._server is not None:
            kinds["database"] = _DATABASE_STOP
        [kind] = self._random.choices([*kinds], [*kinds.values()])
        until = now + self._random.uniform(_SHORTEST_STOP, _LONGEST_STOP)
        if kind == "replica":
            side.sites.replica.stop_listening()
            self._ends.append((until, side.sites.replica.listen_again))
            side.stops += 1
        elif kind == "database":
            assert self._server is not None
            if self._server.is_running:
                self._server.stop(self._random.choice(_MODES))
                self._ends.append((until, self._server.start))
                side.stops += 1
        else:
            command = next(one for one in side.commands if one.name == kind.partition("'")[0])
            pid = command.child if "'" in kind else command.process and command.process.pid
            if pid:
                command.kill(pid)
