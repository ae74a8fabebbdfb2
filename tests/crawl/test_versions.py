"""``newsscraper versions``: what an article said over time."""

from __future__ import annotations

import json

from tests.crawl.conftest import NO_DELAY, Shell
from tests.replica.server import Replica


def told(shell: Shell, story) -> list[str]:
    return [
        line.split("  ", 3)[3].strip() for line in shell("versions", story.url).stdout.splitlines()
    ]


def test_an_article_that_is_edited_corrected_and_removed(shell):
    with Replica() as replica:
        story = replica.world.stories("yemeress")[3]
        shell.crawl(replica, "yemeress", "--source", story.source.slug)
        assert told(shell, story) == [story.headline]
        edited = replica.edit(story, headline="عنوان آخر")
        shell.crawl(replica, "yemeress", "--source", story.source.slug, "--recheck", "2000-01-01")
        corrected = replica.edit(edited, paragraphs=["نص مصحح كله."])
        shell.crawl(replica, "yemeress", "--source", story.source.slug, "--recheck", "2000-01-01")
        assert told(shell, story) == [story.headline, "headline changed: عنوان آخر", "body changed"]
        replica.remove(corrected)
        shell.crawl(replica, "yemeress", "--source", story.source.slug, "--recheck", "2000-01-01")
    assert told(shell, story) == [
        story.headline,
        "headline changed: عنوان آخر",
        "body changed",
        "gone",
    ]
    records = [
        json.loads(line) for line in shell("versions", story.id, "--json").stdout.splitlines()
    ]
    assert [record["article_id"] for record in records] == [story.id] * 4
    assert len({record["content_hash"] for record in records}) == 4
    assert records[2]["record"]["body"] == "نص مصحح كله."
    exported = [json.loads(line) for line in shell("export").stdout.splitlines()]
    assert next(record for record in exported if record["id"] == story.id)["body"] == "نص مصحح كله."


def test_an_article_that_is_not_there(shell, replica):
    shell(
        "scrape",
        replica.world.stories("yemeress")[0].url,
        "--base-url",
        replica.base_url("yemeress"),
        "--store",
        "data/newsscraper.db",
        *NO_DELAY,
    )
    done = shell(
        "versions", "maghress/fr/yabiladi/1", replica.world.stories("yemeress")[0].id, code=1
    )
    assert done.stderr == "newsscraper: maghress/fr/yabiladi/1: the store has no such article\n"
    assert len(done.stdout.splitlines()) == 1
