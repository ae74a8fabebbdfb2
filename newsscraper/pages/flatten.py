"""Reduces the depth of markup that nests deeper than the parser allows.

Text and outer elements are kept.
"""

import re
from collections import defaultdict

from newsscraper.pages.blocks import BLOCK_TAGS

# Possessive and bounded, so that an unclosed quotation mark costs at most a few hundred characters.
# The same tag again and again, as in most pages that are too deep, is one match.
_TAGS = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^<>"']++|"[^"]{0,400}"|'[^']{0,400}')*+)>"""
    r"""((?:<\1\2\3>)*+)"""
)
# Elements that the parser does not nest in themselves: void elements, and most of those whose end
# tag is optional.
_FLAT = frozenset(
    """
        area base br col embed hr img input link meta param source track wbr p li tr td th tbody
        tfoot colgroup option html head body
    """.split()
)


def flatten(markup: str, depth: int, limit: int) -> str:
    """The markup without most of the tags below a depth.

    It takes one pass, in time linear in the length. Removed blocks leave a line break; those with
    nothing between them leave one together, so that the tree does not grow.

    Args:
        markup: The HTML source.
        depth: Below this depth, tags without attributes are removed: they are mere wrappers.
        limit: Below this depth, all tags are removed.

    """
    out: list[str] = [""]  # texts, and after each what replaces the tags removed there
    # For each tag name, whether its open tags were kept, the innermost last.
    open_tags: dict[str, list[bool]] = defaultdict(list)
    level = position = 0
    for match in _TAGS.finditer(markup):
        slash, name, rest, again = match.groups()
        name = name.lower()
        if name in _FLAT or rest[-1:] == "/":
            continue
        start, end = match.span()
        size = end - start - len(again)
        times = 1 + len(again) // size
        same = open_tags[name]
        if slash:
            closed = same[-times:]
            del same[-times:]
            kept = times - closed.count(False)
            level = max(level - kept, 0)
            end -= kept * size  # those inside, which were removed, are closed first
        else:
            fitting = limit if rest and not rest.isspace() else depth
            kept = min(max(fitting - level, 0), times)
            same += [True] * kept + [False] * (times - kept)
            level += kept
            start += kept * size
        if kept == times:
            continue
        if start > position and not (text := markup[position:start]).isspace():
            out += (text, " ")
        if name in BLOCK_TAGS:
            out[-1] = "<br>"
        position = end
    out.append(markup[position:])
    return "".join(out)
