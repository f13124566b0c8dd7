"""The rows that come out: claims with their details, and failures."""

from dataclasses import dataclass
from datetime import datetime

from claims_beam.records.layers import Addressee, Cue, Predicate, Speaker
from claims_beam.records.values import ClaimKind, Spans


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a claim, with unit and comparator ("more than")."""

    text: str
    start: int
    end: int
    value: float | None = None
    unit: str | None = None
    comparator: str | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a claim; ``iso`` where it can be known."""

    text: str
    start: int
    end: int
    iso: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity in a claim."""

    text: str
    start: int
    end: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Substitution:
    """A replacement: ``text`` stands for ``text[start:end]`` of the article in the claim's ``standalone_text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which package, model, schema and rules made the record."""

    package_version: str
    model_id: str
    schema_version: str
    rules: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold one claim: an attribution, or a statement in the article's own voice.

    The fields are the columns of the table of claims, which ``docs/record.md`` describes one by one.

    Examples:
        >>> import claims_beam as cb
        >>> [claim] = cb.extract_claims("“The bridge stays shut,” said Ines Falk, the harbour master.")
        >>> claim.kind, claim.speaker.name, claim.cue.text
        ('direct', 'Ines Falk', 'said')
    """

    claim_id: str
    article_id: str
    url: str | None
    publisher: str | None
    title: str | None
    published_at: datetime | None
    language: str | None
    kind: ClaimKind
    text: str
    content: Spans
    prefix: str
    suffix: str
    sentence_first: int
    sentence_last: int
    cue: Cue | None
    speaker: Speaker | None
    addressee: Addressee | None
    confidence: float
    extractor: Provenance
    predicate: Predicate | None = None
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    entities: tuple[Entity, ...] = ()
    standalone_text: str | None = None
    substitutions: tuple[Substitution, ...] = ()
    check_worthiness: float | None = None
    check_worthiness_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Hold an input that could not be used, and why.

    Attributes:
        article_id: The article's id, None where it is unknown.
        stage: The step that failed, such as ``parse``.
        error: The error's class, and its reason where it has one.
        message: What was wrong, and the cure where one is known.
        element: The first 2,000 characters of what came in.

    Examples:
        >>> import claims_beam as cb, pathlib, tempfile
        >>> file = pathlib.Path(tempfile.mkdtemp(), "news.jsonl")
        >>> _ = file.write_text('{"text": 7}')
        >>> [failure] = cb.read_articles(str(file))
        >>> failure.stage, failure.error
        ('parse', 'ArticleError.wrong_type')
    """

    article_id: str | None
    stage: str
    error: str
    message: str
    element: str
