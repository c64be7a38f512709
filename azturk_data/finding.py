"""Finding records by name, whatever the diacritics, the transliteration or the script.

Names are compared by a key: letters of Latin, Cyrillic and Armenian become plain Latin ones, and spellings
that only differ by the language that they were transliterated into (Yaşar, Yashar, Яшар, Յաշար) become one.
The key is for comparing only; it is no transliteration that anybody should print.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from azturk_data import shipped

THRESHOLD = 0.72
"""Below this similarity of keys, a name is not shown as found."""

TITLE_WEIGHT = 0.8
"""A source whose title names a thing is less likely to be wanted than the thing."""

# Letters that Unicode does not take apart into a plain one and a mark.
_LATIN = {"ə": "a", "ı": "i", "ø": "o", "ß": "ss", "æ": "ae", "ł": "l", "đ": "d", "þ": "th"}
_CYRILLIC = """
а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch
ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya ё=yo ә=a ғ=g ҝ=g ө=o ү=u һ=h ҹ=j і=i ї=i є=e ґ=g
"""
_ARMENIAN = """
ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=y թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y ն=n շ=sh
ո=o չ=ch պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=v փ=p ք=k օ=o ֆ=f և=ev
"""
_LETTERS = str.maketrans(_LATIN | {pair[0]: pair[2:] for pair in (_CYRILLIC + _ARMENIAN).split()})

_SMALL_WORDS = {"of", "the", "and", "in", "on", "for"}

# One sound, several spellings: the longer ones first.
_SOUNDS = [
    ("shch", "s"),
    ("yu", "u"),
    ("ya", "a"),
    ("sh", "s"),
    ("ch", "c"),
    ("zh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("dj", "j"),
    ("ts", "c"),
    ("x", "h"),
    ("q", "g"),
    ("w", "v"),
    ("j", "c"),
    ("y", "i"),
]


@dataclass(frozen=True)
class Hit:
    """A record that was found."""

    record_id: str
    label: str
    """What the record is called."""
    name: str
    """The name by which it was found: its own, or an alias."""
    score: float
    """From 0 to 1; 1 is the same name, but for diacritics and transliteration."""

    def __str__(self) -> str:
        as_name = "" if self.name == self.label else f" (as {self.name!r})"
        return f"{self.record_id}  {self.label}{as_name}"


def find(text: str, limit: int = 10) -> list[Hit]:
    """Return the records whose name, title or alias is most like `text`, best first.

    Claims and provisions, which have no names, are not searched. An empty list means that nothing is like enough.

    >>> import azturk_data
    >>> azturk_data.find("Yashar Guler")[0].record_id
    'official/yasar-guler'
    """
    wanted = key(text)
    if not wanted:
        return []
    best: dict[str, Hit] = {}
    for record_id, label, name, held in _names():
        score = _likeness(wanted, held) * (TITLE_WEIGHT if record_id.startswith("source/") else 1.0)
        if score >= THRESHOLD and (record_id not in best or score > best[record_id].score):
            best[record_id] = Hit(record_id, label, name, round(score, 3))
    return sorted(best.values(), key=lambda hit: (-hit.score, len(hit.label), hit.record_id))[:limit]


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """Return what a name is compared by; see the module's docstring."""
    # Two letters that are one sound in Armenian, and the dot that `İ` leaves behind in lower case.
    lower = name.lower().replace("ու", "u").replace("i\u0307", "i").translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    for spelling, sound in _SOUNDS:
        plain = plain.replace(spelling, sound)
    words = [word for word in re.findall(r"\w+", plain) if word not in _SMALL_WORDS]
    # Doubled letters are a matter of spelling, too.
    return " ".join(re.sub(r"(.)\1", r"\1", word) for word in words)


def _likeness(wanted: str, held: str) -> float:
    if wanted == held:
        return 1.0
    if f" {wanted} " in f" {held} ":
        # Whole words of a longer name: a surname, a place in a title.
        return 0.9 + 0.09 * len(wanted) / len(held)
    return max(0.9 * _ratio(wanted, held), 0.88 * _words_likeness(wanted.split(), held.split()))


def _words_likeness(wanted: list[str], held: list[str]) -> float:
    """How well each wanted word is met by some word of the name, in any order."""
    if len(wanted) > len(held):
        return 0.0
    scores = [max((_ratio(word, other) for other in held if other[0] == word[0]), default=0.0) for word in wanted]
    return sum(scores) / len(scores) if min(scores) >= THRESHOLD else 0.0


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < THRESHOLD or matcher.quick_ratio() < THRESHOLD:
        return 0.0
    return matcher.ratio()


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, str, str, str], ...]:
    """The id, label, name and key of every name there is; read once."""
    return tuple(_read_names())


def _read_names() -> Iterator[tuple[str, str, str, str]]:
    records = shipped.read("records").to_pylist()
    labels = {row["record_id"]: row["label"] for row in records if row["table"] not in ("claims", "provisions")}
    for record_id, label in labels.items():
        yield record_id, label, label, key(label)
    for alias in shipped.read("aliases").to_pylist():
        yield alias["record_id"], labels[alias["record_id"]], alias["name"], key(alias["name"])
