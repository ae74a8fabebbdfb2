"""Statements about rights, read from texts."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsscraper.items.serialize import record
from newsscraper.rights import (
    SiteFiles,
    content_signals,
    header_statements,
    meta_statements,
    reason_of,
    rights_from,
    tdm_rules,
    with_site_statements,
)
from newsscraper.rights.url_patterns import matches, path_of
from tests.growth import grows_linearly


def reserved(**statements):
    rights = rights_from(statements)
    return rights.reserved if rights is not None else None


def about(url, robots=b"", tdmrep=b"[]"):
    """What a site's files state about a URL, as the lists of a record."""
    files = SiteFiles(content_signals(robots, "newsscraper"), tdm_rules(tdmrep) or [])
    found = files.about(url)
    return (list(found.content_signal), list(found.tdmrep_json)) if found else ([], [])


@pytest.mark.parametrize(
    ("line", "uses"),
    [
        ("noai", ["ai-training"]),
        ("noindex, NoAI", ["ai-training"]),
        ("newsscraper: noai", ["ai-training"]),
        ("newsscraper/1.0: nofollow, noai", ["ai-training"]),
        ("otherbot: noai", []),
        ("noindex, otherbot: noai, noarchive", []),
        ("otherbot: noindex, newsscraper: noai", ["ai-training"]),
        ("noimageai", []),  # of the images only
        ("noindex", []),
        ("none", []),
        ("nosnippet, noarchive, max-snippet: 0", []),
        ("unavailable_after: 25 Jun 2027 15:00:00 PST", []),
        ("unavailable_after: Fri, 25 Jun 2027 15:00:00 GMT, noai", ["ai-training"]),
        ("unavailable_after: Friday, 25-Jun-27 15:00:00 GMT, noai", ["ai-training"]),
        ("unavailable_after: Jun 25, 2027 15:00:00 GMT, noai", ["ai-training"]),
        ("otherbot: unavailable_after: Fri, 25 Jun 2027 15:00:00 GMT, noai", []),
        ("something new", []),
        ("all", None),
        ("index, follow", None),
        ("index, follow, max-snippet:-1, max-image-preview:large, max-video-preview:-1", None),
        (" , ,", None),
    ],
)
def test_x_robots_tag(line, uses):
    stated = header_statements({"content-type": "text/html", "x-robots-tag": line})
    assert reserved(**stated) == uses
    assert stated.get("x_robots_tag", []) == ([line] if uses is not None else [])


def test_the_name_of_a_robot_ends_with_its_header():
    stated = header_statements({"x-robots-tag": "otherbot: noindex\nnoai"})
    assert stated == {"x_robots_tag": ["otherbot: noindex", "noai"]}
    assert reserved(**stated) == ["ai-training"]


@pytest.mark.parametrize(
    ("name", "content", "stated"),
    [
        ("robots", "noai, noimageai", ["robots: noai, noimageai"]),
        ("robots", "index,follow", []),
        ("robots", "noodp", []),
        ("robots", "a-word-of-tomorrow", ["robots: a-word-of-tomorrow"]),
        ("newsscraper", "noai", ["newsscraper: noai"]),
        ("googlebot", "noindex", ["googlebot: noindex"]),
        ("chatbot-key", "abc123", []),
        ("description", "noai", []),
    ],
)
def test_meta_tags_for_robots(name, content, stated):
    assert meta_statements([(name, content)]).get("robots_meta", []) == stated


def test_a_meta_tag_for_another_robot_reserves_nothing():
    assert reserved(robots_meta=["gptbot: noai"]) == []
    assert reserved(robots_meta=["newsscraper: noai"]) == ["ai-training"]
    assert reserved(robots_meta=["robots: noindex, noai"]) == ["ai-training"]


@pytest.mark.parametrize(
    ("statements", "uses", "policy"),
    [
        ({"tdm_meta": ["tdm-reservation: 1"]}, ["text-and-data-mining"], None),
        ({"tdm_meta": ["tdm-reservation: 0"]}, [], None),
        ({"tdm_headers": ["tdm-reservation: 1", "tdm-policy: https://a.example/p"]},
         ["text-and-data-mining"], "https://a.example/p"),
        # A meta tag counts before a header, and that before the file.
        ({"tdm_meta": ["tdm-reservation: 0"], "tdm_headers": ["tdm-reservation: 1"]}, [], None),
        ({"tdm_meta": ["tdm-reservation: 2"], "tdm_headers": ["tdm-reservation: 1"]},
         ["text-and-data-mining"], None),
        ({"tdm_headers": ["tdm-reservation: 0"],
          "tdmrep_json": ['{"location": "/", "tdm-reservation": 1}']}, [], None),
        ({"tdmrep_json": ['{"location": "/", "tdm-reservation": 1, "tdm-policy": "/p"}']},
         ["text-and-data-mining"], "/p"),
        ({"tdmrep_json": ['{"location": "/", "tdm-reservation": "1"}']},
         ["text-and-data-mining"], None),
        ({"tdmrep_json": ['{"location": "/", "tdm-reservation": true}']}, [], None),
        # What contradicts itself or has no valid value reserves nothing, but is kept.
        ({"tdm_headers": ["tdm-reservation: 1", "tdm-reservation: 0"]}, [], None),
        ({"tdm_headers": ["tdm-reservation: yes"]}, [], None),
        ({"tdm_headers": ["tdm-policy: https://a.example/p"]}, [], None),
    ],
)  # fmt: skip
def test_tdmrep(statements, uses, policy):
    rights = rights_from(statements)
    assert (rights.reserved, rights.tdm_policy) == (uses, policy)
    assert {place: getattr(rights, place) for place in statements} == statements


@pytest.mark.parametrize(
    ("pattern", "url", "is_match"),
    [
        ("/", "https://a.example", True),
        ("/fr/", "https://a.example/fr/x", True),
        ("/fr/", "https://a.example/ar/x", False),
        ("/Fr/", "https://a.example/fr/x", False),
        ("/*/then", "https://a.example/this/and/then/more", True),
        ("/*.jpg$", "https://a.example/b.jpg", True),
        ("/*.jpg$", "https://a.example/b.jpg?x=1", False),
        ("/exactly$", "https://a.example/exactly", True),
        ("/exactly$", "https://a.example/exactly/not", False),
        ("/a*a$", "https://a.example/a", False),
        ("/*", "https://a.example/", True),
        ("/p?id=*&x", "https://a.example/p?id=7&x=1", True),
        ("/foo-%24", "https://a.example/foo-%24", True),
        ("/foo-%24", "https://a.example/foo-$", True),
        ("/a-%2a.html", "https://a.example/a-*.html", True),
        ("/a-%2A.html", "https://a.example/a-b.html", False),
        ("/a*.html$", "https://a.example/a-*.html", True),
        ("/a$b", "https://a.example/a$b", True),
        ("/a$b", "https://a.example/a", False),
        ("/%7Euser", "https://a.example/~user", True),
        ("/رأي/", "https://a.example/%d8%b1%D8%A3%D9%8A/1", True),
        ("/a", "https://[broken", False),
    ],
)
def test_patterns_of_paths(pattern, url, is_match):
    assert matches(pattern, path_of(url)) is is_match


RULES = json.dumps(
    [
        {"location": "/fr/", "tdm-reservation": 1, "tdm-policy": "https://a.example/p"},
        {"location": "/fr/free", "tdm-reservation": 0},
        {"location": "/", "tdm-reservation": 0},
        "not a rule",
        {"location": 7},
    ]
)


def test_the_first_rule_of_tdmrep_json_that_matches_counts():
    _, stated = about("https://a.example/fr/free", tdmrep=RULES)
    assert stated == [
        '{"location": "/fr/", "tdm-reservation": 1, "tdm-policy": "https://a.example/p"}'
    ]
    _, stated = about("https://a.example/ar/1", tdmrep=RULES)
    assert reserved(tdmrep_json=stated) == []
    assert len(tdm_rules(RULES)) == 3


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"<html>", b"[" * 100_000, b"\xff\xfe", b"9" * 10_000, b" " * 600_000]
)
def test_a_file_without_an_array_has_no_rules(text):
    assert tdm_rules(text) is None


@pytest.mark.parametrize(
    ("robots", "uses"),
    [
        ("User-agent: *\nContent-Signal: search=yes, ai-train=no\nAllow: /", ["ai-training"]),
        ("\ufeffUSER-AGENT: *\r\ncontent-signal : AI-TRAIN = NO # why\r\n", ["ai-training"]),
        ("User-agent: *\nContent-Signal: ai-input=no, search=no", ["ai-input", "search"]),
        ("User-agent: *\nContent-Signal: search=yes, ai-train=yes", []),
        ("User-agent: *\nContent-Signal: ai-train=maybe", []),
        ("User-agent: *\nContent-Signal: ai-train=no, ai-train=yes", []),
        ("User-agent: *\nContent-Signal: ai-train=no\nContent-Signal: ai-train=yes", []),
        ("User-agent: GPTBot\nContent-Signal: ai-train=no", None),
        # The group for this crawler replaces that for all.
        ("User-agent: *\nContent-Signal: ai-train=no\n\nUser-agent: newsscraper\nAllow: /", None),
        ("User-agent: newsscraper/1.0 (+x)\nContent-Signal: ai-train=no", ["ai-training"]),
        ("User-agent: a\nUser-agent: *\nContent-Signal: ai-train=no", ["ai-training"]),
        ("User-agent: *\nContent-Signal: ai-train=no\nUser-agent: a\nDisallow: /", ["ai-training"]),
        # What ends a group for Disallow ends it here too.
        ("User-agent: *\nCrawl-delay: 5\n\nUser-agent: a\nContent-Signal: ai-train=no", None),
        ("User-agent: *\nAllow: /\nUser agent: a\nContent-Signal: ai-train=no", None),
        ("User-agent: a\nSitemap: /s\nUser-agent: *\nContent-Signal: ai-train=no", ["ai-training"]),
        ("User-agent: *\nSitemap: /s\nUser-agent: a\nContent-Signal: ai-train=no", ["ai-training"]),
        ("User-agent: *bot\nContent-Signal: ai-train=no", None),
        ("Content-Signal: ai-train=no", ["ai-training"]),
        ("User-agent: *\nContent-Signal: /fr/ ai-train=no", ["ai-training"]),
        ("User-agent: *\nContent-Signal: /ar/ ai-train=no", None),
        ("User-agent: *\nContent-Signal: ai-train=no\nContent-Signal: /fr/ ai-train=yes", []),
        ("# Content-Signal: ai-train=no", None),
        ("User-agent: *\nContent-Signal:", None),
    ],
)
def test_content_signals(robots, uses):
    stated, _ = about("https://a.example/fr/x", robots=robots.encode())
    assert reserved(content_signal=stated) == uses


def test_the_longest_path_is_kept_among_many():
    path = "/fr/x/a/long/path/of/an/article/77"
    lines = [f"Content-Signal: /{'*' * number} search=yes, n={number}" for number in range(30)]
    robots = "\n".join(["User-agent: *", *lines, f"Content-Signal: {path} ai-train=no"])
    stated, _ = about(f"https://a.example{path}", robots=robots.encode())
    assert len(stated) == 10
    assert reserved(content_signal=stated) == ["ai-training"]


def test_a_reason_names_uses_and_places():
    rights = rights_from(
        {
            "x_robots_tag": ["noai"],
            "tdm_headers": ["tdm-reservation: 1"],
            "content_signal": ["ai-train=no, search=no"],
        }
    )
    assert reason_of(record(rights)) == (
        "reserved: text-and-data-mining (tdm-headers), ai-training (x-robots-tag), search"
        " (content-signal)"
    )


def test_what_a_site_stated_stays_if_a_page_is_read_again():
    old = record(
        rights_from({"content_signal": ["ai-train=no"], "robots_meta": ["robots: noindex"]})
    )
    again = with_site_statements(None, old)
    assert (again.reserved, again.content_signal, again.robots_meta) == (
        ["ai-training"],
        ["ai-train=no"],
        [],
    )
    assert with_site_statements(None, None) is None


def test_long_statements_are_cut_and_control_characters_removed():
    stated = header_statements({"x-robots-tag": "noai, \x00\x1b" + "x" * 10_000})
    assert stated["x_robots_tag"][0].startswith("noai, x")
    assert len(stated["x_robots_tag"][0]) <= 500
    many = header_statements({"x-robots-tag": "\n".join(f"bot{n}: noai" for n in range(1000))})
    assert len(many["x_robots_tag"]) == 10


def test_what_reserves_is_kept_among_many():
    others = [f"bot{number}" for number in range(12)]
    stated = header_statements({"x-robots-tag": "\n".join(f"{n}: noai" for n in others) + "\nnoai"})
    assert (len(stated["x_robots_tag"]), reserved(**stated)) == (10, ["ai-training"])
    stated = meta_statements([(name, "noai") for name in (*others, "robots")])
    assert (len(stated["robots_meta"]), reserved(**stated)) == (10, ["ai-training"])


words = st.sampled_from(
    "noai noindex : , otherbot newsscraper tdm-reservation 1 0 * $ / = # \n \r \ud800 \x00 é"
    " User-agent Content-Signal ai-train=no [ ] { } location".split(" ")
)
texts = st.one_of(st.text(), st.lists(words).map("".join), st.lists(words).map(" ".join))


@given(texts, texts)
def test_any_text_can_be_read(text, url):
    stated = {
        **header_statements({"x-robots-tag": text, "tdm-reservation": text, "tdm-policy": text}),
        **meta_statements([("robots", text), ("tdm-reservation", text), (text, text)]),
    }
    raw = text.encode("utf-8", "surrogatepass")
    rules = tdm_rules(json.dumps([{"location": text, "tdm-reservation": text}, text])) or []
    for file in (raw, text):
        tdm_rules(file)
        site = SiteFiles(content_signals(file, url), rules).about(url)
        if site is not None:
            stated["content_signal"] = list(site.content_signal)
            stated["tdmrep_json"] = list(site.tdmrep_json)
    rights = rights_from(stated)
    if rights is not None:
        found = record(rights)
        json.dumps(found, ensure_ascii=False).encode()  # no lone surrogates
        assert "\x00" not in str(found)
        assert reason_of(found).startswith("reserved")
        assert rights_from(found) == rights


@given(st.text("ab*$%2F"), st.text("ab/%2F"))
def test_a_pattern_matches_as_its_regular_expression_would(pattern, path):
    whole = pattern.endswith("$")
    body = pattern.removesuffix("$")
    expression = "".join(".*" if part == "*" else re.escape(part) for part in body)
    path = path_of("https://a.example/" + path)
    if "%" not in pattern:
        expected = re.match(expression + (r"\Z" if whole else ""), path) is not None
        assert matches(pattern, path) is expected
    assert not matches("/x" + pattern, path)


@pytest.mark.parametrize(
    "read",
    [
        lambda n: header_statements({"x-robots-tag": "noai, a: " * n}),
        lambda n: meta_statements([("robots", "noai, a: " * n)] * 50),
        lambda n: content_signals(b"User-agent: a\nContent-Signal: /* ai-train=no\n" * n, "*"),
        lambda n: tdm_rules(json.dumps([{"location": "/" + "*a" * 200}] * n)),
        lambda n: matches("/*" + "a*" * 200 + "b", "/" + "a" * n * 100),
    ],
    ids=["headers", "meta", "robots", "tdmrep", "pattern"],
)
def test_the_time_is_linear(read):
    assert grows_linearly(read, 2000)
