"""Cut captures of an article's page as text, and pages that list articles as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper import Extraction, extract
from newsscraper.archives.outcomes import extract_unit
from newsscraper.captures import SearchSummary, find
from newsscraper.text.cleaning import clean
from tests.replica import corpus, render
from tests.replica.wording import WORDING

STORIES = corpus.stories()
URL = "https://www.maghress.com/fr/echodesdunes/7310"
BODY = [
    (
        "La commune a retenu lundi le tracé de la nouvelle piste cyclable, qui longera le canal"
        " jusqu'au pont des Tanneurs."
    ),
    (
        "Les travaux commenceront en avril. Ils dureront huit mois, selon l'ingénieur qui les"
        " conduira."
    ),
    "« Nous attendions cela depuis dix ans », dit un marchand de vélos du quartier.",
]


def without_parts(text: str, edition: str, headline: str, lost: frozenset[str]) -> str:
    """Return the capture without some of its lines."""
    lines = text.split("\n")
    if "strip" in lost:
        lines = lines[1:]
    if "notice" in lost:
        lines = [line for line in lines if line.strip() not in WORDING[edition]["notice"]]
    if "headline" in lost:
        lines = [line for line in lines if clean(line) != clean(headline)]
    if "label" in lost:
        before = WORDING[edition]["published"][0]
        lines = [line for line in lines if len(line) > 200 or before not in line]
    return "\n".join(lines)


@given(
    number=st.integers(0, len(STORIES) - 1),
    separator=st.sampled_from([render.NBSP4, "    "]),
    length=st.integers(1, 8),
    lost=st.frozensets(st.sampled_from(["strip", "notice"]), max_size=2)
    | st.frozensets(st.sampled_from(["strip", "label", "headline"]), max_size=3),
    data=st.data(),
)
@settings(deadline=None, max_examples=100)
def test_a_capture_cut_anywhere_has_no_wrong_value_and_is_not_a_failure(
    number, separator, length, lost, data
):
    story = STORIES[number]
    strip = render.strip(story.site, story.edition, number)[:length]
    whole = extract(render.text_capture(story, strip, separator=separator), url=story.url).articles[
        0
    ]
    text = without_parts(
        render.text_capture(story, strip, separator=separator), story.edition, story.headline, lost
    )
    ends = st.integers(1, len(text)) | st.integers(1, min(len(text), 900))
    cut = text[: data.draw(ends)]
    if not cut.strip():
        return
    found = extract(cut, url=story.url)
    assert found.kind == "article" or found.layout in ("CutCapturePage", "FragmentPage")
    assert found.rejected == []
    headlines = [clean(entry.text) for entry in strip if entry is not None]
    if found.ticker is not None:
        assert [item.headline for item in found.ticker.items] == headlines[
            : len(found.ticker.items)
        ]
    for article in found.articles:
        for name in ("headline", "published", "source", "author"):
            assert getattr(article, name) in (None, getattr(whole, name)), name
        assert (whole.body or "").startswith(article.body or "")
        assert article.id == whole.id


@pytest.mark.parametrize("kept", ["Par", "Par :", "Par : Y.", "Par : Y. ", "Par : Y. Hadjadj"])
def test_a_cut_inside_the_byline_leaves_no_body(kept: str):
    story = corpus.by_id("djazairess/fr/horizondutell/504221")
    text = render.text_capture(story, render.strip(story.site, story.edition)[:1])
    (article,) = extract(text[: text.index("Par :")] + kept, url=story.url).articles
    assert article.headline == clean(story.headline)
    assert article.body is None


@pytest.mark.parametrize("byline", ["حاورها: طارق الهذيلي", "أعدّها: طارق الهذيلي"])
def test_a_byline_is_not_the_headline_of_a_capture_without_one(byline: str):
    notice = "\n".join(WORDING["ar"]["notice"])
    text = f"{notice}\n\n{byline}\nقال المهندس إن المسار الجديد سيمتد على طول القناة."
    found = extract(text, url="https://www.turess.com/shamsalsahel/15863")
    assert [article.headline for article in found.articles] == [None]


@pytest.mark.parametrize(
    "line", ["By:", "Texto de:", "بقلم :", "حوار:", "بقلم: د.", "20 - 09 - 2023.", "Alger :"]
)
def test_a_line_that_only_introduces_the_text_is_not_a_body(line: str):
    text = f"Un pont rouvre à Zagora\nPublié dans L'Écho le 01 - 02 - 2020\n\n{line}"
    assert extract(text, url=URL).articles[0].body is None


def test_a_short_sentence_alone_is_a_body():
    line = "Par ailleurs, le pont est fermé."
    text = f"Un pont rouvre à Zagora\nPublié dans L'Écho le 01 - 02 - 2020\n\n{line}"
    assert extract(text, url=URL).articles[0].body == line


def test_a_cut_at_every_character_of_one_capture():
    story = corpus.by_id("maghress/fr/atlasmatin/103412")
    strip = render.strip("maghress", "fr")[:3]
    text = render.text_capture(story, strip)
    end = text.index(story.paragraphs[0]) + 80
    headlines = [clean(entry.text) for entry in strip if entry is not None]
    for length in range(1, end):
        found = extract(text[:length], url=story.url)
        shown = [item.headline for item in found.ticker.items] if found.ticker is not None else []
        assert shown == [
            name for at, name in enumerate(headlines, start=1) if _end_of(text, at) <= length
        ], text[:length]
        assert {article.headline for article in found.articles} <= {clean(story.headline)}


def _end_of(text: str, entry: int) -> int:
    """Return the offset of the end of the separator after an entry."""
    at = -1
    for _ in range(entry):
        at = text.index(render.NBSP4, at + 1 if at < 0 else at + 4)
    return at + 4


@pytest.mark.parametrize("separator", ["\u00a0" * 4, "    ", "\u00a0 \u00a0 "])
def test_the_last_headline_of_a_cut_ticker_is_dropped(separator: str):
    strip = separator.join(
        [
            "Un pont rouvre à Zagora",
            "Trois phares repeints",
            "Les oliviers en fleur",
            "La fête du mel",
        ]
    )
    found = extract(strip, url=URL)
    assert found.articles == []
    assert found.ticker is not None
    assert [item.headline for item in found.ticker.items] == [
        "Un pont rouvre à Zagora",
        "Trois phares repeints",
        "Les oliviers en fleur",
    ]
    assert found.warnings == ["cut_page"]
    ended = extract(strip + separator, url=URL)
    assert ended.ticker is not None
    assert len(ended.ticker.items) == 4


def test_a_damaged_ticker_is_repaired_before_it_is_divided():
    strip = "\u00a0\u00a0\u00a0\u00a0".join(
        ["Météo : vents forts", "Trois phares repeints à neuf", "Les oliviers"]
    )
    found = extract(strip.encode().decode("cp1252"), url=URL)
    assert found.ticker is not None
    assert [item.headline for item in found.ticker.items] == [
        "Météo : vents forts",
        "Trois phares repeints à neuf",
    ]


def outcomes(folder: Path, **captures: str) -> dict[str, tuple[str, str | None]]:
    """Return kind and problem of each capture, as the command counts them."""
    for name, text in captures.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    units = find([str(folder)], SearchSummary(), None, None)
    return {
        Path(o.path).stem: (o.kind, o.problem)
        for unit in units
        for o in extract_unit(unit).outcomes
    }


def test_a_cut_capture_is_counted_but_is_not_a_failure(tmp_path):
    notice = "\n".join(WORDING["fr"]["notice"])
    counted = outcomes(
        tmp_path,
        strip="Un pont rouvre à Zagora    Trois phares repeints    Les oliv",
        notice=f"{notice}\n\nLa piste cycl",
        other="Une ligne, et rien de plus.",
    )
    assert counted["strip"] == ("cut", None)
    assert counted["notice"] == ("cut", None)
    assert counted["other"][0] == "unknown"
    assert counted["other"][1] is not None


def _strings(found: Extraction) -> tuple[str | None, ...]:
    article = found.articles[0]
    return article.id, article.headline, article.source, article.published, article.body


@pytest.mark.parametrize("join", ["\n", "\n\n", " ", "\r\n"])
@pytest.mark.parametrize(
    "ending", ["", "\n\n\nCliquez ici pour lire l'article depuis sa source.", "\n\nCliquez ici po"]
)
def test_a_body_alone_is_an_article_at_its_address(join: str, ending: str):
    found = extract(join.join(BODY) + ending, url=URL)
    assert (found.kind, found.layout) == ("article", "BodyCapturePage")
    body = " ".join(BODY) if join == " " else "\n\n".join(BODY)
    assert _strings(found) == ("maghress/fr/echodesdunes/7310", None, None, None, body)
    assert {"no_headline", "no_date", "no_source"} <= set(found.warnings)
    assert ("cut_page" in found.warnings) == ending.endswith("po")


@pytest.mark.parametrize(
    "text",
    [
        (
            "قال المهندس إن المسار الجديد سيمتد على طول القناة حتى الجسر القديم، وستبدأ الأشغال في"
            " أبريل. وأضاف أنها ستدوم عاما."
        ),
        (
            "The council chose the route of the new path on Monday. It follows the canal to the"
            " bridge, the engineer said."
        ),
        (
            "El concejo eligió el trazado del nuevo carril. Seguirá el canal hasta el puente, dijo"
            " el ingeniero, y costará poco."
        ),
    ],
)
def test_a_body_alone_in_any_language(text: str):
    assert _strings(extract(text, url=URL))[-1] == text


def test_gaps_in_a_body_are_not_separators():
    text = "    ".join(BODY)
    found = extract(text, url=URL)
    assert found.ticker is None
    assert found.articles[0].body == clean(text)


@pytest.mark.parametrize(
    "url", [None, "https://www.maghress.com/fr/echodesdunes", "https://example.org/news/7310"]
)
def test_a_body_alone_needs_an_articles_address(url: str | None):
    assert extract("\n".join(BODY), url=url).articles == []


@pytest.mark.parametrize(
    "text",
    [
        "404 Not Found\n\n" + "\n".join(BODY),
        "Just a moment...\n\n" + "\n".join(BODY),
        '{"error": "' + " ".join(BODY) + '"}',
        "User-agent: *\nDisallow: /search\nDisallow: /private",
        "0,12;3,4;17,2\n" * 40,
        "",
    ],
)
def test_texts_that_are_not_a_body(text: str):
    found = extract(text, url=URL)
    assert (found.kind, found.articles) == ("unknown", [])
    assert found.layout == "UnknownPage"


def test_a_ticker_without_separators_is_not_a_body():
    headlines = [clean(entry.text) for entry in render.strip("maghress", "fr") if entry is not None]
    found = extract(" ".join(headlines), url=URL)
    assert found.articles == []
    assert set(found.warnings) == {"cut_page", "ticker_undivided"}


TEASERS = [
    (
        "La vieille horloge du marché donne l'heure depuis un siècle, et personne ne sait plus qui"
        " la remonte (...)"
    ),
    "On parle peu des jardiniers de la ville. Ils se lèvent avant tout le monde, (...)",
    "Il y avait, autrefois, un bac sur la rivière, (...)",
]
AUTHOR = "https://www.maghress.com/fr/author/Salma+Berrada"


@pytest.mark.parametrize("strip", ["", "Un pont rouvre à Zagora    Trois phares repeints    \n\n"])
@pytest.mark.parametrize("url", [AUTHOR, "https://www.djazairess.com/author/Nora", None])
@pytest.mark.parametrize("cut", [0, 30])
def test_teasers_are_an_author_page(url: str | None, strip: str, cut: int):
    text = strip + "\n".join(TEASERS)
    found = extract(text[: len(text) - cut], url=url)
    assert (found.kind, found.layout, found.articles) == ("author", "TextAuthorPage", [])
    assert (found.ticker is not None) == bool(strip)
    assert found.warnings == (["cut_page"] if cut else [])


def test_teasers_elsewhere():
    text = "\n".join(TEASERS)
    assert extract(text, url="https://www.maghress.com/fr/echodesdunes").kind == "listing"
    assert extract(text, url=URL).articles == []
    assert extract("404 Not Found", url=AUTHOR).kind == "unknown"
    assert (
        extract(f"Titre\nPublié dans L'Écho le 01 - 02 - 2020\n\n{TEASERS[0]}", url=URL)
        .articles[0]
        .truncated
    )


def test_the_ticker_of_a_front_page_as_text_is_read():
    found = extract(
        "Un pont rouvre à Zagora    Trois phares repeints    Les oliv",
        url="https://www.maghress.com/fr/",
    )
    assert (found.kind, found.articles) == ("front", [])
    assert found.ticker is not None
    assert len(found.ticker.items) == 2


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "Un titre    " * n,
        lambda n: "Merci d'avoir signalé!\n" * n,
        lambda n: "Un titre (...)\n" * n,
        lambda n: "Une phrase, et une autre. " * n,
        lambda n: "\n" * n + "x",
        lambda n: "This image " * n,
        lambda n: "Publié dans " * n + "\n" + "Par " * n,
        lambda n: "Cliquez ici\n" * n,
    ],
)
def test_long_texts_are_read_in_linear_time(make: Callable[[int], str]):
    for url in (URL, AUTHOR, None):
        found = extract(make(4_000), url=url)
        assert found.kind
