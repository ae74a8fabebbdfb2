"""The peers, each used in its usual way to fetch and read one article.

``python -m benchmarks.crawl.peers NAME < urls`` prints how many articles had a headline; without
URLs it only imports the peer.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable

Read = Callable[[str], "str | None"]


def newspaper4k() -> Read:
    """Downloads and parses an article with newspaper4k."""
    import newspaper

    def read(url: str) -> str | None:
        article = newspaper.Article(url)
        article.download()
        article.parse()
        return str(article.title)

    return read


def news_please() -> Read:
    """Reads an article with the one-call interface of news-please."""
    from newsplease import NewsPlease

    def read(url: str) -> str | None:
        article = NewsPlease.from_url(url)
        return article.title if article else None

    return read


PEERS: dict[str, tuple[str, Callable[[], Read]]] = {
    "newspaper4k": ("newspaper", newspaper4k),
    "news-please": ("newsplease", news_please),
}
"""For each name: the module it needs, and the function that makes its reader."""


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    read = PEERS[sys.argv[1]][1]()
    print(sum(1 for line in sys.stdin if read(line.strip())))
