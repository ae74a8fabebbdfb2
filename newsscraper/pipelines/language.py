"""The language of the article."""

from newsscraper.items.records import Article
from newsscraper.items.warning_codes import WarningCode
from newsscraper.language import UNKNOWN, detect

_ENOUGH = 60


class LanguagePipeline:
    """Fills ``language`` and ``language_confidence`` from the text; the edition only breaks a
    tie."""

    def process_item(self, item: Article) -> Article:
        """The body decides; the headline is asked where the body is short or says nothing for
        certain.

        A headline in another language than the body is a mixed text too.
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
