"""The options of an output's format, for the formats that have any."""

from __future__ import annotations

from dataclasses import dataclass

PARTITIONS = ("site", "edition", "source_id", "language", "year", "month")
"""What Parquet files can be divided by; year and month are those of the publication."""


@dataclass(frozen=True, slots=True)
class Form:
    """The options that the user chose.

    Each applies to one format or a few, and is refused if no output has such a format.
    """

    excel: bool = False
    """Write CSV for Excel."""
    partition_by: tuple[str, ...] = ()
    """Write a folder of Parquet files, divided by these :data:`PARTITIONS` in this order."""
    format: str | None = None
    """Name of the format of standard output, such as ``csv``; JSON Lines if ``None``."""


PLAIN = Form()
