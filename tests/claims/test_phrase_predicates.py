"""The predicate of a content, chosen from the phrases that a tagger found in the article."""

import re
from dataclasses import replace

import pytest

import claims_beam as cb
from claims_beam.claims.predicates import read_predicates
from claims_beam.records import Article, Attribution, Document, Phrase, Predicate, Span, Statement

ROLES = {"S": "subject", "V": "verb", "O": "object"}


def read(marked: str) -> tuple[Document, tuple[Phrase, ...]]:
    """A document whose content has the pieces in <>, and its phrases in brackets, as in [S:the crew]."""
    text, pieces, phrases, starts = "", [], [], {}
    for part in re.findall(r"\[[SVO]:|[\]<>]|[^\[\]<>]+", marked):
        match part[0]:
            case "<" | "[":
                starts[part[0]] = (part[1:2], len(text))
            case ">":
                pieces.append(Span(starts["<"][1], len(text)))
            case "]":
                role, start = starts["["]
                phrases.append(Phrase(Span(start, len(text)), ROLES[role], modality="asserted"))
            case _:
                text += part
    content = tuple(pieces)
    document = cb.split_sentences(Article("a", text))
    return replace(document, attributions=(Attribution(content),), statements=(Statement(content),)), tuple(phrases)


CASES = [
    ("It said <that [S:the council] [V:sold] [O:the ferry]>.", ("the council", "sold", "the ferry")),
    ("<[S:Nobody] [V:came]>, it [V:said].", ("Nobody", "came", None)),
    ("<[V:Is] [S:it] [O:safe]>?", ("it", "Is", "safe")),
    ("[S:She] [V:wants] <to [V:sell] [O:it]>.", (None, "sell", "it")),
    ("<his resignation>, [S:she] [V:said].", None),
    # A phrase belongs to the nearest verb.
    ("<[S:He] [V:thinks] [S:she] [V:knows] [O:it]>.", ("He", "thinks", None)),
    ("<[V:Go], or [S:she] [V:stays]>.", (None, "Go", None)),
    # What stands between the pieces of a content is none of it.
    ("<[S:The ferry]>, [S:he] [V:said], <[V:sank] [O:a  boat]>.", ("The ferry", "sank", "a  boat")),
    ("<[V:Sold] [O:the boat>, he said, <of the navy]>.", (None, "Sold", "the boat of the navy")),
    # The edges of phrases and words are those of the clause.
    ("<[S:It] [V:isn]’t [O:safe,]>” she said.", ("It", "is", "safe")),
    ("“<[S:He] [V:is] [O:“a fool,”]>” she said.", ("He", "is", "“a fool,”")),
    ("<[S:It] [V:is] [O:a shame,”]> she said.", ("It", "is", "a shame")),
    # Only the first sentence counts, or the first few if they are short.
    ("<His sale of the old ferry. [S:She] [V:bought] [O:it].>", None),
    ("<No. Never. [S:She] [V:bought] [O:it].>", ("She", "bought", "it")),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_cases(marked: str, expected: tuple[str | None, str, str | None] | None) -> None:
    document, phrases = read(marked)
    done = read_predicates(document, phrases)
    wanted = Predicate(*expected, modality="asserted") if expected else None
    assert [finding.predicate for finding in (*done.attributions, *done.statements)] == [wanted, wanted]


def test_only_a_document_without_phrases_is_parsed_unless_a_parser_is_given() -> None:
    document, phrases = read("<[S:The council] [V:sold] the ferry>.")
    known = replace(document, phrases=phrases)
    found = [
        parsed.attributions[0].predicate
        for parsed in (
            cb.find_predicates(known),
            cb.find_predicates(document),
            cb.find_predicates(known, cb.load_parser()),
        )
    ]
    assert [predicate.object for predicate in found if predicate] == [None, "the ferry", "the ferry"]


def test_a_document_without_verbs_is_not_parsed() -> None:
    document, _ = read("<The council sold the ferry>.")
    assert cb.find_predicates(replace(document, phrases=())).attributions[0].predicate is None


def test_an_attribution_without_content_has_none() -> None:
    document = replace(read("<It sank>.")[0], attributions=(Attribution(()),), phrases=())
    assert cb.find_predicates(document).attributions[0].predicate is None
