"""The ten questions of docs/questions.md as SQL: the same questions with the same answers, which the tests compare.

Where the page shows the first or the last rows of an answer to save room, the whole answer is given here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A question, and a query of the explorer's database that answers it."""

    number: int
    title: str
    """As in docs/questions.md, without the number."""
    about: str
    """How to read the answer."""
    sql: str
    part: str = ""
    """Tells two queries of one question apart."""

    @property
    def name(self) -> str:
        """What it is called in addresses."""
        return f"question-{self.number}{self.part}"


QUESTIONS = (
    Question(
        1,
        "Who reports when the Shusha Declaration was signed?",
        "Every claim that carries the date of the signing, with its source, its speaker and a link to the passage.",
        """
        SELECT q.published_on, l.name AS outlet, a.name AS speaker, c.factuality, c.claim_id,
               (SELECT s.url FROM spans s WHERE s.claim_id = c.claim_id ORDER BY s.span_id LIMIT 1) AS url
          FROM evidence v JOIN claims c USING (claim_id) JOIN sources q USING (source_id)
          JOIN outlets l ON l.outlet_id = q.publisher_id LEFT JOIN actors a ON a.actor_id = c.speaker_id
         WHERE v.record_id = 'event/2021-06-15-shusha-declaration-signed' AND v.field = 'date'
         ORDER BY q.published_on, q.source_id, c.claim_id
        """,
    ),
    Question(
        2,
        "Which agreements hold an obligation to help or to consult?",
        "Obligations are coded by provision, in the terms of the Alliance Treaty Obligations and Provisions project "
        "(ATOP).",
        """
        SELECT p.obligation, p.agreement_id, g.title, p.summary, p.provision_id
          FROM provisions p JOIN agreements g USING (agreement_id)
         WHERE p.obligation <> 'none'
         ORDER BY p.obligation, p.agreement_id
        """,
    ),
    Question(
        3,
        "Did the High-Level Military Dialogue meet every year?",
        "An event that did not take place is a record too, with the source that says so. Dates are EDTF: '~' is about, "
        "'?' uncertain, '[..2023-12-07]' by that day.",
        """
        SELECT date, status, event_id, title
          FROM events
         WHERE kind = 'dialogue_round' AND title LIKE '%High-Level Military Dialogue%'
         ORDER BY date_to NULLS LAST
        """,
    ),
    Question(
        4,
        "How much did the two do together, year by year?",
        "The table dyad_years counts what the two did together; dyad_year_records names the records behind a number.",
        """
        SELECT year, agreements_signed, verbal_cooperation_events, material_cooperation_events, exercises
          FROM dyad_years
         WHERE year >= 2010
         ORDER BY year
        """,
    ),
    Question(
        5,
        "Who was Azerbaijan's Minister of Defence, and when?",
        "An empty day is one that no source gives, or that has not come.",
        """
        SELECT o.name, t.start, t."end", o.official_id, t.tenure_id
          FROM tenures t JOIN officials o USING (official_id)
         WHERE t.office = 'Minister of Defence of Azerbaijan'
         ORDER BY t.end_from NULLS LAST
        """,
    ),
    Question(
        6,
        "Which two officials, one of each country, took part in most events together?",
        "The five pairs that are named together most often.",
        """
        SELECT x.name AS of_azerbaijan, y.name AS of_turkiye, count(DISTINCT event_id) AS events
          FROM event_participants a JOIN event_participants b USING (event_id)
          JOIN officials x ON x.official_id = a.actor_id JOIN officials y ON y.official_id = b.actor_id
         WHERE x.country_code = 'AZ' AND y.country_code = 'TR'
         GROUP BY x.name, y.name
         ORDER BY events DESC, 1, 2
         LIMIT 5
        """,
    ),
    Question(
        7,
        "How well founded are the events, and where do the sources disagree?",
        "Events by what bears them out: one origin, several independent ones, or claims that contradict each other.",
        "SELECT support, count(*) AS events FROM events GROUP BY support ORDER BY events DESC",
        part="a",
    ),
    Question(
        7,
        "How well founded are the events, and where do the sources disagree?",
        "The fields of the signing of the Shusha Declaration over which the sources differ.",
        """
        SELECT field, claims, sources, origins, record_id
          FROM support
         WHERE support = 'conflicting' AND record_id LIKE '%shusha-declaration-signed%'
         ORDER BY record_id, field
        """,
        part="b",
    ),
    Question(
        8,
        "In which countries' outlets does which loaded word appear?",
        "The words are the sources' own; ours are neutral. The eight that are met most often.",
        """
        SELECT term, outlet_country, count(*) AS claims
          FROM framings JOIN claims_view USING (claim_id)
         WHERE outlet_country IS NOT NULL
         GROUP BY term, outlet_country
         ORDER BY claims DESC, 1, 2
         LIMIT 8
        """,
    ),
    Question(
        9,
        "Which transfers of arms are reported as delivered?",
        "An announcement is no delivery: arms_stage says how far a transfer had come by the event.",
        """
        SELECT date, title, event_id
          FROM events
         WHERE arms_stage = 'delivered' AND status = 'occurred'
         ORDER BY date_to NULLS LAST, event_id
        """,
    ),
    Question(
        10,
        "What do the sources say of a Turkish base?",
        "Claims ranked by their words, in any spelling or script of names, each with a link to the passage.",
        """
        SELECT q.published_on, l.name AS outlet, a.name AS speaker, c.statement, c.claim_id,
               (SELECT s.url FROM spans s WHERE s.claim_id = c.claim_id ORDER BY s.span_id LIMIT 1) AS url
          FROM claims_search JOIN claims c ON c.rowid = claims_search.rowid
          JOIN sources q USING (source_id) JOIN outlets l ON l.outlet_id = q.publisher_id
          LEFT JOIN actors a ON a.actor_id = c.speaker_id
         WHERE claims_search MATCH search_query('Turkish military base Azerbaijan')
         ORDER BY rank
         LIMIT 4
        """,
    ),
)
"""In order; the seventh has two answers."""


def canned() -> dict[str, dict[str, str | bool]]:
    """Return the questions as Datasette's canned queries, by name."""
    from textwrap import dedent  # only a start needs it

    return {
        question.name: {
            "sql": dedent(question.sql).strip(),
            "title": f"{question.number}. {question.title}",
            "description": question.about,
            "hide_sql": True,
        }
        for question in QUESTIONS
    }
