"""Whether country codes and language tags exist, by the registries' data in `pycountry`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from azturk_data.models import Alias, Source
from azturk_data.reading.problems import Problem
from azturk_data.reading.reader import RecordSet


def check_registries(found: RecordSet) -> Iterator[Problem]:
    """Yield a problem for every code that ISO 3166-1, ISO 639 or ISO 15924 does not have."""
    for id_, record in sorted(found.records.items()):
        document = found.documents[id_]
        code: str | None = getattr(record, "country_code", None)
        if code and not is_country(code):
            problem = f"'{code}' is not a code of ISO 3166-1"
            yield document.problem(("country_code",), problem, "write the country's two capitals, such as AZ or TR")
        three: str | None = getattr(record, "alpha_3", None)
        if three and not is_country(three):
            problem = f"'{three}' is not a code of ISO 3166-1"
            yield document.problem(("alpha_3",), problem, "write the country's three capitals, such as AZE or TUR")
        for frame in found.frames[record.id]:
            if isinstance(frame.model, Alias | Source) and not is_language(frame.model.language):
                problem = f"'{frame.model.language}' is not a language tag of BCP 47"
                yield document.problem((*frame.path, "language"), problem, "write one such as en, az or az-Cyrl")


@cache
def is_country(code: str) -> bool:
    """Whether ISO 3166-1 has or had the code; a withdrawn one (SU) stands for a state of the past."""
    import pycountry  # deferred: its tables are only needed when codes are checked

    registry: Any = pycountry.countries
    past: Any = pycountry.historic_countries
    key = "alpha_2" if len(code) == 2 else "alpha_3"
    return registry.get(**{key: code}) is not None or past.get(**{key: code}) is not None


@cache
def is_language(tag: str) -> bool:
    """Whether each part of a tag of the form language[-Script][-REGION] is registered."""
    import pycountry

    registry: Any = pycountry
    language, *rest = tag.split("-")
    if registry.languages.get(**{"alpha_2" if len(language) == 2 else "alpha_3": language}) is None:
        return False
    scripts = (part for part in rest if len(part) == 4)
    regions = (part for part in rest if len(part) == 2)
    return all(registry.scripts.get(alpha_4=s) for s in scripts) and all(is_country(r) for r in regions)
