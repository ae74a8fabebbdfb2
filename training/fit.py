"""Trains all parts of the model on pages and writes the weights to a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.news.sets import Page
from newsscraper.pages.generic.model import Model, domain_hash, save
from training.body import train_anything, train_body
from training.kind import train_kind
from training.press import press_samples
from training.samples import samples
from training.vocabulary import domains_of, learn_page_words


def fit(pages: Sequence[Page], path: Path) -> None:
    """Train on pages, and on the project's own.

    Args:
        pages: Pages with a gold text or snippets, and pages that are not articles.
        path: The file to write; its name ends in ``.npz``.

    """
    known = [*samples(list(pages)), *press_samples()]
    articles = [sample for sample in known if sample.is_article]
    body, judged = train_body(articles, [s for s in known if not s.is_article])
    anything = train_anything(judged)
    vocabulary = replace(body.vocabulary, pages=learn_page_words(known))
    kind, threshold, kinds = train_kind(judged, vocabulary)
    domains = frozenset(map(domain_hash, domains_of(known)))
    model = Model(vocabulary, body.first, body.second, anything, kind, kinds, threshold, domains)
    save(path, model)
