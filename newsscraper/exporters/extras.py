"""The optional packages that some formats need."""

from __future__ import annotations

from importlib.util import find_spec

from newsscraper.exporters.errors import ExportError


def require(target: str, extra: str, *packages: str) -> None:
    """Check that packages are installed.

    Args:
        target: The output that needs them, for the message.
        extra: The extra of this project that installs them.
        packages: Names of the modules.

    Raises:
        ExportError: A package is missing. The message has the command that installs it.

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
        except ImportError as error:  # for example psycopg without libpq
            reason = " ".join(str(error).split())
            raise ExportError(
                f"cannot write {target}: it needs {package}, which cannot be imported ({reason}):"
                f" pip install 'newsscraper[{extra}]'"
            ) from None
