"""The commands ``newsscraper`` and ``python -m newsscraper``."""

import sys

from newsscraper import interrupts


def main() -> None:
    """Run the command line. Ctrl-C works even during the imports."""
    interrupts.install()
    try:
        from newsscraper.cli import main as run

        interrupts.obey()
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
