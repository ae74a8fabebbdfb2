"""What was taken down since an export, for those who have it (``newsscraper remove``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from newsscraper.exporters.form import Form
from newsscraper.exporters.from_store import export
from newsscraper.exporters.jsonl import JsonLinesExporter
from newsscraper.exporters.postgresql import PostgresqlExporter
from newsscraper.exporters.registry import exporter_for
from newsscraper.exporters.target import shown
from newsscraper.items.fields import Fields
from newsscraper.store import Store
from newsscraper.store.takedowns import TAKEDOWN_FIELDS

_NOT_IN_NAMES = re.compile(r'[%/\\:*?"<>|\x00-\x1f]')


def removed_target(target: str, name: str) -> str:
    """Return the target of the takedowns of a named export: ``NAME.removed.jsonl``, beside it."""
    safe = _NOT_IN_NAMES.sub(lambda match: f"%{ord(match[0]):02X}", name)
    folder, slash, _ = target.rpartition("/")
    return f"{folder}{slash}{safe}.removed.jsonl"


def export_takedowns(
    store: Store, name: str, target: str, fields: Fields, scope: dict[str, Any], form: Form
) -> str | None:
    """Report what was taken down since a named export began, if anything is new to it.

    The rows of a PostgreSQL table are deleted. Beside files a new ``NAME.removed.jsonl`` has all of
    it; it replaces the earlier one.

    Returns:
        A line for the user; ``None`` if nothing is new.

    Raises:
        UserError: The target cannot be written. The next export tries again.

    """
    found = store.takedowns.of_export(name, scope)
    if not found.is_new:
        return None
    if exporter_for(target) is PostgresqlExporter:
        count = delete_rows(target, fields, [row["id"] for row in found.records], form)
        line = f"{count} removed articles deleted from {shown(target)}"
    else:
        place = removed_target(target, name)
        count = export(place, TAKEDOWN_FIELDS, found.records, JsonLinesExporter)
        line = f"{count} removed articles in {shown(place)}: delete them from what you have"
    store.takedowns.report(name, found)
    return line


def delete_rows(target: str, fields: Fields, ids: Sequence[str], form: Form) -> int:
    """Delete articles from a PostgreSQL table, and return how many it had.

    Raises:
        ExportError: The table cannot be written.

    """
    with PostgresqlExporter(target, fields, form) as exporter:
        return exporter.delete(ids)
