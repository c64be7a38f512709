"""Pictures of the dataset, each a function that returns an Altair chart.

    timeline    every event on its day, in a row for its kind
    network     who met whom
    provisions  what agreements provide, topic by topic
    rounds      dialogues and exercises, year by year
    voices      who speaks, in which country's outlets
    places      where it happened

They show in a notebook as they are; `save` writes them as SVG, PNG or HTML. They need the extra `pictures`, and no
network: data, outlines and, in HTML, the program that draws are all in the file.

>>> from azturk_data import pictures
>>> sorted(pictures.PICTURES)
['network', 'places', 'provisions', 'rounds', 'timeline', 'voices']
"""

from collections.abc import Callable
from typing import Any

from azturk_data.pictures.chronology import timeline
from azturk_data.pictures.contacts import network
from azturk_data.pictures.geography import places
from azturk_data.pictures.obligations import provisions
from azturk_data.pictures.recurrence import rounds
from azturk_data.pictures.saving import save
from azturk_data.pictures.speakers import voices

PICTURES: dict[str, Callable[..., Any]] = {
    picture.__name__: picture for picture in (timeline, network, provisions, rounds, voices, places)
}
"""All pictures by name."""

__all__ = ["PICTURES", "network", "places", "provisions", "rounds", "save", "timeline", "voices"]
