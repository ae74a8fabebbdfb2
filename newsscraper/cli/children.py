"""Runs other commands, one child process at a time, and forwards signals to it."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Self

import click

from newsscraper.cli.base import EXIT_FAILED, EXIT_INTERRUPTED, tell


def passed_on(context: click.Context, options: Iterable[click.Parameter]) -> list[str]:
    """The words for the child's command line: the options that were given on our own.

    Options from the environment are omitted, because the child reads the environment itself.
    """
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
    """Runs one command at a time and forwards every signal that asks us to stop.

    A context manager.
    """

    def __init__(self) -> None:
        self.signals: list[int] = []
        """The signals that have arrived."""
        self._forwarded = 0
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        # A signal writes a byte here, so that it ends a pause even if it comes just before it.
        self._woken, self._wakes = socket.socketpair()
        self._woken.setblocking(False)
        self._wakes.setblocking(False)
        self._wakeup = signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        numbers = [signal.SIGINT, signal.SIGTERM]
        hangup = getattr(signal, "SIGHUP", None)  # not on Windows
        # Under nohup the signal is ignored.
        if hangup is not None and signal.getsignal(hangup) == signal.SIG_DFL:
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
        """Wait.

        Args:
            left: Returns the number of seconds left.

        Returns:
            Whether the wait ended without a signal.

        """
        while not self.signals and (seconds := left()) > 0:
            select.select([self._woken], [], [], min(seconds, 60))  # the clock may change
        return not self.signals

    def run(self, words: Sequence[str]) -> int:
        """Run ``newsscraper`` to its end.

        Args:
            words: What follows the command's name. The child reads them from standard input
                (:mod:`newsscraper.called`), because they may have passwords.

        Returns:
            Its exit code; negative if a signal ended it.

        """
        command = [sys.executable, "-m", "newsscraper.called"]
        try:
            # In a session of its own, so that Ctrl-C in a terminal reaches the child once,
            # through us.
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, start_new_session=True, preexec_fn=_tie()
            )
        except OSError as error:  # out of memory or processes, perhaps temporarily
            tell(f"cannot start a process: {error.strerror or error}")
            return EXIT_FAILED
        self._forward()
        assert self._process.stdin is not None
        with suppress(BrokenPipeError), self._process.stdin as pipe:  # a signal may have ended it
            pipe.write(json.dumps(words).encode())
        code = self._process.wait()
        self._process = None
        return code

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        self.signals.append(number)
        self._forward()

    def _forward(self) -> None:
        # Always as SIGTERM: while Python starts, it ends the child without output; later it stops
        # the child as Ctrl-C does.
        while self._process is not None and self._forwarded < len(self.signals):
            self._forwarded += 1
            self._process.send_signal(signal.SIGTERM)


def _tie() -> Callable[[], None] | None:
    """Return a function that makes the child stop if this process dies, even by SIGKILL.

    The child calls it before anything else. Linux only; elsewhere the result is ``None``.
    """
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
        if os.getppid() != parent:  # the parent has died already
            os._exit(EXIT_INTERRUPTED)

    return tie


def exit_code(code: int) -> int:
    """The exit code as a shell shows it: 137 for a child that SIGKILL ended."""
    return code if code >= 0 else 128 - code
