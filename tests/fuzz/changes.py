"""Single changes of an input. Each is a function of the input and of chance alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Chance:
    """What a change draws from."""

    random: Random
    seeds: Sequence[bytes]
    words: Sequence[bytes]
    longest: int
    """Bytes that an input may have."""

    def place(self, content: bytes) -> int:
        """An offset in an input, its end included."""
        return self.random.randint(0, len(content))

    def length(self, most: int) -> int:
        """A length from 1 to `most`: as often below 10 as from 10 to 100, and so on."""
        return min(int(max(most, 1) ** self.random.random()), max(most, 1))

    def part(self, content: bytes) -> slice:
        """A part of an input; short ones are as likely as long ones."""
        start = self.place(content)
        return slice(start, start + self.length(len(content) - start))

    def word(self) -> bytes:
        """Something from the dictionary."""
        return self.random.choice(self.words)


Change = Callable[[bytes, Chance], bytes]


def _with(content: bytes, at: int, inserted: bytes) -> bytes:
    return content[:at] + inserted + content[at:]


def _times(part: bytes, content: bytes, chance: Chance) -> bytes:
    """A part repeated, as often as an input may still grow."""
    room = max(chance.longest - len(content), len(part))
    return part * chance.length(room // max(len(part), 1))


def flip_bits(content: bytes, chance: Chance) -> bytes:
    """Change a few bits, anywhere."""
    made = bytearray(content or b" ")
    for _ in range(chance.length(16)):
        made[chance.random.randrange(len(made))] ^= 1 << chance.random.randrange(8)
    return bytes(made)


def replace_bytes(content: bytes, chance: Chance) -> bytes:
    """Put random bytes in place of a few."""
    at = chance.place(content)
    number = chance.length(16)
    return content[:at] + chance.random.randbytes(number) + content[at + number :]


def cut_part(content: bytes, chance: Chance) -> bytes:
    """Take out a part."""
    part = chance.part(content)
    return content[: part.start] + content[part.stop :]


def cut_end(content: bytes, chance: Chance) -> bytes:
    """Cut off the end, or the beginning."""
    at = chance.place(content)
    return content[:at] if chance.random.random() < 0.7 else content[at:]


def repeat_part(content: bytes, chance: Chance) -> bytes:
    """Repeat a part where it is."""
    part = chance.part(content)
    return _with(content, part.stop, _times(content[part], content, chance))


def move_part(content: bytes, chance: Chance) -> bytes:
    """Copy a part to another place."""
    return _with(content, chance.place(content), content[chance.part(content)])


def splice(content: bytes, chance: Chance) -> bytes:
    """Insert a part of another example, or continue with it."""
    other = chance.random.choice(chance.seeds)
    part = other[chance.part(other)]
    at = chance.place(content)
    return content[:at] + part + (content[at:] if chance.random.random() < 0.7 else b"")


def insert_word(content: bytes, chance: Chance) -> bytes:
    """Insert something from the dictionary."""
    return _with(content, chance.place(content), chance.word())


def replace_with_word(content: bytes, chance: Chance) -> bytes:
    """Put something from the dictionary in place of as many bytes."""
    at, word = chance.place(content), chance.word()
    return content[:at] + word + content[at + len(word) :]


def repeat_word(content: bytes, chance: Chance) -> bytes:
    """Insert something from the dictionary many times, or two things by turns."""
    part = chance.word() + (chance.word() if chance.random.random() < 0.3 else b"")
    return _with(content, chance.place(content), _times(part, content, chance))


_INTEGERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def change_integer(content: bytes, chance: Chance) -> bytes:
    """Change an integer of 1, 2, 4 or 8 bytes, as binary headers have them, in either order."""
    size = chance.random.choice((1, 2, 4, 8))
    order = chance.random.choice(("little", "big"))
    at = chance.random.randint(0, max(len(content) - size, 0))
    old = int.from_bytes(content[at : at + size], order)
    new = chance.random.choice(
        (old + 1, old - 1, old * 2, old ^ 0x80, *_INTEGERS, (1 << 63) - 1, (1 << 64) - 1)
    ) % (1 << (8 * size))
    return content[:at] + new.to_bytes(size, order) + content[at + size :]


_NUMBER = re.compile(rb"[0-9]+")
_STRANGE_NUMBERS = (
    b"0 -1 00 1 9 99 4294967296 9223372036854775808 1e9 0x10 1.5 99999999999999999999".split()
)


def change_number(content: bytes, chance: Chance) -> bytes:
    """Change a number that is written in digits: a length, a date, a status."""
    found = list(_NUMBER.finditer(content))
    if not found:
        return _with(content, chance.place(content), b"0")
    match = chance.random.choice(found)
    old = int(match[0][:18])
    new = chance.random.choice(
        (b"%d" % (old + 1), b"%d" % max(old - 1, 0), b"%d" % (old * 2), *_STRANGE_NUMBERS)
    )
    return content[: match.start()] + new + content[match.end() :]


def repeat_digits(content: bytes, chance: Chance) -> bytes:
    """Make a number as long as an input may be."""
    return _with(content, chance.place(content), _times(b"7", content, chance))


_LINE_END = re.compile(rb"\r?\n")


def mix_lines(content: bytes, chance: Chance) -> bytes:
    """Exchange, repeat or drop a line."""
    lines = content.split(b"\n")
    one, two = (chance.random.randrange(len(lines)) for _ in range(2))
    way = chance.random.randrange(4)
    if way == 0:
        lines[one], lines[two] = lines[two], lines[one]
    elif way == 1:
        lines[one:one] = [lines[two]] * chance.length(
            max((chance.longest - len(content)) // (len(lines[two]) + 1), 1)
        )
    elif way == 2:
        del lines[one]
    else:
        return _LINE_END.sub(chance.random.choice((b"\r", b"\r\n", b" ", b"")), content)
    return b"\n".join(lines)


_TAG = re.compile(rb"<[/!?]?[A-Za-z][^<>]{0,400}>")
_ATTRIBUTES = (b' a="%d"', b" b%d=1", b" data-%d", b' class="c%d"', b" =%d", b' style="x:%d')


def _some_tag(content: bytes, chance: Chance) -> re.Match[bytes] | None:
    """A tag near a random place."""
    return _TAG.search(content, chance.random.randrange(len(content) + 1)) or _TAG.search(content)


def repeat_tag(content: bytes, chance: Chance) -> bytes:
    """Repeat a tag: nested if it opens, crossed if it closes."""
    tag = _some_tag(content, chance)
    if tag is None:
        return repeat_word(content, chance)
    return _with(content, chance.place(content), _times(tag[0], content, chance))


def drop_tag(content: bytes, chance: Chance) -> bytes:
    """Take out a tag, or make it another one."""
    tag = _some_tag(content, chance)
    if tag is None:
        return cut_part(content, chance)
    other = _some_tag(content, chance) if chance.random.random() < 0.5 else None
    return content[: tag.start()] + (other[0] if other else b"") + content[tag.end() :]


def add_attributes(content: bytes, chance: Chance) -> bytes:
    """Give a tag many attributes, or one with a long value."""
    tag = _some_tag(content, chance)
    if tag is None:
        return repeat_part(content, chance)
    form = chance.random.choice(_ATTRIBUTES)
    number = chance.length(max((chance.longest - len(content)) // 12, 1))
    added = (
        b' x="%s"' % (chance.word() * number)
        if chance.random.random() < 0.2
        else b"".join(form % n for n in range(number))
    )
    return _with(content, tag.end() - 1, added)


def mix_encodings(content: bytes, chance: Chance) -> bytes:
    """Write a part, or all, in another character set, or as UTF-8 twice."""
    whole = chance.random.random() < 0.3
    part = slice(0, len(content)) if whole else chance.part(content)
    text = content[part].decode("utf-8", "replace")
    form = chance.random.choice(
        "utf-16 utf-16-le utf-16-be utf-32 cp1252 cp1256 iso8859_6 latin-1 utf-7 twice".split()
    )
    if form == "twice":
        code = chance.random.choice(("cp1252", "cp1256", "latin-1"))
        made = content[part].decode(code, "replace").encode()
    else:
        made = text.encode(form, "replace")
    return content[: part.start] + made + content[part.stop :]


_ANY: tuple[Change, ...] = (
    flip_bits,
    replace_bytes,
    cut_part,
    cut_end,
    repeat_part,
    move_part,
    splice,
    insert_word,
)
BINARY: tuple[Change, ...] = (
    *_ANY,
    change_integer,
    change_integer,
    change_number,
)
TEXT: tuple[Change, ...] = (
    *_ANY,
    insert_word,
    replace_with_word,
    repeat_word,
    change_number,
    repeat_digits,
    mix_lines,
    mix_encodings,
)
MARKUP: tuple[Change, ...] = (*TEXT, repeat_tag, repeat_tag, drop_tag, drop_tag, add_attributes)
