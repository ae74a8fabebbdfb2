"""The size of the terminal, for the progress bar."""

from __future__ import annotations

import os
import sys
from typing import TypedDict

_COLUMNS, _ROWS = 100, 25


class BarSize(TypedDict, total=False):
    """Arguments of tqdm for the size of the bar."""

    ncols: int
    nrows: int
    dynamic_ncols: bool


def bar_size() -> BarSize:
    """Return the size of the progress bar.

    It follows the width of the terminal. If the terminal reports no size (CI, containers), a common
    size is used, since tqdm shows nothing on a terminal without columns.
    """
    try:
        silent = os.get_terminal_size(sys.stderr.fileno()).columns == 0
    except (OSError, ValueError):
        silent = True
    return {"ncols": _COLUMNS, "nrows": _ROWS} if silent else {"dynamic_ncols": True}
