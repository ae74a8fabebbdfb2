"""``newsscraper``, and ``python -m newsscraper``."""

import sys

from newsscraper import interrupts


def main() -> None:
    """Runs the command line. Ctrl-C is heard while it is still being imported."""
    interrupts.install()
    try:
        from newsscraper.cli import main as run

        interrupts.obey()
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
