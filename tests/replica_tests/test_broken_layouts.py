"""A broken layout loses one field of one source, and nothing else."""

from __future__ import annotations

import pytest

from newsscraper import extract
from tests.replica import corpus, expected, render
from tests.replica.server import Replica
from tests.replica_tests.asking import EDITIONS, get


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("field", render.BREAKABLE)
def test_a_broken_layout_loses_one_field(field, fast):
    """Of articles in either layout, in each edition; what else the page has is still read."""
    kept = (
        "headline",
        "published",
        "source",
        "original_url",
        "body",
        "truncated",
        "images",
        "author",
        "language",
    )
    with Replica(fast=fast) as other:
        for site, edition in EDITIONS:
            source = other.world.sources(site, edition)[0]
            stories = corpus.of(site, edition, source.slug)
            tags = {story: get(other, story.path, site=site)["ETag"] for story in stories}
            other.break_layout(site, source.slug, field)
            for story, tag in tags.items():
                page = get(other, story.path, site=site, If_None_Match=tag)
                assert page.status == 200
                found = extract(page.body, url=story.url)
                [article] = found.articles
                assert found.layout == (
                    "WordedArticlePage" if other.world.column(story) else "ArticlePage"
                )
                told = expected.article(story, layout=found.layout, fetched_at=None)
                lost = {
                    field,
                    *(("truncated", "images", "author", "language") if field == "body" else ()),
                }
                assert article.to_dict()[field] is None
                assert {name: article.to_dict()[name] for name in kept if name not in lost} == {
                    name: told[name] for name in kept if name not in lost
                }


def test_broken_fields_add_up_and_are_one_source_s_own(replica):
    assert any(replica.world.column(story) for story in corpus.of("maghress", "fr", "elfarodelrif"))
    for field in render.BREAKABLE:
        replica.break_layout("maghress", "elfarodelrif", field)
    for story in corpus.of("maghress", "fr", "elfarodelrif"):
        [article] = extract(get(replica, story.path).body, url=story.url).articles
        assert (article.headline, article.body, article.published, article.source) == (
            expected.one_space(story.headline),
            None,
            None,
            None,
        )
    story = corpus.of("maghress", "fr", "atlasmatin")[0]
    [article] = extract(get(replica, story.path).body, url=story.url).articles
    assert article.body
    assert article.published == story.published
    assert article.source == story.source.name
    for slug, field, match in (
        ("atlasmatin", "headline", "body, published, source"),
        ("nobody", "body", "no source nobody"),
    ):
        with pytest.raises(ValueError, match=match):
            replica.break_layout("maghress", slug, field)
