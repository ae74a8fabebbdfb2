"""The platform's wording in each language of its pages. Correct a changed wording here.

The French and Arabic labels and the English image notice have been seen in captures of real
pages; the other English wordings and all Spanish ones are assumed. Arabic words may contain tatweel
and diacritics anywhere.
"""

from newsscraper.labels.closing_notice import (
    ends_with_closing,
    find_closing,
    is_closing,
    may_be_closed,
    may_be_cut_closing,
    may_contain_closing,
    may_contain_damaged_closing,
    may_end_with_closing,
    without_closing,
)
from newsscraper.labels.image_notice import (
    Notice,
    is_thanks,
    may_contain_notice,
    may_follow_thanks,
    notice_kind,
    without_leading_notices,
    without_notices,
)
from newsscraper.labels.navigation import (
    is_next_link,
    is_related_list_title,
    is_strip_title,
)
from newsscraper.labels.printed_date import DATE, PRINTED_DATE, WRITTEN_DATE
from newsscraper.labels.published import (
    Label,
    LabelSpan,
    LabelStart,
    find_label,
    label_date,
    label_rest,
    label_start,
    may_be_cut_label,
    may_be_label,
    may_contain_label,
    read_label,
)
from newsscraper.labels.teaser import TEASER_END, TEASER_MARK

__all__ = [
    "DATE",
    "PRINTED_DATE",
    "TEASER_END",
    "TEASER_MARK",
    "WRITTEN_DATE",
    "Label",
    "LabelSpan",
    "LabelStart",
    "Notice",
    "ends_with_closing",
    "find_closing",
    "find_label",
    "is_closing",
    "is_next_link",
    "is_related_list_title",
    "is_strip_title",
    "is_thanks",
    "label_date",
    "label_rest",
    "label_start",
    "may_be_closed",
    "may_be_cut_closing",
    "may_be_cut_label",
    "may_be_label",
    "may_contain_closing",
    "may_contain_damaged_closing",
    "may_contain_label",
    "may_contain_notice",
    "may_end_with_closing",
    "may_follow_thanks",
    "notice_kind",
    "read_label",
    "without_closing",
    "without_leading_notices",
    "without_notices",
]
