"""Dates relative to the fetch: منذ يومين, il y a 3 heures, hier à 18:30, 3 hours ago."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from newsscraper.dates.clock import Clock, clock_at
from newsscraper.dates.normal import Token, words
from newsscraper.dates.wording import AROUND

_MINUTE, _HOUR, _DAY, _WEEK = 1, 60, 24 * 60, 7 * 24 * 60
_MAX_MINUTES = 366 * _DAY

# Months and years are not units here, because they do not determine a day.
_UNITS = {
    word: minutes
    for minutes, listed in {
        0: "seconde secondes second seconds sec secs s segundo segundos ثانية ثواني ثوان",
        _MINUTE: "minute minutes min mins mn m minuto minutos دقيقة دقائق دقيقه",
        _HOUR: "heure heures h hr hrs hour hours hora horas ساعة ساعات س",
        _DAY: "jour jours j day days d día días يوم أيام يوما",
        _WEEK: "semaine semaines sem week weeks w wk wks semana semanas أسبوع أسابيع أسبوعا",
    }.items()
    for word in words(listed)
}
# The Arabic dual: two of a unit in one word.
_PAIRS = {
    word: minutes
    for minutes, listed in {
        0: "ثانيتين ثانيتان",
        _MINUTE: "دقيقتين دقيقتان",
        _HOUR: "ساعتين ساعتان",
        _DAY: "يومين يومان",
        _WEEK: "أسبوعين أسبوعان",
    }.items()
    for word in words(listed)
}
_ARABIC_UNITS = frozenset(words("ثانية دقيقة ساعة يوم أسبوع"))
_NUMBERS = {
    word: number
    for number, listed in enumerate(
        (
            "un une a an one una واحد واحدة",
            "deux two dos",
            "trois three tres ثلاث ثلاثة",
            "quatre four cuatro أربع أربعة",
            "cinq five cinco خمس خمسة",
            "six six seis ست ستة",
            "sept seven siete سبع سبعة",
            "huit eight ocho ثمان ثماني ثمانية",
            "neuf nine nueve تسع تسعة",
            "dix ten diez عشر عشرة",
            "onze eleven once",
            "douze twelve doce",
        ),
        1,
    )
    for word in words(listed)
}
_PARTS = [
    (words(phrase), minutes)
    for phrase, minutes in (
        ("نصف ساعة", 30),
        ("ربع ساعة", 15),
        ("ثلث ساعة", 20),
        ("half an hour", 30),
        ("une demi heure", 30),
        ("un quart d'heure", 15),
        ("media hora", 30),
    )
]
_BEFORE = [words(lead) for lead in ("il y a", "il y'a", "ilya", "y a", "hace", "منذ", "قبل", "من")]
_BEHIND = [words(tail) for tail in ("ago", "plus tôt", "earlier", "atrás", "مضت")]
_ABOUT = frozenset(
    words(
        "environ about almost over around presque plus de near nearly casi unos unas حوالي نحو"
        " قرابة"
    )
)
_AND = frozenset(words("et and y و"))
_DAYS = {
    "aujourd'hui": 0,
    "today": 0,
    "hoy": 0,
    "hier": 1,
    "yesterday": 1,
    "ayer": 1,
    "anteayer": 2,
    "avanthier": 2,
    **dict.fromkeys(words("اليوم"), 0),
    **dict.fromkeys(words("أمس البارحة امبارح"), 1),
    **dict.fromkeys(words("ⴰⵙⵙⴰ"), 0),
    **dict.fromkeys(words("ⵉⴹⵍⵍⵉ"), 1),
}
_DAY_PHRASES = [
    (words(phrase), days)
    for days, phrases in {
        0: (
            """
                ce jour|aujourd hui|ce matin|ce soir|cet après midi|à l'instant|il y a quelques
                instants|il y a quelques minutes| il y a un instant|just now|moments ago|a moment
                ago|this morning|this evening|ahora mismo| esta mañana|صباح اليوم|مساء
                اليوم|الآن|منذ قليل|قبل قليل|منذ لحظات| قبل لحظات
            """
        ),
        1: "hier soir|hier matin|يوم أمس|صباح أمس|مساء أمس",
        2: "avant hier|day before yesterday|antes de ayer|أول أمس|أول من أمس|أمس الأول|أول البارحة",
    }.items()
    for phrase in phrases.split("|")
]
_IGNORED = frozenset(".,()[]|-:;/")


class Relative(NamedTuple):
    """A time relative to the fetch."""

    days: int | None
    """The distance in whole calendar days; ``None`` if it is given by `minutes`."""
    minutes: int
    unit: int
    """The smallest unit named, in minutes."""
    clock: Clock | None = None

    def moment(self, reference: datetime) -> tuple[datetime, int]:
        """Return the moment, in the reference's zone, and by how many days it may differ.

        Elapsed hours or days were rounded down when they were printed: a page shows "2 days ago"
        until the third day is complete.

        Raises:
            OverflowError: the moment is before the year 1.

        """
        if self.days is not None:
            return reference - timedelta(days=self.days), 0
        then = reference - timedelta(minutes=self.minutes)
        if self.unit >= _DAY:
            return then, 0 if self.clock is not None else self.unit // _DAY
        return then, int((then - timedelta(minutes=self.unit)).date() != then.date())


def relative_in(tokens: list[Token]) -> Relative | None:
    """Read tokens that contain only a relative time, possibly after words like "published".

    Returns ``None`` for anything else.
    """
    kept = [token for token in tokens if token.text not in _IGNORED or token.text == ":"]
    if not kept or len(kept) > 24:
        return None
    for start, token in enumerate(kept):
        found = _days_at(kept, start) or _span_at(kept, start)
        if found is not None:
            end, relative = found
            clock = _rest(kept, end)
            if isinstance(clock, bool) or (clock is not None and relative.unit < _DAY):
                return None
            return relative._replace(clock=clock)
        if token.text not in AROUND and token.text != ":":
            return None
    return None


def _days_at(tokens: list[Token], index: int) -> tuple[int, Relative] | None:
    for phrase, days in _DAY_PHRASES:
        if _is_at(tokens, index, phrase):
            return index + len(phrase), Relative(days, 0, _DAY)
    days_back = _DAYS.get(tokens[index].text)
    return None if days_back is None else (index + 1, Relative(days_back, 0, _DAY))


def _span_at(tokens: list[Token], index: int) -> tuple[int, Relative] | None:
    for lead in _BEFORE:
        if _is_at(tokens, index, lead):
            found = _amount_at(tokens, index + len(lead))
            if found is None:
                return None
            end, minutes, unit = found
            tail = next((tail for tail in _BEHIND if _is_at(tokens, end, tail)), [])
            return end + len(tail), Relative(None, minutes, unit)
    found = _amount_at(tokens, index)
    if found is None:
        return None
    end, minutes, unit = found
    for tail in _BEHIND:
        if _is_at(tokens, end, tail):
            return end + len(tail), Relative(None, minutes, unit)
    return None


def _amount_at(tokens: list[Token], index: int) -> tuple[int, int, int] | None:
    """Read one or more numbers with their units, each unit smaller than the one before.

    Returns the index after them, the minutes, and the smallest unit.
    """
    while index < len(tokens) and tokens[index].text in _ABOUT:
        index += 1
    total, smallest = 0, None
    while True:
        part = _part_at(tokens, index)
        if part is None or (smallest is not None and part[2] >= smallest):
            break
        index, minutes, smallest = part
        total += minutes
        if index < len(tokens) and tokens[index].text in _AND:
            index += 1
    if smallest is None or total > _MAX_MINUTES or (index and tokens[index - 1].text in _AND):
        return None
    return index, total, smallest


def _part_at(tokens: list[Token], index: int) -> tuple[int, int, int] | None:
    if index >= len(tokens):
        return None
    for phrase, minutes in _PARTS:
        if _is_at(tokens, index, phrase):
            return index + len(phrase), minutes, _MINUTE
    token = tokens[index]
    # "and" is part of the next word in Arabic.
    text = (
        token.text[1:]
        if token.text.startswith("و") and len(token.text) > 3 and token.text not in _UNITS
        else token.text
    )
    if text in _PAIRS:
        return index + 1, 2 * _PAIRS[text], _PAIRS[text]
    if text in _ARABIC_UNITS:
        end = index + 1
        if end < len(tokens) and _NUMBERS.get(tokens[end].text) == 1:
            end += 1
        return end, _UNITS[text], _UNITS[text]
    if token.kind == "number" and len(token.text) <= 3:
        number: int | None = int(token.text)
    else:
        number = _NUMBERS.get(text)
    if number is None or index + 1 >= len(tokens):
        return None
    unit = _UNITS.get(tokens[index + 1].text)
    return None if unit is None else (index + 2, number * unit, unit)


def _rest(tokens: list[Token], index: int) -> Clock | Literal[False] | None:
    """Read the time of day that follows.

    ``None`` if nothing follows; ``False`` if something else does.
    """
    clock: Clock | None = None
    while index < len(tokens):
        timed = clock_at(tokens, index)
        if timed is not None and clock is None:
            index, clock = timed
        elif tokens[index].text in AROUND:
            index += 1
        else:
            return False
    return clock


def _is_at(tokens: list[Token], index: int, phrase: list[str]) -> bool:
    return [token.text for token in tokens[index : index + len(phrase)]] == phrase
