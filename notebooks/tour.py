# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # azturk-data in ten minutes
#
# The record of Azerbaijan–Türkiye defence and alliance relations: events, agreements and officials, and the claims of
# the sources that report them. The data is inside the package; nothing here needs a network.

# %%
import tempfile
from pathlib import Path

import azturk_data

azturk_data.tables()

# %% [markdown]
# ## Load a table
#
# `load` returns a pyarrow table, or what pandas, polars or DuckDB have for one. Dates are dates; the terms of a
# vocabulary are categories.

# %%
events = azturk_data.load("events", "pandas")
events[["date", "title", "kind", "status", "support"]].sample(8, random_state=1)

# %% [markdown]
# `columns` and `where` choose. A date is an EDTF string, with its first and last day beside it: not every source
# names a day.

# %%
azturk_data.load(
    "events",
    "pandas",
    columns=["date", "date_from", "date_to", "date_basis", "title"],
    where={"kind": "signing", "status": "occurred"},
).sort_values("date_to").tail()

# %% [markdown]
# A term or a column that there is not is told at once, with what comes closest.

# %%
try:
    azturk_data.load("events", where={"kind": "exercises"})
except azturk_data.errors.UnknownValueError as error:
    print(error)

# %% [markdown]
# ## Find a record, in any spelling

# %%
for name in ("Yashar Guler", "Шуша", "Shushi", "military dialogue"):
    print(name, "→", azturk_data.find(name, limit=1)[0])

# %% [markdown]
# ## Get a record, and follow its links
#
# What belongs to a record comes with it. Where a field `place_id` names a record, `place` is that record.

# %%
declaration = azturk_data.get("agreement/shusha-declaration-2021")
print(declaration.title, declaration.signed.edtf, declaration.place.name, sep=" · ")
for signatory in declaration.signatories:
    print(signatory.official.name, "for", signatory.on_behalf_of.name)

# %% [markdown]
# ## Who says so?
#
# Nothing stands without a claim, and no claim without a passage in a source. `evidence` shows the claims that carry a
# record, field by field; each link opens the page at the passage.

# %%
azturk_data.evidence("event/2020-military-dialogue", "status")

# %%
azturk_data.evidence("event/2021-06-15-shusha-declaration-signed", "date").to_table().to_pandas()[
    ["outlet", "published_on", "speaker", "factuality", "statement"]
].head()

# %% [markdown]
# Sources disagree, and some are wrong. Both claims stand, and are related to each other.

# %%
claims = azturk_data.load("claims", "pandas", columns=["claim_id", "statement"]).set_index("claim_id")["statement"]
disputes = azturk_data.load("claim_relations", "pandas", where={"relation": "contradicts"})
for dispute in disputes.head(3).itertuples():
    print(claims[dispute.claim_id], "—", claims[dispute.other_claim_id], f"({dispute.note})", sep="\n", end="\n\n")

# %% [markdown]
# ## Search what was said

# %%
azturk_data.search("Turkish military base in Azerbaijan", limit=3)

# %% [markdown]
# ## Ask in SQL
#
# `connect` gives every table, with its keys, as a DuckDB database, and four views that read on their own:
# `events_view`, `agreements_view`, `officials_view`, `claims_view`.

# %%
database = azturk_data.connect()
database.sql("""
    SELECT date, title, place, participants
    FROM events_view WHERE kind = 'visit' AND status = 'occurred' ORDER BY date_from DESC NULLS LAST LIMIT 5
""").df()

# %% [markdown]
# ## A panel of years

# %%
years = azturk_data.load("dyad_years", "pandas").set_index("year")
years[["agreements_signed", "exercises", "visits_heads_of_state"]].tail(10)

# %% [markdown]
# ## Pictures
#
# Each is an Altair chart; `pictures.save` writes SVG, PNG or HTML. The others are `network`, `provisions`, `voices`,
# `places`.

# %%
azturk_data.pictures.timeline(since=2010)

# %%
azturk_data.pictures.rounds()

# %% [markdown]
# ## Take it elsewhere
#
# `path` names the published file; `export` writes Excel, SQLite, DuckDB, JSON Lines, GraphML or a calendar; `diff`
# says what changed between two releases, so that you know whether a correction touches what you cite.

# %%
print(azturk_data.path("events", "csv").name)
with tempfile.TemporaryDirectory() as folder:
    exported = azturk_data.export(Path(folder) / "release", "parquet")
    print(sorted(file.name for file in exported.iterdir())[:3])
    print("changed since then:", bool(azturk_data.diff(exported)))

# %% [markdown]
# ## Check the passages yourself
#
# No article text is published: a passage is named by its first and last words, its offsets and its SHA-256. With the
# texts at hand, `verify("path/to/texts")` checks each of them, letter by letter; here none is given, so that there is
# nothing to check against.

# %%
azturk_data.verify({}).to_pandas()["outcome"].value_counts()
