"""Small invented stories about who is speaking, for the kinds of source that annotated articles show too seldom.

Each is made of patterns with slots, in which ``{`` and ``}`` enclose contents and ``[source=speaker]`` marks a source,
as in ``claims_beam.testing``. Half of the kinds name somebody whom the last source cannot mean: a judge is not the
person who was jailed. The other half are their counterparts, in which it does mean the one who was named.
"""

import random
import re
from collections.abc import Iterator

from claims_beam.lexicon.first_names import FIRST_NAMES
from claims_beam.lexicon.roles import KINDS_OF_ROLE, ROLES_OF_LETTERS, is_kind_of, role_of
from claims_beam.lexicon.surnames import SURNAMES
from claims_beam.lexicon.terms import listed
from claims_beam.testing import MarkedText, read_markup

FUNCTIONS = listed("""
    judge, prosecutor, magistrate, coroner, lawyer, solicitor, barrister, attorney, defendant, plaintiff, victim,
    witness, officer, detective, inspector, constable, neighbour, neighbor, landlord, publisher, editor, goalkeeper,
    referee, umpire, winner, loser, driver, doctor, surgeon, nurse, teacher, moderator, narrator, presenter,
    interviewer, host, reporter, president, king, prime minister, governor, mayor, spokesman, spokeswoman,
    paramedic, translator, interpreter, trainer, manager, pilot, captain, priest, bishop, headteacher, chancellor,
    ambassador, agent, director, producer, owner, buyer, seller, customer, passenger, farmer, foreman,
    archaeologist, economist, commissioner, secretary, clerk, caretaker, bystander, cashier, guide, opponent,
    successor, predecessor
""")
POSTS = listed("""
    mayor, novelist, goalkeeper, surgeon, striker, minister, senator, chief executive, coach, painter, economist,
    biologist, headteacher, farmer, actor, singer, detective, publisher, editor, bishop, councillor, captain,
    director, prosecutor, judge, engineer, historian, chef, trainer, pilot, architect, librarian, governor, poet
""")
EVENTS = listed("""
    was jailed for fraud, was fined over the fire, lost a seat on the council, scored twice in the second half, sued
    the newspaper, was taken to hospital, was arrested near the harbor, resigned, flew home, won the prize, signed a
    new contract, opened the exhibition, was cleared of all charges, left the meeting early, bought the old brewery,
    spoke to a full hall, was found safe, appealed, missed the penalty, was questioned for six hours, sold the farm,
    published a second novel, turned down the offer, pleaded guilty, fell from the stage, admitted the thefts, swam
    the channel
""")
CONTENTS = listed("""
    the road would stay shut until spring, there had been no warning, the money was gone, the case had taken a year,
    it was a sad day for the town, the figures were wrong, nobody had asked, the plan made no sense, the bridge was
    safe, prices would rise again, the decision was final, the records had been lost, it could not go on like this,
    the work was nearly done, there was no evidence of a crime, the school needed a new roof, the wait had been too
    long, the letter never came, the ship had been late, the ball was over the line, the story was true, more rain
    was likely
""")
QUOTES = listed("""
    It was never about the money, You have shown no remorse, We are still waiting, I would do it again, That is not
    what we agreed, There is a lot left to do, The town deserves better, Nobody told us, This has gone on for years,
    I saw it with my own eyes, We will not be moved, It came out of nowhere, They should have asked first, It is
    over
""")
DAYS = listed("""
    Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday
""")
PLACES = listed("""
    Vellmouth, Harnby, Osterly, Port Carrow, Dunmere, Sandholt, Kilbeg, Marlow Falls, Eskdale, Tarn Valley
""")
BODIES = listed("""
    Carrow Motors, Eskdale Water, Dunmere Foods, Harnby Steel, Vell Airways, Osterly Bank
""")
KIN = listed("""
    mother, father, brother, sister, wife, husband, lawyer, agent, doctor, neighbor, solicitor, publicist
""")

NOBODY = (
    "PERSON, AGE, EVENT on DAY. [The FUNCTION=] said {CONTENT}.",
    "PERSON, AGE, EVENT on DAY. {“QUOTE,”} [the FUNCTION=] said.",
    "PERSON EVENT. [The FUNCTION=] said {CONTENT}.",
    "POST PERSON EVENT. [The FUNCTION=] said {CONTENT}.",
    "POST PERSON EVENT on DAY. {“QUOTE,”} [the FUNCTION=] said.",
    "PERSON, AGE, of PLACE, EVENT. [The FUNCTION=] said {CONTENT}. {“QUOTE,”} [the FUNCTION=] told PRONOUN3.",
    "A GENDER who stole 300 bicycles was jailed on DAY.\n\nPERSON, AGE, EVENT.\n\n[The FUNCTION=] said {CONTENT}.",
    "PERSON EVENT in PLACE on DAY, and [the FUNCTION=] said {CONTENT}.",
    "The story of PERSON is well known. PRONOUN EVENT. [The FUNCTION=] said {CONTENT}.",
    "PERSON, a POST from PLACE, EVENT. [The FUNCTION=] said {CONTENT}. [A neighbour=] said {CONTENT2}.",
    "[PERSON] said {CONTENT}. [The FUNCTION=] said {CONTENT2}.",
    "PERSON EVENT. [OTHER] said {CONTENT}. [The FUNCTION=] told the court {CONTENT2}.",
    "A FUNCTION found PERSON on DAY. [The FUNCTION=] said {CONTENT}.",
    "PERSON EVENT. [The FUNCTION=] said {CONTENT}. [PRONOUN2=] added {CONTENT2}.",
    "A FUNCTION in PLACE called for help. {“QUOTE,”} [the FUNCTION=] said. PERSON EVENT.",
    "PERSON EVENT on DAY. [POSSESSIVE KIN=] said {CONTENT}.",
    "[PERSON] said {CONTENT}. {“QUOTE,”} said [OWN KIN=].",
    "PERSON EVENT. [A FUNCTION=] said {CONTENT}. [The FUNCTION=] also said {CONTENT2}.",
    "BODY shut its plant in PLACE. [The FUNCTION=] said {CONTENT}.",
    "PERSON EVENT on DAY. [The company=] said {CONTENT}.",
    "{“QUOTE,”} said [PERSON]. The sun went down over PLACE. A FUNCTION ran past. [=]{“QUOTE2.”}",
    "[A spokesman for BODY=] said {CONTENT}. [The spokesman=] said {CONTENT2}.",
    "{“QUOTE,”} [PERSON] said.\n\nThe crowd in PLACE cheered.\n\n[=]{“QUOTE2.”}",
    "{“QUOTE,”} [PERSON] said. OTHER EVENT. [=]{“QUOTE2.”}",
    "PERSON and NAMESAKE left. [SURNAME=] said {CONTENT}.",
    "PERSON EVENT. [I=] think {CONTENT}.",
    "PERSON EVENT. [I=] said {CONTENT}. [We=] said {CONTENT2}.",
    "PERSON EVENT. [You=] said {CONTENT}. [Some=] said {CONTENT2}.",
    "PERSON EVENT. [Analysts=] said {CONTENT}. [They=] said {CONTENT2}.",
    "PERSON EVENT. [A young GENDER=] said {CONTENT}. [The GENDER=] said {CONTENT2}.",
    "PERSON EVENT. [SURNAME aides=] said {CONTENT}.",
    "PERSON EVENT. [The state=] said {CONTENT}.",
    "BODY EVENTS. PERSON EVENT. [They=] said {CONTENT}.",
    "PERSON EVENT. [A spokesman for SURNAME=] said {CONTENT}. [Nearly all of the POSTs=] said {CONTENT2}.",
    "Prime Minister PERSON EVENT. [The prime minister’s spokesman=] said {CONTENT}.",
    "[PERSON] said {CONTENT}. A FUNCTION stood up. {“QUOTE,”} [the FUNCTION=] said.",
)
SOMEBODY = (
    "PERSON, the POST of PLACE, EVENT. [The POST=PERSON] said {CONTENT}.",
    "POST PERSON EVENT on DAY. [The POST=PERSON] said {CONTENT}.",
    "[PERSON], a POST, said {CONTENT}. OTHER EVENT. [The POST=PERSON] said {CONTENT2}.",
    "[The POST, PERSON=PERSON], said {CONTENT}. {“QUOTE,”} [the POST=PERSON] added.",
    "PERSON, AGE, EVENT on DAY. [The AGE-year-old=PERSON] said {CONTENT}.",
    "PERSON is the POST of PLACE. OTHER EVENT on DAY. {“QUOTE,”} [the POST=PERSON] said.",
    "PERSON, AGE, EVENT. [PRONOUN=PERSON] said {CONTENT}. [The FUNCTION=] said {CONTENT2}. "
    "[SURNAME=PERSON] said {CONTENT3}.",
    "BODY EVENTS on DAY. [The company=BODY] said {CONTENT}.",
    "[BODY] said {CONTENT}. OTHER EVENT. [The company=BODY] said {CONTENT2}.",
    "[The FUNCTION, PERSON=PERSON], said {CONTENT}. OTHER EVENT. [The FUNCTION=PERSON] said {CONTENT2}.",
    "{“QUOTE,”} said [PERSON]. [=PERSON]{“QUOTE2.”}",
    "{“QUOTE,”} said [PERSON].\n\n[=PERSON]{“QUOTE2.”}",
    "[PERSON] said {CONTENT}.\n\n[=PERSON]{“QUOTE.”}",
    "[PERSON] told reporters {CONTENT}. [=PERSON]{“QUOTE.”}",
    "PERSON EVENT, and [LOWER=PERSON] said {CONTENT}.",
    "PERSON, who EVENT, was a POST for years. [The former POST=PERSON] said {CONTENT}.",
    "PERSON met OTHERSEX on DAY. [PRONOUN=PERSON] said {CONTENT}.",
    "Police arrested PERSON on DAY. [The suspect=PERSON] said {CONTENT}.",
    "PERSON was taken to hospital on DAY. [The patient=PERSON] said {CONTENT}.",
    "PERSON won the prize. {“QUOTE,”} [the winner=PERSON] said.",
    "PERSON published a first novel at AGE. [The author=PERSON] said {CONTENT}.",
    "PERSON, who lost both legs as a child, swam the channel on DAY. [The swimmer=PERSON] said {CONTENT}.",
    "PERSON and NAMESAKE came. OTHER left. PERSON EVENT. [SURNAME=PERSON] said {CONTENT}.",
    "NAMESAKE EVENT on DAY.\n\nPERSON was there. LOWER2 EVENT. [SURNAME=PERSON] said {CONTENT}.",
    "They sued PERSON, [who=PERSON] said {CONTENT}.",
    "OTHER worked with PERSON, [who=PERSON] believes {CONTENT}.",
    "PERSON thanked SAMESEX. [PRONOUN=PERSON] said {CONTENT}.",
    "PERSON wrote to SAMESEX on DAY. {“QUOTE,”} [PRONOUN=PERSON] said.",
    "{“QUOTE,”} [PERSON] said. SAMESEX EVENT. {“QUOTE2,”} [SURNAME=PERSON] added.",
    "{“QUOTE,”} [PERSON] said. {“QUOTE2,”} [LOWER=PERSON] added.",
    "{“SAMESEX EVENT,”} [PERSON] said. {“QUOTE2,”} [LOWER=PERSON] added.",
    "In [OWN=PERSON] memoir, PERSON writes {that CONTENT}.",
    "BODY EVENTS on DAY. [It=BODY] said {CONTENT}.",
    "[BODY] said {CONTENT}. [It=BODY] added {CONTENT2}.",
    "PERSON and OTHER left. [PERSON and OTHER] said {CONTENT}. [They=PERSON & OTHER] said {CONTENT2}.",
    "[GROUPS] voted no, saying {CONTENT}. [They=GROUPS] said {CONTENT2}.",
    "PERSON EVENT. [POSSESSIVE website=PERSON] said {CONTENT}.",
    "PERSON EVENT. [POSSESSIVE lawsuit=PERSON] claims {CONTENT}.",
    "[A report by BODY=BODY] found {CONTENT}.",
    "[A study by the POST PERSON=PERSON] found {CONTENT}.",
    "[A BODY analysis released in May=BODY] found {CONTENT}.",
    "PERSON EVENT. [SURNAME’s campaign=SURNAME campaign] said {CONTENT}.",
    "{“QUOTE,”} [said=PERSON] PERSON.",
    "[PERSON and other residents=PERSON] said {CONTENT}.",
    "[PERSON, the POST of PLACE,=PERSON] said {CONTENT}.",
    "[The POST, PERSON,=PERSON] said {CONTENT}.",
    "[former POST PERSON=PERSON] said {CONTENT}.",
    "[An agent for OTHER, PERSON,=PERSON] said {CONTENT}.",
    "Former POST PERSON met POST OTHER. [The former POST=PERSON] said {CONTENT}.",
    "Former POST OTHER met POST PERSON. [The POST=PERSON] said {CONTENT}.",
    "PERSON, a lawyer for OTHER, EVENT. [OTHERSURNAME’s lawyer=PERSON] said {CONTENT}.",
    "POST PERSON met OTHERSEX on DAY. [The OTHERGENDER=OTHERSEX] said {CONTENT}.",
    "{“QUOTE,”} [PERSON] said. [=PERSON]{“QUOTE2.”}",
    "[PERSON] said {CONTENT}. [=OTHER]{“QUOTE,”} said OTHER.",
    "{“QUOTE,”} [PERSON] said. [=OTHER]{“QUOTE2,”} added OTHER, a POST.",
    "PERSON EVENT. [SURNAME’s campaign=SURNAME campaign] denied {CONTENT}.",
    "[PERSON] said: {“QUOTE.”}\n\n[=PERSON]{“QUOTE2.”}",
    "[PERSON]: {CONTENT}.",
    "By OTHER\nPLACE —\nPERSON EVENT on DAY. [PRONOUN=PERSON] said {CONTENT}.",
    "[POSSESSIVE KIN, OTHER=OTHER], said {CONTENT}. PERSON EVENT. [OTHER] said {CONTENT2}.",
    "HYPONYM PERSON EVENT. [The HYPERNYM=PERSON] said {CONTENT}.",
    "HYPONYM PERSON EVENT on DAY. OTHER left. {“QUOTE,”} [the HYPERNYM=PERSON] said.",
    "PERSON, a HYPONYM from PLACE, met OTHER. [The HYPERNYM=PERSON] said {CONTENT}.",
    "The HYPONYM, PERSON, EVENT. [OTHER] said {CONTENT}. [The HYPERNYM=PERSON] said {CONTENT2}.",
    "[PERSON], the HYPONYM, said {CONTENT}. OTHER EVENT. [The HYPERNYM=PERSON] said {CONTENT2}.",
    "OTHER EVENT. PERSON LETTERS spoke on DAY. [The LETTERED=PERSON] said {CONTENT}.",
    "PERSON, LETTERS, met OTHER. [The LETTERED=PERSON] said {CONTENT}.",
    "FUNCTION PERSON came to PLACE. OTHER EVENT. [The FUNCTION=PERSON] said {CONTENT}.",
    "Justice PERSON ruled against OTHER. [The judge=PERSON] said {CONTENT}.",
)


def stories(count: int, seed: int) -> Iterator[MarkedText]:
    """Yield ``count`` stories, each with its text, its attributions and their speakers; the same ones for one seed."""
    rng = random.Random(seed)
    for number in range(count):
        yield read_markup(_filled(rng.choice(NOBODY if number % 2 else SOMEBODY), rng))


def _filled(pattern: str, rng: random.Random) -> str:
    """Return the pattern with a value in each of its slots, the longest slot first."""
    values = _values(rng)
    pattern = re.sub(r"POST (?=PERSON|OTHER)", "TITLE ", pattern)
    for slot in sorted(values, key=len, reverse=True):
        pattern = pattern.replace(slot, values[slot])
    return re.sub(r"(?:^|(?<=[.“\n] )|(?<=[“\n]))(\W*[a-z])", lambda first: first.group().upper(), pattern)


def _values(rng: random.Random) -> dict[str, str]:
    gender = rng.choice("mf")
    contents, quotes, places = rng.sample(CONTENTS, 3), rng.sample(QUOTES, 2), rng.choice(PLACES)
    same = _person(gender, rng)
    person, other, third = (
        _person(gender, rng),
        _person(rng.choice("mf"), rng),
        _person("f" if gender == "m" else "m", rng),
    )
    function, post = rng.sample(FUNCTIONS, 1)[0], rng.choice(POSTS)
    while role_of(function) == role_of(post) or is_kind_of(role_of(function), role_of(post)):
        post = rng.choice(POSTS)
    hypernym = rng.choice(sorted(KINDS_OF_ROLE))
    letters = rng.choice(sorted(ROLES_OF_LETTERS))
    return {
        "PERSON": person,
        "OTHERSEX": third,
        "OTHER": other,
        "SURNAME": person.split()[-1],
        "AGE": str(rng.randint(18, 90)),
        "EVENTS": rng.choice(("recalled its vans", "cut its forecast", "closed two sites", "raised prices")),
        "EVENT": rng.choice(EVENTS),
        "DAY": rng.choice(DAYS),
        "FUNCTION": function,
        "POST": post,
        "TITLE": rng.choice((post, post.title())),
        "HYPERNYM": hypernym,
        "HYPONYM": rng.choice(sorted(KINDS_OF_ROLE[hypernym])),
        "LETTERS": letters,
        "LETTERED": ROLES_OF_LETTERS[letters],
        "KIN": rng.choice(KIN),
        "POSSESSIVE": "His" if gender == "m" else "Her",
        "SAMESEX": same,
        "NAMESAKE": f"{same.split()[0]} {person.split()[-1]}",
        "OTHERSURNAME": other.split()[-1],
        "GROUPS": rng.choice(("Democrats", "Republicans", "Conservatives", "Liberals", "Greens")),
        "OTHERGENDER": "woman" if gender == "m" else "man",
        "GENDER": "man" if gender == "m" else "woman",
        "LOWER": "he" if gender == "m" else "she",
        "LOWER2": "He" if gender == "m" else "She",
        "OWN": "his" if gender == "m" else "her",
        "PRONOUN2": rng.choice(("He", "She")),
        "PRONOUN3": "him" if gender == "m" else "her",
        "PRONOUN": "He" if gender == "m" else "She",
        "CONTENT3": contents[2],
        "CONTENT2": contents[1],
        "CONTENT": contents[0],
        "QUOTE2": quotes[1],
        "QUOTE": quotes[0],
        "PLACE": places,
        "BODY": rng.choice(BODIES),
    }


def _person(gender: str, rng: random.Random) -> str:
    first = rng.choice(sorted(name for name, shown in FIRST_NAMES.items() if shown == gender))
    return f"{first.title()} {rng.choice(sorted(SURNAMES)).title()}"
