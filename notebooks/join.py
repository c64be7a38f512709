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
# # Keys to other data
#
# How the tables meet what else the field works with: Correlates of War and ATOP by COW's state numbers and the year,
# event data such as GDELT and POLECAT by ISO 3166 codes, PLOVER's codes and the day. The frames to join with are
# built here out of keys alone, with no number made up: put your own copy of the data in their place.

# %%
import itertools

import pandas as pd

import azturk_data

# %% [markdown]
# ## The keys of the two states
#
# Codes are text throughout, as published; state numbers are integers in most panels, so cast one side.

# %%
states = azturk_data.load("states", "pandas", where={"country_code": ["AZ", "TR"]}).dropna(subset="cow_code")
states[["state_id", "country_code", "alpha_3", "cow_code"]]

# %%
COW = dict(zip(states["country_code"], states["cow_code"].astype(int), strict=True))
ISO3 = dict(zip(states["country_code"], states["alpha_3"], strict=True))
COW, ISO3

# %% [markdown]
# ## A panel of states and years (COW: `ccode`, `year`)
#
# The panel has a row for each state and year, `dyad_years` one for each year of the two. Joined by the pair's numbers
# in both orders, each state gets the year's counts; `validate` makes pandas refuse a join that would multiply rows.

# %%
dyads = azturk_data.load("dyad_years", "pandas").astype({"cow_code_1": int, "cow_code_2": int})
last = int(dyads["year"].max())
panel = pd.DataFrame(itertools.product(COW.values(), range(1991, last + 1)), columns=["ccode", "year"])

directed = pd.concat(
    [
        dyads.rename(columns={"cow_code_1": "ccode", "cow_code_2": "partner"}),
        dyads.rename(columns={"cow_code_2": "ccode", "cow_code_1": "partner"}),
    ]
)
joined = panel.merge(directed, on=["ccode", "year"], how="left", validate="one_to_one")
assert len(joined) == len(panel) and joined["partner"].notna().all()
joined[["ccode", "partner", "year", "agreements_signed", "exercises", "visits_heads_of_state"]].tail()

# %% [markdown]
# A year that is not in `dyad_years` is outside the record; a zero in it says that nothing of the kind is recorded,
# not that there was nothing. `dyad_year_records` names the records behind each number.

# %%
behind = azturk_data.load("dyad_year_records", "pandas", where={"year": 2021, "measure": "agreements_signed"})
behind.merge(azturk_data.load("records", "pandas"), on="record_id")[["record_id", "label"]]

# %% [markdown]
# ## Alliances (ATOP dyad-years: `mem1`, `mem2`, `year`)
#
# ATOP's dyad-year files have the lower number first, a `dyad` made of both, and a column of 0 and 1 for each kind of
# obligation; hold the names below against the codebook of your copy. Ours counts the agreements in force that hold it,
# so that 0 and 1 are a comparison away.

# %%
ATOP = {
    "defense": "defense_obligations",
    "offense": "offense_obligations",
    "neutral": "neutrality_obligations",
    "nonagg": "nonaggression_obligations",
    "consul": "consultation_obligations",
}
alliances = pd.DataFrame(
    {
        "mem1": dyads[["cow_code_1", "cow_code_2"]].min(axis=1),
        "mem2": dyads[["cow_code_1", "cow_code_2"]].max(axis=1),
        "year": dyads["year"],
        **{variable: (dyads[column] > 0).astype(int) for variable, column in ATOP.items()},
    }
)
alliances.insert(0, "dyad", alliances["mem1"] * 1000 + alliances["mem2"])
alliances.tail(8)

# %% [markdown]
# With a copy of ATOP's file: `atop.merge(alliances, on=["mem1", "mem2", "year"], how="left", suffixes=("_atop",
# "_azturk"))`. Here its keys stand in for it.

# %%
keys = alliances[["dyad", "mem1", "mem2", "year"]]
merged = keys.merge(alliances, on=["dyad", "mem1", "mem2", "year"], how="left", validate="one_to_one")
assert len(merged) == len(keys) and set(merged["dyad"]) == {373640}

# %% [markdown]
# Before you compare: ATOP codes the texts of treaties, and ours what sources report of them. Which provision gives a
# year its 1, and which claims carry that?

# %%
held = azturk_data.load("provisions", "pandas", where={"obligation": ["defense", "consultation"]})
held[["agreement_id", "obligation", "support", "summary"]]

# %% [markdown]
# ## Event data by day (GDELT: `SQLDATE`, `Actor1CountryCode`, `Actor2CountryCode`, `QuadClass`)
#
# GDELT has CAMEO's codes and names countries by three letters, which for these two are those of ISO 3166. PLOVER, in
# which our events are coded, has CAMEO's four quad categories, so that `QuadClass` is the safest key;
# `dyad_year_records` says in which each event of the dyad counts. Only events that are known to the day can be joined
# by it.

# %%
QUAD = {
    "verbal_cooperation_events": 1,
    "material_cooperation_events": 2,
    "verbal_conflict_events": 3,
    "material_conflict_events": 4,
}
counted = azturk_data.load("dyad_year_records", "pandas", where={"measure": list(QUAD)})
events = azturk_data.load("events", "pandas", columns=["event_id", "title", "plover_event", "date_from", "date_to"])
ours = counted.merge(events, left_on="record_id", right_on="event_id", validate="one_to_one")
to_the_day = ours["date_from"] == ours["date_to"]
print(f"{to_the_day.mean():.0%} of the dyad's events are known to the day")
ours = ours[to_the_day].assign(
    SQLDATE=lambda frame: frame["date_from"].dt.strftime("%Y%m%d").astype(int),
    QuadClass=lambda frame: frame["measure"].astype(object).map(QUAD).astype(int),
)

# %% [markdown]
# In GDELT the two may be either actor. A pair without an order, the two codes sorted, meets both. The frame of keys
# has each day of 2021, for each order and category.

# %%
days = pd.date_range("2021-01-01", "2021-12-31").strftime("%Y%m%d").astype(int)
orders = [(ISO3["AZ"], ISO3["TR"]), (ISO3["TR"], ISO3["AZ"])]
gdelt = pd.DataFrame(
    [(day, *order, quad) for day, order, quad in itertools.product(days, orders, QUAD.values())],
    columns=["SQLDATE", "Actor1CountryCode", "Actor2CountryCode", "QuadClass"],
)


def pair(first: pd.Series, second: pd.Series) -> pd.Series:
    """Both codes in alphabetical order, as one key."""
    return first.where(first < second, second) + "-" + second.where(first < second, first)


gdelt["pair"] = pair(gdelt["Actor1CountryCode"], gdelt["Actor2CountryCode"])
per_day = ours.assign(pair="-".join(sorted(ISO3.values()))).groupby(["SQLDATE", "pair", "QuadClass"]).size()
cells = gdelt.drop_duplicates(["SQLDATE", "pair", "QuadClass"])[["SQLDATE", "pair", "QuadClass"]]
matched = cells.merge(
    per_day.rename("azturk_events").reset_index(),
    on=["SQLDATE", "pair", "QuadClass"],
    how="left",
    validate="one_to_one",
)
matched["azturk_events"] = matched["azturk_events"].fillna(0).astype(int)
assert matched["azturk_events"].sum() == (ours["SQLDATE"] // 10000 == 2021).sum()
matched[matched["azturk_events"] > 0].head(10)

# %% [markdown]
# ## Event data in PLOVER's codes (POLECAT)
#
# Here no code needs a translation: `plover_event`, `plover_mode` and `event_contexts` are PLOVER's own terms. States
# take part as actors with their ISO codes; a person or a body acts for the country in `actors.country_code`.

# %%
actors = azturk_data.load("actors", "pandas", columns=["actor_id", "country_code"])
participants = azturk_data.load("event_participants", "pandas").merge(actors, on="actor_id")
countries = participants.groupby("event_id")["country_code"].agg(lambda codes: set(codes.dropna()))
both = countries[countries.map({"AZ", "TR"}.issubset)].index
coded = azturk_data.load("events", "pandas").query("event_id in @both and status == 'occurred'")
coded.groupby(["plover_event", "plover_mode"], observed=True).size().sort_values(ascending=False).head(10)
