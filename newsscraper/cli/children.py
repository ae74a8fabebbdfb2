"""Commands that run other commands: one child process at a time, which is told to stop when we
are."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from types import FrameType, TracebackType
from typing import Self

import click

from newsscraper.cli.base import EXIT_FAILED, EXIT_INTERRUPTED, tell


def passed_on(context: click.Context, options: Iterable[click.Parameter]) -> list[str]:
    """Those of the options that stand on our command line, for the child's. It reads the
    environment itself."""
    words = []
    for option in options:
        name = option.name or ""
        if context.get_parameter_source(name) is not click.core.ParameterSource.COMMANDLINE:
            continue
        assert isinstance(option, click.Option)
        long, value = max(option.opts, key=len), context.params[name]
        if option.count:
            words += [long] * value
        elif option.is_flag:
            words += [long] if value else list(option.secondary_opts[:1])
        else:
            words += [f"{long}={part}" for part in (value if option.multiple else [value])]
    return words


class Child:
    """Runs one command at a time, and hands on to it every signal that asks us to stop."""

    def __init__(self) -> None:
        self.signals: list[int] = []
        """Signals that came."""
        self._handed_on = 0
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        # A signal leaves a byte here, so that it ends a pause also where it comes just before.
        self._woken, self._wakes = socket.socketpair()
        self._woken.setblocking(False)
        self._wakes.setblocking(False)
        self._wakeup = signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        numbers = [signal.SIGINT, signal.SIGTERM]
        hangup = getattr(signal, "SIGHUP", None)  # Windows has none
        if (
            hangup is not None and signal.getsignal(hangup) == signal.SIG_DFL
        ):  # under nohup it is ignored
            numbers.append(hangup)
        self._before = {number: signal.signal(number, self._signalled) for number in numbers}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        self._woken.close()
        self._wakes.close()

    def idle(self, left: Callable[[], float]) -> bool:
        """Waits until no seconds are `left`.

        Returns:
            Whether no signal came.

        """
        while not self.signals and (seconds := left()) > 0:
            select.select([self._woken], [], [], min(seconds, 60))  # the clock may be set meanwhile
        return not self.signals

    def run(self, command: list[str]) -> int:
        """Runs a command to its end.

        Returns:
            Its exit code; below 0 the signal that ended it.

        """
        try:
            # A session of its own: a terminal's Ctrl-C reaches it once, through us, and not twice.
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_tie()
            )
        except (
            OSError
        ) as error:  # the machine is out of memory or processes; it may not be for ever
            tell(f"cannot begin a process: {error.strerror or error}")
            return EXIT_FAILED
        self._hand_on()
        code = self._process.wait()
        self._process = None
        return code

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        self.signals.append(number)
        self._hand_on()

    def _hand_on(self) -> None:
        # Always as SIGTERM: before Python has begun it ends the child without a word, later it
        # stops it as Ctrl-C does.
        while self._process is not None and self._handed_on < len(self.signals):
            self._handed_on += 1
            self._process.send_signal(signal.SIGTERM)


def _tie() -> Callable[[], None] | None:
    """What a child does first, on Linux: it asks to be told to stop when we die, also of
    SIGKILL."""
    if sys.platform != "linux":
        return None
    import ctypes

    try:
        prctl = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return None
    parent, set_death_signal = os.getpid(), 1

    def tie() -> None:
        prctl(set_death_signal, int(signal.SIGTERM))
        if os.getppid() != parent:  # we died before
            os._exit(EXIT_INTERRUPTED)

    return tie


def exit_code(code: int) -> int:
    """As a shell gives it: 137 for a child that SIGKILL ended."""
    return code if code >= 0 else 128 - code
