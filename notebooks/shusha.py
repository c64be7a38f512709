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
# # One agreement: the Shusha Declaration
#
# From what the declaration provides to what each outlet reported of it, and from there to the passages.

# %%
import pandas as pd

import azturk_data

AGREEMENT = "agreement/shusha-declaration-2021"
declaration = azturk_data.get(AGREEMENT)
print(declaration.title)
print(declaration.summary)
print("signed", declaration.signed.edtf, "in", declaration.place.name)

# %% [markdown]
# What a reader should know of it stands in the record's note.

# %%
print(declaration.note)

# %% [markdown]
# ## What it provides
#
# Each provision has a topic and, in ATOP's terms, an obligation. `support` says whether it rests on one origin, on
# several independent ones, or on claims that contradict each other.

# %%
provisions = azturk_data.load("provisions", "pandas", where={"agreement_id": AGREEMENT})
provisions[["article", "topic", "obligation", "support", "summary"]]

# %%
provisions["topic"].value_counts()[lambda counts: counts > 0]

# %% [markdown]
# ## Who reported which provision?
#
# A provision is carried by claims, a claim stands in a source, a source has an outlet, and an outlet a country.

# %%
evidence = azturk_data.load("evidence", "pandas")
claims = azturk_data.load("claims", "pandas", columns=["claim_id", "source_id", "speaker_id", "statement", "voice"])
sources = azturk_data.load("sources", "pandas", columns=["source_id", "publisher_id", "published_on", "language"])
outlets = azturk_data.load("outlets", "pandas", columns=["outlet_id", "name", "country_code"])
reports = (
    provisions[["provision_id", "topic"]]
    .merge(evidence, left_on="provision_id", right_on="record_id")
    .merge(claims, on="claim_id")
    .merge(sources, on="source_id")
    .merge(outlets, left_on="publisher_id", right_on="outlet_id")
    .rename(columns={"name": "outlet"})
)
reported = reports.drop_duplicates(["provision_id", "outlet"])
reported.groupby(["country_code", "outlet"], dropna=False).size().sort_values(ascending=False).head(15)

# %% [markdown]
# Which topics do the outlets of each country pass on? Shares of the provisions on a topic that some outlet of the
# country has.

# %%
of_topic = provisions.groupby("topic", observed=True).size()
by_country = (
    reports.drop_duplicates(["provision_id", "country_code"])
    .groupby(["topic", "country_code"], observed=True)
    .size()
    .unstack(fill_value=0)
)
shares = by_country.reindex(of_topic.index, fill_value=0).div(of_topic, axis=0)
shares[by_country.sum().sort_values(ascending=False).index[:6]].round(2)

# %% [markdown]
# A share is of what we could read: the sources are listed in `sources`, and only the core ones were coded sentence by
# sentence.
#
# ## The provision on threat and aggression
#
# The claims that carry the obligation of defence, in the order of their sources' dates, with links to the passages.

# %%
defence = provisions.loc[provisions["obligation"] == "defense", "provision_id"].iloc[0]
azturk_data.evidence(defence)

# %%
for claim in azturk_data.evidence(defence).claims:
    print(claim.source.published_on, claim.source.outlet, f"({claim.voice}, {claim.factuality})")
    print("   ", claim.statement)
    print("   ", claim.spans[0].url)

# %% [markdown]
# ## Where the reports differ
#
# Claims that contradict, correct or refine another, among those that carry the declaration, its provisions or its
# signing.

# %%
carrying = set(evidence.loc[evidence["record_id"].isin([AGREEMENT, *provisions["provision_id"]]), "claim_id"])
carrying |= set(evidence.loc[evidence["record_id"] == declaration.signing_event_id, "claim_id"])
relations = azturk_data.load("claim_relations", "pandas", where={"relation": ["contradicts", "corrects", "refines"]})
relations[relations["claim_id"].isin(carrying) & relations["other_claim_id"].isin(carrying)][["relation", "note"]]

# %% [markdown]
# ## In whose words
#
# Loaded words are never ours; `framings` has those that the sources use in these claims, and of whom.

# %%
framings = azturk_data.load("framings", "pandas")
names = azturk_data.load("records", "pandas").set_index("record_id")["label"]
used = framings[framings["claim_id"].isin(carrying)].merge(claims, on="claim_id").merge(sources, on="source_id")
pd.DataFrame(
    {"term": used["term"], "of": used["target_id"].map(names), "outlet": used["publisher_id"].map(names)}
).drop_duplicates()

# %% [markdown]
# ## Beside other agreements

# %%
azturk_data.pictures.provisions(top=12)
