"""Reduces the depth of markup that nests deeper than the parser allows.

Text and outer elements are kept.
"""

import re
from collections import defaultdict

from newsscraper.pages.blocks import BLOCK_TAGS

# Possessive and bounded, so that an unclosed quotation mark costs at most a few hundred characters.
_TAG = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^<>"']++|"[^"]{0,400}"|'[^']{0,400}')*+)>"""
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
    out: list[str] = []
    # For each tag name, whether its open tags were kept, the innermost last.
    open_tags: dict[str, list[bool]] = defaultdict(list)
    level = position = 0
    for match in _TAG.finditer(markup):
        name = match[2].lower()
        if name in _FLAT or match[3].endswith("/"):
            continue
        if match[1]:
            is_kept = open_tags[name].pop() if open_tags[name] else True
            level -= is_kept and level > 0
        else:
            is_kept = level < depth or (level < limit and bool(match[3].strip()))
            open_tags[name].append(is_kept)
            level += is_kept
        if is_kept:
            continue
        text = markup[position : match.start()]
        gap = "<br>" if name in BLOCK_TAGS else " "
        if out and (not text or text.isspace()):
            out[-1] = max(gap, out[-1])  # a line break rather than a space
        else:
            out += (text, gap)
        position = match.end()
    out.append(markup[position:])
    return "".join(out)
