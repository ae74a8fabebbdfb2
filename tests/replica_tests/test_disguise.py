"""Pages that the replica disguises before they are sent."""

from __future__ import annotations

from tests.replica.server import Replica
from tests.replica_tests.asking import get


def test_html_is_disguised_in_the_character_set_it_has_and_nothing_else_is():
    asked = []

    def shout(path: str, html: str) -> str:
        asked.append(path)
        return html.replace("<body", "<body data-said='قال'")

    with Replica(fast=True, disguise=shout) as replica:
        stories = replica.world.stories("yemeress", "ar")
        [encoded] = [story for story in stories if replica.world.charset(story) == "windows-1256"]
        page = get(replica, encoded.path, site="yemeress")
        assert page.headers.get_content_charset() == "windows-1256"
        assert "data-said='قال'" in page.text
        assert encoded.headline in page.text
        assert "data-said" in get(replica, "/", site="yemeress").text
        assert get(replica, encoded.path, site="yemeress", If_None_Match=page["ETag"]).status == 304
        assert "data-said" not in get(replica, "/rss", site="yemeress").text
        assert get(replica, "/robots.txt", site="yemeress").text.startswith("User-agent")
    assert asked == [encoded.path, "/"]
