"""Converts Scrapy's requests to ledger entries and back.

Requests are stored as JSON, never as pickles. Only what differs from a plain request is stored.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from hashlib import sha1
from typing import Any

from scrapy import Request, Spider
from scrapy.utils.request import request_from_dict

from newsscraper.crawling.responses import SAVED_AT, SITE_STATEMENTS
from newsscraper.crawling.scrapy_compat.requests import unescaped_request
from newsscraper.sites import address_of
from newsscraper.store.visits import Stop, Visit
from newsscraper.urls import canonical

LEASE = "newsscraper_lease"
"""In ``meta``: key of the visit that a request belongs to. Retries and redirects inherit it."""
PARENT = "newsscraper_parent"
"""In ``meta``: key of the visit whose page linked a request that is not in the ledger yet."""
LISTING = "newsscraper_listing"
"""In ``meta``: address of the first page of the listing."""
WALK = "newsscraper_walk"
"""In ``meta``: how far a listing has been walked, see
:class:`newsscraper.crawling.spiders.walk.Walk`."""
STOP = "newsscraper_stop"
"""In ``meta``: a :class:`newsscraper.store.visits.Stop`. If it holds, the request is not made."""
NOTE = "newsscraper_note"
"""In ``meta``: the article belongs to the run even if it is in the store already."""
FOUND_ON = "newsscraper_found_on"
"""In ``meta``: the page that linked a request."""

_NOT_STORED = frozenset({LEASE, PARENT, STOP, NOTE, FOUND_ON, SAVED_AT, SITE_STATEMENTS, "depth"})


class NotData(TypeError):
    """A request that cannot be stored.

    Its callback is not a method of the spider, or its ``meta`` contains values other than JSON's.
    """


def visit_of(request: Request, spider: Spider) -> Visit:
    """The ledger entry for a request.

    Raises:
        NotData: the request cannot be stored.

    """
    meta = request.meta
    listing = meta.get(LISTING)
    address = address_of(listing or canonical(request.url))
    found_on = meta.get(FOUND_ON)
    stop: Stop | None = meta.get(STOP)
    data = _data(request, spider, found_on)
    url = request.url
    if request.method != "GET" or request.body:
        url = f"{request.method} {url} {sha1(request.body).hexdigest()}"
        data = {**(data or {}), "url": request.url}
    return Visit(
        url,
        address.site if address else None,
        address.edition if address else None,
        address.source_id if address else None,
        ("listing" if listing and address and address.kind == "listing" else address.kind)
        if address
        else "other",
        request.priority,
        meta.get("depth", 0),
        found_on,
        data,
        stop=stop,
        note=bool(meta.get(NOTE)),
    )


def request_of(visit: Visit, spider: Spider) -> Request:
    """The request for a ledger entry.

    Raises:
        NotData: the spider no longer has the callback, or the entry was changed and is invalid.

    """
    headers: dict[str, Any] = {"Referer": visit.found_on} if visit.found_on else {}
    meta = {"depth": visit.depth, LEASE: visit.url}
    data = visit.request
    if data is None:
        return unescaped_request(
            visit.url,
            meta,
            callback=spider.parse,
            errback=getattr(spider, "failed", None),
            headers=headers,
            priority=visit.priority,
        )
    known = {"url": visit.url, "callback": "parse", "errback": "failed", **data}
    for role in ("callback", "errback"):
        method = known[role]
        if method and not (isinstance(method, str) and callable(getattr(spider, method, None))):
            raise NotData(f"{visit.url}: the spider has no method {str(method)[:60]!r}")
    try:
        known["headers"] = {
            **headers,
            **{
                name: [value.encode("latin-1") for value in values]
                for name, values in data.get("headers", {}).items()
            },
        }
        known["body"] = b64decode(data.get("body", ""))
        known["meta"] = {**data.get("meta", {}), **meta}
        known["priority"] = visit.priority
        return request_from_dict(known, spider=spider)
    except (ValueError, TypeError, ImportError, AttributeError) as error:
        raise NotData(f"{visit.url}: {' '.join(str(error).split())}") from None


def _data(request: Request, spider: Spider, found_on: str | None) -> dict[str, Any] | None:
    """The parts that differ from a plain request, as JSON types; ``None`` without any."""
    data: dict[str, Any] = {}
    for name, ordinary in (("callback", "parse"), ("errback", "failed")):
        method = getattr(request, name)
        if method is None and name == "callback":
            continue
        if method is None:
            data[name] = None
        elif (
            getattr(method, "__self__", None) is not spider
            or getattr(spider, method.__name__, None) != method
        ):
            raise NotData(f"{request.url}: its {name} is not a method of the spider")
        elif method.__name__ != ordinary:
            data[name] = method.__name__
    headers = {
        name.decode("latin-1"): [value.decode("latin-1") for value in values]
        for name, values in request.headers.items()
        if not (name == b"Referer" and found_on is not None)
    }
    meta = {name: value for name, value in request.meta.items() if name not in _NOT_STORED}
    parts = {
        "headers": headers,
        "meta": meta,
        "cb_kwargs": request.cb_kwargs,
        "cookies": request.cookies,
        "flags": request.flags,
    }
    data.update((name, part) for name, part in parts.items() if part)
    if request.method != "GET":
        data["method"] = request.method
    if request.body:
        data["body"] = b64encode(request.body).decode()
    if type(request) is not Request:
        data["_class"] = f"{type(request).__module__}.{type(request).__qualname__}"
    if not data:
        return None
    try:
        json.dumps(data, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise NotData(f"{request.url}: {error}") from None
    return data
