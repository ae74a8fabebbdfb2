"""Takes depth out of markup that nests deeper than a parser goes. Text and the outer elements
stay."""

import re
from collections import defaultdict

from newsscraper.pages.blocks import BLOCK_TAGS

# Possessive and bounded: a quotation mark that never closes must not cost more than its few hundred
# characters.
_TAG = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^<>"']++|"[^"]{0,400}"|'[^']{0,400}')*+)>"""
)
# Elements that the parser does not nest by themselves: void ones, and most of those whose end tag
# may be left out.
_FLAT = frozenset(
    """
        area base br col embed hr img input link meta param source track wbr p li tr td th tbody
        tfoot colgroup option html head body
    """.split()
)


def flatten(markup: str, depth: int, limit: int) -> str:
    """The markup without most start tags below a depth, and without their end tags. One pass, time
    linear in the length.

    Args:
        markup: HTML.
        depth: Below this, tags without attributes go: what nests so deep is a wrapper of a wrapper.
            A block leaves a line break behind.
        limit: Below this, all tags go.

    """
    out: list[str] = []
    # For each name, what became of its open tags, the innermost last.
    fate: dict[str, list[bool]] = defaultdict(list)
    level = position = 0
    for match in _TAG.finditer(markup):
        name = match[2].lower()
        if name in _FLAT or match[3].endswith("/"):
            continue
        if match[1]:
            kept = fate[name].pop() if fate[name] else True
            level -= kept and level > 0
        else:
            kept = level < depth or (level < limit and bool(match[3].strip()))
            fate[name].append(kept)
            level += kept
        if kept:
            continue
        out.append(markup[position : match.start()])
        out.append("<br>" if name in BLOCK_TAGS else " ")
        position = match.end()
    out.append(markup[position:])
    return "".join(out)
