"""Whether a date lies ahead or behind, by the verb that governs it: *the boats seized on Monday would be sold*.

A parse would tell, but the claim's words must do without one. The nearest verb before the date decides, within the
sentence; where a date opens its clause, or none stands before it, the first one behind it. Neither parsedatetime nor
recurrent look at verbs (a day's name is always the next one), and dateparser has one setting for a whole text.
"""

from claims_beam.lexicon.function_words import ARTICLES
from claims_beam.lexicon.marks import OPENING, STRAIGHT_DOUBLE
from claims_beam.lexicon.tenses import (
    AFTER_EVENTS,
    AMBIGUOUS_MODALS,
    BEFORE_DATES,
    BEFORE_INFINITIVES,
    BETWEEN_VERBS,
    CLAUSE_JOINTS,
    CONTRACTED_FUTURES,
    FORTHCOMING,
    FUTURE_AUXILIARIES,
    NO_PASTS,
    PASSIVE,
    PASTS,
    PERFECT,
    POSTPONED,
    PRESENT_COPULAS,
    SCHEDULED,
    STARTING,
)
from claims_beam.text.words import Tokens

_REACH = 18  # The verb of a date is looked for among this many words on either side of it.
_NEAR = 7  # A present form plans something for a date that is at most this many words away.
_ENDS = frozenset("!?;\n")
_OPENERS = CLAUSE_JOINTS | frozenset(f",:{OPENING}{STRAIGHT_DOUBLE}")


def is_ahead(words: Tokens, first: int, after: int) -> bool | None:
    """Return whether the date of the tokens ``first`` to ``after`` lies ahead; None where no verb tells.

    Takes time that does not depend on how many tokens there are.
    """
    link = words.word(first - 1)
    if link == "since":
        return False
    if link == "for" or link in STARTING or words.lower[max(0, first - 2) : first] in (["ahead", "of"], ["as", "of"]):
        return True
    if link in AFTER_EVENTS and words.word(after - 1).endswith("'s"):
        return None
    if words.lower[max(0, first - 2) : first] == ["now", "and"]:
        return True
    looks = (_before, _behind) if not _opens(words, first) else (_behind, _before)
    for look in looks:
        found = look(words, first if look is _before else after)
        if found is not None:
            return found
    return True if link == "by" else None


def _opens(words: Tokens, first: int) -> bool:
    """Return whether the date, with the preposition before it, opens its clause."""
    while words.word(first - 1) in BEFORE_DATES or words.word(first - 1) in ARTICLES:
        first -= 1
    return first == 0 or words.word(first - 1) in _OPENERS or _is_end(words, first - 1)


def _is_end(words: Tokens, index: int) -> bool:
    """Return whether the token ends a sentence; a full stop behind a short word may end an abbreviation."""
    word = words.word(index)
    return word in _ENDS or (word == "." and len(words.word(index - 1)) > 3 and not words.touches(index + 1))


def _before(words: Tokens, first: int) -> bool | None:
    """Return whether the nearest verb before the date, in its sentence, is one of the future; None if none tells."""
    infinitive: int | None = None  # This is where the nearest *to* stands.
    for index in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if _is_end(words, index):
            return None
        word = words.word(index)
        if index == first - 1 and word in PRESENT_COPULAS:
            return True
        if word in POSTPONED and words.word(first - 1) in ("until", "till", "to"):
            return True
        if word == "to":
            infinitive = index
        elif (index >= first - _NEAR and _is_scheduled(words, index)) or (
            word in BEFORE_INFINITIVES and infinitive is not None and infinitive - index <= _NEAR
        ):
            return True
        else:
            is_future = _is_future_verb(words, index)
            if is_future is not None:
                return is_future
    return True if infinitive == 0 else None


def _is_scheduled(words: Tokens, index: int) -> bool:
    """Return whether a present form tells what is planned.

    It does in *the shop opens*, and not in *was open*, *did not open* or *a run*.
    """
    if words.word(index) in PERFECT and words.word(index + 1) in ("until", "till"):
        return True
    before = words.word(_over_adverbs(words, index - 1))
    return words.word(index) in SCHEDULED and before not in ARTICLES | PASTS | PERFECT | PASSIVE and before != "to"


def _behind(words: Tokens, after: int) -> bool | None:
    """Return whether the nearest verb behind the date, in its sentence, is one of the future; None if none tells."""
    if words.word(after) in PRESENT_COPULAS:
        return True
    for index in range(after, min(len(words), after + _REACH)):
        if _is_end(words, index):
            return None
        if words.word(index) in BEFORE_INFINITIVES and words.word(index + 1) == "to":
            return True
        is_future = _is_future_verb(words, index)
        if is_future is not None:
            return is_future
    return None


def _is_future_verb(words: Tokens, index: int) -> bool | None:
    """Return whether the word, with the auxiliaries beside it, is a verb of the future; None if it does not tell."""
    word = words.word(index)
    if (word in AMBIGUOUS_MODALS and words.words[index][0].isupper()) or words.word(index - 1) in ARTICLES:
        return None
    if word in FUTURE_AUXILIARIES or word.endswith(CONTRACTED_FUTURES):
        behind = index + 1 + (words.word(index + 1) in BETWEEN_VERBS)
        return words.word(behind) != "have" or word in ("will", "shall")
    if word in FORTHCOMING:
        return None if words.word(index - 1) == "been" else True
    if word in PRESENT_COPULAS:
        beside = words.word(index + 1)
        return (
            True
            if beside.endswith("ing") or beside in BEFORE_DATES or beside in ("set", "going", "about", "to")
            else None
        )
    if word in PASTS or (word.endswith("ed") and len(word) > 3 and word not in NO_PASTS):
        return _participle(words, index)
    return None


def _participle(words: Tokens, index: int) -> bool | None:
    """Return the tense of a past form, or what the auxiliaries before it make of it.

    Such are *will be sold*, *has been sold* and *to have sold*.
    """
    before = _over_adverbs(words, index - 1)
    passive = words.word(before) in PASSIVE
    if passive:
        before = _over_adverbs(words, before - 1)
    auxiliary = words.word(before)
    if auxiliary in PERFECT:
        return words.word(before - 1) in ("will", "shall")
    if auxiliary in FUTURE_AUXILIARIES or auxiliary.endswith(CONTRACTED_FUTURES):
        return True
    return None if passive or auxiliary == "to" or auxiliary in PRESENT_COPULAS else False


def _over_adverbs(words: Tokens, index: int) -> int:
    """Return the index, or one of the two before it, at which no adverb stands."""
    for _ in range(2):
        index -= words.word(index) in BETWEEN_VERBS or words.word(index).endswith("ly")
    return index
