"""The packages that some formats need and a plain installation does not have."""

from __future__ import annotations

from importlib.util import find_spec

from newsscraper.exporters.errors import ExportError


def require(target: str, extra: str, *packages: str) -> None:
    """Makes sure that packages are installed.

    Args:
        target: What is to be written, for the message.
        extra: The extra of this project that brings them.
        packages: Names of the modules.

    Raises:
        ExportError: one is missing; the text names the command that installs it.

    """
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        raise ExportError(
            f"cannot write {target}: it needs {' and '.join(missing)}: pip install"
            f" 'newsscraper[{extra}]'"
        )
    for package in packages:
        try:
            __import__(package)
        except ImportError as error:  # psycopg without libpq, for one
            told = " ".join(str(error).split())
            told = f"it needs {package}, which cannot be imported ({told})"
            raise ExportError(
                f"cannot write {target}: {told}: pip install 'newsscraper[{extra}]'"
            ) from None
