"""What Scrapy's feed exports, and whatever else asks itemadapter, see of our items: the record, as
plain types."""

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
"""Fields of an article that are no part of its record: what the page printed, and a record of its
own."""

# XML 1.0, 2.2: what may stand in a document, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class RecordAdapter(AdapterInterface):
    """Shows articles and ticker snapshots as their records; fields that a subclass adds are part of
    it.

    Without it itemadapter shows every field of the dataclass, the raw page among them, and nested
    dataclasses as objects, which some of Scrapy's exporters cannot write.
    """

    @classmethod
    def is_item_class(cls, item_class: type) -> bool:
        """Whether it is an item of ours."""
        return issubclass(item_class, Article | TickerSnapshot)

    @classmethod
    def get_field_names_from_class(cls, item_class: type) -> list[str] | None:
        """The record's fields."""
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
        """Has itemadapter ask this one first. May be called again."""
        classes: Any = ItemAdapter.ADAPTER_CLASSES
        if cls not in classes:
            ItemAdapter.ADAPTER_CLASSES = type(classes)([cls, *classes])


class CsvExporter(CsvItemExporter):
    """Scrapy's, with the cells of our own CSV: lists of a record are JSON, true and false as in
    JSON."""

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
    """Scrapy's, which writes ``None`` for null: here the element of a null is empty, and true is
    ``true``.

    A character that XML cannot hold becomes U+FFFD.
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
    """The value as JSON types; a list of texts stays the list that it is, since pipelines may add
    to it."""
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
