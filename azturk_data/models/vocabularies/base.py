"""What a vocabulary is: a closed list of terms, each with its label, definition and source."""

from __future__ import annotations

from enum import Enum

OWN = "azturk-data codebook"
"""The source of a term that this project defines itself."""


class Vocabulary(str, Enum):
    """A closed list of terms; a member equals its term and carries `label`, `definition` and `source`.

    A member is written as `TERM = "term", "Label", "Definition."`; the source of all terms is given
    once, as a keyword of the class, and a term may name one of its own as a fourth element.
    """

    label: str
    definition: str
    source: str

    def __new__(cls, term: str, label: str = "", definition: str = "", source: str = "") -> Vocabulary:
        """Make a member from what stands behind its name."""
        member = str.__new__(cls, term)
        member._value_ = term
        member.label = label
        member.definition = definition
        member.source = source
        return member

    def __init_subclass__(cls, *, source: str = OWN) -> None:
        super().__init_subclass__()
        # Members exist by now: those that named no source of their own take the vocabulary's.
        for member in cls:
            member.source = member.source or source

    @classmethod
    def name_of(cls) -> str:
        """The vocabulary's published name: `PloverEvent` is `plover_event`."""
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")

    def __str__(self) -> str:
        return self.value
