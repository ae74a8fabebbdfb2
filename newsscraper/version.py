"""The version of the package, and of the rules that make records."""

__version__ = "0.1.0"

HOME = "https://github.com/newsscraper/newsscraper"
"""The project's address."""

EXTRACTOR_VERSION = "3"
"""Raised whenever the same capture may give another record; each record carries it as
``extractor_version``."""


def user_agent(contact: str | None) -> str:
    """Who asks: the program, the project's address, and the address where the site reaches the
    user."""
    return (
        f"newsscraper/{__version__} (+{HOME}; {contact})"
        if contact
        else f"newsscraper/{__version__} (+{HOME})"
    )
