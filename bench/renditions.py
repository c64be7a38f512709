"""What becomes of a text on its way to a reader: renditions that know where each character comes from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Stretch = tuple[int, int]

_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class Rendition:
    """A text, and for each character the offset in the original that it comes from; None if it was added."""

    text: str
    origins: tuple[int | None, ...]

    @classmethod
    def of(cls, text: str) -> Rendition:
        """The original itself."""
        return cls(text, tuple(range(len(text))))

    @classmethod
    def added(cls, text: str) -> Rendition:
        """Text that is not in the original."""
        return cls(text, (None,) * len(text))

    def __add__(self, other: Rendition | str) -> Rendition:
        more = Rendition.added(other) if isinstance(other, str) else other
        return Rendition(self.text + more.text, self.origins + more.origins)

    def __getitem__(self, stretch: slice) -> Rendition:
        return Rendition(self.text[stretch], self.origins[stretch])

    def replaced(self, pattern: str | re.Pattern[str], new: Callable[[re.Match[str]], str]) -> Rendition:
        """Put something else for every match; it comes from where the match came from, letter for letter if it can."""
        whole = Rendition.added("")
        done = 0
        for match in re.finditer(pattern, self.text):
            piece, held = new(match), self.origins[match.start() : match.end()]
            # The last character comes from the last one, the others from those in their places while there are any.
            origins = [*(held[min(index, len(held) - 1)] for index in range(len(piece) - 1)), *held[-1:]]
            whole = whole + self[done : match.start()] + Rendition(piece, tuple(origins[: len(piece)]))
            done = match.end()
        return whole + self[done:]

    def translated(self, table: dict[str, str]) -> Rendition:
        """Put other characters for single ones."""
        return self.replaced(f"[{re.escape(''.join(table))}]", lambda match: table[match.group()])

    def paragraphs(self) -> list[Rendition]:
        """Its paragraphs, without the line ends between them."""
        return [self[slice(*match.span())] for match in _PARAGRAPH.finditer(self.text)]

    def places(self, passage: Stretch) -> list[Stretch]:
        """Where a passage of the original stands: each place from its first character to its last.

        A place has at least half of the passage's characters, and at most as many others.
        """
        start, end = passage
        found: list[Stretch] = []
        begin: int | None = None
        for index, origin in enumerate(self.origins):
            if origin == start and (index == 0 or self.origins[index - 1] != start):
                begin = index
            last = origin == end - 1 and self.origins[index + 1 : index + 2] != (end - 1,)
            if last and begin is not None:
                kept = {held for held in self.origins[begin : index + 1] if held is not None and start <= held < end}
                if len(kept) * 2 >= max(end - start, index + 1 - begin):
                    found.append((begin, index + 1))
                begin = None
        return found
