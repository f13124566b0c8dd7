"""The values that flow through the package, from article to claim.

Every offset is a code point offset (a Python ``str`` index) into ``Article.text`` exactly as it came in, end exclusive:
``text[span.start:span.end]`` is the span. Records are frozen and slotted; they compare by value and survive pickling,
so they cross process boundaries as they are. Field names are the column names of the tables (``claims_beam.schema``);
a trailing underscore, where Python reserves the word, is dropped there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

AttributionKind = Literal["direct", "indirect", "mixed"]
ClaimKind = Literal["direct", "indirect", "mixed", "statement"]
SpeakerKind = Literal["PERSON", "ORG", "GPE", "GROUP", "UNNAMED"]
MentionForm = Literal["name", "nominal", "pronoun"]
Tense = Literal["past", "present", "future"]
Gender = Literal["f", "m"]
PhraseRole = Literal["subject", "verb", "object"]

DEFAULT_CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the article's text: ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of the span in ``text``."""
        return text[self.start : self.end]


Spans = tuple[Span, ...]


def join_pieces(text: str, spans: Iterable[Span]) -> str:
    """The pieces as written, joined by one space."""
    return " ".join(span.of(text) for span in spans)


@dataclass(frozen=True, slots=True)
class Article:
    """One input article. ``published_at`` is timezone-aware, in UTC; ``language`` is a BCP 47 tag."""

    article_id: str
    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published_at: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Referent:
    """A name that a source or a pronoun may refer to, with the model's probability.

    ``start`` is where the name starts, None for nobody who is named.
    """

    start: int | None
    probability: float


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to somebody or something: a name, a nominal ("the minister") or a pronoun.

    ``kind`` is what they refer to where that is known (PERSON, ORG, GPE, GROUP), else None; ``name`` is the fullest
    name of the person that a name or a pronoun means, None where that is not clear (``resolve_speakers`` fills it in).
    A name has its ``words`` without the ``title`` beside it, the ``gender`` that its first name or title shows, and
    ``certain``, which is False for a person's name that neither a first name nor a title gives away. ``title_start``
    is where a title begins that a model found before the name, else None. A pronoun has the ``gender`` that it shows
    and, where a model has an opinion, the likeliest ``referents``.
    """

    start: int
    end: int
    form: MentionForm
    kind: SpeakerKind | None = None
    name: str | None = None
    words: tuple[str, ...] = ()
    title: str | None = None
    gender: Gender | None = None
    certain: bool = True
    title_start: int | None = None
    referents: tuple[Referent, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation as printed, its marks included.

    ``pieces`` holds a span for each paragraph, ``inner`` the same without marks; ``depth`` counts the quotations around
    it; ``closed`` says whether a closing mark was found, else its end is inferred.
    """

    pieces: Spans
    depth: int
    closed: bool
    inner: Spans

    @property
    def start(self) -> int:
        """Where the first piece starts."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1].end


@dataclass(frozen=True, slots=True)
class Utterance:
    """One paragraph's piece of a spoken quotation; ``index`` counts quotations, so pieces of one share it."""

    span: Span
    index: int


@dataclass(frozen=True, slots=True)
class Speech:
    """What quotation marks and the labels of a transcript show of an article's speech.

    ``quotations`` are all that marks enclose; ``utterances`` those pieces that stand as speech by themselves, and the
    turns of a transcript; ``verbatim`` the utterances in the speaker's own words; ``fragments`` all else in marks.
    """

    quotations: tuple[Quotation, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    verbatim: frozenset[Span] = frozenset()
    fragments: Spans = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """The source as the article writes it: its words, their form and where they stand."""

    text: str
    form: MentionForm
    spans: Spans


@dataclass(frozen=True, slots=True)
class Speaker:
    """The entity a source refers to.

    ``name`` is the canonical (fullest) name, joint speakers joined by `` & `` in text order, None when nobody is named;
    ``id`` is the caller's id of a known person; ``names`` lists the joint speakers one by one; ``mention`` is the
    source as written, None when the article gives none; ``resolution`` says which rule decided; ``confidence`` is the
    probability that ``name`` is right.
    """

    name: str | None
    id: str | None = None
    names: tuple[str, ...] = ()
    kind: SpeakerKind = "UNNAMED"
    title: str | None = None
    mention: Reference | None = None
    resolution: str = "none"
    confidence: float = DEFAULT_CONFIDENCE


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute; a tagger gives their ``spans`` alone, and ``extract_quotes`` fills in the rest."""

    spans: Spans
    text: str = ""
    lemma: str | None = None
    class_: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who was spoken to: told *reporters*."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the article that are the subject, verb or object of a clause.

    A verb also says how the clause presents what happens, as in ``Predicate``.
    """

    span: Span
    role: PhraseRole
    negated: bool = False
    modality: str | None = None
    tense: Tense | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """The main clause of a claim's content, as written; ``verb`` without auxiliaries.

    ``modality``: asserted, probable, possible, necessary, conditional, counterfactual or future; ``tense``: past,
    present or future, None for an infinitive; ``negated``: the content says that it is not so.
    """

    subject: str | None = None
    verb: str | None = None
    object: str | None = None
    negated: bool = False
    modality: str | None = None
    tense: Tense | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content, cue and source, linked: somebody is credited with words.

    A tagger gives ``content``, the spans of ``cue`` and ``source``, its ``confidence`` and the ``evidence`` for it: the
    probabilities that its parts are right, and, if it has an opinion on whom the source refers to, the likeliest
    ``referents``. ``extract_quotes`` fills in ``kind`` and ``addressee``.
    """

    content: Spans
    cue: Cue | None = None
    source: Spans = ()
    kind: AttributionKind = "indirect"
    addressee: Addressee | None = None
    confidence: float = DEFAULT_CONFIDENCE
    evidence: tuple[float, ...] = ()
    referents: tuple[Referent, ...] = ()
    speaker: Speaker | None = None
    predicate: Predicate | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence in the article's own voice that asserts something checkable.

    ``check_worthiness`` and its reasons are those by which ``find_statements`` chose the sentence.
    """

    content: Spans
    confidence: float = DEFAULT_CONFIDENCE
    predicate: Predicate | None = None
    check_worthiness: float | None = None
    check_worthiness_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An article with what has been found in it so far; each step of the chain adds a layer and keeps the rest.

    ``split_sentences`` adds ``sentences``; ``extract_quotes`` adds ``speech``, ``mentions``, ``attributions`` and the
    name of their ``extractor``; ``find_statements`` adds ``statements``. ``phrases`` are those of main clauses, in text
    order; None where the tagger reads no clauses.
    """

    article: Article
    sentences: Spans = ()
    speech: Speech = Speech()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    extractor: str | None = None
    phrases: tuple[Phrase, ...] | None = None
    statements: tuple[Statement, ...] = ()

    @property
    def text(self) -> str:
        """The article's text, untouched."""
        return self.article.text


@dataclass(frozen=True, slots=True)
class SentenceRecord:
    """One sentence as a row of a side table; ``index`` counts from 0 within the article."""

    article_id: str
    index: int
    start: int
    end: int
    text: str


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
    """``text[start:end]`` stands as ``text`` in the claim's ``standalone_text``."""

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
    """One row of the output table; the columns are described in ``schemas/README.md``."""

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
    """An input that could not be used: where, why, and its first 2,000 characters."""

    article_id: str | None
    stage: str
    error: str
    message: str
    element: str


Record = Article | SentenceRecord | Claim | Failure
