"""The language of the article."""

from newsscraper.items.records import Article
from newsscraper.items.warning_codes import WarningCode
from newsscraper.language import UNKNOWN, detect

_ENOUGH = 60
"""Length of a body, in characters, from which its language is detected without the headline."""


class LanguagePipeline:
    """Fills ``language`` and ``language_confidence`` from the text.

    The edition decides only between equally likely languages.
    """

    def process_item(self, item: Article) -> Article:
        """Detect the language of the body, or of headline and body together.

        The headline is included if the body is short or its language is uncertain. An article whose
        headline and body are in different languages counts as mixed.
        """
        headline, body = item.headline or "", item.body or ""
        found = detect(body, hint=item.edition) if len(body) >= _ENOUGH else None
        if found is None or found.code == UNKNOWN:
            found = detect(f"{headline}. {body}", hint=item.edition)
            mixed = found.warning == WarningCode.LANGUAGE_MIXED
        else:
            mixed = found.warning == WarningCode.LANGUAGE_MIXED or detect(headline).code not in (
                found.code,
                UNKNOWN,
            )
        item.language = found.code
        if found.code == UNKNOWN:
            item.warn(WarningCode.LANGUAGE_UNCERTAIN)
        else:
            item.language_confidence = found.confidence
            if mixed:
                item.warn(WarningCode.LANGUAGE_MIXED)
        return item
