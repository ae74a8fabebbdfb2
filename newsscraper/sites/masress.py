"""Egypt: masress.com."""

from newsscraper.sites.site import Site

SITE = Site(
    name="masress",
    domain="masress.com",
    country="EG",
    timezone="Africa/Cairo",
    editions=("ar", "en"),
)
