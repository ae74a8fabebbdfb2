"""Hijri dates, by the Umm al-Qura calendar of Saudi Arabia.

The lengths of the months are published by its authority (King Abdulaziz City for Science and
Technology; listed by R. H. van Gent). Elsewhere a month begins when the moon is sighted, so printed
dates differ by a day or two (measured: 3 of 8 dual dates), and a Hijri date alone is never certain.
"""

from __future__ import annotations

from datetime import date

TOLERANCE_DAYS = 2
"""By how many days a printed Hijri date may differ from this calendar."""

FIRST_HIJRI_YEAR = 1400
_FIRST_DAY = date(1979, 11, 20).toordinal()

# One number per year from 1400 to 1500: bit n is set if month n + 1 has 30 days, otherwise it has
# 29.
_LENGTHS = (
    0xD4B,
    0x52A,
    0xA57,
    0x4AE,
    0x976,
    0x56C,
    0xB55,
    0xAAA,
    0xA55,
    0x4AD,
    0x95D,
    0x2DA,
    0x5D9,
    0xDB2,
    0xBA4,
    0xB4A,
    0xA55,
    0x2B5,
    0x575,
    0xB6A,
    0xBD2,
    0xBC4,
    0xB89,
    0xA95,
    0x52D,
    0x5AD,
    0xB6A,
    0x6D4,
    0xDC9,
    0xD92,
    0xAA6,
    0x956,
    0x2AE,
    0x56D,
    0x36A,
    0xB55,
    0xAAA,
    0x94D,
    0x49D,
    0x95D,
    0x2BA,
    0x5B5,
    0x5AA,
    0xD55,
    0xA9A,
    0x92E,
    0x26E,
    0x55D,
    0xADA,
    0x6D4,
    0x6A5,
    0x54B,
    0xA97,
    0x54E,
    0xAAE,
    0x5AC,
    0xBA9,
    0xD92,
    0xB25,
    0x64B,
    0xCAB,
    0x55A,
    0xB55,
    0x6D2,
    0xEA5,
    0xE4A,
    0xA95,
    0x52D,
    0xAAD,
    0x36C,
    0x759,
    0x6D2,
    0x695,
    0x52D,
    0xA5B,
    0x4BA,
    0x9BA,
    0x3B4,
    0xB69,
    0xB52,
    0xAA6,
    0x4B6,
    0x96D,
    0x2EC,
    0x6D9,
    0xEB2,
    0xD54,
    0xD2A,
    0xA56,
    0x4AE,
    0x96D,
    0xD6A,
    0xB54,
    0xB29,
    0xA93,
    0x52B,
    0xA57,
    0x536,
    0xAB5,
    0x6AA,
    0xE93,
)


def is_hijri_year(year: int) -> bool:
    """Whether the table contains a year: 1400 to 1500."""
    return FIRST_HIJRI_YEAR <= year < FIRST_HIJRI_YEAR + len(_LENGTHS)


def gregorian(year: int, month: int, day: int) -> date | None:
    """Convert a Hijri date; ``None`` if the calendar has no such day.

    The 30th of a month of 29 days counts as the first of the next: it is printed if the moon was
    sighted later.
    """
    if not is_hijri_year(year) or not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    index = year - FIRST_HIJRI_YEAR
    months = index * 12 + month - 1
    long_months = (
        sum(map(int.bit_count, _LENGTHS[:index]))
        + (_LENGTHS[index] & ((1 << (month - 1)) - 1)).bit_count()
    )
    return date.fromordinal(_FIRST_DAY + months * 29 + long_months + day - 1)
