"""The images of the body."""

import re

from newsscraper.items.records import Article, Image, RawImage
from newsscraper.pipelines.printed import line
from newsscraper.urls import absolute

_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)


class ImagesPipeline:
    """Fills ``images`` with absolute addresses in page order, each once, and ``lead_image``."""

    def process_item(self, item: Article) -> Article:
        """Leave out images whose address cannot be made absolute, except paths from the root."""
        seen: dict[str, Image] = {}
        captions: dict[tuple[str | None, str | None], str | None] = {}
        for raw in item.raw.images:
            url = absolute(item.raw.base_url, raw.src) or _from_root(raw.src)
            if url is not None and url not in seen:
                printed = (raw.caption, raw.alt)
                if printed not in captions:  # the images of a gallery have one
                    captions[printed] = _caption(item, raw)
                seen[url] = Image(url, captions[printed])
        item.images = list(seen.values())
        if item.raw.details.lead_image is not None:
            lead = item.raw.details.lead_image
            item.lead_image = absolute(item.raw.base_url, lead) or _from_root(lead)
        return item


def _from_root(src: str) -> str | None:
    """Return an address that is a path from the root of its site, else ``None``.

    Such a path is worth keeping even if the site is unknown.
    """
    src = src.strip().replace("\\", "/")
    return src if src.startswith("/") else None


def _caption(item: Article, raw: RawImage) -> str | None:
    """The printed caption, else the alternative text unless it is the headline or a file name."""
    if caption := line(item, raw.caption):
        return caption
    alternative = line(item, raw.alt)
    if alternative is None or alternative == item.headline or _FILE_NAME.fullmatch(alternative):
        return None
    return alternative
