"""The command line of a child process, whose arguments come by standard input as a JSON list.

The arguments of a process can be read by every user of the machine, and an address of a store, a
setting or an output may have a password.
"""

import json
import sys

from newsscraper.__main__ import main

if __name__ == "__main__":
    main(lambda: [*sys.argv[1:], *json.load(sys.stdin)])
