"""Made-up extractors."""

from __future__ import annotations

import os
import re
import signal


def paragraphs(html: str, url: str) -> str:
    return "\n".join(re.findall(r"<p>(.*?)</p>", html))


def crashing(html: str, url: str) -> str:
    """Ends its process at a page that says so."""
    if "crash" in html:
        os.kill(os.getpid(), signal.SIGKILL)
    return paragraphs(html, url)
