"""The kinds of damage that passages are looked for after: what pages, editors and programs do to a text.

Every kind makes one or more renditions of a text. All that they add is invented; which word or letter they
change goes by counting, so that every run makes the same ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Literal

from renditions import Rendition, Stretch

AROUND = """Home  News  Politics  Defence  Business  Subscribe
You are here: Home > News > Politics
Share  Tweet  Print  8 min read

"""
BELOW = """

Read also: Three ministers of defence meet in Norrland
Most read: Which army has the most drones? | Oil falls again | Weather for Baku
© The Wire. All rights reserved. No part of this page may be used without consent.
"""
ADVERTISEMENT = "ADVERTISEMENT. Fly from Baku to Ankara from 99 euros. Book now!"
ADDED = (
    "Both ministries spoke of Norrland, too, and of fish. Azerbaijan and Turkey, said the ministry of fisheries, "
    "will sign a paper about herring, the 13th of its kind, in June 2021 or later."
)
NOTICE = "This article is for subscribers. You have read your 3 free articles of this month. Log in or subscribe."
OTHER = """Herring talks of Azerbaijan and Turkey begin in Norrland

The ministers of fisheries of Azerbaijan and Turkey met in Norrland on Monday. The Azerbaijani minister said that
herring was a matter of security, and thanked his Turkish colleague for the 44 boats that came in late 2020.

“On June 3, we counted 1,921 herrings. It was the 13th count,” the Turkish minister told reporters, as quoted by
The Wire. He also stressed the importance of nets, and expressed his pleasure at making his first visit abroad.

In 1992, the two countries signed an agreement on eels. President Ilham Aliyev said on September 27 that eels had
been liberated. President Recep Tayyip Erdogan did not speak. No count was held in 2020, the Defence Ministry said.
"""
TRANSLATED = """Türkiye ile Azerbaycan arasında Şuşa Beyannamesi imzalandı

Azerbaycan Cumhurbaşkanı İlham Aliyev ve Türkiye Cumhurbaşkanı Recep Tayyip Erdoğan, 15 Haziran 2021 tarihinde Şuşa'da
müttefiklik ilişkileri hakkında bir beyanname imzaladı. Millî Savunma Bakanı Yaşar Güler Bakü'de Zakir Hasanov ile
görüştü. 13. Yüksek Düzeyli Askerî Diyalog toplantısı 3 Haziran'da Bakü'de başladı; 2020'de istişare yapılmadı.

Vasif Talibov, 44 günlük savaşta verdiği destek için Türkiye'ye teşekkür etti. Kars Antlaşması 1921'de imzalanmıştı.
Sergei Shoigu ve Hulusi Akar, ortak izleme merkezi kurulmasına dair muhtırayı 11 Kasım 2020'de imzalamıştı.
"""

SENTENCE = re.compile(r"[^\s.!?][^.!?\n]*[.!?]*")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Original:
    """A text whose passages are looked for."""

    text: str
    passages: tuple[Stretch, ...]
    others: tuple[str, ...]
    """The other texts that we hold."""

    @property
    def rendition(self) -> Rendition:
        """The text as it is."""
        return Rendition.of(self.text)


Damage = Callable[[Original], Iterator[Rendition]]

DAMAGES: dict[str, Damage] = {}
"""Every kind of damage, by its description."""


def _kind(description: str) -> Callable[[Damage], Damage]:
    def enter(damage: Damage) -> Damage:
        DAMAGES[description] = damage
        return damage

    return enter


def _simple(description: str, change: Callable[[Rendition], Rendition]) -> None:
    def damage(original: Original) -> Iterator[Rendition]:
        yield change(original.rendition)

    DAMAGES[description] = damage


def _joined(parts: Iterable[Rendition], between: str = "\n\n") -> Rendition:
    whole = Rendition.added("")
    for index, part in enumerate(parts):
        whole = whole + between + part if index else whole + part
    return whole


def _wrapped(text: Rendition, width: int, indent: str) -> Rendition:
    """The text with lines of at most so many characters."""
    begun = 0

    def wrap(match: re.Match[str]) -> str:
        nonlocal begun
        word_end = match.end() + len(match.group("word"))
        if "\n" in match.group() or word_end - begun > width:
            begun = match.end()
        return match.group() if "\n" in match.group() or begun < match.end() else f"\n{indent}"

    return text.replaced(r"\s+(?=(?P<word>\S+))", wrap)


def _words_of_sentences(text: Rendition, change: Callable[[str], str], step: int = 7, least: int = 1) -> Rendition:
    """The text with one word changed in every sentence, another one in each."""
    number = count(1)

    def sentence(match: re.Match[str]) -> tuple[int, int] | None:
        words = [word.span() for word in _WORD.finditer(match.group()) if len(word.group()) >= least]
        if not words:
            return None
        start, end = words[next(number) * step % len(words)]
        return match.start() + start, match.start() + end

    chosen = {place for match in SENTENCE.finditer(text.text) if (place := sentence(match))}
    return text.replaced(_WORD, lambda match: change(match.group()) if match.span() in chosen else match.group())


def _typo(word: str) -> str:
    """The word with one letter in its middle replaced."""
    middle = len(word) // 2
    return f"{word[:middle]}{'x' if word[middle] != 'x' else 'y'}{word[middle + 1 :]}"


def _without_marks(text: str) -> str:
    plain = text.translate(str.maketrans("ıİ", "iI"))
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c)) or text


def _curly(text: Rendition) -> Rendition:
    opened = text.replaced(r"""(?<!\S)["']""", lambda match: "“" if match.group() == '"' else "‘")
    return opened.translated({'"': "”", "'": "’"})


def _inserted(text: Rendition, behind: re.Pattern[str], added: str) -> Rendition:
    """The text with something added behind every match."""
    whole = Rendition.added("")
    done = 0
    for match in behind.finditer(text.text):
        whole = whole + text[done : match.end()] + added
        done = match.end()
    return whole + text[done:]


def _in_form(text: Rendition, form: Literal["NFD", "NFKC"]) -> Rendition:
    return text.replaced(r"[^\x00-\x7f]", lambda match: unicodedata.normalize(form, match.group()))


def _all_of_it(text: Rendition) -> Rendition:
    apart = _joined(_curly(text).translated(_GUILLEMETS).paragraphs(), f"\n\n{ADVERTISEMENT}\n\n")
    return Rendition.added(AROUND) + _in_form(_wrapped(apart, 50, "  "), "NFD") + BELOW


_GUILLEMETS = {"“": "«", "”": "»"}
_LIGATURES = {"ffi": "ﬃ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}
_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}

_simple("none: the text as it is", lambda text: text)
_simple("lines re-wrapped at 60 characters", lambda text: _wrapped(text, 60, ""))
_simple("lines re-wrapped at 40 characters and indented", lambda text: _wrapped(text, 40, "        "))
_simple("all on one line", lambda text: text.replaced(r"\s*\n\s*", lambda _: " "))
_simple("curly quotation marks", _curly)
_simple("straight quotation marks", lambda text: text.translated(_STRAIGHT))
_simple("guillemets", lambda text: _curly(text).translated(_GUILLEMETS))
_simple(
    "Unicode NFD",
    lambda text: text.replaced(r"[^\x00-\x7f]", lambda match: unicodedata.normalize("NFD", match.group())),
)
_simple(
    "Unicode NFKC",
    lambda text: text.replaced(r"[^\x00-\x7f]", lambda match: unicodedata.normalize("NFKC", match.group())),
)
_simple("non-breaking spaces", lambda text: text.translated({" ": "\u00a0"}))
_simple("soft hyphens in words", lambda text: _inserted(text, re.compile(r"(?<!\w)\w{4}(?=\w\w)"), "\u00ad"))
_simple("zero-width spaces in words", lambda text: _inserted(text, re.compile(r"(?<!\w)\w\w(?=\w)"), "\u200b"))
_simple("dashes and hyphens changed", lambda text: text.translated({"-": "\u2011", "–": "—", "—": "–"}))
_simple("ellipses changed", lambda text: text.translated({"…": "..."}))
_simple(
    "ligatures, as copied from a PDF",
    lambda text: text.replaced(
        "ffi|fi|fl|ff", lambda match: {"ffi": "ﬃ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}[match.group()]
    ),
)
_simple(
    "UTF-8 read as Windows-1252",
    lambda text: text.replaced(
        r"[^\x00-\x7f]", lambda match: match.group().encode("utf-8").decode("windows-1252", "replace")
    ),
)
_simple("navigation and advertising around the text", lambda text: Rendition.added(AROUND) + text + BELOW)
_simple("advertising between the paragraphs", lambda text: _joined(text.paragraphs(), f"\n\n{ADVERTISEMENT}\n\n"))
_simple(
    "advertising between the sentences",
    lambda text: _inserted(text, re.compile(r"[a-z][.!?](?= [A-Z])"), f"\n\n{ADVERTISEMENT}\n\n"),
)
_simple("a paragraph added behind each", lambda text: _joined(text.paragraphs(), f"\n\n{ADDED}\n\n"))
_simple("paragraphs in reverse order", lambda text: _joined(text.paragraphs()[::-1]))
_simple("every paragraph twice", lambda text: _joined([part for one in text.paragraphs() for part in (one, one)]))
_simple("the whole text twice", lambda text: text + "\n\n" + text)
_simple("one word changed in each sentence", lambda text: _words_of_sentences(text, lambda _: "herring"))
_simple("one word added to each sentence", lambda text: _words_of_sentences(text, lambda word: f"{word} reportedly", 5))
_simple("one word dropped from each sentence", lambda text: _words_of_sentences(text, lambda _: "", 3))
_simple("one letter wrong in each sentence", lambda text: _words_of_sentences(text, _typo, 11, 4))
_simple(
    "one letter wrong in every word of six or more, as by poor OCR",
    lambda text: text.replaced(r"[^\W\d_]{6,}", lambda match: _typo(match.group())),
)
_simple(
    "letters without their marks (Erdogan for Erdoğan)",
    lambda text: text.replaced(r"[^\x00-\x7f]", lambda match: _without_marks(match.group())),
)
_simple("Turkey renamed", lambda text: text.replaced("Turkey", lambda _: "Türkiye"))
_simple("every number changed", lambda text: text.replaced(r"\d", lambda match: str((int(match.group()) + 1) % 10)))
_simple("the first line in capitals", lambda text: text.replaced(r"\A\s*.+", lambda match: match.group().upper()))
_simple("everything in capitals", lambda text: text.replaced(r"[a-z]", lambda match: match.group().upper()))
_simple("cut off in the middle", lambda text: text[: len(text.text) // 2])
_simple("a paywall behind the first third", lambda text: text[: len(text.text) // 3] + "…\n\n" + NOTICE)
_simple("all of it: wrapped, NFD, guillemets, advertising, navigation", _all_of_it)


@_kind("each paragraph in turn removed")
def _paragraph_removed(original: Original) -> Iterator[Rendition]:
    parts = original.rendition.paragraphs()
    for gone in range(len(parts)):
        yield _joined(parts[:gone] + parts[gone + 1 :])


@_kind("each passage in turn cut out")
def _passage_removed(original: Original) -> Iterator[Rendition]:
    text = original.rendition
    for start, end in sorted(set(original.passages)):
        yield text[:start] + text[end:]


@_kind("readers' comments that quote every sentence, behind the text")
def _comments(original: Original) -> Iterator[Rendition]:
    yield original.rendition + "\n\nComments (3)\n" + _quotes(original.text)


@_kind("highlights that quote every other sentence, before the text")
def _highlights(original: Original) -> Iterator[Rendition]:
    sentences = [match.group() for match in SENTENCE.finditer(original.text)]
    yield (
        Rendition.added("In short:\n" + "".join(f"- {sentence}\n" for sentence in sentences[::2])) + original.rendition
    )


def _quotes(text: str) -> str:
    quoted = (match.group() for match in SENTENCE.finditer(text))
    return "".join(f"ankara_{number}: “{words}” Really?\n" for number, words in enumerate(quoted))


@_kind("cut off in the middle, and another article behind")
def _other_behind(original: Original) -> Iterator[Rendition]:
    for other in (*original.others, OTHER):
        yield original.rendition[: len(original.text) // 2] + "…\n\nRead next\n\n" + other


@_kind("another article")
def _other(original: Original) -> Iterator[Rendition]:
    for other in (*original.others, OTHER):
        yield Rendition.added(other)


@_kind("an article whose sentences begin alike")
def _same_beginnings(original: Original) -> Iterator[Rendition]:
    begun = re.compile(r"\S+(?: \S+){,7}")
    yield _joined([piece + " but of herring no more was heard." for piece in _pieces(original, begun.match)], " ")


@_kind("an article whose sentences end alike")
def _same_ends(original: Original) -> Iterator[Rendition]:
    ended = re.compile(r"\S+(?: \S+){,7}\Z")
    yield _joined(
        [Rendition.added("Of herring nobody spoke while ") + piece for piece in _pieces(original, ended.search)]
    )


def _pieces(original: Original, cut: Callable[[str], re.Match[str] | None]) -> Iterator[Rendition]:
    """A piece of every sentence."""
    for sentence in SENTENCE.finditer(original.text):
        if piece := cut(sentence.group()):
            yield original.rendition[sentence.start() + piece.start() : sentence.start() + piece.end()]


@_kind("sentences cut in two, and the halves put together otherwise")
def _cut_up(original: Original) -> Iterator[Rendition]:
    text = original.rendition
    halves: list[tuple[Rendition, Rendition]] = []
    for match in SENTENCE.finditer(text.text):
        middle = match.start() + match.group().find(" ", len(match.group()) // 2)
        halves.append((text[match.start() : middle], text[middle : match.end()]))
    behind = [half for _, half in halves[3:] + halves[:3]]
    yield _joined([half + other for (half, _), other in zip(halves, behind, strict=True)], " ")


@_kind("a translation")
def _translation(_: Original) -> Iterator[Rendition]:
    yield Rendition.added(TRANSLATED)


@_kind("an empty page")
def _empty(_: Original) -> Iterator[Rendition]:
    yield Rendition.added("")
