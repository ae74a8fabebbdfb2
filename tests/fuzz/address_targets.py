"""Targets: URLs, addresses of networks, HTTP headers, robots.txt, what users configure."""

from __future__ import annotations

import socket
from datetime import date
from ipaddress import IPv4Address
from typing import Any
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.http import Response

from newsscraper.cli.schedule import interval_of, jitter_of
from newsscraper.crawling.middlewares.backoff import retry_after
from newsscraper.crawling.middlewares.robots import named_by_token
from newsscraper.crawling.responses import capture
from newsscraper.errors import UserError
from newsscraper.exporters.target import is_address, parts_of, shown
from newsscraper.extraction import extract_capture
from newsscraper.fetch_options.checks import check_mirror
from newsscraper.networks import AddressPolicy
from newsscraper.passwords import masked, masked_address
from newsscraper.scope import SCOPE_TEXTS, day_of, scope_from_texts
from newsscraper.sites import address_of, canonical_url
from newsscraper.store.location import Location
from newsscraper.urls import absolute, canonical, host_of, page_address, readable, with_scheme
from tests.fuzz import seeds
from tests.fuzz.changes import TEXT
from tests.fuzz.records import one_line, result_of
from tests.fuzz.target import Target

_URLS = r"""
    https://www.maghress.com/fr/atlasmatin/103412 http://maghress.com/ar/a%20b/12?x=1&utm_source=y#z
    https://web.archive.org/web/20260105000000/http://www.djazairess.com/fr/lepharedoran/71562
    https://presse.example:8443/fr/../%2e%2e/a//b/%D8%A7%D9%84?q=%25&&p= http://u:p@أخبار.example/
    http://127.0.0.1:8080/ http://127.1/ http://2130706433/ http://0x7f.0.0.1/ http://0177.1/
    http://[::1]/ http://[::ffff:10.0.0.1]:80/ http://localhost./ http://１２７.0.0.1/ //x.example/a
    https:\\www.x.example\a www.x.example/a https:/www.x.example/a javascript:alert(1) data:,x
    http://[fe80::1%25eth0]/ http://%31%32%37.0.0.1/ http://xn--mgbh0fb.example/ mailto:a@b.example
    http://64:ff9b::7f00:1/ http://a.example@127.0.0.1/ http://127.0.0.1\@a.example/ ?page=2 ../a #x
""".split()
_URL_WORDS = (
    *(b"\t", b"\r\n", b" ", b"\x00"),
    *(
        word.encode()
        for word in r"""
    / // \ : @ . .. ? & = # % %25 %2f %5c %2e %40 %00 %e3%80%82 [ ] [:: 127.0.0.1 127.1 0x7f 0177
    0x 08 4294967295 ::1 ::ffff: 10.0.0.1 169.254.169.254 localhost http:// https:// HTTP: ftp:// ://
    :80 :443 :99999 :-1 : xn-- 。 ． ０ ① ß İ \u00ad utm_x= www. maghress.com web.archive.org/web/2/
    """.split()
    ),
    *(mark.encode() for mark in "\u200b\u3000\u202e"),
)


def _urls(content: bytes) -> Any:
    text = content.decode("utf-8", "surrogateescape").replace("\x00", "?")
    text = text.encode("utf-8", "replace").decode()
    base, _, link = text.partition("\n")
    found = [function(link) for function in (canonical, readable, page_address, host_of)]
    found += [with_scheme(link), canonical_url(link), absolute(base, link), absolute(None, link)]
    for url in found[:1] + found[5:6]:
        assert canonical_url(canonical_url(url)) == canonical_url(url), f"not canonical: {url!r}"
    assert found[6] is None or urlsplit(found[6]).scheme.lower() in ("http", "https")
    address = address_of(found[0])
    return [*found, None if address is None else [address.kind, address.url, address.article_id]]


def _network(content: bytes) -> Any:
    """The policy refuses what an independent reader takes for an address inside."""
    url = content.decode("utf-8", "replace").replace("\x00", "?")
    policy = AddressPolicy()
    problem = policy.problem_of_url(url)
    try:
        sent = Request(url).url
    except ValueError:
        return problem
    if policy.problem_of_url(sent) is None and (inside := _inside(sent)):
        raise AssertionError(f"{sent!r} leads to {inside}")
    return problem


def _inside(url: str) -> str | None:
    """The address that the system's own reader of IPv4 finds in a URL, if it is not public."""
    host = (urlsplit(url).hostname or "").removesuffix(".")
    try:
        address = IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeError, ValueError):
        return "this machine" if host == "localhost" else None
    return None if address.is_global or address.is_multicast else str(address)


def _headers(content: bytes) -> Any:
    """An answer with its headers, as it comes from the downloader."""
    head, _, body = content.partition(b"\n\n")
    headers = [line.partition(b":")[::2] for line in head.split(b"\n") if b":" in line]
    response = Response(
        "https://presse.example/fr/une.html",
        headers=[(name.strip() or b"X", value.strip()) for name, value in headers],
        body=body,
    )
    wait = retry_after(response)
    assert wait is None or wait >= 0, f"a negative time: {wait}"
    found = result_of(extract_capture(capture(response)))
    for article in found["articles"]:
        article.pop("fetched_at")
    if found["ticker"] is not None:
        found["ticker"].pop("sightings")
    return [found, None if wait is None else min(wait, 10**9) > 0]


def _header_seeds() -> list[bytes]:
    kinds = ("utf-8", "windows-1256", '"utf-8"', "utf-16", "hex", "")
    page = seeds.SMALL.encode()
    return [
        b"Content-Type: text/html; charset=%s\nRetry-After: %s\nETag: x\n\n%s"
        % (kind.encode(), wait, page)
        for kind in kinds
        for wait in (b"120", b"Mon, 05 Jan 2026 10:30:00 GMT")
    ]


def _robots(content: bytes) -> Any:
    body = named_by_token(content, "newsscraper/1.0 (+https://presse.example)")
    rules = Protego.parse(body.decode("utf-8", "ignore"))
    url = "https://presse.example/fr/a?b=1"
    return [rules.can_fetch(url, "newsscraper"), rules.crawl_delay("newsscraper"), len(body)]


def _robots_seeds() -> list[bytes]:
    return [
        b"User-agent: *\nDisallow: /fr/author/\nCrawl-delay: 2\nSitemap: /s.xml\n",
        b"\xef\xbb\xbfUser-Agent: newsscraper/1.0 (+x) # us\r\nDisallow: /*?*b=$\r\nAllow: /fr\r\n",
        b"User agent newsscraper\nDisallow: %2Ffr/*.html$\nContent-Signal: ai-train=no\n",
    ]


_OPTIONS: tuple[str, ...] = tuple(sorted(SCOPE_TEXTS))


def _settings(content: bytes) -> Any:
    """What a user writes: each line is ``NAME=VALUE``."""
    pairs = [line.partition("=")[::2] for line in content.decode("utf-8", "replace").split("\n")]
    values = {name.strip(): value.replace("\x00", "") for name, value in pairs}
    readers = {
        "day": lambda text: day_of(text, date(2026, 1, 5)).isoformat(),
        "every": interval_of,
        "jitter": lambda text: jitter_of(text, 60.0),
        "networks": lambda text: AddressPolicy(text).problem_of_url("http://127.0.0.1/"),
        "mirror": lambda text: check_mirror(text, 2),
        "store": lambda text: Location(text).display_name,
        "output": lambda text: [is_address(text), shown(text), str(parts_of(text))],
        "mask": lambda text: [masked(text), masked_address(text)],
    }
    found: dict[str, Any] = {}
    for name, read in readers.items():
        if name in values:
            found[name] = _answer(lambda read=read, name=name: read(values[name]))
    scope = {name: values[name] for name in _OPTIONS if name in values}
    if scope:
        found["scope"] = _answer(lambda: str(scope_from_texts(**scope)))
    return found


def _answer(read: Any) -> Any:
    """A value, or the message of a documented error, which is one line."""
    try:
        return read()
    except UserError as error:
        return one_line(error)


def _setting_seeds() -> list[bytes]:
    return [
        b"day=2026-01-31\nevery=15m\njitter=10%\nnetworks=10.1.0.0/16,fd00::/8",
        b"mirror=http://127.0.0.1:8000/{site}\nstore=postgresql://u:secret@h/name\nmask=u:p@h",
        b"output=s3://bucket/a.jsonl?token=x\nmask=https://u:S3CRET@h/?key=v\nstore=a.db",
        b"site=maghress\nedition=fr\nsource=atlasmatin\nlimit=5\nsince=7d\nuntil=2026-01-05",
        b"site=masress\nauthor=A+B,C\nmax_pages=3\nrecheck=2d\nfull=yes\nsince=2024-01-01",
    ]


def _url_seeds() -> list[bytes]:
    return [b"https://presse.example/fr/\n" + url.encode() for url in _URLS]


TARGETS = (
    Target("urls", "addresses and links", _urls, _url_seeds, _URL_WORDS, TEXT, longest=4000),
    Target(
        "networks",
        "where an address leads",
        _network,
        lambda: [url.encode() for url in _URLS],
        _URL_WORDS,
        TEXT,
        longest=1000,
    ),
    Target("headers", "answers with their headers", _headers, _header_seeds),
    Target("robots", "robots.txt", _robots, _robots_seeds, changes=TEXT),
    Target("settings", "options, settings, locations", _settings, _setting_seeds, changes=TEXT),
)
