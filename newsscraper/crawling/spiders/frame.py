"""Pages of the site's frame, such as contact or privacy.

Every page links them in its footer, and none of them links articles.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

_BETWEEN = re.compile(r"[\s._+'’-]+")
_ENDS = re.compile(r"\.(?:html?|php|aspx?)$")
_ALEF = str.maketrans("أإآىة", "ااايه")  # letters written with or without their marks

_CORE = frozenset(
    """
        contact contacts contactus contacter contactez contacto about aboutus apropos quisommesnous
        terms termsofuse termsofservice tos conditions cgu cgv mentions mentionslegales legal
        legales disclaimer privacy privacypolicy confidentialite confidentialité cookie cookies faq
        faqs help aide imprint copyright dmca sitemap plandusite login logout signin signout signup
        register inscription connexion advertise advertising publicite publicité subscribe
        unsubscribe newsletter اتصل اتصلوا راسلنا الخصوصيه خصوصيه الشروط شروط حولنا
    """.split()
)
"""Words that name such a page on their own."""

_PHRASES = frozenset(
    """
        a-propos à-propos a-propos-de-nous à-propos-de-nous qui-sommes-nous nous-contacter
        plan-du-site vie-privee vie-privée who-we-are من-نحن عن-الموقع حول-الموقع خريطه-الموقع
        تواصل-معنا اعلن-معنا سياسه-الاستخدام اتفاقيه-الاستخدام
    """.split()
)
_FILLERS = frozenset(
    """
        a and for form information notice of our page policies policy service services site
        statement the to us use user with au aux d de des du et formulaire generales générales
        informations l la le les legales légales nous notre politique utilisation الاستخدام الاحكام
        والاحكام احكام بنا سياسه معنا من الموقع و
    """.split()
)
"""Words that may accompany them: terms-of-use, politique-de-confidentialite."""


@lru_cache(maxsize=1024)
def is_frame_page(slug: str) -> bool:
    """Whether the first segment of a path names a page about the site itself, such as its terms.

    Such pages (contact, terms, privacy) contain no news. Knows French, Arabic and English, with any
    separator between the words. Assumes that no newspaper's slug consists only of such words; this
    could not be checked against a full list of newspapers. The caller does not ask about a
    newspaper that the user named or that has a known article.
    """
    plain = _ENDS.sub("", unquote(slug).strip().lower()).translate(_ALEF)
    words = [word for word in _BETWEEN.split(plain) if word]
    if "-".join(words) in _PHRASES:
        return True
    return any(word in _CORE for word in words) and all(
        word in _CORE or word in _FILLERS for word in words
    )
