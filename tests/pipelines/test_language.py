"""The language of a record, and its warnings."""

from __future__ import annotations

import pytest

from newsscraper.items.records import Article, RawArticle
from newsscraper.items.warning_codes import WarningCode
from newsscraper.pipelines.language import LanguagePipeline

ARABIC = (
    "قال الوزير في تصريح للصحافة إن الحكومة ستواصل دعم الفلاحين المتضررين من الجفاف في جميع الجهات."
)
FRENCH = (
    "Le ministre a indiqué que le gouvernement poursuivra son soutien aux agriculteurs touchés par"
    " la sécheresse."
)


def language_of(
    headline: str | None, body: str | None, edition: str | None = None
) -> tuple[str | None, list[WarningCode]]:
    item = Article(raw=RawArticle(layout=""), headline=headline, body=body, edition=edition)
    LanguagePipeline().process_item(item)
    assert (item.language_confidence is None) == (item.language == "und")
    return item.language, item.warnings


@pytest.mark.parametrize("edition", ["ar", "fr", "en", None])
def test_the_text_decides_not_the_edition(edition: str | None):
    assert language_of("Sécheresse : le ministre rassure les agriculteurs", FRENCH, edition) == (
        "fr",
        [],
    )
    assert language_of("الوزير يطمئن الفلاحين بعد موسم جاف", ARABIC, edition) == ("ar", [])


def test_a_body_in_two_languages_is_mixed():
    body = "\n\n".join([FRENCH, FRENCH, FRENCH, ARABIC])
    assert language_of("Sécheresse : le ministre rassure les agriculteurs", body) == (
        "fr",
        [WarningCode.LANGUAGE_MIXED],
    )


def test_a_headline_in_another_language_than_the_body_is_mixed():
    assert language_of("الوزير يطمئن الفلاحين بعد موسم جاف", FRENCH) == (
        "fr",
        [WarningCode.LANGUAGE_MIXED],
    )


def test_a_headline_of_unknown_language_does_not_make_a_text_mixed():
    assert language_of("Hakimi, Bounou, Ziyech", ARABIC) == ("ar", [])


def test_the_headline_counts_if_the_body_is_short():
    assert language_of("Les pêcheurs d'Essaouira réclament un nouveau quai", "AFP.") == ("fr", [])
    assert language_of("Les pêcheurs d'Essaouira réclament un nouveau quai", None) == ("fr", [])


def test_an_uncertain_language_is_und_with_a_warning():
    assert language_of(None, None) == ("und", [WarningCode.LANGUAGE_UNCERTAIN])
    assert language_of("Raja - Wydad 1-1", "2024 2025 " * 20, "fr") == (
        "und",
        [WarningCode.LANGUAGE_UNCERTAIN],
    )
