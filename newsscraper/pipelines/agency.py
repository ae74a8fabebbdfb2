"""The news agency whose tag is in the text.

The tag stays in the body, because it is part of a sentence.
"""

import re

from newsscraper.items.records import Article
from newsscraper.pipelines.body import PARAGRAPH_BREAK

_LATIN = (
    "MAP",
    "APS",
    "TAP",
    "AFP",
    "AP",
    "Reuters",
    "REUTERS",
    "MENA",
    "SPA",
    "SUNA",
    "SABA",
    "Saba",
    "EFE",
    "Xinhua",
    "PANA",
    "DPA",
    "dpa",
    "ANSA",
    "UPI",
    "WAM",
    "QNA",
    "KUNA",
    "BNA",
    "ONA",
    "LANA",
    "WAFA",
    "Anadolu",
    "TASS",
    "Europa Press",
)
_ARABIC = (
    "و م ع",
    "و.م.ع",
    "ومع",
    "وأج",
    "واج",
    "و أ ج",
    "و.أ.ج",
    "وات",
    "أ ش أ",
    "أ.ش.أ",
    "أش أ",
    "واس",
    "سونا",
    "سبأ",
    "أ ف ب",
    "أ.ف.ب",
    "أف ب",
    "أ ب",
    "رويترز",
    "د ب أ",
    "د.ب.أ",
    "وام",
    "كونا",
    "قنا",
    "بنا",
    "وفا",
    "الأناضول",
    "شينخوا",
    "بترا",
    "إفي",
    "يو بي آي",
    "سانا",
    "وال",
)
_TAG = "|".join(sorted(map(re.escape, (*_LATIN, *_ARABIC)), key=len, reverse=True))
_BRACKETED = re.compile(rf"[(\[]\s*(?P<tag>{_TAG})\s*[)\]]")
# In a dateline the tag is between a place and a dash: "Rabat, MAP - ...", "الرباط - و م ع - ...".
_DATELINE = re.compile(rf"^[^.!?؟]{{2,40}}?[\s,،/–—-]+(?P<tag>{_TAG})\s*(?:[-–—:/]|\.\s*[-–—])+")
_ALONE = re.compile(rf"^\W*(?P<tag>{_TAG})\W*$")


class AgencyPipeline:
    """Fills ``agency``.

    The tag is in the dateline, in brackets in the first or last paragraph, or alone on the last
    line.
    """

    def process_item(self, item: Article) -> Article:
        """The name of an agency in running text does not count as a tag."""
        if item.body is None:
            return item
        paragraphs = item.body.split(PARAGRAPH_BREAK)
        first, last = paragraphs[0], paragraphs[-1]
        match = (
            _DATELINE.match(first[:120])
            or _BRACKETED.search(first[:120])
            or _BRACKETED.search(first[-40:])
            or _BRACKETED.search(last[-40:])
            or _ALONE.match(last[:40])
        )
        item.agency = match["tag"] if match else None
        return item
