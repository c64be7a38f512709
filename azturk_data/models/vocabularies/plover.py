"""PLOVER 2.0: what kind of act an event is, how it was done, and what it was about.

The terms are those of the PLOVER codebook, the definitions our own words for what its text lays down.
Left out, because the codebook itself marks them as not in use: the auxiliary modes (historical, future,
hypothetical, negation) and the ASSAULT mode sideAB.
"""

from azturk_data.models.vocabularies.base import Vocabulary

PLOVER = (
    "PLOVER 2.0 codebook (Open Event Data Alliance, 'PLOVER: Political Language Ontology for Verifiable "
    "Event Records', draft version 2.0, PLOVER_MANUAL.tex of 2024-02-04, "
    "https://github.com/openeventdata/PLOVER); Halterman, Bagozzi, Beger, Schrodt and Scarborough (2023), "
    "'PLOVER and POLECAT: A New Political Event Ontology and Dataset', doi:10.31235/osf.io/rm5dw"
)
"""The source of every term here; each class adds the chapter."""


class PloverQuad(Vocabulary, source=f"{PLOVER}; chapters 'Event Categories' and 'CAMEO vs. PLOVER'"):
    """Quad category: whether an act is cooperation or conflict, and whether of words or of deeds."""

    VERBAL_COOPERATION = (
        "VERBAL COOPERATION",
        "Verbal cooperation",
        "Words that bring the parties closer: agreeing, conferring, endorsing, giving way in speech.",
    )
    MATERIAL_COOPERATION = (
        "MATERIAL COOPERATION",
        "Material cooperation",
        "Deeds that bring the parties closer: exchange, help given, forces or captives let go.",
    )
    VERBAL_CONFLICT = (
        "VERBAL CONFLICT",
        "Verbal conflict",
        "Words that set the parties against each other: demanding, blaming, refusing, threatening.",
    )
    MATERIAL_CONFLICT = (
        "MATERIAL CONFLICT",
        "Material conflict",
        "Deeds that set the parties against each other, from street protest and cut ties up to armed force.",
    )


class PloverEvent(Vocabulary, source=f"{PLOVER}; chapter 'Event Categories'"):
    """Event type: the kind of act."""

    AGREE = (
        "AGREE",
        "Agree",
        "Agreement, offer or promise to cooperate later, such as an undertaking to sign a document; covers "
        "any CONSULT, SUPPORT, COOPERATE or AID that is still to come, an invitation or a planned meeting "
        "included.",
    )
    CONSULT = (
        "CONSULT",
        "Consult",
        "Talks that took place, as a visit, a meeting on neutral ground, or a conversation at a distance. "
        "Calling in an ambassador already posted in the country is coded by what was said, not here.",
    )
    SUPPORT = (
        "SUPPORT",
        "Support",
        "Non-material backing: praise, endorsement or recognition, opening or widening of diplomatic ties, "
        "and the signing, ratifying or concluding of an agreement.",
    )
    CONCEDE = (
        "CONCEDE",
        "Concede",
        "Giving way in words, with no material effect yet: an announced ceasefire or withdrawal, a pardon, "
        "an apology, a restriction lifted, a demand dropped.",
    )
    COOPERATE = (
        "COOPERATE",
        "Cooperate",
        "Material exchange under way from which both sides gain: trade, joint military exercises and "
        "operations, judicial cooperation such as extradition, sharing of intelligence.",
    )
    AID = (
        "AID",
        "Aid",
        "Material help that chiefly serves the one who gets it: money, loans, arms, training or personnel, "
        "humanitarian relief, asylum, rescue of hostages, debts written off.",
    )
    RETREAT = (
        "RETREAT",
        "Retreat",
        "Giving way in deed, with immediate effect: forces leave territory, captives go free, property is "
        "given back, weapons are laid down, a ceasefire is kept, observers are let in, an official resigns.",
    )
    REQUEST = (
        "REQUEST",
        "Request",
        "A request, demand or order put in words and weaker than a threat. A party's own call to end a "
        "conflict it takes part in is AGREE.",
    )
    ACCUSE = (
        "ACCUSE",
        "Accuse",
        "Criticism, complaint, allegation, charge, lawsuit or investigation; diplomatic protest notes belong here.",
    )
    REJECT = (
        "REJECT",
        "Reject",
        "A refusal of any kind, such as turning down a proposal, calling off a meeting, or barring a group "
        "from entering the country.",
    )
    THREATEN = (
        "THREATEN",
        "Threaten",
        "A warning that harm will follow, as a rule in words; a purely symbolic act of menace counts as "
        "well. The mode says what is threatened.",
    )
    PROTEST = (
        "PROTEST",
        "Protest",
        "Civilians act together in public against somebody or something, by demonstration, strike, riot or "
        "the like; the mere voicing of dissent is ACCUSE.",
    )
    SANCTION = (
        "SANCTION",
        "Sanction",
        "Existing or normal relations are cut back: ties or aid ended, missions recalled, diplomats or "
        "members expelled, a court's ruling against a party; wider than formal sanctions.",
    )
    MOBILIZE = (
        "MOBILIZE",
        "Mobilise",
        "Armed forces, police or other armed groups move or are made ready without using force; one "
        "country's own exercise is here, a joint one is COOPERATE.",
    )
    COERCE = (
        "COERCE",
        "Coerce",
        "Power used against somebody short of violence: arrest, seizure, censorship, curfew, deportation, "
        "denial of services, cyber attack, and other limits on rights.",
    )
    ASSAULT = (
        "ASSAULT",
        "Assault",
        "Deliberate violence that can do serious bodily harm, from beating and abduction to the use of "
        "heavy weapons; where both sides fight, both are actors.",
    )


PLOVER_QUAD: dict[PloverEvent, PloverQuad] = {
    PloverEvent.AGREE: PloverQuad.VERBAL_COOPERATION,
    PloverEvent.CONSULT: PloverQuad.VERBAL_COOPERATION,
    PloverEvent.SUPPORT: PloverQuad.VERBAL_COOPERATION,
    PloverEvent.CONCEDE: PloverQuad.VERBAL_COOPERATION,
    PloverEvent.COOPERATE: PloverQuad.MATERIAL_COOPERATION,
    PloverEvent.AID: PloverQuad.MATERIAL_COOPERATION,
    PloverEvent.RETREAT: PloverQuad.MATERIAL_COOPERATION,
    PloverEvent.REQUEST: PloverQuad.VERBAL_CONFLICT,
    PloverEvent.ACCUSE: PloverQuad.VERBAL_CONFLICT,
    PloverEvent.REJECT: PloverQuad.VERBAL_CONFLICT,
    PloverEvent.THREATEN: PloverQuad.VERBAL_CONFLICT,
    PloverEvent.PROTEST: PloverQuad.MATERIAL_CONFLICT,
    # The codebook contradicts itself on SANCTION: its own section and the summary of event types say
    # material conflict, which we follow; the table of quad categories says verbal conflict.
    PloverEvent.SANCTION: PloverQuad.MATERIAL_CONFLICT,
    PloverEvent.MOBILIZE: PloverQuad.MATERIAL_CONFLICT,
    PloverEvent.COERCE: PloverQuad.MATERIAL_CONFLICT,
    PloverEvent.ASSAULT: PloverQuad.MATERIAL_CONFLICT,
}
"""The quad category of each event type."""


class PloverMode(Vocabulary, source=f"{PLOVER}; chapter 'Event Categories', tables of modes"):
    """Mode: the way an act of a given event type was done; which modes a type has, `PLOVER_MODES` says."""

    # CONSULT
    VISIT = (
        "visit",
        "Visit",
        "CONSULT: one side comes to the other; the visitor is the actor, the host the recipient.",
    )
    THIRD_PARTY = "third-party", "Third party", "CONSULT: somebody outside the talks plays host to them."
    MULTILATERAL = (
        "multilateral",
        "Multilateral",
        "CONSULT: the parties confer in a setting of many, as a rule an alliance or intergovernmental body.",
    )
    PHONE = (
        "phone",
        "Phone",
        "CONSULT: the parties confer at a distance, by telephone, video link or the like.",
    )

    # RETREAT; withdraw also in SANCTION
    WITHDRAW = (
        "withdraw",
        "Withdraw",
        "RETREAT: forces leave an area or give up territory. SANCTION: an actor leaves a body, mission or "
        "country, or takes out diplomats, aid, observers or other means that are not military.",
    )
    RELEASE = "release", "Release", "RETREAT: people held captive are let go."
    DISARM = "disarm", "Disarm", "RETREAT: a side disarms or hands over weapons."
    CEASEFIRE = "ceasefire", "Ceasefire", "RETREAT: a halt to the fighting is put into effect."
    ACCESS = (
        "access",
        "Access",
        "RETREAT: outsiders such as monitors, peacekeepers or relief workers are let in.",
    )
    RESIGN = "resign", "Resign", "RETREAT: an official leaves office."

    # REQUEST and REJECT
    ASSIST = "assist", "Assist", "REQUEST and REJECT: help, exchange or relations are asked for or refused."
    CHANGE = (
        "change",
        "Change",
        "REQUEST and REJECT: a change of policy, leaders or institutions, other than a concession, is asked "
        "for or refused.",
    )
    YIELD = (
        "yield",
        "Yield",
        "REQUEST and REJECT: a concession is asked for or refused, such as a ceasefire, the freeing of "
        "prisoners, or the end of sanctions, boycotts or curfews.",
    )
    MEET = "meet", "Meet", "REQUEST and REJECT: talks or a meeting are asked for or refused."

    # ACCUSE
    DISAPPROVE = (
        "disapprove",
        "Disapprove",
        "ACCUSE: somebody or something is criticised or protested against.",
    )
    INVESTIGATE = (
        "investigate",
        "Investigate",
        "ACCUSE: a court, commission, parliament or other body looks into a matter.",
    )
    ALLEGE = (
        "allege",
        "Allege",
        "ACCUSE: wrongdoing is laid to somebody, in a remark or by charge, lawsuit or trial.",
    )

    # THREATEN; restrict and arrest also in COERCE, expel also in SANCTION
    RESTRICT = (
        "restrict",
        "Restrict",
        "THREATEN: limits on movement, trade or political activity are threatened, strikes, boycotts and "
        "blockades included. COERCE: limits on movement or political freedom are imposed.",
    )
    ARREST = (
        "arrest",
        "Arrest",
        "THREATEN: detention is threatened, a warrant against somebody absent included. COERCE: somebody is "
        "taken into custody.",
    )
    RELATIONS = (
        "relations",
        "Relations",
        "THREATEN: breaking off of relations or of talks under way is threatened.",
    )
    EXPEL = (
        "expel",
        "Expel",
        "THREATEN: sending away of diplomats, peacekeepers or organisations is threatened. SANCTION: a "
        "group, member or diplomat is put out of a body or country, for a time or for good.",
    )
    TERRITORY = "territory", "Territory", "THREATEN: taking of territory, all or part, is threatened."
    VIOLENCE = "violence", "Violence", "THREATEN: use of force is threatened."

    # PROTEST
    DEMO = "demo", "Demonstration", "PROTEST: an organised and mostly peaceful gathering."
    RIOT = "riot", "Riot", "PROTEST: a crowd that means to hurt people or wreck property."
    STRIKE = "strike", "Strike", "PROTEST: workers or members stay away from work together."
    HUNGER = "hunger", "Hunger strike", "PROTEST: people refuse food."
    BOYCOTT = (
        "boycott",
        "Boycott",
        "PROTEST: people shun an event, person, body or country, in trade or in company.",
    )
    OBSTRUCT = "obstruct", "Obstruct", "PROTEST: people block a way or an entrance."
    VANDALIZE = (
        "vandalize",
        "Vandalise",
        "PROTEST: property is damaged to make a point, not as a by-product of a riot.",
    )

    # SANCTION; with withdraw and expel
    CONVICT = (
        "convict",
        "Convict",
        "SANCTION: a court or tribunal finds somebody guilty or liable, or something unlawful.",
    )
    DISCONTINUE = (
        "discontinue",
        "Discontinue",
        "SANCTION: diplomatic, commercial or material exchange is cut or reduced in another way than by the "
        "other modes; economic and political sanctions are here.",
    )

    # MOBILIZE
    TROOPS = "troops", "Troops", "MOBILIZE: soldiers or units are called up or moved."
    WEAPONS = (
        "weapons",
        "Weapons",
        "MOBILIZE: weapons, ships or vehicles are moved or made ready, where troops are not named separately.",
    )
    POLICE = "police", "Police", "MOBILIZE: police or security units are deployed or put on alert."
    MILITIA = (
        "militia",
        "Militia",
        "MOBILIZE: an armed body that belongs to no state is deployed or put on alert.",
    )

    # COERCE; with restrict and arrest
    SEIZE = "seize", "Seize", "COERCE: premises are searched or raided, or property is taken."
    CENSOR = "censor", "Censor", "COERCE: publications or other information are banned or cut off."
    CURFEW = "curfew", "Curfew", "COERCE: people are ordered to stay indoors at set hours."
    MARTIAL_LAW = "martial-law", "Martial law", "COERCE: martial law or a state of emergency is put in force."
    DEPORT = "deport", "Deport", "COERCE: individuals are made to leave the country."
    WITHHOLD = (
        "withhold",
        "Withhold",
        "COERCE: public services or supplies are denied, such as power, internet, water, food or medicine.",
    )
    MISINFORMATION = (
        "misinformation",
        "Misinformation",
        "COERCE: a campaign of deceit or manipulation; the context of the same name is added.",
    )
    CYBER = (
        "cyber",
        "Cyber",
        "COERCE: an attack on, or break-in to, computers or sites; the context of the same name is added.",
    )

    # ASSAULT
    ABDUCT = (
        "abduct",
        "Abduct",
        "ASSAULT: people or vehicles are taken by force; fighters captured in combat are here.",
    )
    BEAT = "beat", "Beat", "ASSAULT: blows with the body or a blunt object, or an attack by means not told."
    TORTURE = "torture", "Torture", "ASSAULT: people are tortured."
    SEXUAL = "sexual", "Sexual violence", "ASSAULT: violence of a sexual kind."
    TARGETED = (
        "targeted",
        "Targeted killing",
        "ASSAULT: chosen victims are killed or nearly so, by assassination or execution, or the defenceless "
        "are killed in numbers.",
    )
    DESTROY = (
        "destroy",
        "Destroy",
        "ASSAULT: property is the target, or its ruin is reported without the means; damage in passing is not enough.",
    )
    PRIMITIVE = (
        "primitive",
        "Primitive weapons",
        "ASSAULT: with blades, stones, fire, clubs, tools and the like.",
    )
    FIREARMS = (
        "firearms",
        "Firearms",
        "ASSAULT: with guns that one person carries, light machine guns included.",
    )
    EXPLOSIVES = (
        "explosives",
        "Explosives",
        "ASSAULT: with mines or bombs that are not the load of a heavy weapon.",
    )
    SUICIDE_ATTACK = (
        "suicide-attack",
        "Suicide attack",
        "ASSAULT: the attacker means to die, on foot or in a vehicle.",
    )
    AERIAL = "aerial", "Aerial", "ASSAULT: from aircraft or helicopters with a crew aboard."
    DRONE = "drone", "Drone", "ASSAULT: from or by uncrewed aircraft."
    HEAVY_WEAPONS = (
        "heavy-weapons",
        "Heavy weapons",
        "ASSAULT: with artillery, rockets, tanks, armoured vehicles and their like.",
    )
    CROWD_CONTROL = (
        "crowd-control",
        "Crowd control",
        "ASSAULT: with means meant to disperse rather than kill, named as such: gas, water cannon, batons, "
        "shots in the air.",
    )
    UNCONVENTIONAL = (
        "unconventional",
        "Unconventional weapons",
        "ASSAULT: with chemical, biological, radiological or nuclear weapons.",
    )


PLOVER_MODES: dict[PloverEvent, frozenset[PloverMode]] = {
    PloverEvent.AGREE: frozenset(),
    PloverEvent.CONSULT: frozenset(
        {PloverMode.VISIT, PloverMode.THIRD_PARTY, PloverMode.MULTILATERAL, PloverMode.PHONE}
    ),
    PloverEvent.SUPPORT: frozenset(),
    PloverEvent.CONCEDE: frozenset(),
    PloverEvent.COOPERATE: frozenset(),
    PloverEvent.AID: frozenset(),
    PloverEvent.RETREAT: frozenset(
        {
            PloverMode.WITHDRAW,
            PloverMode.RELEASE,
            PloverMode.DISARM,
            PloverMode.CEASEFIRE,
            PloverMode.ACCESS,
            PloverMode.RESIGN,
        }
    ),
    PloverEvent.REQUEST: frozenset({PloverMode.ASSIST, PloverMode.CHANGE, PloverMode.YIELD, PloverMode.MEET}),
    PloverEvent.ACCUSE: frozenset({PloverMode.DISAPPROVE, PloverMode.INVESTIGATE, PloverMode.ALLEGE}),
    PloverEvent.REJECT: frozenset({PloverMode.ASSIST, PloverMode.CHANGE, PloverMode.YIELD, PloverMode.MEET}),
    PloverEvent.THREATEN: frozenset(
        {
            PloverMode.RESTRICT,
            PloverMode.ARREST,
            PloverMode.RELATIONS,
            PloverMode.EXPEL,
            PloverMode.TERRITORY,
            PloverMode.VIOLENCE,
        }
    ),
    PloverEvent.PROTEST: frozenset(
        {
            PloverMode.DEMO,
            PloverMode.RIOT,
            PloverMode.STRIKE,
            PloverMode.HUNGER,
            PloverMode.BOYCOTT,
            PloverMode.OBSTRUCT,
            PloverMode.VANDALIZE,
        }
    ),
    PloverEvent.SANCTION: frozenset(
        {PloverMode.CONVICT, PloverMode.EXPEL, PloverMode.WITHDRAW, PloverMode.DISCONTINUE}
    ),
    PloverEvent.MOBILIZE: frozenset({PloverMode.TROOPS, PloverMode.WEAPONS, PloverMode.POLICE, PloverMode.MILITIA}),
    PloverEvent.COERCE: frozenset(
        {
            PloverMode.SEIZE,
            PloverMode.RESTRICT,
            PloverMode.CENSOR,
            PloverMode.CURFEW,
            PloverMode.MARTIAL_LAW,
            PloverMode.ARREST,
            PloverMode.DEPORT,
            PloverMode.WITHHOLD,
            PloverMode.MISINFORMATION,
            PloverMode.CYBER,
        }
    ),
    PloverEvent.ASSAULT: frozenset(
        {
            PloverMode.ABDUCT,
            PloverMode.BEAT,
            PloverMode.TORTURE,
            PloverMode.SEXUAL,
            PloverMode.TARGETED,
            PloverMode.DESTROY,
            PloverMode.PRIMITIVE,
            PloverMode.FIREARMS,
            PloverMode.EXPLOSIVES,
            PloverMode.SUICIDE_ATTACK,
            PloverMode.AERIAL,
            PloverMode.DRONE,
            PloverMode.HEAVY_WEAPONS,
            PloverMode.CROWD_CONTROL,
            PloverMode.UNCONVENTIONAL,
        }
    ),
}
"""The modes each event type may take; none for the types that the codebook gives no modes."""


class PloverContext(Vocabulary, source=f"{PLOVER}; table 'General contexts' and chapter 'Contexts'"):
    """Context: what an event is about; any event type may carry any context, and more than one."""

    MILITARY = (
        "military",
        "Military",
        "The armed forces of a state: their operations, spending, aid and place in society. Militias, "
        "police and armed groups outside the state are not meant.",
    )
    INTELLIGENCE = (
        "intelligence",
        "Intelligence",
        "Secret gathering of information by the services of a state, suspicion of it, or the services themselves.",
    )
    EXECUTIVE = (
        "executive",
        "Executive",
        "Heads of state or government, their circle and the departments under them, beyond routine mention.",
    )
    LEGISLATIVE = (
        "legislative",
        "Legislative",
        "Parliaments and their members: debates, laws, oversight, coalitions, also under authoritarian rule.",
    )
    ELECTION = (
        "election",
        "Election",
        "Elections and campaigns: candidates, voting, polls, monitors, disputes over fairness.",
    )
    POLITICAL_INSTITUTIONS = (
        "political_institutions",
        "Political institutions",
        "Changes in how the formal bodies of a polity or its parties work, or dealings among them out of "
        "the ordinary, in whichever direction.",
    )
    PRO_DEMOCRACY = (
        "pro_democracy",
        "Pro-democracy",
        "Steps toward democracy, at home or from abroad: pledges of free elections, stronger institutions, "
        "help to democrats.",
    )
    PRO_AUTOCRACY = (
        "pro_autocracy",
        "Pro-autocracy",
        "Steps away from democracy: coups, elections put off, institutions hollowed out, refusal to leave office.",
    )
    ECONOMIC = (
        "economic",
        "Economic",
        "Trade, finance, development and the state of the economy; a company's ordinary business news is not meant.",
    )
    LEGAL = (
        "legal",
        "Legal",
        "Courts, judges, lawyers and law, domestic or international; a crime alone does not suffice.",
    )
    REPARATIONS = (
        "reparations",
        "Reparations",
        "Compensation for past harm, in money or otherwise, whether paid, promised or demanded.",
    )
    HUMAN_RIGHTS = (
        "human_rights",
        "Human rights",
        "Human rights spoken of in general, without a particular right or violation being singled out.",
    )
    RIGHTS_FREEDOMS = (
        "rights_freedoms",
        "Rights and freedoms",
        "Particular civil or political rights, or their breach: speech, press, assembly, movement, faith, labour.",
    )
    REPRESSION = (
        "repression",
        "Repression",
        "Force used by security forces to control people who are mostly unarmed; fighting with rebels is not meant.",
    )
    HUMAN_SECURITY = (
        "human_security",
        "Human security",
        "Whether people can get water, food, housing, energy or land, and keep them.",
    )
    GENDER = (
        "gender",
        "Gender",
        "Gender and the position of women: equality, discrimination, reproductive rights, women in politics.",
    )
    LGBT = (
        "lgbt",
        "LGBT",
        "Sexual and gender minorities: their movements, their rights, discrimination against them.",
    )
    RELIGION_ETHNICITY = (
        "religion_ethnicity",
        "Religion and ethnicity",
        "Religious, ethnic, caste or language groups, in conflict, in cooperation or as political actors.",
    )
    INEQUALITY = (
        "inequality",
        "Inequality",
        "Uneven shares of wealth, opportunity or treatment, within a society or among countries.",
    )
    DIPLOMATIC = (
        "diplomatic",
        "Diplomatic",
        "Formal diplomacy: embassies, envoys, foreign ministries, negotiation of agreements, with states or "
        "with armed groups.",
    )
    TERRITORY = (
        "territory",
        "Territory",
        "Territory as a political question: borders, sovereignty, secession or autonomy, people driven from land.",
    )
    PEACEKEEPING = (
        "peacekeeping",
        "Peacekeeping",
        "Monitoring or upholding of a peace process, mostly by international missions, with troops or without.",
    )
    HEALTH = (
        "health",
        "Health",
        "Public health, disease and health systems; single accidents are not meant.",
    )
    ASYLUM = (
        "asylum",
        "Asylum",
        "Asylum sought or granted; refugees as such are migration.",
    )
    MIGRATION = (
        "migration",
        "Migration",
        "Movement of people within or across borders, its causes and effects: migrants, refugees, the displaced.",
    )
    DISASTERS = (
        "disasters",
        "Disasters",
        "Natural disasters, quick or slow, and accidents such as explosions and spills, with what follows from them.",
    )
    NATURAL_RESOURCE = (
        "natural_resource",
        "Natural resource",
        "Extraction, trade, price, use or depletion of oil, gas, minerals, water, timber and other resources.",
    )
    ENVIRONMENT = (
        "environment",
        "Environment",
        "Harm to the environment and what is done about it: pollution, climate, conservation, activism.",
    )
    TECHNOLOGY = (
        "technology",
        "Technology",
        "New technology and high-tech industry, military technology included, and agreements to develop it.",
    )
    TERRORISM = (
        "terrorism",
        "Terrorism",
        "Terrorist groups, acts, money and backers, and measures against them; a mere label in a quarrel "
        "between opponents should not count.",
    )
    CBRN = (
        "cbrn",
        "CBRN",
        "Chemical, biological, radiological or nuclear weapons: use, development, suspicion, control, protection.",
    )
    CYBER = (
        "cyber",
        "Cyber",
        "Attacks, crime, war and security in computer networks, and talk of them; wider than the COERCE mode.",
    )
    MISINFORMATION = (
        "misinformation",
        "Misinformation",
        "False news and influence operations, allegations of them and work against them; wider than the COERCE mode.",
    )
    CRIME = (
        "crime",
        "Crime",
        "Crimes and criminals where no narrower crime context fits; war crimes belong to the rights contexts.",
    )
    CORRUPTION = (
        "corruption",
        "Corruption",
        "Abuse of office for private gain, such as bribery or nepotism, alleged or proven, and laws against it.",
    )
    ILLEGAL_DRUGS = (
        "illegal_drugs",
        "Illegal drugs",
        "Making, trade or possession of forbidden drugs, the groups that live on it, and policy toward it.",
    )
    TRAFFICKING = (
        "trafficking",
        "Trafficking",
        "Smuggling of people, arms, drugs, wildlife or other goods, and efforts to stop it.",
    )
