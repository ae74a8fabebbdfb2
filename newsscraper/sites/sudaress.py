"""Sudan: sudaress.com."""

from newsscraper.sites.site import Site

SITE = Site(
    name="sudaress",
    domain="sudaress.com",
    country="SD",
    timezone="Africa/Khartoum",
    editions=("ar",),
)
