"""Checks of options before the first request."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import urlsplit

from newsscraper.errors import UserError
from newsscraper.fetch_options.option import BESIDE_STORE


def check_mirror(base_url: str | None, sites: int) -> None:
    """Check the address of the mirror.

    Args:
        base_url: The address.
        sites: The number of sites that it must serve.

    Raises:
        UserError: the address is invalid, or is that of one site and there are several.

    """
    if base_url is None:
        return
    try:
        parts = urlsplit(base_url.replace("{site}", "site"))
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        usable = usable and not parts.query and not parts.fragment
    except ValueError:
        usable = False
    if not usable:
        raise UserError(
            f"invalid --base-url {base_url!r}: use the http:// or https:// address of a site's root"
        )
    if sites > 1 and "{site}" not in base_url:
        raise UserError(
            "--base-url names one mirror for several sites: write {site} in place of their names"
        )


def pages_folder(named: str, store: str) -> str:
    """Create the folder for kept pages and return it.

    Args:
        named: The folder, or :data:`BESIDE_STORE`.
        store: The store.

    Raises:
        UserError: it cannot be written, or the store is not a file and no folder was named.

    """
    if named != BESIDE_STORE:
        folder = Path(named)
    elif "://" in store:
        raise UserError(
            "the store is not a file: name the folder of the pages (--keep-pages FOLDER)"
        )
    else:
        folder = Path(store).parent / "pages"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            """Only to check that a file can be created there."""
    except OSError as error:
        raise UserError(f"cannot keep pages in {folder}: {error.strerror or error}") from None
    return str(folder)
