"""The word lists: one word per line, sorted, each once; every language of a model has a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsscraper.language import words
from newsscraper.language.profiles import MODELS

FOLDER = Path(words.__file__).parent / "wordlists"
LISTS = sorted(path for path in FOLDER.glob("*/*.txt") if path.stem != words.SHARED)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_list_is_sorted_and_without_duplicates(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines == sorted({line.strip().lower() for line in lines})
    assert all(len(line.split()) == 1 for line in lines)


@pytest.mark.parametrize("script", MODELS)
def test_each_language_of_a_script_has_words(script):
    assert set(words.common_words(script)) == set(MODELS[script].codes)


def test_a_shared_word_belongs_to_each_of_its_languages():
    latin = words.common_words("latin")
    assert {code for code, listed in latin.items() if "museo" in listed} == {"es", "it"}
