"""Articles are found in any markup."""

from __future__ import annotations

import pytest

import newsscraper
from tests.pages.worded.pages import ARABIC, EVERY, MARKUPS, article_of, check, closing, entry, page


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize("markup", MARKUPS)
def test_any_markup(words, markup):
    check(
        article_of(
            page(MARKUPS[markup](words), f"{words.site.capitalize()} : {words.headline}"), words.url
        ),
        words,
    )


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize("title", [None, "Maghress", "Masress - Yemeress", "HEADLINE | Maghress"])
@pytest.mark.parametrize("markup", ["div", "td", "bare text", "section"])
def test_any_title(words, markup, title):
    if title is not None:
        title = title.replace("HEADLINE", words.headline).replace("Masress - Yemeress", words.site)
    check(article_of(page(MARKUPS[markup](words), title), words.url), words)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("markup", MARKUPS)
def test_among_other_articles_with_labels_of_their_own(words, markup, linked):
    before = "".join(entry(number, linked=linked) for number in range(4))
    behind = "<div>" + "".join(entry(number, linked=linked) for number in range(3, 9)) + "</div>"
    content = page(
        f"<div>{MARKUPS[markup](words)}</div>",
        f"{words.headline} - {words.site}",
        before=before,
        behind=behind,
    )
    check(article_of(content, words.url), words)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("markup", ["div", "td", "section", "p", "bare text"])
def test_without_a_closing_notice(words, markup, linked):
    content = MARKUPS[markup](words).replace(closing(words), "")
    behind = (
        "<h4>Commentaires (2)</h4><div>Un lecteur : très bon article, merci à toute la rédaction du"
        " journal.</div>" + "".join(entry(number, linked=linked) for number in range(5))
    )
    article = article_of(page(f"<div>{content}</div>", words.headline, behind=behind), words.url)
    assert article.body == "\n\n".join(words.paragraphs)
    assert article.original_url is None
    assert article.warnings == ["no_original_url"]


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize("markup", ["div", "td", "bare text", "section"])
def test_pages_cut_off_at_every_tenth(words, markup):
    content = page(MARKUPS[markup](words), words.headline)
    for tenth in range(1, 10):
        found = newsscraper.extract(content[: len(content) * tenth // 10], url=words.url)
        for article in found.articles:
            assert words.headline.startswith(article.headline or "")
            assert article.published in (None, "2024-05-07")
            assert (article.body or "") in "\n\n".join(words.paragraphs)


@pytest.mark.parametrize("markup", ["div", "td", "span"])
def test_in_windows_1256(markup):
    content = page(MARKUPS[markup](ARABIC), ARABIC.headline).encode("cp1256")
    article = article_of(content, ARABIC.url)
    assert (article.headline, article.source, article.published) == (
        ARABIC.headline,
        ARABIC.source,
        "2024-05-07",
    )
    assert article.body == "\n\n".join(ARABIC.paragraphs)
    assert article.warnings == ["encoding_guessed"]
