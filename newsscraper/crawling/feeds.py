"""Our items as Scrapy's feed exports and itemadapter see them: records of plain types."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from itemadapter import ItemAdapter
from itemadapter.adapter import AdapterInterface
from scrapy.exporters import CsvItemExporter, XmlItemExporter

from newsscraper.items.records import Article, TickerSnapshot
from newsscraper.items.serialize import record

_NO_PART = frozenset({"raw", "ticker"})
"""Fields of an article that its record does not contain.

``raw`` holds the text as printed on the page; ``ticker`` is a record of its own.
"""

# Characters that XML 1.0, 2.2 does not allow, not even as references.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class RecordAdapter(AdapterInterface):
    """Presents articles and ticker snapshots as their records.

    Fields that a subclass adds are part of the record. Without this adapter, itemadapter presents
    every field of the dataclass, including the raw page, and nested dataclasses as objects, which
    some of Scrapy's exporters cannot write.
    """

    @classmethod
    def is_item_class(cls, item_class: type) -> bool:
        """Return whether the class is that of an article or a ticker snapshot."""
        return issubclass(item_class, Article | TickerSnapshot)

    @classmethod
    def get_field_names_from_class(cls, item_class: type) -> list[str] | None:
        """Return the names of the record's fields."""
        return list(_names(item_class))

    @property
    def _names(self) -> tuple[str, ...]:
        item_class: type = type(self.item)
        return _names(item_class)

    def __getitem__(self, name: str) -> Any:
        if name not in self._names or not hasattr(self.item, name):
            raise KeyError(name)
        return _plain(getattr(self.item, name))

    def __setitem__(self, name: str, value: Any) -> None:
        if name not in self._names:
            raise KeyError(f"{type(self.item).__name__} does not support field: {name}")
        setattr(self.item, name, value)

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        delattr(self.item, name)

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._names if hasattr(self.item, name))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @classmethod
    def register(cls) -> None:
        """Make itemadapter use this adapter first. Calling it twice has no effect."""
        classes: Any = ItemAdapter.ADAPTER_CLASSES
        if cls not in classes:
            ItemAdapter.ADAPTER_CLASSES = type(classes)([cls, *classes])


class CsvExporter(CsvItemExporter):
    """Scrapy's CSV exporter, with cells as in our own CSV format.

    Lists are written as JSON, and booleans as ``true`` and ``false``.
    """

    _is_record = False

    def export_item(self, item: Any) -> None:
        """Called by Scrapy with each item."""
        self._is_record = RecordAdapter.is_item(item)
        super().export_item(item)

    def serialize_field(self, field: Mapping[str, Any], name: str, value: Any) -> Any:
        """Called by Scrapy with each field."""
        if self._is_record and isinstance(value, list | dict | bool):
            return json.dumps(value, ensure_ascii=False)
        return super().serialize_field(field, name, value)


class XmlExporter(XmlItemExporter):
    """Scrapy's XML exporter, with an empty element for null instead of ``None``.

    Booleans are written as ``true`` and ``false``. A character that XML does not allow becomes
    U+FFFD.
    """

    def get_serialized_fields(
        self, item: Any, default_value: Any = None, include_empty: bool | None = None
    ) -> Iterable[tuple[str, Any]]:
        """Called by Scrapy's own ``export_item``."""
        found = super().get_serialized_fields(item, default_value, include_empty)
        return (
            ((name, _as_xml(value)) for name, value in found)
            if RecordAdapter.is_item(item)
            else found
        )


@cache
def _names(item_class: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(item_class) if field.name not in _NO_PART)


def _plain(value: Any) -> Any:
    """Return the value as JSON types.

    A list of strings is returned itself, not a copy, since pipelines may append to it.
    """
    if isinstance(value, list) and any(map(is_dataclass, value)):
        return [record(entry) if is_dataclass(entry) else entry for entry in value]
    return record(value) if is_dataclass(value) else value


def _as_xml(value: Any) -> Any:
    match value:
        case None:
            return ""
        case bool():
            return json.dumps(value)
        case str():
            return _NOT_XML.sub("\ufffd", value)
        case list():
            return [_as_xml(entry) for entry in value]
        case dict():
            return {name: _as_xml(entry) for name, entry in value.items()}
    return value
