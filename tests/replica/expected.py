"""What records of a replica page must say, from the corpus and the rules of docs/schema.md; no
extractor is asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from tests.replica.corpus import DOMAINS, Headline, Story


def one_space(text: str) -> str:
    """The schema's rule for text: any run of white space, no-break spaces too, is one space;
    NFC."""
    return unicodedata.normalize(
        "NFC", " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
    )


def ticker_id(
    site: str, edition: str, entries: Sequence[Headline | None], *, linked: bool = True
) -> str:
    lines = "".join(
        f"{one_space(entry.text)}\t{f'https://www.{DOMAINS[site]}{entry.path}' if linked else ''}\n"
        for entry in entries
        if entry is not None
    )
    return f"{site}/{edition}/{sha256(lines.encode()).hexdigest()[:20]}"


def ticker(
    site: str, edition: str, entries: Sequence[Headline | None], *, linked: bool = True
) -> dict[str, Any]:
    """The snapshot of a strip; ``None`` stands for an empty entry."""
    items = []
    for position, entry in enumerate(entries, start=1):
        if entry is None:
            continue
        segments = entry.path.strip("/").split("/")
        slug, number = segments[-2:]
        items.append(
            {
                "position": position,
                "headline": one_space(entry.text),
                "url": f"https://www.{DOMAINS[site]}{entry.path}" if linked else None,
                "article_id": f"{site}/{edition}/{slug}/{number}" if linked else None,
                "language": entry.language,
            }
        )
    return {"id": ticker_id(site, edition, entries, linked=linked), "items": items}


def article(
    story: Story,
    *,
    layout: str,
    fetched_at: str | None,
    strip: Sequence[Headline | None] = (),
    text_form: bool = False,
    with_url: bool = True,
) -> dict[str, Any]:
    """The record of a story's page, every field that the corpus settles."""
    body = "\n\n".join(map(one_space, story.paragraphs))
    headline = one_space(story.headline)
    content_hash = sha256("\n".join((headline, body, story.published)).encode()).hexdigest()
    warnings = [] if with_url else ["no_url"]
    if text_form:
        warnings.append("no_original_url")
    if story.lost_bytes:
        warnings.append("lost_bytes")
    return {
        "id": story.id if with_url else f"text/{content_hash[:20]}",
        "url": story.url if with_url else None,
        "site": story.site if with_url else None,
        "edition": story.edition if with_url else None,
        "headline": headline,
        "body": body,
        "published": story.published,
        "published_at": None,
        "published_raw": story.printed_date,
        "source": story.source.name,
        "source_id": story.source.slug if with_url else None,
        "original_url": None if text_form else story.original_url,
        "author": story.author,
        "agency": story.agency,
        "section": None,
        "language": story.language,
        "images": [] if text_form else [picture(story, p.src, p.caption) for p in story.pictures],
        "truncated": story.truncated,
        "ticker_id": ticker_id(story.site, story.edition, strip, linked=not text_form)
        if strip and with_url
        else None,
        "fetched_at": fetched_at,
        "layout": layout,
        "content_hash": content_hash,
        "capture_ref": None,
        "warnings": sorted(warnings),
    }


def picture(story: Story, src: str, caption: str | None) -> dict[str, Any]:
    url = src if "://" in src else f"https://www.{DOMAINS[story.site]}{src}"
    return {"url": url, "caption": one_space(caption) if caption else None}


def entry(story: Story, *, teaser: bool = True) -> dict[str, Any]:
    """A listing's or feed's entry as a link."""
    return {
        "url": story.url,
        "leads_to": "article",
        "text": one_space(story.headline),
        "article_id": story.id,
        "published": story.published,
        "teaser": one_space(story.teaser) if teaser else None,
    }
