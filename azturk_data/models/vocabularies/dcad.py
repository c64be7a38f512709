"""DCAD: which field of defence cooperation an agreement covers."""

from azturk_data.models.vocabularies.base import Vocabulary

DCAD = (
    "Kinne (2020), 'The Defense Cooperation Agreement Dataset (DCAD)', Journal of Conflict Resolution "
    "64(4): 729-755; data version 1.0 (DCAD-v1.0-main.csv, variables type and category1 to category3), "
    "https://www.brandonkinne.com/dcad"
)
DCAD_READING = f"{DCAD}; the code is DCAD's, what it stands for is azturk-data's reading"


class Sector(Vocabulary, source=DCAD_READING):
    """Sector: the field of defence cooperation that an agreement covers; DCAD lists up to three."""

    DCA = (
        "DCA",
        "General defence cooperation",
        "A framework for defence relations across many fields; where it comes first, DCAD types the "
        "agreement 'general'.",
        DCAD,
    )
    DIC = (
        "DIC",
        "Defence industrial cooperation",
        "A framework for work between defence industries; where it comes first, DCAD types the agreement 'general'.",
    )
    TREX = (
        "TREX",
        "Training and exchange",
        "Military training, education, exercises or exchange of personnel; where it comes first, DCAD types "
        "the agreement 'sector'.",
    )
    PROCUREMENT = (
        "PROCUREMENT",
        "Procurement",
        "Acquisition of arms and equipment, and trade in them; where it comes first, DCAD types the "
        "agreement 'sector'.",
    )
    COMMISSION = (
        "COMMISSION",
        "Commission",
        "A joint commission, committee or working group on defence; where it comes first, DCAD types the "
        "agreement 'sector'.",
    )
    RESEARCH = (
        "RESEARCH",
        "Research",
        "Defence research and development; where it comes first, DCAD types the agreement 'sector'.",
    )
