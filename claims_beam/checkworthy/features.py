"""What a reader can check by eye in a text: each feature holds of it or does not. Tables and linear scans. English."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, pairwise


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
    """One possible reason: its ``name``, and whether it ``holds`` of a text."""

    name: str
    holds: _Test


def features_of(text: str) -> list[str]:
    """The names of the features that hold of the text, in the order of ``FEATURES``."""
    reading = _read(text)
    return [feature.name for feature in FEATURES if feature.holds(reading)]


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


FEATURES = (
    Feature("has a number", _has_number),
    Feature("has several numbers", _has_several_numbers),
    Feature("has a large number", _has_large_number),
    Feature(
        "gives a percentage or rate",
        _any_of("% percent per_cent percentage per rate rates average ratio proportion majority half third quarter"),
    ),
    Feature("gives an amount of money", _any_of("$ € £ ¥ dollar dollars euro euros pounds cents")),
    Feature(
        "compares",
        _any_of(
            "than less fewer more higher lower larger smaller bigger greater faster slower twice double doubled triple "
            "tripled half compared worse cheaper poorer richer"
        ),
    ),
    Feature(
        "ranks first or last",
        _any_of(
            "most least biggest largest highest lowest smallest worst fastest greatest richest poorest wealthiest "
            "longest deepest oldest fewest strongest toughest first_time only in_history record number_one single"
        ),
    ),
    Feature(
        "says something changed",
        _any_of(
            "increase increased increases increasing rise rose risen rising grow grew grown growing growth fall fell "
            "fallen falling drop dropped decline declined cut cuts cutting reduce reduced reduction doubled tripled "
            "lost gained gone_up gone_down went_up went_down added created expanded shrunk shrank down"
        ),
    ),
    Feature(
        "gives a time or period",
        _any_of(
            "year years month months week weeks decade decades century since ago today now already recently quarter"
        ),
    ),
    Feature("gives a date", _has_date),
    Feature("past event", _is_past),
    Feature("names somebody or something", _has_name),
    Feature(
        "about somebody else",
        _any_of("he him his he's he'd she her hers she's she'd they them their they're they've"),
    ),
    Feature(
        "names an authority",
        _any_of(
            "according_to report reports reported study studies bureau commission agency department statistics figures "
            "data census survey poll polls researchers scientists economists expert experts evidence analysis estimate "
            "estimates audit fact facts numbers official officials court"
        ),
    ),
    Feature(
        "reports what was said or promised",
        _any_of(
            "said claims claimed promised told announced denied indicated admitted accused proposed wants warned says"
        ),
    ),
    Feature(
        "law, vote or policy",
        _any_of(
            "vote voted votes voting veto vetoed bill bills passed signed law laws act legislation legislature senate "
            "house congress parliament amendment treaty agreement regulation repealed supported opposed sponsored "
            "proposed administration policy ban banned sanctions program programs programme programmes plan proposal"
        ),
    ),
    Feature(
        "money or work",
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
        _any_of(
            "health hospital hospitals insurance medicare medicaid pension pensions school schools students teachers "
            "education crime police prison murder murders killed deaths died immigrants immigration border refugees "
            "drug drugs nuclear military troops soldiers war weapons terrorists army navy missile missiles emissions "
            "benefits climate social_security welfare patients doctors nurses disease violence homeless vaccine "
            "vaccines virus pandemic"
        ),
    ),
    Feature("gives a cause", _any_of("because cause caused led_to resulted result due_to thanks_to")),
    Feature("first person", _is_first_person),
    Feature(
        "opinion or feeling",
        _any_of(
            "think believe hope feel guess agree disagree suppose opinion want wish love prefer consider trust doubt "
            "seem seems sure maybe perhaps i_know in_favor in_favour"
        ),
    ),
    Feature(
        "value judgement",
        _any_of(
            "good better best great important wrong right strong strength fair bad terrible wonderful beautiful proud "
            "sad tough hard difficult clear certainly"
        ),
    ),
    Feature(
        "about the future",
        _any_of(
            "will would won't wouldn't shall i'll we'll you'll he'll she'll they'll it'll i'd we'd going_to gonna "
            "future tomorrow"
        ),
    ),
    Feature(
        "says what should be",
        _any_of("should shouldn't must ought need needs needed have_to has_to got_to had_better let let's"),
    ),
    Feature(
        "possible or hypothetical",
        _any_of("can can't cannot could couldn't may might able possible possibly if whether unless"),
    ),
    Feature("question", _any_of("?")),
    Feature(
        "about the conversation",
        _any_of(
            "thank thanks please sorry hello welcome talk talking listen say tell ask asked answer respond speak "
            "discuss mention debate tonight question questions issue issues"
        ),
    ),
    Feature("short", _is_short),
    Feature("long", _is_long),
)
