"""Words around a printed date, and what they say about it."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from newsscraper.dates.normal import words


class Role(Enum):
    """What a word says about the date beside it."""

    PUBLISHED = auto()
    """The date is that of publication."""
    UPDATED = auto()
    """The date is that of a change."""
    BY = auto()
    """A name follows: Par, By, بقلم."""
    IN = auto()
    """The name of a source may follow, if the word before means "published"."""
    PLAIN = auto()
    """The word says nothing about the date: articles, prepositions, "date"."""


class Word(NamedTuple):
    """A word that may occur beside a date."""

    role: Role
    language: str


# Words such as "avant", "depuis", "until", "قبل" and "منذ" are missing on purpose: a date beside
# them is not a date of publication.
_AROUND = {
    (
        "fr",
        Role.PUBLISHED,
    ): (
        """
            publié publiée publiés publiées publi\ufffd publication paru parue parution posté postée
            diffusé rédigé écrit créé création
        """
    ),
    (
        "fr",
        Role.UPDATED,
    ): (
        """
        jour maj modifié modifiée modification actualisé actualisée actualisation révisé corrigé
        """
    ),
    ("fr", Role.BY): "par",
    ("fr", Role.IN): "dans sur",
    (
        "fr",
        Role.PLAIN,
    ): (
        """
            le la du de des à a mis mise ce datée daté première dernière dernier en ligne heure
            heures ajouté ajoutée cet été
        """
    ),
    ("en", Role.PUBLISHED): "published posted publish publication written created creation first",
    ("en", Role.UPDATED): "updated update modified modification edited revised revise amended",
    ("en", Role.BY): "by",
    ("en", Role.IN): "in",
    ("en", Role.PLAIN): "on at date last the of time added date article this was",
    ("es", Role.PUBLISHED): "publicado publicada publicación creado creada escrito escrita",
    (
        "es",
        Role.UPDATED,
    ): "actualizado actualizada actualización modificado modificada modificación editado",
    ("es", Role.BY): "por",
    ("es", Role.IN): "en",
    ("es", Role.PLAIN): "el la las los del de a fecha última último día hora",
    ("ar", Role.PUBLISHED): "نشر نشرت نشره النشر منشور نشرها ونشر أضيف أضيفت إضافة الإضافة حرر",
    ("ar", Role.UPDATED): "تحديث التحديث تحديثه حدث حدثت محدث عدل تعديل التعديل",
    ("ar", Role.BY): "بقلم بواسطة كتب كتبت كتبه كتبها إعداد تحرير",
    ("ar", Role.IN): "في على",
    (
        "ar",
        Role.PLAIN,
    ): (
        """
            تاريخ التاريخ بتاريخ يوم اليوم ليوم آخر اخر تم الساعة ساعة الموافق موافق الموافقة
            المصادف ل عام سنة لسنة شهر الخبر المقال عند مقال خبر
        """
    ),
    ("zgh", Role.PLAIN): "ⴰⵙⵙ ⵏ ⴳ ⵖ ⵉ ⴷⵉ ⵙ",
    ("zgh", Role.PUBLISHED): "ⵉⵜⵜⵓⴼⵙⵔ ⵉⵜⵜⵓⴼⵙⴰⵔ ⵉⴼⵙⵔ ⵜⵜⵓⴼⵙⵔ",
}
AROUND: dict[str, Word] = {
    word: Word(role, language)
    for (language, role), listed in _AROUND.items()
    for word in words(listed)
}
"""Words by their normal form.

If two languages share a word ("date", "création"), its role is the same in both and the last
language wins, so that an English word does not decide the order of numbers in French.
"""

PARTICLES = frozenset(
    words(
        "de du des d la le les l el al il ben bin bent bint ibn abou abu and et y e of the i da di"
        " van von avec with admin"
    )
)
"""May be in lower case inside a name."""

NO_NAMES = frozenset(
    words(
        """
            قبل بعد منذ مند حتى خلال بين إلى منها ذكرى avant après depuis jusqu'au jusqu'à jusque
            dès before after since until till from between during hasta desde antes después entre né
            née mort décès deadline expires born
        """
    )
)
"""Words that make a date beside them something other than the date of publication.

They are never part of a name, whatever their case.
"""

# Monday is 0, as in datetime. Short forms as in CLDR; in Arabic also without the article.
_WEEKDAYS = {
    "fr": "lundi|lun mardi|mar mercredi|mer jeudi|jeu vendredi|ven|vend samedi|sam dimanche|dim",
    "en": (
        "monday|mon tuesday|tue|tues wednesday|wed|weds thursday|thu|thur|thurs friday|fri"
        " saturday|sat sunday|sun"
    ),
    "es": (
        "lunes|lun martes|mar miércoles|mié|mi\ufffdrcoles jueves|jue viernes|vie"
        " sábado|sáb|s\ufffdbado domingo|dom"
    ),
    "ar": (
        """
            الاثنين|الإثنين|اثنين|الأثنين|الاتنين الثلاثاء|ثلاثاء|الثلاتاء|الثلثاء
            الأربعاء|أربعاء|الاربع الخميس|خميس الجمعة|جمعة السبت|سبت الأحد|أحد
        """
    ),
    "zgh": "ⴰⵢⵏⴰⵙ|ⴰⵢⵏ ⴰⵙⵉⵏⴰⵙ|ⴰⵙⵉ ⴰⴽⵕⴰⵙ|ⴰⴽⵕ ⴰⴽⵡⴰⵙ|ⴰⴽⵡ ⴰⵙⵉⵎⵡⴰⵙ|ⴰⵙⵉⵎ|ⵙⵉⵎⵡⴰⵙ ⴰⵙⵉⴹⵢⴰⵙ|ⴰⵙⵉⴹ ⴰⵙⴰⵎⴰⵙ|ⴰⵙⴰ",
}
WEEKDAYS: dict[str, tuple[int, str]] = {
    name: (number, language)
    for language, table in _WEEKDAYS.items()
    for number, names in enumerate(words(table))
    for name in names.split("|")
}
"""Number and language by name. No name means different days in two languages."""

ORDINALS = frozenset(words("er ère ere re ro st nd rd th o a e ème eme"))
"""May be joined to the number of a day."""

_UNITS = words("الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع")
_ELEVENTH = "الحادي"
DAYS_IN_WORDS: dict[tuple[str, ...], int] = {
    **{(word,): 1 for word in words("premier premi\ufffdr primero فاتح أول غرة first")},
    **{(word,): day for day, word in enumerate(_UNITS, 1)},
    **{
        (word,): day
        for listed, day in (("العاشر", 10), ("العشرين", 20), ("الثلاثين", 30))
        for word in words(listed)
    },
    **{(word, "عشر"): day for day, word in enumerate((_ELEVENTH, *_UNITS[1:]), 11)},
    **{(word, "والعشرين"): day for day, word in enumerate((_ELEVENTH, *_UNITS[1:]), 21)},
    (_ELEVENTH, "والثلاثين"): 31,
}
"""Days in words: the first of a month in any language, and all days in Arabic."""

BEFORE_MONTH = frozenset(words("de of d من شهر ⵏ del"))
BEFORE_YEAR = frozenset(words("de del of من عام سنة السنة لسنة ⵏ l'an l'année año"))

WANT_A_NAME = frozenset(words("by par por"))
"""Words that introduce a name. Without one they change the date: "by 7 May" is a deadline."""

COMMON_ERA = frozenset(words("م ميلادي ميلادية الميلادي الميلادية"))
HIJRI_ERA = frozenset(words("ه هـ هجري هجرية الهجري الهجرية هجريا ah"))

READING_TIME = frozenset(words("read lecture lectura قراءة للقراءة reading"))
COUNTED = frozenset(
    words(
        """
            commentaire commentaires comment comments comentario comentarios vue vues view views
            lectures partages shares تعليق تعليقات مشاهدة مشاهدات قراءة
        """
    )
)
"""Nouns counted beside a date, with their number before them."""

ISSUE = frozenset(
    words("العدد numéro número issue vol volume no n núm num nr السنة année año year")
)
"""Words before the number of an issue or a volume, in a newspaper's head."""

ISSUE_AROUND = frozenset(
    words("رقم no n numéro número of edition édition edición issue . : ° # | (")
)
"""May occur between such a word and the number, or before the word."""

YEAR_OF_ISSUE = frozenset(words("السنة année year año"))
"""Words that count a newspaper's years: 61e année, السنة الستون."""

COUNTED_IN_WORDS = frozenset(
    words(
        """
            الأولى الأول الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة
            الحادية عشرة عشر العشرون والعشرون الثلاثون والثلاثون الأربعون والأربعون الخمسون والخمسون
            الستون والستون السبعون والسبعون الثمانون والثمانون التسعون والتسعون العشرين والعشرين
            الثلاثين والثلاثين الأربعين والأربعين الخمسين والخمسين الستين والستين السبعين والسبعين
            الثمانين والثمانين التسعين والتسعين المائة بعد
        """
    )
)
"""Numbers in words, as Arabic newspapers print them after ``السنة``."""

MINUTES = frozenset(words("min mn mins minute minutes minutos دقيقة دقائق دقيقه"))
