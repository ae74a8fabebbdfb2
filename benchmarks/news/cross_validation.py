"""Ten models, each trained without the pages of one fold."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context, parent_process
from pathlib import Path

from benchmarks.news import ours
from benchmarks.news.folds import Folds
from benchmarks.news.sets import Page


class CrossValidation:
    """The file of weights that each page is read with: one trained without its domain.

    Args:
        pages: All pages, also those of sets that are not measured.
        folder: Where the files are written. Files that are there already are used as they are.

    """

    def __init__(self, pages: Sequence[Page], folder: Path) -> None:
        self._pages = pages
        self._folds = Folds(pages)
        self._files = [
            folder / f"fold-{number}{ours.weights_suffix()}" for number in range(self._folds.count)
        ]

    def weights(self, page: Page) -> Path:
        """The file for a page."""
        return self._files[self._folds.fold_of(page)]

    def training_pages(self, fold: int) -> list[Page]:
        """The pages of all folds but one."""
        return [page for page in self._pages if self._folds.fold_of(page) != fold]

    def train(self, say: Callable[[str], None] = lambda line: None, jobs: int = 2) -> None:
        """Trains the models that are missing, several at a time."""
        missing = [fold for fold, file in enumerate(self._files) if not file.exists()]
        if not missing:
            return
        workers = max(1, min(jobs, os.cpu_count() or 1, len(missing)))
        with ProcessPoolExecutor(workers, get_context("spawn"), _prepare) as pool:
            begun = {
                pool.submit(_train, self.training_pages(fold), self._files[fold]): fold
                for fold in missing
            }
            for done in as_completed(begun):
                done.result()
                say(f"trained without fold {begun[done]}")


def _prepare() -> None:
    """Prepares a process that trains: one thread, and it ends if the benchmark is killed.

    Several processes with several threads each would wait for each other on a busy machine.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _train(pages: Sequence[Page], file: Path) -> None:
    sys.stdout = sys.stderr  # a table is printed there
    written = file.with_name(f"{file.name}.part{file.suffix}")
    ours.train(pages, written)
    written.replace(file)
