"""Words that say whether what depends on them happened: *managed to go* went, *refused to go* did not.

Each has a signature: how its complement is presented where the word itself holds, and where it is denied (*did not
manage to go*, *did not refuse to go*). The signatures follow Nairn, Condoravdi and Karttunen ("Computing relative
polarity for textual inference", ICoS 2006) and Sauri and Pustejovsky ("FactBank", LRE 2009). The lists are chosen by
hand from knowledge of the language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from claims_beam.lexicon.cue_verbs import inflect
from claims_beam.lexicon.terms import listed, terms

Modality = Literal["asserted", "probable", "possible", "necessary", "conditional", "counterfactual", "future"]


@dataclass(frozen=True, slots=True)
class Presented:
    """How an event is presented; ``negated`` says that it is presented as not happening."""

    modality: Modality = "asserted"
    negated: bool = False


ASSERTED, DENIED, POSSIBLE = Presented(), Presented(negated=True), Presented("possible")
_PROBABLE, _FUTURE, _NECESSARY = Presented("probable"), Presented("future"), Presented("necessary")
_NOT_PROBABLE, _NOT_FUTURE = Presented("probable", negated=True), Presented("future", negated=True)


@dataclass(frozen=True, slots=True)
class Signature:
    """How a complement is presented where its governor is asserted, and where the governor is denied."""

    asserted: Presented
    denied: Presented


PLAIN = Signature(ASSERTED, POSSIBLE)
"""A governor that says nothing of its own: *said that*; *did not say that* leaves it open."""

IMPLYING = Signature(ASSERTED, DENIED)
"""*managed to*; *did not manage to*."""

PRESUPPOSING = Signature(ASSERTED, ASSERTED)
"""*knew that*; *did not know that*, *did not say why*."""

UNDONE = Signature(POSSIBLE, POSSIBLE)
"""An infinitive behind a word that is in no table."""

HINDERED = Signature(DENIED, POSSIBLE)

_FAILED = Signature(DENIED, ASSERTED)
_ABLE = Signature(POSSIBLE, DENIED)
# *Did not want to go* means *wanted not to go*; linguists call this negative raising.
_WANTED = Signature(POSSIBLE, Presented("possible", negated=True))
_EXPECTED = Signature(_FUTURE, _NOT_FUTURE)
_THOUGHT = Signature(_PROBABLE, _NOT_PROBABLE)
_GUESSED = Signature(_PROBABLE, POSSIBLE)
_DOUBTED = Signature(POSSIBLE, ASSERTED)
_NEEDED = Signature(_NECESSARY, POSSIBLE)
_UNLIKELY = Signature(_NOT_PROBABLE, _PROBABLE)


def _verbs(table: str) -> frozenset[str]:
    return frozenset(form for verb in listed(table) for form in inflect(verb))


def _phrases(verbs: str, particle: str) -> tuple[str, ...]:
    return tuple(f"{form} {particle}" for form in sorted(_verbs(verbs)))


def _table(*rows: tuple[Iterable[str], Signature]) -> Mapping[str, Signature]:
    """Return the rows as one table; where a word is in several, the first one counts."""
    return {word: signature for words, signature in reversed(rows) for word in words}


_FAILING = _verbs("""
    fail, neglect, forget, omit, stop, cease, quit, discontinue, halt, abandon, suspend
""") | terms("failure")
_HINDERING = _verbs("""
    avoid, prevent, cancel, block, avert, bar, lack, withhold, scrap, abort, thwart, foil, forgo, preclude,
    forestall, hinder, deter, discourage, dissuade, restrain, exempt, spare, refrain, abstain, escape, veto,
    quash, nullify, dodge, evade
""") | terms("lack, absence, cancellation, prevention, avoidance").union(
    _phrases("call, head, fend, stave, ward", "off"), _phrases("rule", "out")
)
_RESISTING = (
    _verbs("""
    refuse, decline, deny, reject, prohibit, ban, forbid, dismiss, oppose, resist, postpone, delay, rebuff,
    spurn, shun
""")
    | terms("""
    unable, unwilling, reluctant, false, untrue, impossible, unnecessary, refusal, opposed, denial, ban
""")
    | frozenset((*_phrases("turn, vote", "down"), *_phrases("put, hold", "off")))
)
_ENABLING = _verbs("""
    allow, permit, enable, let, try, attempt, seek, strive, struggle, authorize, entitle
""") | terms("""
    able, possible, willing, ready, eager, available, enough, chance, opportunity, right, option, attempt,
    attempts, effort, efforts, bid
""")
_WANTING = _verbs("""
    want, hope, wish, plan, intend, aim, desire, agree, promise, vow, pledge, decide, choose, prepare, consider
""") | terms("""
    plan, plans, hope, hopes, desire, decision, intention, prepared, need, reason
""")
_ASKING = _verbs("""
    demand, ask, urge, order, threaten, offer, propose, call, encourage, request, recommend, require, vote,
    push, press, advise, instruct, tell, invite, persuade, volunteer, apply, schedule, await, warn, negotiate,
    discuss
""") | terms("""
    call, calls, demand, proposal, threat, offer, request, requests, set, due, scheduled
""")
_EXPECTING = _verbs("expect, anticipate, predict, forecast, project")
_THINKING = _verbs("think, believe, suppose, seem, appear, imagine, feel") | terms("likely, certain, sure, probable")
_GUESSING = _verbs("""
    suspect, guess, assume, estimate, suggest, speculate, fear, allege, claim
""")
_CREATING = _verbs("""
    make, take, reach, hold, announce, issue, give, have, receive, get, find, draw, launch, conduct, provide,
    offer, sign, complete, begin, start, resume, happen, occur, come, continue, proceed, do, set, plan, schedule
""")
_DOUBTING = _verbs("doubt, wonder, question") | terms("whether")
_KNOWING = _verbs("know, realize, realise, regret, discover, notice, learn, reveal") | terms("aware")

_ANY: Mapping[str, Signature] = _table(
    (_FAILING, _FAILED),
    (_HINDERING | _RESISTING, HINDERED),
    (listed("unlikely"), _UNLIKELY),
    (_ENABLING, _ABLE),
    (_WANTING, _WANTED),
    (_verbs("need"), _NEEDED),
    (_ASKING, UNDONE),
    (_EXPECTING, _EXPECTED),
    (_THINKING, _THOUGHT),
    (_GUESSING, _GUESSED),
    (_DOUBTING, _DOUBTED),
    (_KNOWING, PRESUPPOSING),
)

RAISING: Mapping[str, Signature] = _table(
    (listed("going, expected, set, due, scheduled, supposed, about"), _EXPECTED),
    (listed("have, has, had, need, needs, needed"), _NEEDED),
    (_verbs("seem, appear") | terms("likely, certain, sure, bound"), _THOUGHT),
    (listed("able"), _ABLE),
    (listed("unlikely"), _UNLIKELY),
    (listed("unable"), Signature(Presented("possible", negated=True), POSSIBLE)),
)
"""What only says how the infinitive behind it is meant, and is no event of its own: is going to, seems to, has to."""

_ACCOMPLISHING = _verbs("""
    begin, start, continue, manage, come, go, get, help, happen, use, prove, tend, remain, dare, bother, have,
    make, see, force, cause, lead, compel, prompt, find, show, succeed, proceed, deign, serve, combine
""") | terms("successful, quick, first, last, glad, happy, proud, pleased, sorry")

_SUCCEEDING = _verbs("succeed, begin, start, continue, keep, finish") | terms("successful")


def of_complement(word: str) -> Signature:
    """Return what the word (lower case) says of a clause or gerund behind it."""
    return _ANY.get(word) or (IMPLYING if word in _SUCCEEDING else PLAIN)


def of_infinitive(word: str) -> Signature:
    """Return what the word (lower case) says of an infinitive behind it; an unknown word leaves it open."""
    return RAISING.get(word) or _ANY.get(word) or (IMPLYING if word in _ACCOMPLISHING else UNDONE)


def of_noun(word: str) -> Signature:
    """Return what the verb (lower case) says of the event that its object or subject names.

    Not to reach an agreement is for it not to be; not to discuss it says nothing. To reject a merger keeps it from
    being agreed, yet the merger may come; to stop a work is to have begun it.
    """
    if word in _CREATING:
        return IMPLYING
    if word in _FAILING:
        return PRESUPPOSING
    return UNDONE if word in _RESISTING else _ANY.get(word, PRESUPPOSING)
