"""Yemen: yemeress.com."""

from newsscraper.sites.site import Site

SITE = Site(
    name="yemeress",
    domain="yemeress.com",
    country="YE",
    timezone="Asia/Aden",
    editions=("ar",),
)
