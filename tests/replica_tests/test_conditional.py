"""Conditional requests: tags, dates, and what has neither."""

from __future__ import annotations

import re
from email.utils import formatdate, parsedate_to_datetime

import pytest

from tests.replica_tests.asking import PATHS, connect, get, strip_of


@pytest.mark.parametrize("path", PATHS)
def test_who_has_a_page_already_is_spared_it(replica, path):
    tag = get(replica, path)["ETag"]
    assert re.fullmatch(r'W/"[0-9a-f]{20}"', tag)
    strong = tag.removeprefix("W/")
    for known in (tag, strong, f'"other", {tag}', f'{strong},W/"other"', "*"):
        page = get(replica, path, If_None_Match=known)
        assert (page.status, page.body, page["ETag"]) == (304, b"", tag)
        assert page["Content-Length"] is None
    for known in ('W/"other"', strong.strip('"'), ""):
        assert get(replica, path, If_None_Match=known).status == 200
    assert get(replica, path, method="HEAD", If_None_Match=tag).status == 304
    assert [access.status for access in replica.log] == [200, *[304] * 5, *[200] * 3, 304]
    assert [access.conditional for access in replica.log] == [False, *[True] * 9]


@pytest.mark.parametrize("path", PATHS)
def test_a_date_counts_without_a_tag(replica, path):
    page = get(replica, path)
    modified = page["Last-Modified"]
    if "rss" not in path and path != PATHS[-1]:
        assert modified is None
        assert get(replica, path, If_Modified_Since=formatdate(usegmt=True)).status == 200
        return
    moment = parsedate_to_datetime(modified).timestamp()
    later, earlier = (formatdate(moment + seconds, usegmt=True) for seconds in (1, -1))
    for since in (modified, later, later.replace("GMT", "-0000")):
        assert get(replica, path, If_Modified_Since=since).status == 304
    for since in (earlier, "yesterday", ""):
        assert get(replica, path, If_Modified_Since=since).status == 200
    assert get(replica, path, If_Modified_Since=modified, If_None_Match='"other"').status == 200
    assert get(replica, path, If_Modified_Since=earlier, If_None_Match=page["ETag"]).status == 304
    assert {access.conditional for access in replica.log[1:]} == {True}


def test_a_feed_is_as_old_as_its_newest_article(replica):
    story = replica.world.stories("maghress", "fr", "atlasmatin")[0]
    assert (
        get(replica, "/fr/atlasmatin/rss")["Last-Modified"]
        == get(replica, story.path)["Last-Modified"]
    )
    assert (
        parsedate_to_datetime(get(replica, story.path)["Last-Modified"]).date().isoformat()
        == story.published
    )


def test_each_page_has_a_tag_of_its_own_that_the_ticker_does_not_change(replica):
    tags = [[get(replica, path)["ETag"] for path in PATHS] for _ in range(3)]
    assert len(set(tags[0])) == len(PATHS)
    assert tags[0] == tags[1] == tags[2]
    assert len({strip_of(get(replica, "/fr/atlasmatin")) for _ in range(4)}) > 1


def test_a_page_that_is_spared_does_not_move_the_ticker_on(replica):
    tag, strip = get(replica, "/fr/atlasmatin")["ETag"], strip_of(get(replica, "/fr/"))
    for _ in range(6):
        get(replica, "/fr/atlasmatin", If_None_Match=tag)
    assert strip_of(get(replica, "/fr/")) == strip


@pytest.mark.parametrize(
    "path",
    ["/fr/", "/robots.txt", "/fr/politics", "/fr/about", "/nobody", "/fr/author/Salma+Berrada"],
)
def test_other_pages_have_no_validator(replica, path):
    page = get(replica, path, If_None_Match="*", If_Modified_Since=formatdate(usegmt=True))
    assert page.status in (200, 404)
    assert page["ETag"] is page["Last-Modified"] is None
    assert replica.log[-1].conditional


def test_trouble_comes_before_the_condition(replica):
    path = replica.world.failing("maghress", "fr").path
    assert [get(replica, path, If_None_Match="*").status for _ in range(2)] == [500, 304]


def test_a_connection_survives_an_empty_answer(replica):
    connection = connect(replica.port)
    statuses = []
    for headers in ({"If-None-Match": "*"}, {}):
        connection.request("GET", "/maghress/fr/rss", headers=headers)
        answer = connection.getresponse()
        statuses.append((answer.status, bool(answer.read())))
    connection.close()
    assert statuses == [(304, False), (200, True)]
    assert len({access.connection for access in replica.log}) == 1
