"""How much a claim deserves a fact-checker's time: a score from 0 to 1, and what raised or lowered it.

The score is a logistic regression on a small table of features that a reader can check by eye (``FEATURES``): each
holds of the text or does not, and has one frozen weight, so every score is the sum of a few named reasons. The idea of
scoring sentences so is ClaimBuster's (Hassan et al., 2017, "Toward Automated Fact-Checking", KDD).

The weights were fitted (scikit-learn, L2, C = 1, rounded to two decimals) on the training split of CheckThat! 2024
task 1, English, as published in the repository isyufeng/FactFinders (MIT); CheckThat! 2019 task 1, English, from
apepa/clef2019-factchecking-task1 ("free for general research use"), served to measure. No text of either is in this
package. Both are spoken US politics, not news, so the score is evidence to rank claims by, never a verdict; and as one
in four training sentences was labelled worth checking, it is not a calibrated probability elsewhere. English only.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from claims_beam.records import Claim

MAX_REASONS = 5


@dataclass(frozen=True, slots=True)
class Worthiness:
    """What a text scored, from 0 to 1, and why.

    ``reasons`` are the at most ``MAX_REASONS`` features that moved the score most, strongest first, each a sign and the
    feature's name: ``"+ has a number"`` raised the score, ``"- question"`` lowered it.
    """

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text as the features see it.

    ``tokens`` are its words, numbers and telling marks as written; ``words`` the words and numbers, lower-cased;
    ``terms`` the tokens and the pairs of neighbours, lower-cased.
    """

    tokens: tuple[str, ...]
    words: tuple[str, ...]
    terms: frozenset[str]


_Test = Callable[[_Reading], bool]


@dataclass(frozen=True, slots=True)
class Feature:
    """One possible reason: its ``name``, its ``weight`` in log-odds, and whether it ``holds`` of a text."""

    name: str
    weight: float
    holds: _Test


def score_claim(claim: Claim) -> Claim:
    """The claim with ``check_worthiness`` and ``check_worthiness_reasons`` set from its ``text``."""
    worthiness = score_text(claim.text)
    return replace(claim, check_worthiness=worthiness.score, check_worthiness_reasons=worthiness.reasons)


def score_text(text: str) -> Worthiness:
    """Score one claim's words, in time linear in their length; any string has a score, also an empty one."""
    features = features_of(text)
    log_odds = INTERCEPT + sum(feature.weight for feature in features)
    reasons = tuple(f"{'+' if feature.weight > 0 else '-'} {feature.name}" for feature in features[:MAX_REASONS])
    return Worthiness(score=round(1 / (1 + math.exp(-log_odds)), 4), reasons=reasons)


def features_of(text: str) -> tuple[Feature, ...]:
    """Every feature that holds of the text, the one with the greatest absolute weight first."""
    reading = _read(text)
    held = (feature for feature in FEATURES if feature.holds(reading))
    return tuple(sorted(held, key=lambda feature: -abs(feature.weight)))


# A number with inner separators, a word with inner apostrophes, or one of the marks that features look for.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[?%$€£¥]")


def _read(text: str) -> _Reading:
    tokens = tuple(_TOKEN.findall(text))
    lowered = tuple(token.lower().replace("’", "'") for token in tokens)
    pairs = (f"{first} {second}" for first, second in pairwise(lowered))
    return _Reading(tokens, tuple(token for token in lowered if token[0].isalnum()), frozenset(lowered).union(pairs))


def _terms(listed: str) -> frozenset[str]:
    """The terms ``listed`` between blanks; ``_`` joins the two words of a pair."""
    return frozenset(term.replace("_", " ") for term in listed.split())


def _any_of(listed: str) -> _Test:
    """Whether a text has one of the terms ``listed``."""
    wanted = _terms(listed)
    return lambda reading: not wanted.isdisjoint(reading.terms)


# "one" is left out: it is a pronoun more often than a number.
_NUMBER_WORDS = _terms(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion hundreds "
    "thousands millions billions trillions dozen dozens half twice"
)
_NAMES_LARGE_NUMBER = _any_of(
    "hundred thousand million billion trillion hundreds thousands millions billions trillions"
)
_FIRST_PERSON = _terms("i me my mine myself i'm i'd i'll i've")
_NOT_PAST = _terms(
    "bleed breed creed embed exceed greed hundred indeed kindred naked proceed sacred speed succeed wicked"
)
_MONTHS_AND_DAYS = _any_of(
    "january february in_march april in_may june july august september october november december yesterday monday "
    "tuesday wednesday thursday friday saturday sunday"
)
_IRREGULAR_PAST = _any_of(
    "was were had did didn't wasn't weren't hadn't took went came gave made said got lost won fell rose grew paid "
    "spent built brought began became held left ran saw sent told wrote found fought spoke knew met kept stood sold "
    "bought drew threw chose broke felt led heard"
)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isascii() and word.isdigit() and "1800" <= word <= "2099"


def _is_number(word: str) -> bool:
    return word in _NUMBER_WORDS or (word[0].isdecimal() and not _is_year(word))


def _has_number(reading: _Reading) -> bool:
    return any(map(_is_number, reading.words))


def _has_several_numbers(reading: _Reading) -> bool:
    """At least two, where neighbours ("3.5 million") are one."""
    numeric = (_is_number(word) for word in reading.words)
    return sum(now and not before for before, now in pairwise(chain([False], numeric))) > 1


def _has_large_number(reading: _Reading) -> bool:
    """A hundred or more, in words or digits."""
    whole_parts = (word.split(".")[0] for word in reading.words if word[0].isdecimal() and not _is_year(word))
    return _NAMES_LARGE_NUMBER(reading) or any(len(part) > 2 for part in whole_parts)


def _has_date(reading: _Reading) -> bool:
    return any(map(_is_year, reading.words)) or _MONTHS_AND_DAYS(reading)


def _is_past(reading: _Reading) -> bool:
    regular = any(len(word) > 4 and word.endswith("ed") and word not in _NOT_PAST for word in reading.words)
    return regular or _IRREGULAR_PAST(reading)


def _has_name(reading: _Reading) -> bool:
    """A capital that neither the sentence's beginning nor the pronoun *I* explains."""
    later = reading.tokens[1:]
    return any(token[0].isupper() and token.lower().replace("’", "'") not in _FIRST_PERSON for token in later)


def _is_first_person(reading: _Reading) -> bool:
    return not _FIRST_PERSON.isdisjoint(reading.terms)


def _is_short(reading: _Reading) -> bool:
    return len(reading.words) < 8


def _is_long(reading: _Reading) -> bool:
    return len(reading.words) >= 25


INTERCEPT = -2.18

FEATURES = (
    Feature("has a number", 0.81, _has_number),
    Feature("has several numbers", 0.2, _has_several_numbers),
    Feature("has a large number", 1.12, _has_large_number),
    Feature(
        "gives a percentage or rate",
        1.39,
        _any_of("% percent per_cent percentage per rate rates average ratio proportion majority half third quarter"),
    ),
    Feature("gives an amount of money", 0.7, _any_of("$ € £ ¥ dollar dollars euro euros pounds cents")),
    Feature(
        "compares",
        0.37,
        _any_of(
            "than less fewer more higher lower larger smaller bigger greater faster slower twice double doubled triple "
            "tripled half compared worse cheaper poorer richer"
        ),
    ),
    Feature(
        "ranks first or last",
        0.67,
        _any_of(
            "most least biggest largest highest lowest smallest worst fastest greatest richest poorest wealthiest "
            "longest deepest oldest fewest strongest toughest first_time only in_history record number_one single"
        ),
    ),
    Feature(
        "says something changed",
        0.39,
        _any_of(
            "increase increased increases increasing rise rose risen rising grow grew grown growing growth fall fell "
            "fallen falling drop dropped decline declined cut cuts cutting reduce reduced reduction doubled tripled "
            "lost gained gone_up gone_down went_up went_down added created expanded shrunk shrank down"
        ),
    ),
    Feature(
        "gives a time or period",
        0.4,
        _any_of(
            "year years month months week weeks decade decades century since ago today now already recently quarter"
        ),
    ),
    Feature("gives a date", 0.69, _has_date),
    Feature("past event", 0.93, _is_past),
    Feature("names somebody or something", 0.54, _has_name),
    Feature(
        "about somebody else",
        0.39,
        _any_of("he him his he's he'd she her hers she's she'd they them their they're they've"),
    ),
    Feature(
        "names an authority",
        0.96,
        _any_of(
            "according_to report reports reported study studies bureau commission agency department statistics figures "
            "data census survey poll polls researchers scientists economists expert experts evidence analysis estimate "
            "estimates audit fact facts numbers official officials court"
        ),
    ),
    Feature(
        "reports what was said or promised",
        0.59,
        _any_of(
            "said claims claimed promised told announced denied indicated admitted accused proposed wants warned says"
        ),
    ),
    Feature(
        "law, vote or policy",
        0.75,
        _any_of(
            "vote voted votes voting veto vetoed bill bills passed signed law laws act legislation legislature senate "
            "house congress parliament amendment treaty agreement regulation repealed supported opposed sponsored "
            "proposed administration policy ban banned sanctions program programs programme programmes plan proposal"
        ),
    ),
    Feature(
        "money or work",
        0.74,
        _any_of(
            "tax taxes taxed budget deficit deficits debt spending spend spent jobs unemployment employment employed "
            "inflation wage wages income incomes salary price prices cost costs economy economic trade export exports "
            "import imports investment business businesses company companies workers interest_rates pay paid surplus "
            "poverty funding fund subsidy subsidies profit profits bank banks revenue production manufacturing oil gas "
            "energy market"
        ),
    ),
    Feature(
        "public services or safety",
        0.65,
        _any_of(
            "health hospital hospitals insurance medicare medicaid pension pensions school schools students teachers "
            "education crime police prison murder murders killed deaths died immigrants immigration border refugees "
            "drug drugs nuclear military troops soldiers war weapons terrorists army navy missile missiles emissions "
            "benefits climate social_security welfare patients doctors nurses disease violence homeless vaccine "
            "vaccines virus pandemic"
        ),
    ),
    Feature("gives a cause", 0.3, _any_of("because cause caused led_to resulted result due_to thanks_to")),
    Feature("first person", -0.72, _is_first_person),
    Feature(
        "opinion or feeling",
        -0.75,
        _any_of(
            "think believe hope feel guess agree disagree suppose opinion want wish love prefer consider trust doubt "
            "seem seems sure maybe perhaps i_know in_favor in_favour"
        ),
    ),
    Feature(
        "value judgement",
        -0.57,
        _any_of(
            "good better best great important wrong right strong strength fair bad terrible wonderful beautiful proud "
            "sad tough hard difficult clear certainly"
        ),
    ),
    Feature(
        "about the future",
        -0.83,
        _any_of(
            "will would won't wouldn't shall i'll we'll you'll he'll she'll they'll it'll i'd we'd going_to gonna "
            "future tomorrow"
        ),
    ),
    Feature(
        "says what should be",
        -1.22,
        _any_of("should shouldn't must ought need needs needed have_to has_to got_to had_better let let's"),
    ),
    Feature(
        "possible or hypothetical",
        -0.61,
        _any_of("can can't cannot could couldn't may might able possible possibly if whether unless"),
    ),
    Feature("question", -2.12, _any_of("?")),
    Feature(
        "about the conversation",
        -0.59,
        _any_of(
            "thank thanks please sorry hello welcome talk talking listen say tell ask asked answer respond speak "
            "discuss mention debate tonight question questions issue issues"
        ),
    ),
    Feature("short", -0.2, _is_short),
    Feature("long", 0.23, _is_long),
)
