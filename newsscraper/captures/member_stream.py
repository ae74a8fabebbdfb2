"""All members of a compressed file, read as one stream."""

from __future__ import annotations

from newsscraper.captures.frames import CHUNK, Broken, Member, Packing


class MemberStream:
    """All members of a file as one stream.

    Args:
        packing: The file and how it is compressed.
        reports_holes: Report zero bytes between two members as damage. Otherwise they count as the
            padding of some tools.

    """

    def __init__(self, packing: Packing, *, reports_holes: bool = False) -> None:
        self._packing = packing
        self._reports_holes = reports_holes
        self._is_begun = False
        self._has_hole = False
        self._member: Member | None = Member(packing, packing.first())
        self.position = 0
        """Approximate bytes of the compressed file that have been read."""
        self.damaged: Member | None = None
        """The damaged member, until :meth:`continue_at` is called."""

    def read(self, size: int) -> bytes:
        """Return the next decompressed bytes; ``b""`` at the end of the file.

        It may be more than `size`, by at most one decompressed chunk, and less at the end of a
        member.

        Raises:
            Broken: A member is damaged, or the file ends inside one.

        """
        data = b""
        while self._member is not None and not data:
            if self._has_hole:
                self._has_hole = False
                error = Broken("there are zero bytes between two members")
                error.is_between = True
                raise error
            try:
                data = self._member.read(size)
            except Broken as error:
                self.damaged = self._member
                error.is_between = not self._is_begun
                raise
            self._is_begun = True
            self.position = self._packing.file.tell()
            if self._member.end is not None:
                self.continue_at(self._next_member(self._member.end))
        return data

    @property
    def has_more(self) -> bool:
        """Whether another member follows."""
        return self._member is not None

    def continue_at(self, at: int | None) -> None:
        """Continue with the member at an offset; ``None`` if there are no more."""
        self.damaged = None
        self._is_begun = False
        self._member = Member(self._packing, at) if at is not None else None

    def _next_member(self, at: int) -> int | None:
        """Return the offset of the next member; ``None`` at the end of the file.

        Tapes and some tools pad with zeros before it.
        """
        at = self._packing.skipped(at)
        self._packing.file.seek(at)
        has_zeros = False
        while head := self._packing.file.read(CHUNK):
            if rest := head.lstrip(b"\x00"):
                self._has_hole = self._reports_holes and (has_zeros or len(rest) < len(head))
                return at + len(head) - len(rest)
            at += len(head)
            has_zeros = True
        return None
