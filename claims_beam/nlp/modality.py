"""How a text presents an event: as fact or as possible, wanted, future ..., and whether it says that it did not happen.

An event's own auxiliaries, adverbs and negation count, and those of the words that govern it: *refused to go* did not
go, *hopes to go* may go, *managed to go* went. Classes of governing words after Nairn, Condoravdi and Karttunen
("Computing relative polarity for textual inference", ICoS 2006) and Sauri and Pustejovsky ("FactBank", LRE 2009).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from claims_beam.analysis import listed
from claims_beam.lexicon import inflect

Modality = Literal["asserted", "probable", "possible", "necessary", "conditional", "counterfactual", "future"]

# The less sure one wins where an event has several, in this order.
_STRENGTH: tuple[Modality, ...] = (
    "asserted", "probable", "future", "necessary", "conditional", "possible", "counterfactual",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Presented:
    """How an event is presented; ``negated`` says that it is presented as not happening."""

    modality: Modality = "asserted"
    negated: bool = False


def _verbs(words: str) -> frozenset[str]:
    return frozenset(form for verb in listed(words) for form in inflect(verb))


_MODALS: Mapping[str, Modality] = {
    **dict.fromkeys(("will", "'ll", "wo", "shall", "gonna"), "future"),
    **dict.fromkeys(("would", "'d"), "conditional"),
    **dict.fromkeys(("may", "might", "could", "can", "ca"), "possible"),
    **dict.fromkeys(("must", "should", "ought"), "necessary"),
}
# Before "have": would have won did not win, must have won probably won.
_PERFECT: Mapping[str, Modality] = {
    **dict.fromkeys(("would", "'d", "should", "ought"), "counterfactual"),
    "must": "probable",
}
_ADVERBS: Mapping[str, Modality] = {
    **dict.fromkeys(listed("probably likely presumably apparently seemingly reportedly supposedly"), "probable"),
    **dict.fromkeys(listed("perhaps maybe possibly potentially allegedly conceivably"), "possible"),
}
_NEGATIONS = frozenset(listed("not n't never no neither nor nobody none nothing hardly barely without cannot"))

# What governs an event and does not happen without it, or keeps it from happening.
_PREVENTING = _verbs(
    "fail refuse decline avoid prevent deny forget reject cancel block avert halt neglect prohibit ban bar forbid "
    "dismiss lack withhold oppose resist abandon postpone stop"
) | frozenset(["unable", "unwilling", "reluctant", "false", "impossible", "unlikely", "failure", "refusal", "lack"])
_WANTING = _verbs(
    "want hope wish plan intend aim seek try attempt demand ask urge order agree promise vow threaten offer propose "
    "call encourage request recommend decide prepare consider need require vote push press pledge desire authorize "
    "permit allow advise instruct tell invite persuade strive struggle volunteer apply choose schedule await enable "
    "warn negotiate discuss"
) | frozenset(
    listed(
        "plan plans effort efforts attempt attempts bid call calls demand proposal hope hopes threat offer request "
        "ready willing eager able set due scheduled possible chance right need decision desire option opportunity"
    )
)
_EXPECTING = _verbs("expect anticipate predict forecast project")
_THINKING = _verbs(
    "think believe suspect guess suppose assume estimate suggest seem appear imagine speculate feel fear allege claim"
) | frozenset(["likely", "certain", "sure", "probable"])
_DOUBTING = _verbs("doubt wonder question whether")

# How a governing word presents what depends on it. Where a word is in several tables, the first one counts.
_GOVERNORS: tuple[tuple[frozenset[str], Presented], ...] = (
    (_PREVENTING, Presented("asserted", negated=True)),
    (_WANTING, Presented("possible")),
    (_EXPECTING, Presented("future")),
    (_THINKING, Presented("probable")),
    (_DOUBTING, Presented("possible")),
)
# What only says how the infinitive behind it is meant, and is no event of its own: is going to, seems to, has to.
_RAISING: Mapping[str, Presented] = {
    **dict.fromkeys(("going", "expected", "set", "due", "scheduled", "supposed", "about"), Presented("future")),
    **dict.fromkeys(("have", "has", "had", "need", "needs", "needed"), Presented("necessary")),
    **dict.fromkeys(_verbs("seem appear") | {"likely", "certain", "sure", "bound"}, Presented("probable")),
    **dict.fromkeys(("able",), Presented("possible")),
    **dict.fromkeys(("unlikely",), Presented("probable", negated=True)),
    **dict.fromkeys(("unable",), Presented("possible", negated=True)),
}
# An infinitive behind any other verb is not yet done.
_ACCOMPLISHING = _verbs(
    "begin start continue manage come go get help happen use prove tend remain dare bother have make see let force "
    "cause lead compel prompt find show know"
)
_MOST_GOVERNORS = 6


def read_event(event: Token) -> Presented:
    """How the event that the word names is presented, from the words it depends on in the parse."""
    shown = _own(event)
    token = event
    for _ in range(_MOST_GOVERNORS):
        governed = _governed(token) if token.head != token else None
        if governed is None:
            break
        shown = _combined(shown, governed)
        token = token.head
    return shown


def _governed(token: Token) -> Presented | None:
    """What the word above says of its complement; None where it says nothing more."""
    head, lexical = token.head, _lexical(token.head)
    match token.dep_:
        case "conj":
            return _own(head) if _shares_auxiliaries(token) else None
        case "acomp" | "attr" | "oprd":
            return _own(head)
        case "xcomp":
            return _combined(_infinitive(token, lexical), _own(head))
        case "ccomp":
            denied = _own(head)
            return _combined(lexical, Presented("possible" if denied.negated else denied.modality))
        case "dobj" | "nsubjpass":
            return _combined(Presented("possible") if lexical.negated else lexical, _own(head))
        case "pcomp" | "pobj":
            return lexical  # of the preposition: without
        case "acl" | "prep":
            return lexical if lexical != Presented() else None
        case "advcl":
            return Presented("possible") if _is_infinitive(token) else None
    return None


def is_raising(word: str) -> bool:
    """Whether the word (lower case) before an infinitive only says how it is meant."""
    return word in _RAISING


def _lexical(head: Token) -> Presented:
    return next((shown for words, shown in _GOVERNORS if head.lower_ in words), Presented())


def _infinitive(token: Token, lexical: Presented) -> Presented:
    if _is_infinitive(token) and token.head.lower_ in _RAISING:
        return _RAISING[token.head.lower_]
    undone = lexical == Presented() and _is_infinitive(token) and token.head.lower_ not in _ACCOMPLISHING
    return Presented("possible") if undone else lexical


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _combined(inner: Presented, outer: Presented) -> Presented:
    """The event seen from outside: the less sure of both, and two negations cancel out."""
    modality = max(inner.modality, outer.modality, key=_STRENGTH.index)
    return Presented(modality, inner.negated != outer.negated)


def _shares_auxiliaries(verb: Token) -> bool:
    """Whether a second verb has none of its own: he will come and sing."""
    return verb.tag_.startswith("VB") and not any(child.dep_ in ("aux", "auxpass", "nsubj") for child in verb.children)


def _own(event: Token) -> Presented:
    """What the event's auxiliaries, adverbs, negation and clause say of it."""
    shown = Presented()
    perfect = any(child.dep_ == "aux" and child.lower_ in ("have", "'ve") for child in event.children)
    for child in event.children:
        word = child.lower_
        if child.dep_ in ("aux", "auxpass") and word in _MODALS:
            shown = _combined(shown, Presented((_PERFECT if perfect else _MODALS).get(word, _MODALS[word])))
        elif child.dep_ == "advmod" and word in _ADVERBS:
            shown = _combined(shown, Presented(_ADVERBS[word]))
        elif child.dep_ == "mark" and word in ("if", "unless", "whether"):
            shown = _combined(shown, Presented("conditional"))
    return Presented(shown.modality, any(_denies(child) for child in event.children))


def _denies(child: Token) -> bool:
    """Whether the word negates what it depends on: not, hasn't, no longer; nobody came; no deal was reached."""
    word = child.lower_
    if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
        return word in _NEGATIONS or any(below.lower_ in ("no", "neither") for below in child.children)
    if child.dep_ == "advmod" and word == "longer":
        return any(below.lower_ == "no" for below in child.children)
    return child.dep_ in ("neg", "aux", "advmod", "det", "preconj", "cc") and (
        word in _NEGATIONS or word.endswith("n't")
    )
