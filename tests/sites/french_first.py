"""A site of the platform whose default edition is French.

Run as a program, this file adds the site and then does what ``newsscraper`` does.
"""

from newsscraper.sites import Site, register

SITE = Site("francoress", "francoress.example", "CI", "Africa/Abidjan", ("fr", "ar"))

if __name__ == "__main__":
    from newsscraper.__main__ import main

    register(SITE)
    main()
