"""The steps from article to claims as one function, and the function twins that need more than their own module.

Every function takes one element and touches nothing else; ``tagger`` is what ``claims_beam.load`` gives, loaded once
and shared.
"""

from typing import TYPE_CHECKING

from claims_beam.articles.parse import parse_plain_text
from claims_beam.attribution import extract_quotes
from claims_beam.attribution.protocol import Tagger
from claims_beam.checkworthy import score_claim
from claims_beam.claims.build import build_claims
from claims_beam.claims.statements import find_statements
from claims_beam.parsing import find_predicates
from claims_beam.records import Article, Claim, Document
from claims_beam.speakers.resolve import People, resolve_speakers
from claims_beam.text.sentences import split_sentences

if TYPE_CHECKING:
    from claims_beam.parsing.predicates import PredicateParser


def extract_claims(
    article: Article | str,
    tagger: Tagger | None = None,
    known_people: People = (),
    *,
    parser: "PredicateParser | None" = None,
    statements: bool = False,
) -> tuple[Claim, ...]:
    """The claims of one article, in text order; a plain text becomes an article whose id is a hash of the text.

    ``tagger`` and ``parser`` default to ``claims_beam.load()`` and ``claims_beam.load_parser()``, loaded at the first
    call; ``known_people`` are as in ``resolve_speakers``; with ``statements``, what the article asserts in its own
    voice is claimed too. Raises ArticleError for a text that cannot be an article (empty, too long, lone surrogates).
    """
    if isinstance(article, str):
        article = parse_plain_text(article)
    return claims_of(document_of(article, tagger, known_people, parser=parser, statements=statements))


def document_of(
    article: Article,
    tagger: Tagger | None = None,
    known_people: People = (),
    *,
    parser: "PredicateParser | None" = None,
    statements: bool = False,
) -> Document:
    """The article with sentences, quotes, mentions, speakers and predicates, and with ``statements`` if asked for."""
    document = resolve_speakers(extract_quotes(split_sentences(article), tagger), known_people)
    return find_predicates(find_statements(document) if statements else document, parser)


def claims_of(document: Document) -> tuple[Claim, ...]:
    """The scored claims of a document with speakers, in text order."""
    return tuple(score_claim(claim) for claim in build_claims(document))
