"""The features of a page as a whole, by which it is called an article or not."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsscraper.pages.generic.address_features import address_features
from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.choice import threshold
from newsscraper.pages.generic.context import ARTICLE_TYPES, Context
from newsscraper.pages.generic.names import name_keys, names_in
from newsscraper.pages.generic.vocabulary import Vocabulary

Array = NDArray[Any]

_TYPES = {
    "product": ("product", "offer", "aggregateoffer", "og:product", "og:og:product"),
    "list": ("itemlist", "collectionpage", "searchresultspage", "og:website", "website"),
    "forum": ("discussionforumposting", "qapage", "question", "answer", "faqpage"),
    "documentation": ("techarticle", "apireference", "softwareapplication", "howto"),
    "business": ("organization", "localbusiness", "service", "webpage"),
}
_DATES = re.compile(r"publish|pubdate|datepublished|article:modified")
_CURRENCIES = ("$", "€", "£", "¥", "EUR", "USD", "DH", "درهم", "دينار")
_PRICE = re.compile(r"[$€£¥]\s?\d|\d\s?(?:€|EUR|USD|DH|درهم|دينار)")
_CODE = re.compile(r"[{}();=]{2}|^\$ |</?\w+>")
_OF_REPLIES = (
    *("reply", "quote", "report", "like", "joined", "posted", "antworten", "zitieren", "répondre"),
    *("citer", "signaler", "responder", "رد", "اقتباس", "إبلاغ", "#"),
)
_OF_BASKETS = ("to cart", "to bag", "basket", "warenkorb", "panier", "carrito", "سلة")
_MAX_CODE = 200
_MARKS_OF_CODE = ("()", "{", ");", "==", "</", "$ ")
_LONG = 80


def page_features(
    blocks: Blocks, probabilities: Array, context: Context, vocabulary: Vocabulary, url: str | None
) -> dict[str, float]:
    """The features by name.

    Args:
        blocks: The blocks of the page, at least one.
        probabilities: For each block, that it belongs to the main text.
        context: What the page's head says.
        vocabulary: The learned weights of words.
        url: The address of the page, if known.

    """
    lengths = blocks.lengths
    linked = np.array(blocks.linked, dtype=np.float64)
    kept = probabilities >= threshold(blocks, probabilities)
    places = np.flatnonzero(kept)
    text = float(lengths[kept].sum())
    total = float(lengths.sum())
    span = int(places[-1] - places[0] + 1) if len(places) else 0
    unsure = (probabilities > 0.2) & (probabilities < 0.8)
    long_ones = kept & (lengths > _LONG)
    owners = blocks.owner_numbers
    parents = blocks.containers.parent_numbers
    main = np.bincount(parents[owners], weights=lengths * kept)
    found: dict[str, float] = {
        "text": np.log1p(text),
        "share": text / total,
        "blocks": len(blocks),
        "page": np.log1p(total),
        "kept": len(places),
        "long": int(long_ones.sum()),
        "long unkept": int(((lengths > _LONG) & ~kept & (linked * 2 < lengths)).sum()),
        "certainty": float((probabilities * lengths)[kept].sum() / text) if text else 0.0,
        "highest": float(probabilities.max()),
        "unsure": float(lengths[unsure].sum() / (text + 1)),
        "density": len(places) / span if span else 0.0,
        "text in one element": float(main.max() / text) if text else 0.0,
        "linked": float(linked.sum() / total),
        "kept linked": float(linked[kept].sum() / text) if text else 0.0,
        "links": sum(blocks.links),
        "links per text": sum(blocks.links) / (text + 100),
        "length of kept": text / max(len(places), 1),
        "longest": float(lengths[kept].max()) if text else 0.0,
        "before": float(lengths[: places[0]].sum() / total) if len(places) else 1.0,
    }
    found.update(_tag_features(blocks, kept))
    found.update(_line_features(blocks, kept))
    found.update(_statement_features(context, vocabulary))
    found.update(address_features(url))
    return found


def _tag_features(blocks: Blocks, kept: Array) -> dict[str, float]:
    """How often the page has elements of a kind, and how alike its elements are."""
    containers = blocks.containers
    tags = containers.tags
    number_of = Counter(tags)
    found: dict[str, float] = {
        f"<{tag}>": number_of[tag]
        for tag in ("h1", "h2", "h3", "article", "form", "table", "pre", "p", "li", "button")
    }
    named = np.array([bool(names) for names in containers.names])
    found["alike"] = int(np.bincount(containers.groups[named], minlength=1).max())
    owners = [tags[owner] for owner in blocks.owner_numbers[kept].tolist()]
    number = max(len(owners), 1)
    for tag in ("p", "li", "td", "div", "pre"):
        found[f"kept in <{tag}>"] = owners.count(tag) / number
    found["kept headings"] = sum(tag[0] == "h" and len(tag) == 2 for tag in owners) / number
    return found


def _line_features(blocks: Blocks, kept: Array) -> dict[str, float]:
    code = ellipses = questions = 0
    texts = [blocks.texts[number] for number in np.flatnonzero(kept).tolist()]
    joined = "\n".join([text[:_MAX_CODE] for text in texts])
    if any(mark in joined for mark in _MARKS_OF_CODE):
        code = sum(_CODE.search(text, 0, _MAX_CODE) is not None for text in texts)
    for text in texts:
        ellipses += text.endswith(("...", "…", "[…]"))
        questions += text.endswith(("?", "؟"))
    beginnings = "\n".join([text[:100] for text in blocks.texts])
    prices = 0
    for currency in _CURRENCIES:
        if currency in beginnings:
            lines = [line for line in beginnings.split("\n") if currency in line]
            prices += sum([_PRICE.search(line) is not None for line in lines])
    number = max(len(texts), 1)
    lowered = beginnings.lower()
    return {
        "replies": sum([line.startswith(_OF_REPLIES) for line in lowered.split("\n")]),
        "basket": sum([lowered.count(words) for words in _OF_BASKETS]),
        "repeated": len(blocks.texts) - len(set(blocks.texts)),
        "prices": prices,
        "code": code / number,
        "ellipses": ellipses / number,
        "questions": questions / number,
    }


def _statement_features(context: Context, vocabulary: Vocabulary) -> dict[str, float]:
    types = context.types
    found: dict[str, float] = {"article type": len(ARTICLE_TYPES & types)}
    found["og article"] = "og:article" in types
    for name, members in _TYPES.items():
        found[f"{name} type"] = sum(member in types for member in members)
    found["dates"] = any(_DATES.search(name) for name in context.metadata)
    found["article metadata"] = sum(name.startswith("article:") for name in context.metadata)
    found["author"] = "author" in context.metadata
    found["description"] = context.description.count(" ") + bool(context.description)
    found["title"] = context.title.count(" ") + bool(context.title)
    keys = dict.fromkeys(key for name in names_in(context.names) for key in name_keys(name))
    weights = [vocabulary.pages[key] for key in keys if key in vocabulary.pages]
    found["names"] = sum(weights)
    found["least name"] = min(weights, default=0.0)
    return found
