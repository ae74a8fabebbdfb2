"""What a user may choose of a file's form, where its format leaves a choice."""

from __future__ import annotations

from dataclasses import dataclass

PARTITIONS = ("site", "edition", "source_id", "language", "year", "month")
"""What Parquet files can be divided by; year and month are those of the publication."""


@dataclass(frozen=True, slots=True)
class Form:
    """The choices; each stands for one or a few formats and is refused where none of these is
    written."""

    excel: bool = False
    """CSV as Excel wants it."""
    partition_by: tuple[str, ...] = ()
    """A folder of Parquet files, divided by these: some of :data:`PARTITIONS`, in this order."""


PLAIN = Form()
