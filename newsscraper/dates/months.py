"""The names of the months, by region. CLDR lists the regional names too.

Each list has twelve names in order; variants of a name are joined by ``|``, two words of a name by
``_``. They are written as printed and normalised when read, so hamzas, accents and vowel marks need
no variants.
"""

from __future__ import annotations

from typing import NamedTuple

from newsscraper.dates.normal import Token, words
from newsscraper.dates.result import Calendar

_GREGORIAN = {
    "fr": (
        """
            janvier|janv|jan février|févr|fév|f\ufffdvrier|f\ufffdv mars avril|avr mai juin
            juillet|juil|juill août|ao\ufffdt|aou septembre|sept octobre|oct novembre|nov
            décembre|déc|d\ufffdcembre|d\ufffdc
        """
    ),
    "en": (
        """
            january|jan february|feb|febr march|mar april|apr may june|jun july|jul august|aug
            september|sep|sept|septem october|oct november|nov december|dec
        """
    ),
    "es": (
        """
            enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago
            septiembre|setiembre|sep|sept|set octubre|oct noviembre|nov diciembre|dic
        """
    ),
    # Egypt, Sudan, the Gulf, Yemen, Libya; Mauritania for months without a name of its own.
    "ar": (
        """
            يناير|ينایر|كانون_ثاني فبراير|فيراير مارس أبريل|إبريل مايو يونيو|يونية|يونيه|حزيران
            يوليو|يولية|يوليه أغسطس|أغسطوس|أوغسطس سبتمبر|سيبتمبر|سبتمر أكتوبر|أوكتوبر نوفمبر|نوفنبر
            ديسمبر|ديسيمبر|دسمبر
        """
    ),
    "ar-MA": (
        "يناير فبراير مارس أبريل ماي يونيو|يونيوز يوليوز غشت شتنبر|شتمبر أكتوبر نونبر|نونمبر"
        " دجنبر|دجمبر"
    ),
    "ar-DZ": (
        """
            جانفي|جانفييه فيفري|فبفري|فيفيري مارس أفريل ماي جوان جويلية|جويليا|جولية|جويليت أوت|أوث
            سبتمبر أكتوبر نوفمبر ديسمبر
        """
    ),
    "ar-MR": "يناير فبراير مارس إبريل مايو يونيو يوليو أغشت شتمبر أكتوبر نوفمبر دجمبر",
    # Syria, Lebanon, Jordan, Palestine, Iraq.
    "ar-LB": (
        """
            كانون_الثاني|كانون_ثاني|كانون_ثان|كانون_2|ك_2 شباط آذار نيسان أيار|مايس حزيران تموز آب
            أيلول تشرين_الأول|تشرين_أول|تشرين_1|ت_1 تشرين_الثاني|تشرين_ثاني|تشرين_ثان|تشرين_2|ت_2
            كانون_الأول|كانون_أول|كانون_1|ك_1
        """
    ),
    # The names of the Moroccan institute, and those of the Algerian press in Kabyle.
    "zgh": (
        """ⵉⵏⵏⴰⵢⵔ|ⵢⵏⵏⴰⵢⵔ|ⵏⵏⴰⵢⵔ|ⵉⵏⵏ ⴱⵕⴰⵢⵕ|ⴼⵕⴰⵢⵕ|ⴼⵓⵕⴰⵕ|ⴼⵓⵔⴰⵔ|ⴱⵕⴰ ⵎⴰⵕⵚ|ⵎⵖⵔⵙ|ⵎⴰⵕ
        ⵉⴱⵔⵉⵔ|ⵢⴱⵔⵉⵔ|ⴰⴱⵔⵉⵔ|ⵉⴱⵔ ⵎⴰⵢⵢⵓ|ⵎⴰⵢⵓ|ⵎⴰⵢ ⵢⵓⵏⵢⵓ|ⵢⵓⵏⵢⵓⵣ|ⵢⵓⵏ ⵢⵓⵍⵢⵓⵣ|ⵢⵓⵍⵢⵓ|ⵢⵓⵍ
        ⵖⵓⵛⵜ|ⵖⵛⵜ|ⵖⵓⵛ ⵛⵓⵜⴰⵏⴱⵉⵔ|ⵛⵜⵎⴱⵔ|ⵛⵓⵜⵎⴱⵔ|ⵛⵜⴰⵎⴱⵉⵔ|ⵛⵜⴰⵏⴱⵉⵔ|ⵛⵓⵜ ⴽⵜⵓⴱⵔ|ⵜⵓⴱⵔ|ⴽⵟⵓⴱⵕ|ⴽⵜⵓ
        ⵏⵓⵡⴰⵏⴱⵉⵔ|ⵏⵓⵏⵎⴱⵔ|ⵡⴰⵎⴱⵔ|ⵏⵓⵡⵎⴱⵔ|ⵏⵓⴼⵎⴱⵔ|ⵏⵡⴰⵏⴱⵉⵔ|ⵏⵓⵡ ⴷⵓⵊⴰⵏⴱⵉⵔ|ⴷⵓⵊⵎⴱⵔ|ⴷⵓⵊⴰⵎⴱⵉⵔ|ⴷⵊⴰⵏⴱⵉⵔ|ⴷⵓⵊ"""
    ),
}
_HIJRI = {
    "ar": (
        """محرم|المحرم صفر ربيع_الأول|ربيع_أول ربيع_الآخر|ربيع_الثاني|ربيع_ثاني|ربيع_ثان|ربيع_آخر
        جمادى_الأولى|جمادى_الأول|جمادى_أولى|جماد_الأول|جماد_أول
        جمادى_الآخرة|جمادى_الآخر|جمادى_الثانية|جمادى_الثاني|جمادى_ثاني|جماد_الآخر|جماد_الثاني
        رجب شعبان رمضان شوال
        ذو_القعدة|ذي_القعدة|ذوالقعدة|ذيالقعدة|القعدة|ذو_قعدة
        ذو_الحجة|ذي_الحجة|ذوالحجة|ذيالحجة|الحجة|ذو_حجة"""
    ),
    "fr": (
        """
            mouharram|moharram|mouharam safar rabii_i|rabie_i|rabia_i|rabi_i
            rabii_ii|rabie_ii|rabia_ii|rabi_ii joumada_i|djoumada_i joumada_ii|djoumada_ii
            rajab|redjeb|radjab chaabane|chaaban ramadan|ramadhan chaoual|chawwal|chawal|choual
            doulkaada|dhoulkaada|doulqiida doulhijja|dhoulhijja
        """
    ),
    "en": (
        """
            muharram safar rabi_i rabi_ii jumada_i jumada_ii rajab shaban|sha'ban|shaaban ramadan
            shawwal dhulqadah dhulhijjah
        """
    ),
}


class Month(NamedTuple):
    """A month found in a text."""

    calendar: Calendar
    number: int
    """1 to 12."""
    end: int
    """Index of the first token after the month's name."""


def _tables() -> tuple[
    dict[str, tuple[Calendar, int]], dict[tuple[str, str], tuple[Calendar, int]]
]:
    single: dict[str, tuple[Calendar, int]] = {}
    double: dict[tuple[str, str], tuple[Calendar, int]] = {}
    calendars: tuple[tuple[Calendar, dict[str, str]], ...] = (
        ("gregorian", _GREGORIAN),
        ("hijri", _HIJRI),
    )
    for calendar, regions in calendars:
        for names in regions.values():
            for number, variants in enumerate(words(names), 1):
                for name in variants.split("|"):
                    first, _, second = name.partition("_")
                    if second:
                        double[first, second] = calendar, number
                    else:
                        single[first] = calendar, number
    return single, double


_SINGLE, _DOUBLE = _tables()
_FIRST_OF_TWO = frozenset(
    first for (first, _), (calendar, _) in _DOUBLE.items() if calendar == "gregorian"
)


def month_at(tokens: list[Token], index: int) -> Month | None:
    """Read the month whose name begins at a token, with the dot of its abbreviation."""
    if index >= len(tokens) or tokens[index].kind != "word":
        return None
    name = tokens[index].text
    end = index + 1
    found = _DOUBLE.get((name, tokens[end].text)) if end < len(tokens) else None
    if found is not None:
        end += 1
    else:
        found = _SINGLE.get(name)
    if found is None:
        return None
    if end < len(tokens) and tokens[end].text == "." and not tokens[end].spaced:
        end += 1
    return Month(*found, end)


def is_western_month(word: str) -> bool:
    """Whether a normalised word is, or begins, the name of a Gregorian month.

    Hijri months are excluded because their names are personal names too.
    """
    found = _SINGLE.get(word)
    return found[0] == "gregorian" if found is not None else word in _FIRST_OF_TWO
