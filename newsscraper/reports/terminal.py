"""The terminal that progress is shown on."""

from __future__ import annotations

import os
import sys
from typing import TypedDict

_COLUMNS, _ROWS = 100, 25


class BarSize(TypedDict, total=False):
    """What tqdm is told of the terminal's size."""

    ncols: int
    nrows: int
    dynamic_ncols: bool


def bar_size() -> BarSize:
    """As wide as the terminal, also when that changes; of a usual size where it does not say (CI,
    containers).

    Of a terminal that has no columns tqdm would show nothing.
    """
    try:
        silent = os.get_terminal_size(sys.stderr.fileno()).columns == 0
    except (OSError, ValueError):
        silent = True
    return {"ncols": _COLUMNS, "nrows": _ROWS} if silent else {"dynamic_ncols": True}
