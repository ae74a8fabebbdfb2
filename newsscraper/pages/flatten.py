"""Takes depth out of markup that nests deeper than a parser goes. Text and the outer elements stay."""

import re
from collections import Counter

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>")
# Elements that never nest by themselves: void ones, and those whose end tag may be left out (HTML, section 13.1.2.4).
_FLAT = frozenset(
    """
        area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody
        tfoot colgroup option optgroup html head body
    """.split()
)


def flatten(markup: str, depth: int) -> str:
    """The markup without the start tags below `depth` and their end tags. One pass, time linear in the length."""
    out: list[str] = []
    dropped: Counter[str] = Counter()
    level = position = 0
    for match in _TAG.finditer(markup):
        name = match[2].lower()
        if name in _FLAT or match[3].endswith("/"):
            continue
        if match[1]:
            if dropped[name]:
                dropped[name] -= 1
            else:
                level = max(level - 1, 0)
                continue
        elif level >= depth:
            dropped[name] += 1
        else:
            level += 1
            continue
        out.append(markup[position : match.start()])
        out.append(" ")
        position = match.end()
    out.append(markup[position:])
    return "".join(out)
