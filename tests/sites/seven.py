"""The seven sites of the platform. Tests about them use this list, so that others can be added."""

from newsscraper.sites import SITES

NAMES = ("maghress", "masress", "djazairess", "turess", "sauress", "sudaress", "yemeress")
SEVEN = tuple(SITES[name] for name in NAMES)
