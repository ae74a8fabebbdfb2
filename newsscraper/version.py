"""The version of the package, and how it introduces itself to sites."""

__version__ = "0.1.0"

HOME = "https://github.com/newsscraper/newsscraper"
"""The project's address."""


def user_agent(contact: str | None) -> str:
    """Return the User-Agent header: program, project address and the user's contact address."""
    return (
        f"newsscraper/{__version__} (+{HOME}; {contact})"
        if contact
        else f"newsscraper/{__version__} (+{HOME})"
    )
