"""The layers that the steps put over an article, and the document that holds them."""

from dataclasses import dataclass

from claims_beam.records.values import (
    DEFAULT_CONFIDENCE,
    Article,
    AttributionKind,
    Gender,
    MentionForm,
    PhraseRole,
    Span,
    Spans,
    SpeakerKind,
    Tense,
)


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
class MarkedQuotation:
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

    quotations: tuple[MarkedQuotation, ...] = ()
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
