"""Names that a thing goes by besides the one that its record is filed under."""

from __future__ import annotations

from typing import ClassVar

from azturk_data.models.base import Entry
from azturk_data.models.types import LanguageTag, Line
from azturk_data.models.vocabularies import AliasKind


class Alias(Entry):
    """Every form of a name that a source shows, in any language."""

    published_as: ClassVar[str] = "aliases"
    unique: ClassVar[tuple[str, ...]] = ("name", "language", "kind")

    name: Line
    """The name, in the letters that the source uses."""
    language: LanguageTag
    """Language of the name as a BCP 47 tag, with the script where it is not the usual one (az-Cyrl)."""
    kind: AliasKind
    """What sort of name it is."""
