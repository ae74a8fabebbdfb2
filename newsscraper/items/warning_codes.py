"""The codes that a record's ``warnings`` may contain."""

from enum import StrEnum, unique


@unique
class WarningCode(StrEnum):
    """What is missing from a record, or unusual about it.

    docs/schema.md repeats this table; a test compares the two.
    """

    NO_URL = "no_url"
    """The capture has no valid URL and the page does not name one; the id is a hash of the
    content."""
    URL_UNREADABLE = "url_unreadable"
    """The capture's URL is invalid or ambiguous, and was ignored."""
    URL_FROM_PAGE = "url_from_page"
    """The capture has no valid URL; the one in the page's metadata (``rel=canonical``, ``og:url``)
    was used."""
    NO_HEADLINE = "no_headline"
    """The page has no headline."""
    NO_BODY = "no_body"
    """The page has no body text."""
    NO_DATE = "no_date"
    """The page has no date of publication."""
    DATE_UNREADABLE = "date_unreadable"
    """A date is printed (``published_raw``) but could not be interpreted with certainty."""
    DATE_AMBIGUOUS = "date_ambiguous"
    """The printed date (``published_raw``) can mean two different days, and nothing on the page
    decides between them; it was not used."""
    DATE_IMPOSSIBLE = "date_impossible"
    """The printed date (``published_raw``) does not exist, or its year is before 1990 or more than
    one year after the fetch."""
    DATE_CONTRADICTORY = "date_contradictory"
    """The printed date (``published_raw``) contradicts itself: the weekday does not match, or two
    different dates are printed."""
    DATE_WITHOUT_REFERENCE = "date_without_reference"
    """The printed date (``published_raw``) is relative to the time of the fetch ("yesterday"),
    which is unknown."""
    DATE_APPROXIMATE = "date_approximate"
    """The printed date (``published_raw``) gives only a week ("two weeks ago"); it was not used."""
    DATE_HIJRI = "date_hijri"
    """Only a Hijri date is printed (``published_raw``), which is accurate to two days. It was used
    if a weekday or the page's metadata confirm the day."""
    DATE_DISPUTED = "date_disputed"
    """The page's metadata (JSON-LD, OpenGraph) has a date more than a day away from the printed
    one."""
    DATE_IN_FUTURE = "date_in_future"
    """The printed date (``published_raw``) is more than a day after the fetch, so it must be wrong;
    it was not used."""
    FETCHED_IN_FUTURE = "fetched_in_future"
    """The capture's time of fetch is more than a day in the future, so it must be wrong;
    ``fetched_at`` is null."""
    NO_SOURCE = "no_source"
    """The page does not name its source."""
    NO_ORIGINAL_URL = "no_original_url"
    """The page has no link to the article on the publisher's site. Text captures never have one."""
    HEADLINE_DISPUTED = "headline_disputed"
    """The headline in the page's metadata (OpenGraph, JSON-LD, title) has no word in common with
    the printed one."""
    LANGUAGE_UNCERTAIN = "language_uncertain"
    """The language could not be detected with certainty; ``language`` is ``und``."""
    LANGUAGE_MIXED = "language_mixed"
    """A large part of the text is in another language than ``language``, which is that of most of
    the text."""
    LOST_BYTES = "lost_bytes"
    """The headline or the body contains U+FFFD: characters were lost before the page was
    created."""
    MOJIBAKE = "mojibake"
    """Some text was probably decoded with the wrong character set, and the original is uncertain.
    It was left as printed."""
    MOJIBAKE_REPAIRED = "mojibake_repaired"
    """Some text had been decoded with the wrong character set before the page was created. The
    original is certain, and the text was repaired."""
    ENCODING_MISMATCH = "encoding_mismatch"
    """The bytes are not in the declared character set; the one that fits was used."""
    ENCODING_GUESSED = "encoding_guessed"
    """No character set was declared and the bytes are not UTF-8; the best-fitting one was used."""
    BYTES_UNREADABLE = "bytes_unreadable"
    """Some bytes fit no character set and were replaced with U+FFFD."""
    NUL_BYTES = "nul_bytes"
    """The capture contains a run of NUL bytes (a gap or padding); text may be missing there."""
    CUT_PAGE = "cut_page"
    """The capture ends before the end of the page."""
    TEXT_AFTER_BODY = "text_after_body"
    """Text follows directly after the body's element; a stray end tag may have cut the body off."""
    TOO_DEEP = "too_deep"
    """The page is nested more deeply than the parser allows; the deepest elements were flattened,
    and their text was kept."""
    TOO_MANY_ATTRIBUTES = "too_many_attributes"
    """A tag has more attributes than are read (512); the rest of them was removed."""
    TOO_LONG = "too_long"
    """The capture is longer than the limit, and the rest was not read. Or the address that its
    links are relative to is very long, and these links were left out."""
    EMPTY = "empty"
    """The capture is empty."""
    BINARY = "binary"
    """The capture is not text."""
    LINE_DROPPED = "line_dropped"
    """A line was left out because it looks like text of the platform: an image notice with unknown
    wording next to the headline or at the start of the body, or a label without its date."""
    TICKER_UNDIVIDED = "ticker_undivided"
    """The page has a ticker, but the separators between its headlines are lost; it was not used."""
    UNKNOWN_LABEL = "unknown_label"
    """The line with source and date has an unknown wording; only its link to the source and the
    date next to it were used."""
    GENERIC_LAYOUT = "generic_layout"
    """No known layout matched; the page was read by the generic rules."""
    NOT_AN_ARTICLE = "not_an_article"
    """The page is not an article; its main text was read because the text of any page was asked
    for."""
    UNRECOGNISED = "unrecognised"
    """The capture is not a page of a known kind."""
    REJECTED = "rejected"
    """The page looked like an article, but had neither a headline nor a body that could be read; no
    record was created."""
