"""The language of the article."""

from newsscraper.items import Article
from newsscraper.language import MAX_LENGTH, UNKNOWN, detect
from newsscraper.warning_codes import WarningCode

_ENOUGH = 60


class LanguagePipeline:
    """Fills ``language`` and ``language_confidence`` from the text; the edition only breaks a tie."""

    def process_item(self, item: Article) -> Article:
        """The body decides; the headline is asked where the body is short or says nothing for certain."""
        body = (item.body or "")[:MAX_LENGTH]
        found = detect(body, hint=item.edition) if len(body) >= _ENOUGH else None
        if found is None or found.code == UNKNOWN:
            found = detect(f"{item.headline or ''}. {body}", hint=item.edition)
        item.language = found.code
        if found.code == UNKNOWN:
            item.warn(WarningCode.LANGUAGE_UNCERTAIN)
        else:
            item.language_confidence = found.confidence
        return item
