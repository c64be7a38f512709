"""A small, valid set of records about invented countries, for tests to copy and to break."""

import hashlib
from pathlib import Path

TEXT = """Ministers of Norrland and Südermark met on Monday.

The ministers, Ann Berg and Olle Çelik, signed a pact in Hamn on 3 May 2021, the Norrland ministry said.
“We are brothers,” Berg said. No drill was held in 2020.
"""
SHA = hashlib.sha256(TEXT.encode("utf-8")).hexdigest()

SOURCE = f"""\
# A comment at the top stays.
id: source/wire-2021-05-03
title: Two ministers sign a pact
publisher_id: outlet/wire
url: https://example.org/news/1
published_on: {{edtf: 2021-05-03, basis: stated}}
language: en
corpus: core
text_sha256: {SHA}
claims:
  - id: c01
    speaker_id: organisation/norrland-ministry
    statement: According to Norrland's ministry, Ann Berg and Olle Çelik signed a pact in Hamn on 3 May 2021.
    kind: occurrence
    voice: indirect
    factuality: certain
    polarity: positive
    said:
      edtf: 2021-05-03
      basis: stated
    attributions:
      - {{actor_id: organisation/norrland-ministry, role: said}}
      - {{actor_id: outlet/wire, role: reported}}
    mentions: [event/2021-05-03-pact-signed, agreement/pact-2021]
    spans:
      - id: s1
        first_words: The ministers, Ann Berg and
        last_words: the Norrland ministry said.  # the whole sentence
  - id: c02
    speaker_id: outlet/wire
    statement: No exercise of the two states took place in 2020.
    kind: occurrence
    voice: own
    factuality: certain
    polarity: negative
    said: {{edtf: 2021-05-03, basis: derived, note: Day of publication.}}
    attributions:
      - {{actor_id: outlet/wire, role: said}}
    mentions: [state/norrland, state/sudermark]
    spans:
      - {{id: s1, first_words: No drill was held in 2020.}}
omissions:
  - id: o1
    reason: headline
    first_words: Ministers of Norrland and Südermark met on Monday.
"""

EVENT = """\
id: event/2021-05-03-pact-signed
title: Norrland and Südermark sign a pact
summary: The ministers of Norrland and Südermark signed a pact in Hamn.
kind: signing
plover_event: SUPPORT
contexts: [military, diplomatic]
date: {edtf: 2021-05-03, basis: stated}
place_id: place/hamn
status: occurred
participants:
  - actor_id: official/ann-berg
    role: signatory
    capacity: Minister of Norrland
    claims: [claim/wire-2021-05-03/c01]
  - actor_id: official/olle-celik
    role: signatory
    claims: [claim/wire-2021-05-03/c01]
evidence:
  existence: [claim/wire-2021-05-03/c01]
  date: [claim/wire-2021-05-03/c01]
  place_id: [claim/wire-2021-05-03/c01]
  status: [claim/wire-2021-05-03/c01]
"""

AGREEMENT = """\
id: agreement/pact-2021
title: Pact of Hamn
summary: Norrland and Südermark agreed on a pact.
kind: treaty
subject: defence
signed: {edtf: 2021-05-03, basis: stated}
signing_event_id: event/2021-05-03-pact-signed
status: signed
scope: bilateral
parties:
  - {actor_id: state/norrland, claims: [claim/wire-2021-05-03/c01]}
  - {actor_id: state/sudermark, claims: [claim/wire-2021-05-03/c01]}
signatories:
  - official_id: official/ann-berg
    on_behalf_of_id: state/norrland
    claims: [claim/wire-2021-05-03/c01]
provisions:
  - id: p01
    topic: general
    obligation: none
    summary: The two states are allies.
    claims: [claim/wire-2021-05-03/c01]
evidence:
  existence: [claim/wire-2021-05-03/c01]
  signed: [claim/wire-2021-05-03/c01]
  signing_event_id: [claim/wire-2021-05-03/c01]
  status: [claim/wire-2021-05-03/c01]
"""

DRILL = """\
id: event/{slug}
title: A drill
summary: Norrland and Südermark were to drill together.
kind: exercise
date: {{edtf: {year}, basis: stated}}
status: {status}
participants:
  - {{actor_id: state/norrland, role: actor, claims: [claim/wire-2021-05-03/c02]}}
  - {{actor_id: state/sudermark, role: actor, claims: [claim/wire-2021-05-03/c02]}}
evidence:
  existence: [claim/wire-2021-05-03/c02]
  date: [claim/wire-2021-05-03/c02]
  status: [claim/wire-2021-05-03/c02]
"""

SERIES = """\
id: series/drills
title: Drills of Norrland and Südermark
kind: exercise
scope: bilateral
summary: Drills that the two hold together.
editions:
  - event_id: event/2020-drill
    edition: 1
    claims: [claim/wire-2021-05-03/c02]
occasions:
  - event_id: event/2021-drill
    claims: [claim/wire-2021-05-03/c02]
evidence:
  existence: [claim/wire-2021-05-03/c02]
"""

OFFICIAL = """\
id: official/{slug}
name: {name}
tenures:
  - id: minister
    office: Minister
    level: minister
    attested: {{edtf: 2021-05-03, basis: stated}}
    evidence:
      existence: [claim/wire-2021-05-03/c01]
      office: [claim/wire-2021-05-03/c01]
      attested: [claim/wire-2021-05-03/c01]
aliases:
  - {{name: {name}, language: en, kind: as_printed, claims: [claim/wire-2021-05-03/c01]}}
evidence:
  existence: [claim/wire-2021-05-03/c01]
  name: [claim/wire-2021-05-03/c01]
"""

RECORDS = {
    "source/wire-2021-05-03": SOURCE,
    "event/2021-05-03-pact-signed": EVENT,
    "event/2020-drill": DRILL.format(slug="2020-drill", year="2020", status="did_not_occur"),
    "event/2021-drill": DRILL.format(slug="2021-drill", year="2021", status="planned"),
    "series/drills": SERIES,
    "agreement/pact-2021": AGREEMENT,
    "official/ann-berg": OFFICIAL.format(slug="ann-berg", name="Ann Berg"),
    "official/olle-celik": OFFICIAL.format(slug="olle-celik", name="Olle Çelik"),
    "organisation/norrland-ministry": "id: organisation/norrland-ministry\nname: M\norganisation_kind: ministry\n",
    "outlet/wire": "id: outlet/wire\nname: The Wire\noutlet_kind: news_agency\n",
    "state/norrland": "id: state/norrland\nname: Norrland\n",
    "state/sudermark": "id: state/sudermark\nname: Südermark\n",
    "place/hamn": "id: place/hamn\nname: Hamn\nlatitude: 61.5\nlongitude: 17.25\ndisputed: false\n",
}


def write_specimen(folder: Path) -> Path:
    """Write the records below `folder`/records and their text into `folder`/texts; return the former."""
    records = folder / "records"
    for id_, text in RECORDS.items():
        path = records / f"{id_}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    texts = folder / "texts"
    texts.mkdir()
    (texts / "any-name.txt").write_bytes(TEXT.encode("utf-8"))
    return records
