"""Patterns of addresses that need no repair: nearly all of the hundreds of links on a page.

Each of them must take no more than one match. :mod:`newsscraper.urls` repairs the others.
"""

import re

_QUERY_AND_FRAGMENT = r"(?:\?[\w~.,:;+@!$*/=&%()'?-]++)?(?:\#[\w~.,:;+@!$*/=&%()'?-]++)?"
_ESCAPE = r"%(?!2[eE])"  # an escaped dot may be a dot segment

NORMAL = re.compile(r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w~-]+)+", re.ASCII)
"""An address in its canonical form, as most of the platform are."""

NORMAL_PATH = re.compile(r"(?:/[\w~-]+)+", re.ASCII)
"""The path of such an address."""

PLAIN_LINK = re.compile(
    r"https?://(?!(?:[a-z0-9-]++\.)*(?:archive\.org|arquivo\.pt)[/:])"
    rf"[a-z0-9-]++(?:\.[a-z0-9-]++)++/(?:[\w~.,:+@!$*/=&()'-]++|{_ESCAPE})*+{_QUERY_AND_FRAGMENT}",
    re.ASCII,
)
"""A link that is an absolute address already, and not of a page in a web archive."""

PLAIN_PATH = re.compile(
    rf"(?:/(?:[\w~,+@-]++|{_ESCAPE})++(?:\.(?:[\w~,+@-]++|{_ESCAPE})++)*+)+/?{_QUERY_AND_FRAGMENT}",
    re.ASCII,
)
"""A link to a page of the same host: without an empty part or a dot segment."""

PLAIN_HOST = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/|\Z)")
"""The beginning of an address up to its path."""
