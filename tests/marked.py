"""Invented texts with one passage marked, and the words around it that a deep link to it needs."""

from __future__ import annotations

from dataclasses import dataclass

from azturk_data.highlighting import Context
from azturk_data.texts import Match

WHOLE = 8
EDGE = 4


@dataclass(frozen=True)
class Marked:
    """A text, and where in it the passage stands."""

    text: str
    passage: Match

    @property
    def words(self) -> tuple[str, str | None]:
        """The passage's first and last words as a curator might give them."""
        words = self.text[self.passage.start : self.passage.end].split()
        if len(words) <= WHOLE:
            return " ".join(words), None
        return " ".join(words[:EDGE]), " ".join(words[-EDGE:])


def marked(text: str) -> Marked:
    """Take the marks ⟦ and ⟧ out of a text; what stood between them is the passage."""
    before, _, rest = text.partition("⟦")
    inside, _, behind = rest.partition("⟧")
    return Marked(before + inside + behind, Match(len(before), len(before) + len(inside)))


NONE = Context()

SPECIMENS: dict[str, tuple[str, Context]] = {
    "plain": ("Rain fell. ⟦The mayor spoke for an hour about the bridge and the ferry.⟧ Then all went home.", NONE),
    "hyphens": (
        "A talk. ⟦The well-known co-operation, long-planned, is a two-year-old idea of the mid-valley towns.⟧",
        NONE,
    ),
    "hyphen at the end": ("They built ⟦a half-finished-⟧ and half-painted bridge.", NONE),
    "commas": ("⟦Salt, wool, tin, and tar, in barrels, came by boat, by cart, and by mule,⟧ he said.", NONE),
    "ampersand": ("The ⟦R&D office of Hill & Sons & Daughters⟧ stayed open.", NONE),
    "percent and plus": ("Prices rose ⟦by 50 % (+3 %25 = 1/2?) #1 at 12:30⟧ again.", NONE),
    "quotation marks": ('‘Yes’, he said. ⟦“We don’t know ‘why’,” she said, "but it \'s over."⟧ «Da», they said.', NONE),
    "markup": ("He wrote ⟦<b>bold</b> &amp; <br> plain⟧ on the board.", NONE),
    "ellipsis and dashes": ("So ⟦the ferry … was late — two-and-a-half hours – and empty ...⟧ they say.", NONE),
    "Azerbaijani": ("⟦Bu gün şəhərdə güclü yağış yağdı, İçərişəhərdə isə ığıl-ığıl külək əsdi.⟧ Çay daşmadı.", NONE),
    "Turkish": ("Dün hava açıktı. ⟦Bugün ise ILIK bir yağmur yağıyor, ığdır gibi İğdeler ıslandı.⟧", NONE),
    "Armenian": ("Երեկ արև էր։ ⟦Այսօր քաղաքում անձրև է գալիս, և գետը վարար է։⟧ Վաղը քամի կլինի։", NONE),
    "Georgian": ("გუშინ მზე იყო. ⟦დღეს ქალაქში წვიმს და მდინარე ადიდდა.⟧", NONE),
    "Russian": ("Вчера было солнце. ⟦Сегодня в городе идёт дождь, и река разлилась, как весной.⟧", NONE),
    "letters and their marks apart": (
        "Mr Ga\u0308nse met ⟦Gu\u0308lc\u0327in Uzu\u0308mcu\u0308 on the bridge.⟧",
        NONE,
    ),
    "no-break space": (
        "It cost ⟦3\u00a0000\u00a0crowns, or some 5\u2009% of what the whole bridge cost\u00a0them.⟧ Cheap.",
        NONE,
    ),
    "soft hyphen": ("The ⟦bridge\u00adkeeper's co\u00adoper\u00adative⟧ was glad.", NONE),
    "several lines": (
        "Rain.\n\n⟦The first line of it.\nThe second one, which is longer.\n\nThe third line ends it.⟧ And more.",
        NONE,
    ),
    "part of a line in brackets": ("He came [⟦by boat, in the night, with all that he owned⟧] and stayed.", NONE),
    "headline in capitals": (
        "THE FERRY IS LATE AGAIN\n\nIt rained on Monday. ⟦The ferry is late again⟧, as it was last week.",
        Context("Monday."),
    ),
    "without its accents": ("Sise stands. There is wine in ⟦Şişe⟧ today.", Context("in")),
    "last words in capitals before": (
        "⟦The keeper of the old bridge said NO TOLL IS DUE in a loud voice, and so no toll is due⟧ today.",
        Context(None, "today."),
    ),
    "repeated, told by what stands before": (
        "In spring the river rose. In summer ⟦the river rose⟧. So it goes.",
        Context("summer"),
    ),
    "repeated, two words before": (
        "On one dry summer the river fell. So it goes. On one wet summer ⟦the river fell.⟧ So it goes.",
        Context("wet summer"),
    ),
    "repeated, told by what stands behind": (
        "We saw that the river rose slowly. We saw that ⟦the river rose⟧ and fell.",
        Context(None, "and"),
    ),
    "repeated, told by both sides": (
        "At noon the bell rang twice. At dusk the bell rang once. At dusk ⟦the bell rang⟧ twice.",
        Context("dusk", "twice."),
    ),
    "repeated, told by the line before": (
        "Weather\nIt will rain.\nFerries\n⟦It will rain.⟧\nRoads\nThey are open.",
        Context("Ferries"),
    ),
    "repeated, told by its own line first": (
        "Roads\nIt will rain today.\nFerries\n⟦It will rain⟧ tomorrow.",
        Context(None, "tomorrow."),
    ),
    "before an apostrophe": ("The ⟦old bridge⟧'s end is near.", Context(None, "'s")),
    "repeated as part of a word": ("An unsaid thing. He ⟦said⟧ it.", NONE),
}
"""What is needed follows from what the texts repeat; each is tried in a browser with it, and without."""


def specimens() -> dict[str, tuple[Marked, Context]]:
    """Return the texts by what they try."""
    return {name: (marked(text), context) for name, (text, context) in SPECIMENS.items()}
