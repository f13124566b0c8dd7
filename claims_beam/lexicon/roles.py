"""Words that name a post or a calling, and the forms they take.

All entries are case-folded, except the letters behind names, which count only in capitals.
"""

from collections.abc import Mapping

from claims_beam.lexicon.terms import by_term, terms
from claims_beam.lexicon.titles import CALLINGS, POSTS

# These roles stand before a name ("chief economist Jane Doe"), in apposition ("Jane Doe, the economist"), or alone.
ROLES = frozenset(POSTS) | terms("""
    academic, accountant, activist, actor, actress, adjutant, administrator, admiral, adviser, advisor, advocate,
    agent, aide, ambassador, analyst, anchor, anchorman, anchorwoman, announcer, apprentice, archbishop, architect,
    artist, assemblyman, assemblywoman, assistant, astronaut, athlete, attorney, auditor, author, ayatollah, baker,
    banker, baron, barrister, billionaire, biologist, bishop, blogger, boss, boyfriend, broadcaster, brother,
    businessman, businessperson, businesswoman, candidate, captain, cardinal, carpenter, cashier, ceo, cfo, chair,
    chairman, chairperson, chairwoman, champion, chancellor, chaplain, chef, chemist, chief, chiropractor, cleric,
    clerk, co-author, co-chair, co-chairman, co-director, co-founder, co-host, co-owner, coach, cofounder, colleague,
    collector, colonel, columnist, comedian, commander, commentator, commissioner, comptroller, conductor,
    congressman, congresswoman, congresswoman-elect, conservative, constable, consul, consultant, contractor,
    controller, coordinator, coroner, corporal, correspondent, cosponsor, councillor, councilman, councilmember,
    councilwoman, counsel, counselor, cpl, critic, curator, cyclist, dad, daughter, deacon, dean, defender, delegate,
    democrat, dentist, deputy, designer, detective, developer, diplomat, director, dissident, doctor, driver, duchess,
    duke, economist, editor, editor-in-chief, educator, emperor, engineer, entrepreneur, envoy, epidemiologist,
    executive, expert, explorer, farmer, father, fellow, filmmaker, financier, firefighter, first-lady, fisherman,
    founder, friend, general, geologist, girl, girlfriend, goalkeeper, governor, graduate, grandfather, grandmother,
    guard, guitarist, head, headteacher, heiress, historian, host, hostess, housewife, husband, insider, inspector,
    instructor, interpreter, inventor, investigator, investor, jailer, janitor, journalist, judge, justice, king,
    lady, lawmaker, lawyer, leader, lecturer, legislator, librarian, lieutenant, lifeguard, linebacker, lobbyist,
    magistrate, magnate, man, manager, marshal, mastermind, mathematician, mayor, mechanic, meteorologist, midfielder,
    midwife, millionaire, minister, moderator, mogul, mom, monk, mother, multimillionaire, musician, narrator,
    negotiator, neighbor, nephew, neurologist, niece, nominee, novelist, nun, nurse, nutritionist, officer, official,
    ombudsman, operative, operator, organiser, organizer, owner, painter, partner, pastor, patient, patriarch,
    patrolman, pediatrician, performer, pfc, photographer, physician, physicist, pianist, pilot, pitcher, plaintiff,
    player, playwright, plumber, poet, policeman, policewoman, politician, pollster, pope, postmaster, premier,
    presenter, president, president-elect, priest, prime-minister, prince, princess, principal, producer, professor,
    professor-emeritus, programmer, prosecutor, provost, psychiatrist, psychologist, publicist, publisher, pundit,
    quarterback, queen, rabbi, radiologist, rancher, realtor, receptionist, rector, referee, reporter, representative,
    republican, researcher, resident, retiree, reverend, runner, sailor, salesman, scholar, scientist, scion,
    screenwriter, secretary, secretary-general, senator, sergeant, sheriff, shopkeeper, singer, sister, skipper,
    socialist, sociologist, soldier, solicitor, son, songwriter, speaker, specialist, spokesman, spokesperson,
    spokeswoman, spouse, staffer, star, statesman, stateswoman, statistician, strategist, striker, student,
    superdelegate, superintendent, supervisor, supporter, surgeon, surrogate, surveyor, survivor, suspect, teacher,
    technician, teenager, theologian, therapist, toxicologist, trader, tradesman, trainee, trainer, translator,
    treasurer, trustee, tycoon, undersecretary, veteran, veterinarian, vicar, vice-chair, vice-chairman,
    vice-chairwoman, vice-president, victim, virologist, volunteer, waiter, waitress, warden, widow, widower, wife,
    winner, witness, woman, worker, writer, youth
""")

FEMALE_ROLES = terms("""
    actress, anchorwoman, assemblywoman, baroness, businesswoman, chairwoman, congresswoman, councilwoman, daughter,
    duchess, girl, girlfriend, grandmother, heiress, hostess, housewife, lady, midwife, mom, mother, niece, nun,
    policewoman, princess, queen, sister, spokeswoman, stateswoman, waitress, widow, wife, woman
""")

MALE_ROLES = terms("""
    anchorman, archbishop, assemblyman, ayatollah, boy, boyfriend, brother, businessman, cardinal, chairman,
    congressman, councilman, dad, duke, father, fisherman, grandfather, husband, king, man, monk, nephew, patriarch,
    policeman, pope, priest, prince, salesman, son, spokesman, statesman, waiter, widower
""")

OFFICES = terms("""
    ambassador, anchor, announcer, archbishop, arresting-officer, attorney, barrister, captain, clerk, coach,
    commentator, commissioner, constable, coroner, counsel, court, detective, diplomat, editor, governor, host,
    inspector, interviewer, judge, justice, king, lawyer, magistrate, marshal, mayor, minister, moderator, narrator,
    officer, official, policeman, policewoman, pope, premier, presenter, president, principal, prosecutor, queen,
    referee, regulator, secretary, sergeant, solicitor, speaker, spokesman, spokesperson, spokeswoman, superintendent,
    umpire, warden
""")
"""Offices: who holds one is nearly always introduced as such before an article says *the judge*."""

FUNCTIONARIES = OFFICES | terms("""
    advocate, assistant, caller, defendant, doctor, driver, examiner, goalkeeper, interpreter, investigator, juror,
    landlady, landlord, loser, neighbor, neighbour, nurse, opponent, owner, paramedic, pilot, plaintiff, publicist,
    publisher, recruiter, reporter, reviewer, runner-up, seller, source, successor, surgeon, teacher, trainer,
    translator, victim, winner, witness
""")
"""Roles that people have towards an event, a post or somebody else: *the judge* is mostly not who was just named."""

KIN = terms("""
    aunt, boyfriend, brother, cousin, dad, daughter, father, fiance, fiancee, girlfriend, grandfather, grandmother,
    grandson, granddaughter, husband, mom, mother, mum, nephew, niece, parent, partner, sibling, sister, son, spouse,
    stepfather, stepmother, twin, uncle, widow, widower, wife
""")
"""Relatives, who are named by whose they are."""

RELATIONS = KIN | terms("""
    ally, antagonist, backer, challenger, classmate, co-star, companion, confidant, confidante, counterpart, detractor,
    employee, employer, flatmate, foe, idol, mate, mentor, nemesis, opponent, predecessor, protege, rival, roommate,
    subordinate, successor, teammate
""")
"""What people are to somebody: *her rival* is somebody else than she."""

# An article uses the roles of a row for one another; they count as the role that the row begins with.
ROLE_FORMS: Mapping[str, str] = {
    **POSTS,
    **CALLINGS,
    **by_term({
        "representative": "congressman, congresswoman, congressperson, congressmember",
        "attorney": "lawyer, counsel",
        "judge": "justice",
        "spokesman": "spokeswoman, spokesperson",
        "chairman": "chairwoman, chair, chairperson",
        "adviser": "advisor",
        "nominee": "candidate",
        "businessman": """
            businesswoman, businessperson, billionaire, mogul, tycoon, magnate, entrepreneur, developer
        """,
        "executive": "ceo",
        "doctor": "physician",
        "head": "boss",
        "minister": "premier",
        "secretary": "secretary-general",
    }),
}  # fmt: skip

KINDS_OF_ROLE: Mapping[str, frozenset[str]] = {
    "academic": terms("dean, lecturer, professor, provost, researcher, scholar"),
    "artist": terms("architect, designer, musician, painter, photographer, singer"),
    "athlete": terms("cyclist, defender, goalkeeper, midfielder, pitcher, player, quarterback, runner, striker"),
    "attorney": terms("advocate, barrister, prosecutor, solicitor"),
    "cleric": terms(
        "archbishop, ayatollah, bishop, cardinal, chaplain, deacon, pastor, priest, rabbi, reverend, vicar"
    ),
    "doctor": terms(
        "dentist, epidemiologist, neurologist, pediatrician, psychiatrist, radiologist, surgeon, virologist"
    ),
    "executive": terms("cfo, chairman, director, founder, manager, president"),
    "journalist": terms("anchor, columnist, correspondent, editor, presenter, reporter"),
    "judge": terms("magistrate"),
    "lawmaker": terms("assemblyman, delegate, legislator, representative, senator"),
    "musician": terms("conductor, guitarist, pianist, singer, songwriter"),
    "officer": terms("""
        captain, commander, commissioner, constable, corporal, deputy, detective, inspector, lieutenant, marshal,
        patrolman, policeman, policewoman, sergeant, sheriff, superintendent
    """),
    "pastor": terms("reverend, minister, vicar"),
    "player": terms("captain, defender, goalkeeper, linebacker, midfielder, pitcher, quarterback, striker"),
    "politician": terms("assemblyman, councillor, governor, lawmaker, mayor, minister, representative, senator"),
    "priest": terms("reverend, vicar"),
    "scientist": terms("""
        biologist, chemist, epidemiologist, geologist, mathematician, meteorologist, neurologist, physicist,
        professor, psychologist, researcher, sociologist, virologist
    """),
    "soldier": terms("captain, colonel, corporal, general, lieutenant, sergeant"),
    "teacher": terms("headteacher, instructor, lecturer, principal, professor"),
    "writer": terms("author, columnist, novelist, playwright, poet, screenwriter"),
}
"""Each role to those that are kinds of it, all as ``role_of`` gives them: a constable is an officer."""

ROLES_OF_LETTERS: Mapping[str, str] = by_term({
    "barrister": "KC, QC",
    "lawmaker": "MP, MSP, MEP, TD, MLA",
    "doctor": "MD",
})  # fmt: skip
"""Letters behind a name, to the role of who bears them."""

# The names of these posts and bodies may go on with "of": Secretary of State, Bank of Springfield.
OPEN_ROLES = terms("secretary, director, speaker, bank, department, ministry")

# These words tell two holders of one post apart.
RANKS = terms("former, vice, deputy, assistant")

# These words belong to a description although they are function words.
ORDINAL_RANKS = terms("former, first, second")

# These words before a role belong to a title written with capitals ("White House Press Secretary Jane Doe").
TITLE_WORDS = terms("""
    acting, air, army, assistant, associate, attorney, brig, candidate, chief, co, defence, defense, democrat,
    democratic, deputy, ex, executive, finance, first, force, foreign, former, general, gop, governor-elect, house,
    independent, interim, interior, leader, lt, major, majority, managing, marine, minority, national, navy, nominee,
    presidential, press, prime, republican, retired, second, senate, senior, sergeant, speaker, staff, state, then,
    vice, vice-presidential, whip, white
""")


def role_of(word: str) -> str:
    """Return the role that a word names, in the singular and in the form that ``ROLE_FORMS`` gives.

    A word that is no role is returned as it is.
    """
    word = word.casefold().rstrip(".")
    if word not in ROLES and word.endswith("s") and word[:-1] in ROLES:
        word = word[:-1]
    elif word.endswith("men"):
        word = word[:-2] + "an"
    return ROLE_FORMS.get(word, word)


def is_kind_of(role: str, other: str) -> bool:
    """Return whether one of the two roles, as ``role_of`` gives them, is a kind of the other.

    Example:
        >>> is_kind_of("constable", "officer"), is_kind_of("officer", "constable"), is_kind_of("judge", "officer")
        (True, True, False)
    """
    return role in KINDS_OF_ROLE.get(other, ()) or other in KINDS_OF_ROLE.get(role, ())
