"""The steps from article to claims as one function, in the order of the transform ``ExtractClaims``."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from claims_beam.articles.language import check_language
from claims_beam.articles.mistaken_paths import warn_of_path
from claims_beam.articles.parse import MAX_CHARS, check_length, parse_plain_text
from claims_beam.attribution.extracting import extract_quotes
from claims_beam.attribution.protocol import Tagger
from claims_beam.attribution.selection import select_quotes
from claims_beam.checkworthy import score_claim
from claims_beam.claims.build import build_claims
from claims_beam.claims.statements import find_statements
from claims_beam.parsing import find_predicates
from claims_beam.records import Article, Claim
from claims_beam.speakers.resolve import KnownPeople, People, resolve_speakers
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
    predicates: bool = True,
    check_worthiness: bool = True,
    min_confidence: float = 0.0,
    cue_classes: Collection[str] | None = None,
    max_chars: int | None = None,
    any_language: bool = False,
) -> tuple[Claim, ...]:
    """Return the claims of one article, in text order.

    Args:
        article: An article or its text; a text becomes an article whose id is a hash of it. The path of a file is a
            text as well, and gets a warning.
        tagger: The tagger that finds attributions; by default ``claims_beam.load()``, which is called at the first use.
        known_people: People who lend their names and ids, as in ``resolve_speakers``.
        parser: The parser whose parses predicates are read from, as in ``find_predicates``.
        statements: Whether what the article asserts in its own voice is claimed, too.
        predicates: Whether each claim's main clause is read; if not, ``predicate`` is null.
        check_worthiness: Whether claims are scored; if not, ``check_worthiness`` is null, except that a statement
            keeps the score by which it was chosen.
        min_confidence: Attributions whose confidence is lower are left out, as in ``select_quotes``.
        cue_classes: The classes of cues that are kept, as in ``select_quotes``. This option and ``min_confidence``
            leave out claims and change none of the others.
        max_chars: The greatest length of a text that is accepted, in code points. By default an ``Article`` may have
            any length, and a text given as a string may have a million.
        any_language: Whether an article is accepted even if it is surely not in English.

    Raises:
        ArticleError: For a text that cannot be an article (empty, too long, lone surrogates), or is not English.
        DetectorError: If the language detector cannot be loaded, for want of room on the disk.
        TypeError: For what is neither an article nor a text, such as a row or a path, and for known people that are no
            ``KnownPerson``.
        ValueError: For options out of range.

    Examples:
        >>> import claims_beam as cb
        >>> text = "“The bridge stays shut,” said Ines Falk. She said repairs would take a year."
        >>> for claim in cb.extract_claims(text):
        ...     print(claim.kind, claim.speaker.name, claim.text, sep=" | ")
        direct | Ines Falk | “The bridge stays shut,”
        indirect | Ines Falk | repairs would take a year
    """
    known_people = KnownPeople(known_people)
    if isinstance(article, str):
        warn_of_path(article)
        article = parse_plain_text(article, max_chars=MAX_CHARS if max_chars is None else max_chars)
    if not isinstance(article, Article):
        raise TypeError(
            f"extract_claims takes an Article or its text, and got a {type(article).__name__}; parse_article makes an "
            "article of a row, read_articles of files, beside Failures, which have no claims"
        )
    if max_chars is not None:
        article = check_length(article, max_chars)
    if not any_language:
        article = check_language(article)
    document = split_sentences(article)
    document = extract_quotes(document, tagger)
    document = resolve_speakers(document, known_people)
    if statements:
        document = find_statements(document)
    document = select_quotes(document, min_confidence, cue_classes)
    if predicates:
        document = find_predicates(document, parser)
    claims = build_claims(document)
    return tuple(score_claim(claim) for claim in claims) if check_worthiness else claims
