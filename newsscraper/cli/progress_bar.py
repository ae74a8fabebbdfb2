"""The progress bar of jobs over archives."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from newsscraper.cli.base import tell

if TYPE_CHECKING:
    from newsscraper.archives import Progress


class ProgressBar:
    """A bar on standard error, if that is a terminal, and messages above it.

    A context manager.

    Args:
        description: What is being done.
        quiet: Whether to show neither the bar nor notices; problems are shown all the same.
        in_bytes: Whether progress is measured in bytes.

    """

    def __init__(self, description: str, *, quiet: bool, in_bytes: bool = False) -> None:
        self._description, self._quiet, self._in_bytes = description, quiet, in_bytes
        self._started = monotonic()
        self._bar: Any = None
        self.update = None if quiet or not sys.stderr.isatty() else self._update
        """Shows a job's progress; ``None`` if no bar is shown."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def problem(self, line: str) -> None:
        """Print a problem; the bar returns with the next step."""
        if self._bar is not None:
            self._bar.clear()
        tell(line)

    def notice(self, line: str) -> None:
        """Print a line, unless the command is quiet."""
        if not self._quiet:
            self.problem(line)

    def _update(self, progress: Progress) -> None:
        if progress.finished:
            self._close()
            return
        if self._bar is None:
            self._bar = self._open(progress.total)
        self._bar.update(progress.done - self._bar.n)
        if progress.captures:
            rate = progress.captures / max(monotonic() - self._started, 0.001)
            self._bar.set_postfix_str(f"{progress.captures} captures, {rate:.0f}/s", refresh=False)

    def _open(self, total: int) -> Any:
        from tqdm import tqdm

        from newsscraper.reports.terminal import bar_size

        in_bytes: dict[str, Any] = {"unit": "B", "unit_scale": True, "unit_divisor": 1024}
        return tqdm(
            total=max(total, 1),
            desc=self._description,
            file=sys.stderr,
            leave=False,
            **(in_bytes if self._in_bytes else {}),
            **bar_size(),
        )

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
