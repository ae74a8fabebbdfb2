"""Pages of the site's frame are distinguished from newspapers by their address."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsscraper.crawling.spiders.frame import is_frame_page

FRAME = """
    contact Contact contact-us contact_us contactus contact.html contacts contacter-nous
    contactez-nous nous-contacter terms terms-of-use terms-of-service termsofuse
    terms-and-conditions TermsOfUse.php tos conditions conditions-d-utilisation
    conditions-generales-d'utilisation cgu mentions-legales mentions-légales about about-us
    about.aspx aboutus a-propos à-propos apropos qui-sommes-nous privacy privacy-policy
    privacypolicy politique-de-confidentialite politique-de-confidentialité confidentialite
    vie-privee cookies cookie-policy faq help aide sitemap plan-du-site login register inscription
    connexion disclaimer legal اتصل-بنا إتصل-بنا راسلنا من-نحن عن-الموقع شروط-الاستخدام
    شروط-الإستخدام الشروط-والأحكام سياسة-الخصوصية سياسه-الخصوصيه تواصل-معنا حول-الموقع خريطة-الموقع
    privacy-notice privacy-statement legal-notice who-we-are contact-form informations-legales
    publicité
""".split()
NEWSPAPERS = """
    yabiladi alittihad albayane youm7 elwatan eldjoumhouria kech24 alriyadh alrakoba adenalghad
    atlasmatin politics sports liberte le-matin contacteur aboutalib termsa alwatan-us the-nation
    nous le-service 2m al-ahram policy contactpress aboutmaroc press-contact legal-news
    the-information le-notice formulaire الاتحاد الشروق المساء صوت-الحق
""".split()


@pytest.mark.parametrize("slug", FRAME)
def test_pages_of_the_frame(slug):
    assert is_frame_page(slug)
    assert is_frame_page(quote(slug))


@pytest.mark.parametrize("slug", NEWSPAPERS)
def test_newspapers(slug):
    assert not is_frame_page(slug)


@given(st.text(max_size=40))
def test_any_text_is_accepted(slug):
    assert is_frame_page(slug) in (True, False)
