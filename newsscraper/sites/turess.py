"""Tunisia: turess.com."""

from newsscraper.sites.site import Site

SITE = Site(
    name="turess",
    domain="turess.com",
    country="TN",
    timezone="Africa/Tunis",
    editions=("ar", "fr"),
)
