"""The vocabularies that azturk-data defines itself, where the field has none that fits."""

from azturk_data.models.vocabularies.base import Vocabulary


class Corpus(Vocabulary):
    """How far we can check a source."""

    CORE = "core", "Core", "We hold the document's exact text and check every span against it."
    EXTENDED = (
        "extended",
        "Extended",
        "Cited by URL; we do not hold its text, so its spans have words but no checked positions.",
    )


class DateBasis(Vocabulary):
    """How a date is known."""

    STATED = "stated", "Stated", "The source that carries the date gives it in so many words."
    DERIVED = (
        "derived",
        "Derived",
        "Worked out from what the source says ('on Sunday', 'last month') and the day it was published.",
    )
    EXTERNAL = "external", "External", "Taken from another source than the one that reports the thing dated."


class ClaimKind(Vocabulary):
    """What sort of thing a claim asserts."""

    OCCURRENCE = (
        "occurrence",
        "Occurrence",
        "Something happened, is happening or did not happen at a time: a visit, a signing, a battle, a remark made.",
    )
    STATE_OF_AFFAIRS = (
        "state_of_affairs",
        "State of affairs",
        "Something is or was the case over a time: a relation, a practice, an attribute, a habit.",
    )
    PROVISION = (
        "provision",
        "Provision",
        "An agreement, statement or law provides, pledges, affirms or contains something.",
    )
    POSITION = (
        "position",
        "Position",
        "An actor's stance: an evaluation, an aim, thanks, praise, blame, a hope, a condition set.",
    )
    PLAN = "plan", "Plan", "Something is announced, scheduled or intended, and had not yet taken place when said."
    PROPOSAL = (
        "proposal",
        "Proposal",
        "Something is put forward or said to be possible, without a commitment that it will be done.",
    )


class Voice(Vocabulary):
    """In whose words the source makes the claim."""

    OWN = "own", "Own", "The source asserts it in its own voice, naming nobody who says so."
    INDIRECT = "indirect", "Indirect", "The source reports in its own words what somebody said."
    QUOTED = "quoted", "Quoted", "The source puts the speaker's words in quotation marks."


class AttributionRole(Vocabulary):
    """What an actor did in the chain that brought a claim from its speaker to the page."""

    SAID = "said", "Said", "Made the assertion: the speaker."
    REPORTED = "reported", "Reported", "Passed the assertion on in its own words, or stands as its publisher."
    QUOTED = "quoted", "Quoted", "Passed the assertion on in the speaker's words."
    TRANSLATED = "translated", "Translated", "Rendered the assertion in another language."


class ClaimRelation(Vocabulary):
    """How one claim bears on another."""

    CORROBORATES = "corroborates", "Corroborates", "Asserts the same thing, from another source or speaker."
    CONTRADICTS = "contradicts", "Contradicts", "Cannot be true together with the other claim."
    REFINES = "refines", "Refines", "Says the same more exactly, or adds detail to it."
    CORRECTS = "corrects", "Corrects", "Shows that the other claim is mistaken, and gives what is right."


class OmissionReason(Vocabulary):
    """Why a stretch of a core text carries no claim."""

    HEADLINE = "headline", "Headline", "A headline or subheading that the text below it repeats."
    BYLINE = "byline", "Byline", "Names the author or the outlet."
    DATELINE = "dateline", "Dateline", "Gives the place, day or agency of the report; kept on the source record."
    CAPTION = "caption", "Caption", "Describes a picture."
    NAVIGATION = "navigation", "Navigation", "Belongs to the page's furniture, not to the report."


class ActorKind(Vocabulary):
    """What an actor is."""

    STATE = "state", "State", "A country that acts as such."
    ORGANISATION = "organisation", "Organisation", "A body: ministry, armed force, assembly, company, union of states."
    PERSON = "person", "Person", "A named human being."
    OUTLET = "outlet", "Outlet", "A publisher of news or documents."


class OrganisationKind(Vocabulary):
    """What an organisation is."""

    HEAD_OF_STATE = "head_of_state", "Head of state's office", "The office of a president or monarch."
    GOVERNMENT = "government", "Government", "A cabinet, or a government as a whole."
    MINISTRY = "ministry", "Ministry", "A department of a government."
    LEGISLATURE = "legislature", "Legislature", "A parliament or an assembly, national or regional."
    ARMED_FORCES = "armed_forces", "Armed forces", "The forces of a state, a branch of them, or a unit."
    SECURITY_COUNCIL = "security_council", "Security council", "A body that advises a head of state on security."
    MISSION = "mission", "Mission", "A diplomatic, consular, monitoring or peacekeeping mission."
    INTERGOVERNMENTAL = (
        "intergovernmental",
        "Intergovernmental body",
        "A standing body of two or more states, or an organisation of states.",
    )
    DE_FACTO_AUTHORITY = (
        "de_facto_authority",
        "De facto authority",
        "A body that governs or governed a territory without general international recognition.",
    )
    COMPANY = "company", "Company", "A firm or a group of firms, state-owned or private."


class OutletKind(Vocabulary):
    """What an outlet is."""

    NEWS_AGENCY = "news_agency", "News agency", "Supplies reports to other outlets as well as to readers."
    BROADCASTER = "broadcaster", "Broadcaster", "Sends radio or television, with or without its site."
    NEWSPAPER = "newspaper", "Newspaper", "A daily or weekly paper, with or without its site."
    NEWS_SITE = "news_site", "News site", "Publishes news on the web."
    OFFICIAL_SITE = "official_site", "Official site", "A state body that publishes its own documents and statements."


class EventKind(Vocabulary):
    """What an event is, in the terms of this field; PLOVER's codes stand beside it."""

    VISIT = "visit", "Visit", "An official or a delegation is in another country or region for talks or a ceremony."
    MEETING = "meeting", "Meeting", "Officials of two or more actors talk face to face, outside a standing format."
    DIALOGUE_ROUND = "dialogue_round", "Dialogue round", "A session of a recurring format of consultation."
    SIGNING = "signing", "Signing", "An agreement, memorandum, declaration or statement is signed."
    RATIFICATION = "ratification", "Ratification", "A parliament or a head of state approves an agreement."
    STATEMENT = "statement", "Statement", "An official says something in public that is itself the news."
    INAUGURATION = "inauguration", "Inauguration", "A building, post, mission or work is formally opened or starts."
    CEREMONY = "ceremony", "Ceremony", "A welcome, a commemoration, an anniversary, an award: an act of form."
    DEPLOYMENT = "deployment", "Deployment", "Troops, peacekeepers, observers or equipment are sent and stationed."
    HUMANITARIAN = (
        "humanitarian",
        "Humanitarian act",
        "Prisoners or remains are exchanged, the missing sought, or relief given.",
    )
    FOUNDING = "founding", "Founding", "An institution or a recurring format comes into being."
    EXERCISE = "exercise", "Exercise", "Armed forces of both countries drill together."
    WAR = "war", "War", "Sustained fighting between organised armed forces, named as a whole."
    CEASEFIRE = "ceasefire", "Ceasefire", "Fighting stops by agreement or declaration."
    POLITICAL_CHANGE = (
        "political_change",
        "Political change",
        "A territory's or an institution's status is declared or changed, or an office is filled by election.",
    )
    ARMS_TRANSFER = "arms_transfer", "Arms transfer", "Weapons are ordered, bought, delivered or produced."
    INFRASTRUCTURE = (
        "infrastructure",
        "Infrastructure",
        "A pipeline, railway, road or corridor is agreed, built or opened.",
    )
    BLOCKADE = "blockade", "Blockade", "Passage along a route is stopped or hindered."


class EventStatus(Vocabulary):
    """What became of an event, as far as our sources show."""

    OCCURRED = "occurred", "Occurred", "A source reports that it took place."
    PLANNED = "planned", "Planned", "An actor announced it; no source here shows that it took place."
    PROPOSED = "proposed", "Proposed", "It was put forward or called possible, without a commitment."
    DID_NOT_OCCUR = "did_not_occur", "Did not occur", "A source reports that it did not take place."


class ParticipantRole(Vocabulary):
    """What an actor did in an event."""

    ACTOR = "actor", "Actor", "Took the action, or took part on equal terms with the others."
    RECIPIENT = "recipient", "Recipient", "Was the one addressed, met, aided or attacked."
    HOST = "host", "Host", "Received the others on its own ground."
    SIGNATORY = "signatory", "Signatory", "Put its signature to the document."
    CHAIR = "chair", "Chair", "Presided."
    OBSERVER = "observer", "Observer", "Was present without taking part in the act."


class AgreementKind(Vocabulary):
    """What an agreement is called and how far it binds."""

    TREATY = "treaty", "Treaty", "Called a treaty, or of that rank, subject to ratification."
    AGREEMENT = "agreement", "Agreement", "Called an agreement, between states or governments."
    DECLARATION = "declaration", "Declaration", "Called a declaration."
    MEMORANDUM = "memorandum", "Memorandum", "Called a memorandum, or memorandum of understanding."
    PROTOCOL = "protocol", "Protocol", "Called a protocol, alone or to another agreement."
    JOINT_STATEMENT = "joint_statement", "Joint statement", "A statement that the parties sign together."
    UNDERSTANDING = (
        "understanding",
        "Understanding",
        "Said to have been agreed, without a document that our sources name.",
    )


class AgreementStatus(Vocabulary):
    """Where an agreement stood at the last that our sources show."""

    SIGNED = "signed", "Signed", "Signed; our sources do not show that it entered into force."
    IN_FORCE = "in_force", "In force", "A source shows that it entered into force and none that it ended."
    AGREED = "agreed", "Agreed", "Said to be agreed; no signing is reported."
    PROPOSED = "proposed", "Proposed", "Put forward, not agreed."
    ENDED = "ended", "Ended", "Expired, was denounced, or was replaced."


class Scope(Vocabulary):
    """How many parties an agreement has."""

    BILATERAL = "bilateral", "Bilateral", "Two parties."
    MULTILATERAL = "multilateral", "Multilateral", "Three parties or more."


class AgreementRelation(Vocabulary):
    """How one agreement bears on another."""

    IMPLEMENTS = "implements", "Implements", "Carries out what the other provides."
    CITES = "cites", "Cites", "Refers to the other, or is said to rest on it."
    AMENDS = "amends", "Amends", "Changes the other."
    REPLACES = "replaces", "Replaces", "Stands in the other's place."


class ProvisionTopic(Vocabulary):
    """What a provision is about."""

    FOREIGN_POLICY = (
        "foreign_policy",
        "Foreign policy",
        "Coordination of policy on regional and international questions.",
    )
    MUTUAL_ASSISTANCE = "mutual_assistance", "Mutual assistance", "Help to each other, in case of threat or attack."
    ARMED_FORCES = "armed_forces", "Armed forces", "Formation, reform, training or joint action of the forces."
    DEFENCE_INDUSTRY = "defence_industry", "Defence industry", "Development, production or supply of arms."
    SECURITY_COUNCILS = "security_councils", "Security councils", "Meetings of the bodies that advise on security."
    CEASEFIRE = "ceasefire", "Ceasefire", "Ending of hostilities, lines held, peacekeepers, monitoring."
    PRISONERS = "prisoners", "Prisoners and remains", "Exchange of prisoners and of the bodies of the dead."
    TRANSPORT = "transport", "Transport", "Roads, railways, corridors and links."
    ENERGY = "energy", "Energy", "Pipelines, gas, oil, electricity."
    REGIONAL_PEACE = (
        "regional_peace",
        "Regional peace",
        "Stability, normalisation and peace among the states of a region.",
    )
    BORDERS = "borders", "Borders", "Where a border runs, or that it may not be changed."
    INSTITUTIONS = "institutions", "Institutions", "A body, centre or mission set up or opened."
    EDUCATION = "education", "Education", "Schooling and training, military schooling included."
    GENERAL = "general", "General", "The relation as a whole."


class AliasKind(Vocabulary):
    """What sort of name an alias is."""

    ENDONYM = "endonym", "Endonym", "The name in a language of the place, or of the bearer."
    EXONYM = "exonym", "Exonym", "The name in a language of others."
    AS_PRINTED = "as_printed", "As printed", "The form in which a source prints it."
    FORMER = "former", "Former", "A name in official use earlier, not now."
    ABBREVIATION = "abbreviation", "Abbreviation", "A short form or an acronym."
