"""The headline."""

import re

from newsscraper.items.records import Article
from newsscraper.items.warning_codes import WarningCode
from newsscraper.labels import Notice, without_leading_notices
from newsscraper.pipelines.printed import line
from newsscraper.text.cleaning import clean
from newsscraper.text.mojibake import mend

_WORD = re.compile(r"[^\W_]{2,}")


class HeadlinePipeline:
    """Fills ``headline`` from the printed headline, else from the page's metadata."""

    def process_item(self, item: Article) -> Article:
        """Add a warning if there is no headline, or if the metadata has a quite different one."""
        stated = clean(mend(item.raw.witness.headline or "").text)
        printed = _headline(item, item.raw.headline)
        item.headline = printed or _headline(item, item.raw.witness.headline)
        if item.headline is None:
            item.warn(WarningCode.NO_HEADLINE)
        elif printed and stated and _disagree(printed, stated):
            item.warn(WarningCode.HEADLINE_DISPUTED)
        return item


def _headline(item: Article, printed: str | None) -> str | None:
    """Clean a headline and remove a notice about an image, which may share its element."""
    text = line(item, printed)
    if text is None:
        return None
    kept, notice = without_leading_notices([text])
    if notice is Notice.SHAPED:
        item.warn(WarningCode.LINE_DROPPED)
    return kept[0] if kept else None


def _disagree(first: str, second: str) -> bool:
    if first == second:
        return False
    a, b = set(_WORD.findall(first.lower())), set(_WORD.findall(second.lower()))
    return len(a) > 2 and len(b) > 2 and a.isdisjoint(b)
