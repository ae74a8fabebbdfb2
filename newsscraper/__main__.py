"""The commands ``newsscraper`` and ``python -m newsscraper``."""

import sys
from collections.abc import Callable, Sequence

from newsscraper import interrupts


def main(arguments: Callable[[], Sequence[str]] | None = None) -> None:
    """Run the command line. Ctrl-C works even during the imports.

    Args:
        arguments: Returns the arguments; without it they are those of the process.

    """
    interrupts.install()
    try:
        from newsscraper.cli import main as run

        words = arguments() if arguments is not None else None
        interrupts.obey()
    except KeyboardInterrupt:
        sys.exit(130)
    run(words)


if __name__ == "__main__":
    main()
