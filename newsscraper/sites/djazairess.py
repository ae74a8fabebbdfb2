"""Algeria: djazairess.com."""

from newsscraper.sites.site import Site

SITE = Site(
    name="djazairess",
    domain="djazairess.com",
    country="DZ",
    timezone="Africa/Algiers",
    editions=("ar", "fr"),
)
