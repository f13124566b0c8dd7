"""The steps from article to claims as one function, in the order of the transform ``ExtractClaims``."""

from typing import TYPE_CHECKING

from claims_beam.articles.parse import parse_plain_text
from claims_beam.attribution import extract_quotes
from claims_beam.attribution.protocol import Tagger
from claims_beam.checkworthy import score_claim
from claims_beam.claims.build import build_claims
from claims_beam.claims.statements import find_statements
from claims_beam.parsing import find_predicates
from claims_beam.records import Article, Claim
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
    """Return the claims of one article, in text order; a plain text becomes an article whose id is a hash of the text.

    ``tagger`` defaults to ``claims_beam.load()``, loaded at the first call; ``known_people`` are as in
    ``resolve_speakers``, ``parser`` as in ``find_predicates``; with ``statements``, what the article asserts in its own
    voice is claimed too. Raises ArticleError for a text that cannot be an article (empty, too long, lone surrogates).
    """
    if isinstance(article, str):
        article = parse_plain_text(article)
    document = split_sentences(article)
    document = extract_quotes(document, tagger)
    document = resolve_speakers(document, known_people)
    if statements:
        document = find_statements(document)
    document = find_predicates(document, parser)
    claims = build_claims(document)
    return tuple(score_claim(claim) for claim in claims)
