"""Morocco: maghress.com."""

from newsscraper.sites.site import Site

SITE = Site(
    name="maghress",
    domain="maghress.com",
    country="MA",
    timezone="Africa/Casablanca",
    editions=("ar", "fr"),
)
