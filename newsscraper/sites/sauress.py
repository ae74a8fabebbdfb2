"""Saudi Arabia: sauress.com."""

from newsscraper.sites.site import Site

SITE = Site(
    name="sauress",
    domain="sauress.com",
    country="SA",
    timezone="Asia/Riyadh",
    editions=("ar", "en"),
)
