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


class Support(Vocabulary):
    """On how many independent origins a thing rests; reprints and retellings of one text are one origin."""

    SINGLE = "single", "Single", "All claims that carry it have one origin."
    SEVERAL = "several", "Several", "The claims that carry it have two origins or more, and none is contradicted."
    CONFLICTING = (
        "conflicting",
        "Conflicting",
        "A claim that carries it contradicts or corrects another claim, or is contradicted or corrected by one.",
    )


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
    AGENCY = "agency", "Agency", "A body under a government or a head of state that is not a ministry."
    ACADEMY = "academy", "Academy", "A school, college or university, military or civil."
    COMPANY = "company", "Company", "A firm or a group of firms, state-owned or private."


class OutletKind(Vocabulary):
    """What an outlet is."""

    NEWS_AGENCY = "news_agency", "News agency", "Supplies reports to other outlets as well as to readers."
    BROADCASTER = "broadcaster", "Broadcaster", "Sends radio or television, with or without its site."
    NEWSPAPER = "newspaper", "Newspaper", "A daily or weekly paper, with or without its site."
    NEWS_SITE = "news_site", "News site", "Publishes news on the web."
    OFFICIAL_SITE = "official_site", "Official site", "A state body that publishes its own documents and statements."
    REFERENCE_WORK = (
        "reference_work",
        "Reference work",
        "An encyclopaedia, yearbook, chronology, dataset or collection of texts.",
    )
    RESEARCH = "research", "Research", "A research institute, a university or a learned journal."
    COMPANY_SITE = "company_site", "Company site", "A firm that publishes on its own works and products."


class EventKind(Vocabulary):
    """What an event is, in the terms of this field; PLOVER's codes stand beside it."""

    VISIT = "visit", "Visit", "An official or a delegation is in another country or region for talks or a ceremony."
    MEETING = "meeting", "Meeting", "Officials of two or more actors talk face to face, outside a standing format."
    CALL = "call", "Call", "Officials of two or more actors talk by telephone or video, or exchange letters."
    DIALOGUE_ROUND = "dialogue_round", "Dialogue round", "A session of a recurring format of consultation."
    SIGNING = "signing", "Signing", "An agreement, memorandum, declaration or statement is signed."
    RATIFICATION = "ratification", "Ratification", "A parliament or a head of state approves an agreement."
    AUTHORISATION = (
        "authorisation",
        "Authorisation",
        "A parliament, a government or a head of state permits or orders an act, such as the sending of troops.",
    )
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
    TRAINING = "training", "Training", "Members of one side's forces or services are taught by the other, or together."
    AID = "aid", "Aid", "Money, equipment or other help is given to another's forces or state."
    WAR = "war", "War", "Sustained fighting between organised armed forces, named as a whole."
    CLASH = "clash", "Clash", "Fighting of hours or days that the sources do not name a war."
    CEASEFIRE = "ceasefire", "Ceasefire", "Fighting stops by agreement or declaration."
    POLITICAL_CHANGE = (
        "political_change",
        "Political change",
        "A territory's or an institution's status is declared or changed, or an office is filled by election.",
    )
    DIPLOMATIC_RELATIONS = (
        "diplomatic_relations",
        "Diplomatic relations",
        "A state is recognised, relations are opened or broken off, a mission or an envoy is accredited.",
    )
    ARMS_TRANSFER = (
        "arms_transfer",
        "Arms transfer",
        "Weapons are announced, ordered, delivered, produced or shown; `arms_stage` says which.",
    )
    ACCIDENT = "accident", "Accident", "A crash, an explosion or another mishap of forces or officials."
    INFRASTRUCTURE = (
        "infrastructure",
        "Infrastructure",
        "A pipeline, railway, road or corridor is agreed, built or opened.",
    )
    BLOCKADE = "blockade", "Blockade", "Passage along a route is stopped or hindered."


class ArmsStage(Vocabulary):
    """How far a transfer of arms had come; an order is no delivery."""

    ANNOUNCED = "announced", "Announced", "Somebody said that arms will be, or may be, bought, delivered or produced."
    ORDERED = "ordered", "Ordered", "A contract was signed, or arms are said to be bought, without word of delivery."
    DELIVERED = "delivered", "Delivered", "Arms came into the hands of those who were to have them."
    PRODUCED = "produced", "Produced", "Arms are made, alone or together, or their making starts."
    SHOWN = "shown", "Shown", "Arms in possession are shown or used for the first time that our sources tell of."


class ForceKind(Vocabulary):
    """What forces or equipment took part."""

    PERSONNEL = "personnel", "Personnel", "Soldiers, officers, staff, observers: people."
    AIRCRAFT = "aircraft", "Aircraft", "Aeroplanes with a crew: fighters, transports, tankers."
    HELICOPTERS = "helicopters", "Helicopters", "Helicopters, for attack or transport."
    DRONES = "drones", "Drones", "Aircraft without a crew."
    TANKS = "tanks", "Tanks", "Main battle tanks."
    ARMOUR = "armour", "Armoured vehicles", "Armoured vehicles other than tanks; also where tanks are counted in."
    ARTILLERY = "artillery", "Artillery", "Guns, mortars, rocket launchers."
    AIR_DEFENCE = "air_defence", "Air defence", "Missiles, guns and radars against aircraft."
    SHIPS = "ships", "Ships", "Ships and boats."
    VEHICLES = "vehicles", "Vehicles", "Lorries, engineering and other vehicles without armour."
    UNITS = "units", "Units", "Units counted or named as such: brigades, companies, teams."
    MUNITIONS = "munitions", "Munitions", "Missiles, rockets, bombs, shells."
    OTHER = "other", "Other", "Anything else, or several kinds counted together."


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
    PROGRAMME = "programme", "Programme", "Called a programme, a plan or a road map, adopted by the parties."
    CONTRACT = "contract", "Contract", "A contract between companies, or between a state body and a company."
    UNDERSTANDING = (
        "understanding",
        "Understanding",
        "Said to have been agreed, without a document that our sources name.",
    )


class AgreementStatus(Vocabulary):
    """Where an agreement stood at the last that our sources show."""

    SIGNED = "signed", "Signed", "Signed; our sources do not show that it entered into force."
    IN_FORCE = "in_force", "In force", "A source shows that it entered into force and none that it ended."
    AGREED = "agreed", "Agreed", "Agreed or adopted; no signing is reported."
    PROPOSED = "proposed", "Proposed", "Put forward, not agreed."
    ENDED = "ended", "Ended", "Expired, was denounced, or was replaced."


class Subject(Vocabulary):
    """What an agreement is about, taken as a whole."""

    ALLIANCE = "alliance", "Alliance", "Alliance, mutual assistance, strategic partnership."
    FRIENDSHIP = "friendship", "Friendship", "Friendship, cooperation and relations in general."
    DEFENCE = "defence", "Defence", "Military cooperation in general, operations, staffs, centres, logistics."
    DEFENCE_INDUSTRY = "defence_industry", "Defence industry", "Making, buying and selling of arms."
    MILITARY_EDUCATION = "military_education", "Military education", "Military training, schools and students."
    MILITARY_FINANCE = "military_finance", "Military finance", "Money and material given to armed forces."
    MILITARY_HEALTH = "military_health", "Military health", "Military medicine and the care of soldiers."
    SECURITY = "security", "Security", "Police, borders guarded, terrorism, crime, intelligence, cyber security."
    BORDERS = "borders", "Borders", "Where a border runs, and what follows from it."
    PEACE = "peace", "Peace", "The end of fighting, and peace between states."
    POLITICS = "politics", "Politics", "Consultations, foreign policy, councils and standing bodies."
    TRADE = "trade", "Trade and investment", "Trade, customs, investment, finance, taxes, industry."
    ENERGY = "energy", "Energy", "Oil, gas, pipelines, electricity."
    TRANSPORT = "transport", "Transport", "Railways, roads, air and sea traffic, corridors."
    MOVEMENT = "movement", "Movement of people", "Visas, residence, labour, social security, consuls."
    JUSTICE = "justice", "Justice", "Courts, extradition, legal aid."
    EDUCATION = "education", "Education and science", "Schools, universities, research."
    CULTURE_MEDIA = "culture_media", "Culture and media", "Culture, media, broadcasting, youth, sport, religion."
    HEALTH = "health", "Health and disasters", "Health, relief, emergencies."
    ENVIRONMENT = "environment", "Environment", "Environment, water, agriculture, forests."


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
    SECURITY = "security", "Security", "Terrorism, crime, smuggling, intelligence, cyber security, border guarding."
    FINANCE = "finance", "Finance", "Money or material given or lent, to armed forces or otherwise."
    TRADE = "trade", "Trade", "Trade, customs, investment, taxes."
    MOVEMENT = "movement", "Movement of people", "Visas, residence, return of the displaced, consuls, citizens abroad."
    CULTURE_MEDIA = "culture_media", "Culture and media", "Culture, media, youth, sport, language."
    HUMANITARIAN = "humanitarian", "Humanitarian", "Relief, health, mines cleared, missing persons."
    FINAL_CLAUSES = (
        "final_clauses",
        "Final clauses",
        "Entry into force, duration, amendment, end, settlement of disputes, relation to other treaties.",
    )
    GENERAL = "general", "General", "The relation as a whole."


class OfficeLevel(Vocabulary):
    """How high an office is, so that visits and meetings can be counted by level."""

    HEAD_OF_STATE = "head_of_state", "Head of state", "President, or whoever acts as such."
    HEAD_OF_GOVERNMENT = "head_of_government", "Head of government", "Prime minister; vice-president of Türkiye."
    MINISTER = "minister", "Minister", "A member of a government, or a head of a body of that rank."
    SPEAKER = "speaker", "Speaker of parliament", "Who presides over a parliament."
    DEPUTY_MINISTER = "deputy_minister", "Deputy minister", "Deputy or under-secretary of a minister."
    CHIEF_OF_STAFF = "chief_of_staff", "Chief of general staff", "Who heads a general staff."
    DEPUTY_CHIEF_OF_STAFF = "deputy_chief_of_staff", "Deputy chief of general staff", "The second, or another deputy."
    COMMANDER = "commander", "Commander", "Who commands a force, an army, a corps or a unit."
    AGENCY_HEAD = "agency_head", "Head of an agency", "Who heads an agency, a company or a staff of state."
    AMBASSADOR = "ambassador", "Ambassador", "Head of a mission, or a consul general."
    LEGISLATOR = "legislator", "Legislator", "A member or deputy speaker of a parliament."
    REGIONAL = "regional", "Regional office", "Head or official of an autonomous republic, a region or a city."
    DE_FACTO = "de_facto", "De facto office", "An office of an authority without general recognition."
    OTHER = "other", "Other", "Any other office or rank, envoys and attachés included."


class AliasKind(Vocabulary):
    """What sort of name an alias is."""

    ENDONYM = "endonym", "Endonym", "The name in a language of the place, or of the bearer."
    EXONYM = "exonym", "Exonym", "The name in a language of others."
    AS_PRINTED = "as_printed", "As printed", "The form in which a source prints it."
    FORMER = "former", "Former", "A name in official use earlier, not now."
    ABBREVIATION = "abbreviation", "Abbreviation", "A short form or an acronym."
