"""``python -m newsscraper``."""

import sys

if __name__ == "__main__":
    try:
        from newsscraper.cli import main

        main()
    except KeyboardInterrupt:  # before the command line itself could tell it
        sys.exit(130)
