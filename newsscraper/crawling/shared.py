"""The objects that the components of one crawl share: a single attribute of Scrapy's crawler."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from scrapy.crawler import Crawler

T = TypeVar("T")


class SharedObjects:
    """At most one object per class, looked up by its class.

    Scrapy creates spiders, middlewares and extensions separately and gives each of them the crawler.
    An object that several of them need, like the pace or the session, is kept here.
    """

    def __init__(self) -> None:
        self._objects: dict[type, object] = {}

    @classmethod
    def of(cls, crawler: Crawler) -> SharedObjects:
        """The shared objects of a crawler, created at the first call."""
        objects: SharedObjects | None = getattr(crawler, "newsscraper", None)
        if objects is None:
            objects = crawler.newsscraper = cls()  # type: ignore[attr-defined]
        return objects

    def get(self, kind: type[T]) -> T | None:
        """The object of a class, or ``None`` if there is none."""
        return cast(T | None, self._objects.get(kind))

    def get_or_create(self, kind: type[T], create: Callable[[], T]) -> T:
        """The object of a class; `create` is called if there is none yet."""
        if kind not in self._objects:
            self._objects[kind] = create()
        return cast(T, self._objects[kind])

    def add(self, thing: object) -> None:
        """Keeps an object under its class, in place of an earlier one."""
        self._objects[type(thing)] = thing
