"""``python -m tests.replica build``: writes the fixtures anew from the corpus."""

from __future__ import annotations

import sys

from tests.replica.cases import cases


def main() -> int:
    if sys.argv[1:] != ["build"]:
        print(__doc__)
        return 2
    made = list(cases())
    for case in made:
        for path, content in case.files().items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    print(f"{len(made)} cases written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
