"""When the article was published."""

from datetime import timedelta

from newsscraper.dates import DateResult, days_apart, parse_date, parse_label_date
from newsscraper.items.records import Article
from newsscraper.items.warning_codes import WarningCode
from newsscraper.language import UNKNOWN
from newsscraper.sites import SITES
from newsscraper.text.cleaning import clean

_DAY = timedelta(days=1)


class DatePipeline:
    """Fills ``published``, ``published_at``, ``published_raw``, ``modified``, ``modified_at``."""

    def process_item(self, item: Article) -> Article:
        """Use the printed date, else the date in the page's metadata.

        If the two differ by more than a day, the item gets a warning. A printed date that is exact
        only to several days (a Hijri date alone, "two weeks ago") is used only if a weekday or the
        metadata show which of these days is meant; then that day is used. A page class that has
        weighed all dates of its page gives the result in ``details``; nothing is read again.
        """
        raw = item.raw
        details = raw.details
        if details.modified is not None:
            item.modified, item.modified_at = _day_and_time(details.modified)
        if details.published is not None:
            item.published_raw = clean(raw.published or "") or None
            item.published, item.published_at = _day_and_time(details.published)
            return item
        printed = (raw.published or "").strip() or (raw.witness.published or "").strip() or None
        stated = self._read(item, raw.witness.published)
        if printed is None:
            item.warn(WarningCode.NO_DATE)
            return item
        item.published_raw = printed
        # After a label of the platform, the order of day and month is known. Any other date must
        # settle the order itself.
        result = (
            parse_label_date(printed, reference=raw.fetched_at)
            if raw.frame_language
            else DateResult()
        )
        if result.date is None:
            result = self._read(item, printed)
        if result.warning is not None or result.date is None:
            item.warn(result.warning or WarningCode.DATE_UNREADABLE)
        if _confirms(stated, result):
            result = stated
        if result.date is None or not result.is_settled:
            return item
        if raw.fetched_at is not None and result.date > (raw.fetched_at + _DAY).date():
            item.warn(WarningCode.DATE_IN_FUTURE)
            return item
        item.published = result.date.isoformat()
        item.published_at = result.at.isoformat() if result.at else None
        if stated.date is not None and days_apart(stated.date, result.date) > _DAY:
            item.warn(WarningCode.DATE_DISPUTED)
        return item

    def _read(self, item: Article, text: str | None) -> DateResult:
        if text is None:
            return DateResult()
        site = SITES.get(item.site or "")
        return parse_date(
            text,
            # On a page of an unknown site only the language of the text is known.
            language=item.raw.frame_language
            or item.edition
            or (item.language if item.language != UNKNOWN else None),
            country=site.country if site else None,
            timezone=site.timezone if site else None,
            reference=item.raw.fetched_at,
        )


def _day_and_time(iso: str) -> tuple[str, str | None]:
    """The day and, if there is one, the time of a date that the page class has read."""
    return iso[:10], iso if len(iso) > 10 else None


def _confirms(stated: DateResult, printed: DateResult) -> bool:
    """Whether the metadata shows which of several possible days a printed date means."""
    if printed.date is None or printed.is_settled or stated.date is None or not stated.is_settled:
        return False
    return days_apart(stated.date, printed.date).days <= printed.tolerance_days
