"""ATOP: what the members of an alliance promise one another."""

from azturk_data.models.vocabularies.base import OWN, Vocabulary

ATOP = (
    "Leeds, Ritter, Mitchell and Long (2002), 'Alliance Treaty Obligations and Provisions, 1815-1944', "
    "International Interactions 28: 237-260, doi:10.1080/03050620213653; data and codebook version 5.1, "
    "http://www.atopdata.org"
)


class Obligation(Vocabulary, source=ATOP):
    """Obligation: what an alliance treaty binds its members to; a treaty may hold several."""

    DEFENSE = (
        "defense",
        "Defence",
        "To come to a member's aid with military force when it is attacked.",
    )
    OFFENSE = (
        "offense",
        "Offence",
        "To fight at a member's side in circumstances other than the defence of its own sovereignty and territory.",
    )
    NEUTRALITY = (
        "neutrality",
        "Neutrality",
        "To stay out of a member's war and give its opponent no help. ATOP's variable is 'neutral'.",
    )
    NONAGGRESSION = (
        "nonaggression",
        "Non-aggression",
        "Not to attack one another. ATOP's variable is 'nonagg'.",
    )
    CONSULTATION = (
        "consultation",
        "Consultation",
        "To confer, so as to act in concert, in crises that could turn into armed conflict; a general "
        "promise to talk about shared interests is not enough. ATOP's variable is 'consul'.",
    )
    NONE = (
        "none",
        "None",
        "The provision carries none of ATOP's obligations.",
        OWN,
    )
