"""The views of `azturk_data.database` in SQLite's words, for those that DuckDB says otherwise.

SQLite orders inside an aggregate only since version 3.44, and then not with DISTINCT: here a subquery orders. The tests
hold each view to the same rows as DuckDB's.
"""

from __future__ import annotations

QUERIES = {
    "events_view": """
        SELECT e.event_id, e.title, e.kind, e.status, e.date, e.date_from, e.date_to,
               p.name AS place, p.country_code AS place_country,
               (SELECT group_concat(item, '; ') FROM (
                  SELECT a.name || ' (' || x.role || ')' AS item
                    FROM event_participants x JOIN actors a USING (actor_id)
                   WHERE x.event_id = e.event_id ORDER BY a.name)) AS participants,
               (SELECT group_concat(item, '; ') FROM (
                  SELECT s.title || coalesce(', no. ' || o.edition, '') AS item
                    FROM (SELECT series_id, event_id, edition FROM editions
                          UNION ALL SELECT series_id, event_id, NULL FROM occasions) o
                    JOIN series s USING (series_id)
                   WHERE o.event_id = e.event_id ORDER BY s.title)) AS series,
               (SELECT group_concat(item, '; ') FROM (
                  SELECT DISTINCT l.name AS item
                    FROM evidence v JOIN claims c USING (claim_id) JOIN sources q USING (source_id)
                    JOIN outlets l ON l.outlet_id = q.publisher_id
                   WHERE v.record_id = e.event_id ORDER BY l.name)) AS sources,
               e.support, e.summary
          FROM events e LEFT JOIN places p USING (place_id)
    """,
    "agreements_view": """
        SELECT g.agreement_id, g.title, g.kind, g.subject, g.sector, g.status, g.scope,
               g.signed, g.signed_from, g.signed_to, g.in_force, p.name AS place,
               (SELECT group_concat(item, '; ') FROM (
                  SELECT a.name AS item FROM agreement_parties x JOIN actors a USING (actor_id)
                   WHERE x.agreement_id = g.agreement_id ORDER BY a.name)) AS parties,
               (SELECT group_concat(item, '; ') FROM (
                  SELECT o.name || ' (' || b.name || ')' AS item
                    FROM agreement_signatories x JOIN officials o USING (official_id)
                    JOIN actors b ON b.actor_id = x.on_behalf_of_id
                   WHERE x.agreement_id = g.agreement_id ORDER BY o.name)) AS signatories,
               (SELECT count(*) FROM provisions x WHERE x.agreement_id = g.agreement_id) AS provisions,
               (SELECT group_concat(item, '; ') FROM (
                  SELECT DISTINCT x.obligation AS item FROM provisions x
                   WHERE x.agreement_id = g.agreement_id AND x.obligation <> 'none' ORDER BY x.obligation))
                 AS obligations,
               g.support, g.summary
          FROM agreements g LEFT JOIN places p USING (place_id)
    """,
    "officials_view": """
        SELECT o.official_id, o.name, o.country_code,
               (SELECT group_concat(item, '; ') FROM (
                  SELECT t.office || ' (' || coalesce(t.start, t.attested, '?') || ' – ' ||
                         coalesce(t."end", '') || ')' AS item
                    FROM tenures t WHERE t.official_id = o.official_id
                   ORDER BY coalesce(t.start_from, t.attested_from) NULLS LAST)) AS offices,
               (SELECT group_concat(item, '; ') FROM (
                  SELECT DISTINCT x.name AS item FROM aliases x
                   WHERE x.record_id = o.official_id AND x.name <> o.name ORDER BY x.name)) AS other_names,
               (SELECT count(*) FROM event_participants x WHERE x.actor_id = o.official_id) AS events,
               o.support
          FROM officials o
    """,
    "claims_view": """
        SELECT c.claim_id, c.statement, s.name AS speaker, l.name AS outlet, l.country_code AS outlet_country,
               q.title AS source, q.published_on, c.said, c.said_from, c.said_to,
               c.kind, c.voice, c.factuality, c.polarity,
               (SELECT group_concat(item, '; ') FROM (
                  SELECT r.label AS item FROM mentions m JOIN records r USING (record_id)
                   WHERE m.claim_id = c.claim_id ORDER BY r.label)) AS mentions,
               (SELECT x.url FROM spans x WHERE x.claim_id = c.claim_id ORDER BY x.span_id LIMIT 1) AS url
          FROM claims c JOIN sources q USING (source_id) JOIN outlets l ON l.outlet_id = q.publisher_id
          LEFT JOIN actors s ON s.actor_id = c.speaker_id
    """,
}
"""By the view's name."""
