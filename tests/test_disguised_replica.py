"""Articles of the replica are read in any markup: names and tags exchanged, or built by others.

The disguises rename all classes and make tables of divisions and divisions of tables. The
independent designs were made by somebody who had not read the extractor. Unlike the tests of
single fixtures, these have all articles of the corpus, and only ask for most of them.
"""

from __future__ import annotations

import pytest

import newsscraper
from newsscraper.text.cleaning import clean
from tests import independent_disguise
from tests.disguise import disguise
from tests.replica import corpus, render

LEAST = 0.97
STORIES = [story for story in corpus.stories() if not story.lost_bytes]
FIELDS = ("headline", "body", "published", "source")


def page(story: corpus.Story) -> str:
    return render.article(story, render.strip(story.site, story.edition))


def values(html: str, story: corpus.Story) -> dict[str, str | None]:
    """The fields of the record; none of them if there is no record."""
    articles = newsscraper.extract(html, url=story.url).articles
    record = articles[0].to_dict() if articles else {}
    return {field: record.get(field) for field in FIELDS}


def redesigned(html: str, number: int, markup: str) -> str:
    if markup == "independent":
        return independent_disguise.disguise(html, number)
    return disguise(html, markup, str(number))


@pytest.mark.parametrize("markup", ["names", "tags", "independent"])
def test_headline_body_date_and_source_are_right(markup: str):
    right = dict.fromkeys(FIELDS, 0)
    wrong: list[str] = []
    for number, story in enumerate(STORIES):
        plain = page(story)
        expected = values(plain, story)
        found = values(redesigned(plain, number, markup), story)
        for field in FIELDS:
            if found[field] == expected[field]:
                right[field] += 1
            else:
                wrong.append(f"{story.id} {field}")
    shares = {field: count / len(STORIES) for field, count in right.items()}
    assert min(shares.values()) >= LEAST, (shares, wrong)


def test_the_plain_pages_are_right():
    """What the other tests compare with is what the corpus says."""
    for story in STORIES:
        found = values(page(story), story)
        assert found["headline"] == clean(story.headline)
        assert found["published"] == story.published
        assert found["source"] == story.source.name
        for paragraph in story.paragraphs:
            assert story.truncated or clean(paragraph) in (found["body"] or ""), story.id
