"""Dates as the press of a country prints them."""

from __future__ import annotations

from datetime import date, datetime

MONTHS = {
    "morocco": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر".split(),
    "algeria": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "egypt": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "levant": [
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول"),
        *("تشرين الأول", "تشرين الثاني", "كانون الأول"),
    ],
    "fr": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ).split(),
}
WEEKDAYS = {
    "ar": "الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
}
HIJRI_MONTHS = [
    *("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب"),
    *("شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"),
]
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def regional(when: datetime, calendar: str, pattern: str) -> str:
    """``pattern`` with ``{weekday}``, ``{month}``, ``{day}``, ``{year}``, ``{hour}`` and others."""
    language = "fr" if calendar == "fr" else "ar"
    return pattern.format(
        weekday=WEEKDAYS[language][when.weekday()],
        day=when.day,
        day2=f"{when.day:02}",
        month=MONTHS[calendar][when.month - 1],
        month2=f"{when.month:02}",
        year=when.year,
        hour=f"{when.hour:02}",
        hour12=when.hour % 12 or 12,
        half=("ص", "م")[when.hour >= 12],
        minute=f"{when.minute:02}",
    )


def hijri(when: date) -> str:
    """The day in the tabular Islamic calendar, as in ``3 رمضان 1447 هـ``."""
    days = when.toordinal() - 227015 + 1  # since 1 Muharram of the year 1: 16 July 622, Julian
    year = (30 * (days - 1) + 10646) // 10631
    rest = days - 1 - ((year - 1) * 354 + (3 + 11 * year) // 30)
    month = min(12, (11 * rest + 330) // 325)
    day = rest - (29 * (month - 1) + month // 2) + 1
    return f"{day} {HIJRI_MONTHS[month - 1]} {year} هـ"


def indic(text: str) -> str:
    """The text with Arabic-Indic digits."""
    return str(text).translate(_INDIC)
