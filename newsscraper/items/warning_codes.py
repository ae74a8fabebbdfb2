"""The codes that a record's ``warnings`` may hold."""

from enum import StrEnum, unique


@unique
class WarningCode(StrEnum):
    """What is missing from a record, or odd about it. docs/schema.md repeats this table; a test
    compares the two."""

    NO_URL = "no_url"
    """The capture has no URL that can be read and the page names none: the identity is a hash of
    the content."""
    URL_UNREADABLE = "url_unreadable"
    """The capture's URL is not a web address, or could be several; it counts as missing."""
    URL_FROM_PAGE = "url_from_page"
    """The capture has no URL that can be read; the one the page itself gives (``rel=canonical``,
    ``og:url``) was taken."""
    NO_HEADLINE = "no_headline"
    """The page shows no headline."""
    NO_BODY = "no_body"
    """The page shows no body."""
    NO_DATE = "no_date"
    """The page shows no date of publication."""
    DATE_UNREADABLE = "date_unreadable"
    """A date is printed (``published_raw``) but cannot be read for certain."""
    DATE_AMBIGUOUS = "date_ambiguous"
    """The printed date (``published_raw``) can be read as two days and nothing settles which; it
    was not taken."""
    DATE_IMPOSSIBLE = "date_impossible"
    """The printed date (``published_raw``) does not exist, or its year lies outside 1990 to the
    year after the fetch."""
    DATE_CONTRADICTORY = "date_contradictory"
    """The printed date (``published_raw``) contradicts itself: its weekday is another one, or two
    dates are printed."""
    DATE_WITHOUT_REFERENCE = "date_without_reference"
    """The printed date (``published_raw``) counts from the time of the fetch ("yesterday"), which
    is not known."""
    DATE_APPROXIMATE = "date_approximate"
    """The printed date (``published_raw``) says the week and not the day ("two weeks ago"); it was
    not taken."""
    DATE_HIJRI = "date_hijri"
    """Only a Hijri date is printed (``published_raw``), which is exact to two days; taken where a
    weekday or the page's own data settle the day, else not."""
    DATE_DISPUTED = "date_disputed"
    """The page's own data (JSON-LD, OpenGraph) give a date more than a day away from the printed
    one."""
    DATE_IN_FUTURE = "date_in_future"
    """The printed date (``published_raw``) lies more than a day after the fetch, so it is wrong; it
    was not taken."""
    FETCHED_IN_FUTURE = "fetched_in_future"
    """The capture says that it was fetched more than a day after it is read, so that is wrong;
    ``fetched_at`` is empty."""
    NO_SOURCE = "no_source"
    """The page does not name its source."""
    NO_ORIGINAL_URL = "no_original_url"
    """No link to the publisher's own page was found. A text capture never has one."""
    HEADLINE_DISPUTED = "headline_disputed"
    """The page's own data (OpenGraph, JSON-LD, title) give a headline that shares no word with the
    printed one."""
    LANGUAGE_UNCERTAIN = "language_uncertain"
    """The language cannot be told for certain; ``language`` is ``und``."""
    LANGUAGE_MIXED = "language_mixed"
    """A good part of the text is in another language than ``language``, the one of most of it."""
    LOST_BYTES = "lost_bytes"
    """Headline or body hold U+FFFD: letters were lost before the page was made."""
    MOJIBAKE = "mojibake"
    """Some text looks as if it was decoded with the wrong character set, and what it was is not
    certain. It stands as printed."""
    MOJIBAKE_REPAIRED = "mojibake_repaired"
    """Some text was decoded with the wrong character set before the page was made. What it was is
    certain, and was put right."""
    ENCODING_MISMATCH = "encoding_mismatch"
    """The bytes are not in the character set that was declared; the one that fits was used."""
    ENCODING_GUESSED = "encoding_guessed"
    """No character set was declared and the bytes are not UTF-8; the one that fits best was
    used."""
    BYTES_UNREADABLE = "bytes_unreadable"
    """Some bytes fit no character set; U+FFFD stands for them."""
    NUL_BYTES = "nul_bytes"
    """The capture has a run of NUL bytes inside, a hole or padding; text may be missing there."""
    CUT_PAGE = "cut_page"
    """The capture ends before the page does."""
    TEXT_AFTER_BODY = "text_after_body"
    """Running text follows the body's element at once; a stray end tag may have cut the body
    off."""
    TOO_DEEP = "too_deep"
    """The page nests deeper than a parser takes; the deepest elements were flattened, their text
    kept."""
    TOO_LONG = "too_long"
    """The capture is longer than the limit; what lies beyond it was not read."""
    EMPTY = "empty"
    """The capture holds nothing."""
    BINARY = "binary"
    """The capture is no text."""
    LINE_DROPPED = "line_dropped"
    """A line was left out because it looks like the platform's own: a notice about an image in
    words that are not known, next to the headline or at the start of the body, or a label without
    its date."""
    TICKER_UNDIVIDED = "ticker_undivided"
    """A ticker is there but the marks between its headlines are lost; it was not taken."""
    UNKNOWN_LABEL = "unknown_label"
    """The line with source and date is not worded as any that is known; only its link to the source
    and the date beside it were taken."""
    GENERIC_LAYOUT = "generic_layout"
    """No known layout answered; the record comes from the generic reading."""
    UNRECOGNISED = "unrecognised"
    """The capture is no page of a kind that is known."""
    REJECTED = "rejected"
    """The page looked like an article, but neither headline nor body could be read: no record was
    made."""
