"""Requests as the ledger keeps them: as data, never as pickles, and nothing at all where a request
is the ordinary one."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from hashlib import sha1
from typing import Any

from scrapy import Request, Spider
from scrapy.utils.request import request_from_dict

from newsscraper.crawling.responses import KEPT
from newsscraper.sites import address_of
from newsscraper.store.visits import Stop, Visit
from newsscraper.urls import canonical

LEASE = "newsscraper_lease"
"""In ``meta``: key of the visit that a request is made for. Retries and redirects inherit it."""
PARENT = "newsscraper_parent"
"""In ``meta``: key of the visit whose page a request was found on; it has not been taken in yet."""
LISTING = "newsscraper_listing"
"""In ``meta``: address of the listing's first page."""
WALK = "newsscraper_walk"
"""In ``meta``: how far a listing has been walked, see
:class:`newsscraper.crawling.spiders.walk.Walk`."""
STOP = "newsscraper_stop"
"""In ``meta``: :class:`newsscraper.store.visits.Stop`; where it holds, the request is not made."""
NOTE = "newsscraper_note"
"""In ``meta``: an article that is known already belongs to the run all the same."""
FOUND_ON = "newsscraper_found_on"
"""In ``meta``: the page that a request was found on."""

# For Scrapy (since 2.19): the URL was a request's already and need not be made safe again. A
# redirect's must be.
_AS_IT_IS = "verbatim_url"
_PASSING = frozenset({LEASE, PARENT, STOP, NOTE, FOUND_ON, KEPT, "depth"})


class NotData(TypeError):
    """A request that cannot be kept: its callback is no method of the spider, or its ``meta`` holds
    what is not JSON."""


def visit_of(request: Request, spider: Spider) -> Visit:
    """What the ledger keeps of a request.

    Raises:
        NotData: it cannot be kept.

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
    """The request that asks for a visit.

    Raises:
        NotData: the spider has no such callback any more.

    """
    headers: dict[str, Any] = {"Referer": visit.found_on} if visit.found_on else {}
    meta = {"depth": visit.depth, LEASE: visit.url}
    data = visit.request
    if data is None:
        request = Request(
            visit.url,
            callback=spider.parse,
            errback=getattr(spider, "failed", None),
            headers=headers,
            meta={**meta, _AS_IT_IS: True},
            priority=visit.priority,
        )
        del request.meta[_AS_IT_IS]
        return request
    known = {"url": visit.url, "callback": "parse", "errback": "failed", **data}
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
    try:
        return request_from_dict(known, spider=spider)
    except (ValueError, TypeError, ImportError, AttributeError) as error:
        raise NotData(f"{visit.url}: {error}") from None


def _data(request: Request, spider: Spider, found_on: str | None) -> dict[str, Any] | None:
    """The parts that are not the ordinary ones, as JSON types; ``None`` where there are none."""
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
            raise NotData(f"{request.url}: its {name} is no method of the spider")
        elif method.__name__ != ordinary:
            data[name] = method.__name__
    headers = {
        name.decode("latin-1"): [value.decode("latin-1") for value in values]
        for name, values in request.headers.items()
        if not (name == b"Referer" and found_on is not None)
    }
    meta = {name: value for name, value in request.meta.items() if name not in _PASSING}
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
