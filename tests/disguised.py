"""The fixtures in disguise: which of them in which, and what is expected of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import newsscraper
from newsscraper.captures import CaptureFile
from tests.checks import check, fields
from tests.disguise import DISGUISES, disguise
from tests.fixtures import Fixture, fixtures

_ARTICLES = ("ArticlePage", "WordedArticlePage")
_OTHERS = ("ListingPage", "AuthorPage", "FrontPage", "ErrorPage")

EXCEPTIONS: dict[tuple[str, str, str], str] = {}
"""By disguise, fixture and field, why the fixture's value cannot be expected there. None so far."""

_NOT_COMPARED = ("article.layout",)


@dataclass(frozen=True)
class Disguised:
    """A fixture in a disguise."""

    fixture: Fixture
    name: str
    """The disguise's."""

    @property
    def output(self) -> dict[str, Any]:
        """What the fixture's page must give, and so this one."""
        return _output(self.fixture)

    @property
    def fields(self) -> list[str]:
        """What is compared: each field of the fixture's output.json, apart from the layout that
        answered."""
        return [
            field
            for field in fields(self.output)
            if field not in _NOT_COMPARED
            and (self.name, self.fixture.name, field) not in EXCEPTIONS
        ]

    def page(self) -> bytes:
        """The page, in the character set that it had, whatever it declares."""
        content = self.fixture.input.read_bytes()
        charset = charset_of(content)
        html = disguise(content.decode(charset), self.name, self.fixture.name)
        return html.encode(charset, "xmlcharrefreplace")

    def extract(self) -> newsscraper.Extraction:
        """As a fixture is extracted, once."""
        return _extraction(self)

    def is_right(self, field: str) -> bool:
        """Whether a field has the value expected."""
        try:
            check(self.extract(), self.output, field)
        except AssertionError:
            return False
        return True


@cache
def _output(fixture: Fixture) -> dict[str, Any]:
    return fixture.output


@cache
def _extraction(case: Disguised) -> newsscraper.Extraction:
    capture = CaptureFile(str(case.fixture.input)).read()
    return newsscraper.extract_capture(replace(capture, content=case.page()))


def charset_of(content: bytes) -> str:
    """In what a fixture is encoded: UTF-8, or the character set of the language of its frame."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1256" if b'lang="ar"' in content[:200] else "cp1252"
    return "utf-8"


@cache
def disguised() -> tuple[Disguised, ...]:
    """Articles in all disguises; listings, author pages, front pages and error pages without
    furniture of others'."""
    return tuple(
        Disguised(fixture, name)
        for name in DISGUISES
        for fixture in fixtures()
        if fixture.page_class in _ARTICLES
        or (fixture.page_class in _OTHERS and name != "furniture")
    )
