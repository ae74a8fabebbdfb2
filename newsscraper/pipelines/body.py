"""The text of the article."""

from newsscraper.items.records import Article
from newsscraper.items.warning_codes import WarningCode
from newsscraper.labels import (
    TEASER_END,
    Notice,
    may_contain_notice,
    may_end_with_closing,
    without_closing,
    without_leading_notices,
    without_notices,
)
from newsscraper.pipelines.printed import paragraphs

PARAGRAPH_BREAK = "\n\n"
"""The separator of paragraphs in ``Article.body``."""


class BodyPipeline:
    """Fills ``body`` and ``truncated``: paragraphs without the platform's notices."""

    def process_item(self, item: Article) -> Article:
        """If the page has no text, the body stays null and the item gets a warning."""
        kept: list[str] = []
        lines, notice = without_leading_notices(paragraphs(item, item.raw.body))
        if notice is Notice.SHAPED:
            item.warn(WarningCode.LINE_DROPPED)
        lowered = "\n".join(lines).lower()
        has_notice, has_closing = may_contain_notice(lowered), may_end_with_closing(lowered)
        if has_notice or has_closing:
            for line in lines:
                text = without_notices(line) if has_notice else line
                if rest := without_closing(text) if has_closing else text:
                    kept.append(rest)
                if rest != text:
                    break  # the article ends at the closing notice
        else:
            kept = lines
        if not kept:
            item.warn(WarningCode.NO_BODY)
            return item
        item.body = PARAGRAPH_BREAK.join(kept)
        item.truncated = TEASER_END.search(kept[-1]) is not None or item.raw.details.truncated
        if item.truncated is None and item.raw.details.witnesses is None:
            item.truncated = False  # the platform ends each teaser in "(...)"
        return item
