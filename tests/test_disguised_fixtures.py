"""The fixtures' pages in disguise give what they give without: one test a field.

``python -m tests.disguise`` prints the same as figures.
"""

from __future__ import annotations

import pytest

from tests.checks import check
from tests.disguise import DISGUISES
from tests.disguised import EXCEPTIONS, Disguised, disguised

CASES = disguised()
FIELDS = [(case, field) for case in CASES for field in case.fields]


@pytest.mark.parametrize(
    ("case", "field"),
    FIELDS,
    ids=[f"{case.name}-{case.fixture.name}-{field}" for case, field in FIELDS],
)
def test_field(case: Disguised, field: str):
    check(case.extract(), case.output, field)


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if not case.output.get("article")],
    ids=lambda case: f"{case.name}-{case.fixture.name}",
)
def test_a_page_that_is_not_an_article_has_no_article(case: Disguised):
    assert case.extract().articles == []


def test_every_article_is_there_in_every_disguise():
    names = {
        name: {
            case.fixture.name for case in CASES if case.name == name and case.output.get("article")
        }
        for name in DISGUISES
    }
    assert len(names["names"]) >= 20
    assert names["names"] == names["tags"] == names["furniture"]


def test_what_is_excepted_has_a_reason():
    assert all(reason for reason in EXCEPTIONS.values())
