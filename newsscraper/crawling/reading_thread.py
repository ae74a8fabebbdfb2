"""A thread beside the event loop, for what would stop it for seconds."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue


class ReadingThread:
    """A thread that reads pages, one after another, while the event loop continues.

    Python changes threads every few milliseconds, so signals are obeyed and other responses are
    read in the meantime. The thread is a daemon: at the second Ctrl-C the process ends without
    waiting for it, as it would for a thread of a pool of asyncio or Twisted. It is started when it
    is first needed.
    """

    def __init__(self) -> None:
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        self._is_started = False

    async def run(self, work: Callable[[], None]) -> None:
        """Have the thread call `work`, and wait for it.

        Raises:
            Exception: what `work` raised.
            RuntimeError: the thread cannot be started, or `work` raised what no future takes.

        """
        job = _Job(work)
        if not self._is_started:
            # May raise RuntimeError. Then the next job tries again, and this one is not put.
            threading.Thread(target=self._serve, name="reading", daemon=True).start()
            self._is_started = True
        self._jobs.put(job)
        await job.done

    def _serve(self) -> None:
        while True:
            self._jobs.get().do()


class _Job:
    """Something to be done in the thread.

    Args:
        work: What is called.

    """

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._loop = asyncio.get_running_loop()
        self.done: asyncio.Future[None] = self._loop.create_future()
        """Set in the event loop when the work is done."""

    def do(self) -> None:
        """Do the work, in the thread."""
        error: Exception | None = None
        try:
            self._work()
        except StopIteration as raised:  # no future takes it
            error = RuntimeError(repr(raised))
        except Exception as raised:
            error = raised
        except BaseException as raised:  # would end the thread, which others wait for
            error = RuntimeError(repr(raised))
        with suppress(RuntimeError):  # the loop has ended in the meantime
            self._loop.call_soon_threadsafe(self._end, error)

    def _end(self, error: Exception | None) -> None:
        if self.done.cancelled():
            return
        if error is None:
            self.done.set_result(None)
        else:
            self.done.set_exception(error)
