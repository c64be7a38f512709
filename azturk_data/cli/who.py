"""Whom a reader of the command line means by an id or a name."""

from __future__ import annotations

from rich.text import Text

from azturk_data.cli.app import err
from azturk_data.errors import UnknownRecordError

ACTORS = ("state/", "organisation/", "official/", "outlet/")


def actor_of(text: str) -> str:
    """Return the id of an actor, given it or a name; say on the side whom a name was taken for."""
    from azturk_data.finding import find
    from azturk_data.getting import get

    if text.startswith(ACTORS):
        # A retired id leads to the present one.
        return get(text).id
    hits = [hit for hit in find(text, limit=50) if hit.record_id.startswith(ACTORS)]
    if not hits:
        raise UnknownRecordError(f"no actor has a name like '{text}'; 'azturk-data find' looks among all records")
    err.print(Text(f"actor: {hits[0].label} ({hits[0].record_id})", style="dim"))
    return hits[0].record_id
