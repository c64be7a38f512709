"""Pictures of coverage: a bar for a terminal, and an SVG. Neither holds a word of the texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal
from xml.etree import ElementTree as ET

from azturk_data.coverage import Covering, Stretch, TextCoverage

Kind = Literal["claims", "omission", "gap", "blank"]


@dataclass(frozen=True)
class Cell:
    """One character of a bar: what the piece of text that it stands for is covered by."""

    kind: Kind
    depth: int = 0
    """The most claims that any part of it carries."""


def cells(covered: TextCoverage, width: int) -> list[Cell]:
    """Return a text's length as `width` cells, each for an equal piece of it.

    A gap shows however short it is; else a cell is what most of its piece is. Blank is white space between
    passages, and punctuation.
    """
    claims = [0] * covered.length
    omitted = bytearray(covered.length)
    for covering in covered.coverings:
        for offset in range(covering.stretch.start, covering.stretch.end):
            if covering.claim_id:
                claims[offset] += 1
            else:
                omitted[offset] = 1
    edges = [covered.length * index // width for index in range(width + 1)]
    pieces = [Stretch(start, max(end, start + 1)) for start, end in pairwise(edges)]
    return [_cell(covered, piece, claims, omitted) for piece in pieces]


def svg(texts: Sequence[TextCoverage]) -> str:
    """Return an SVG with a bar for each text, and above it the passages of claims, one upon the other.

    Colours can be told apart by the colour-blind, and omissions and gaps by their pattern too. Each shape has
    a title, which browsers show as a tooltip: the ids of the claims, or the reason of an omission.
    """
    return _Drawing(texts).text()


def _cell(covered: TextCoverage, piece: Stretch, claims: list[int], omitted: bytearray) -> Cell:
    if any(gap.meets(piece) for gap in covered.gaps):
        return Cell("gap")
    depths = [depth for depth in claims[piece.start : piece.end] if depth]
    omissions = sum(omitted[piece.start : piece.end])
    if omissions > len(depths):
        return Cell("omission")
    return Cell("claims", max(depths)) if depths else Cell("blank")


# By Okabe and Ito, who chose them for the colour-blind.
BLUE, ORANGE, VERMILION = "#0072B2", "#E69F00", "#D55E00"
INK, PAPER, REST = "#222222", "#FFFFFF", "#D9D9D9"

LEFT, RIGHT, WIDTH = 24, 24, 1000
LANE, BAR, ABOVE, BELOW = 7, 12, 30, 18
"""Heights: of a claim's passage, of a text's bar, of the heading above a text's claims, of the scale below it."""
TOP = 96
TICK = 500
"""Characters between two marks of the scale."""


class _Drawing:
    def __init__(self, texts: Sequence[TextCoverage]) -> None:
        self.texts = texts
        self.scale = (WIDTH - LEFT - RIGHT) / max((text.length for text in texts), default=1)
        self.root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "role": "img",
                "aria-labelledby": "title",
                "font-family": "system-ui, sans-serif",
                "font-size": "12",
                "fill": INK,
            },
        )

    def text(self) -> str:
        title = ET.SubElement(self.root, "title", id="title")
        title.text = "Which claims cover the core texts"
        pattern = ET.SubElement(
            ET.SubElement(self.root, "defs"),
            "pattern",
            {"id": "hatch", "width": "5", "height": "5", "patternUnits": "userSpaceOnUse"}
            | {"patternTransform": "rotate(45)"},
        )
        self._rect(pattern, 0, 0, 5, 5, ORANGE)
        self._rect(pattern, 0, 0, 1.5, 5, PAPER)
        paper = self._rect(self.root, 0, 0, WIDTH, 0, PAPER)
        self._words(self.root, LEFT, 32, title.text, {"font-size": "18", "font-weight": "600"})
        self._legend()
        y = TOP
        for text in self.texts:
            y = self._bar(text, y)
        for element, name in ((paper, "height"), (self.root, "height")):
            element.set(name, str(y))
        self.root.set("width", str(WIDTH))
        self.root.set("viewBox", f"0 0 {WIDTH} {y}")
        ET.indent(self.root)
        return ET.tostring(self.root, encoding="unicode") + "\n"

    def _legend(self) -> None:
        x = LEFT
        for fill, label in (
            (BLUE, "passage of a claim"),
            ("url(#hatch)", "omitted, with the reason"),
            (VERMILION, "not covered"),
            (REST, "the text, cut into sentences"),
        ):
            self._rect(self.root, x, 46, 16, 10, fill)
            self._words(self.root, x + 22, 55, label)
            x += 46 + 6.6 * len(label)
        about = "Numbers are offsets in the text, in characters. Hover over a shape for the ids of its claims."
        self._words(self.root, LEFT, 76, about, {"fill-opacity": "0.75"})

    def _bar(self, text: TextCoverage, y: float) -> float:
        """Draw one text below `y`, and return where the next one may begin."""
        group = ET.SubElement(self.root, "g")
        carried = {covering.claim_id for covering in text.coverings if covering.claim_id}
        counts = f"{len(text.sentences)} sentences, {len(carried)} claims"
        if text.gaps:
            counts += f", {len(text.gaps)} gaps"
        self._words(group, LEFT, y + 12, f"{text.outlet}, {text.published_on}", {"font-weight": "600"})
        self._words(group, WIDTH - RIGHT, y + 12, counts, {"text-anchor": "end"})
        lanes = _lanes([covering for covering in text.coverings if covering.claim_id])
        top = y + ABOVE + LANE * (max((lane for _, lane in lanes), default=0) + 1)
        for covering, lane in lanes:
            height = top - LANE * (lane + 1)
            self._stretch(group, covering.stretch, height, LANE - 1, BLUE, covering.claim_id or "")
        for sentence in text.sentences:
            about = ", ".join((*sentence.claims, *sentence.reasons)) or "not covered"
            self._stretch(group, sentence.stretch, top, BAR, REST, f"sentence {sentence.number}: {about}")
        for covering in text.coverings:
            if covering.reason:
                about = f"{covering.id}: {covering.reason}"
                self._stretch(group, covering.stretch, top, BAR, "url(#hatch)", about)
        for gap in text.gaps:
            self._stretch(group, gap, top - 3, BAR + 6, VERMILION, f"not covered: {gap.start}–{gap.end}")
        for offset in range(0, text.length + 1, TICK):
            x = LEFT + offset * self.scale
            self._words(group, x, top + BAR + 13, f"{offset:,}", {"font-size": "10", "text-anchor": "middle"})
        return top + BAR + BELOW + ABOVE / 2

    def _stretch(self, parent: ET.Element, stretch: Stretch, y: float, height: float, fill: str, about: str) -> None:
        # A hair of paper between neighbours, which may touch; but whatever is covered can be seen.
        width = max((stretch.end - stretch.start) * self.scale - 1, 1)
        rect = self._rect(parent, LEFT + stretch.start * self.scale, y, width, height, fill)
        ET.SubElement(rect, "title").text = about

    @staticmethod
    def _rect(parent: ET.Element, x: float, y: float, width: float, height: float, fill: str) -> ET.Element:
        places = {"x": x, "y": y, "width": width, "height": height}
        attributes = {name: f"{value:.1f}".removesuffix(".0") for name, value in places.items()}
        return ET.SubElement(parent, "rect", attributes | {"fill": fill})

    @staticmethod
    def _words(parent: ET.Element, x: float, y: float, words: str, style: dict[str, str] | None = None) -> None:
        ET.SubElement(parent, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}"} | (style or {})).text = words


def _lanes(coverings: Iterable[Covering]) -> list[tuple[Covering, int]]:
    """Give each passage the lowest lane in which it meets no other; a passage that begins earlier comes first."""
    ends: list[int] = []
    placed: list[tuple[Covering, int]] = []
    for covering in sorted(coverings, key=lambda c: (c.stretch.start, -c.stretch.end, c.id)):
        lane = next((i for i, end in enumerate(ends) if end <= covering.stretch.start), len(ends))
        ends[lane : lane + 1] = [covering.stretch.end]
        placed.append((covering, lane))
    return placed
