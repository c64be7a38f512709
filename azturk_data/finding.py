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
from functools import lru_cache

from azturk_data import shipped
from azturk_data.name_index import NameIndex

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
    names, index = _names()
    best: dict[str, Hit] = {}
    for place, likeness in index.like(wanted).items():
        record_id, label, name, _ = names[place]
        score = likeness * (TITLE_WEIGHT if record_id.startswith("source/") else 1.0)
        if score >= THRESHOLD and (record_id not in best or score > best[record_id].score):
            best[record_id] = Hit(record_id, label, name, round(score, 3))
    return sorted(best.values(), key=lambda hit: (-hit.score, len(hit.label), hit.record_id))[:limit]


def key(name: str) -> str:
    """Return what a name is compared by; see the module's docstring."""
    return " ".join(filter(None, map(_key_of_word, name.split())))


# Names and statements are made of far fewer words than they have.
@lru_cache(maxsize=65536)
def _key_of_word(word: str) -> str:
    # Two letters that are one sound in Armenian, and the dot that `İ` leaves behind in lower case.
    lower = word.lower().replace("ու", "u").replace("i\u0307", "i").translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    for spelling, sound in _SOUNDS:
        plain = plain.replace(spelling, sound)
    parts = [part for part in re.findall(r"\w+", plain) if part not in _SMALL_WORDS]
    # Doubled letters are a matter of spelling, too.
    return " ".join(re.sub(r"(.)\1", r"\1", part) for part in parts)


@lru_cache(maxsize=1)
def _names() -> tuple[list[tuple[str, str, str, str]], NameIndex]:
    """The id, label, name and key of every name there is, and the index of the keys; read once."""
    names = list(_read_names())
    # A source's title that is only like what is wanted is worth too little to be found.
    titles = [record_id.startswith("source/") for record_id, *_ in names]
    return names, NameIndex([held for *_, held in names], THRESHOLD, titles)


def _read_names() -> Iterator[tuple[str, str, str, str]]:
    records = shipped.read("records").to_pylist()
    labels = {row["record_id"]: row["label"] for row in records if row["table"] not in ("claims", "provisions")}
    for record_id, label in labels.items():
        yield record_id, label, label, key(label)
    for alias in shipped.read("aliases").to_pylist():
        yield alias["record_id"], labels[alias["record_id"]], alias["name"], key(alias["name"])
