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
    """Hold words that refer to somebody or something: a name, a nominal (*the minister*) or a pronoun.

    Attributes:
        start: The offset of the first code point.
        end: The offset behind the last code point.
        form: ``name``, ``nominal`` or ``pronoun``.
        kind: What the words refer to (PERSON, ORG, GPE, GROUP), None where that is unknown.
        name: The fullest name of the person that a name or a pronoun means, None where that is not clear.
            ``resolve_speakers`` fills it in.
        words: The words of a name without the title beside it.
        title: The title beside a name.
        gender: What the first name, the title or the pronoun shows: ``f``, ``m`` or None.
        certain: False for a person's name that neither a first name nor a title gives away.
        title_start: Where a title begins that a model found before the name.
        referents: The likeliest referents of a pronoun, where a model has an opinion.

    Examples:
        >>> import claims_beam as cb
        >>> document = cb.split_sentences(cb.parse_article({"text": "Mayor Ada Moreno said the pier was safe."}))
        >>> [mention] = cb.extract_quotes(document).mentions
        >>> mention.form, mention.kind, mention.words, mention.title
        ('name', 'PERSON', ('Ada', 'Moreno'), 'Mayor')
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
        """Return where the first piece starts."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Return where the last piece ends."""
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
    """Hold the entity that a source refers to.

    Attributes:
        name: The fullest name in the article, joint speakers joined by `` & `` in text order; None when nobody is
            named.
        id: The person's id in the table of known people.
        names: The joint speakers one by one.
        kind: PERSON, ORG, GPE, GROUP or UNNAMED; of joint speakers the first one's.
        title: The title or role that the article gives.
        mention: The source as written, None when the article gives none.
        resolution: How the answer came about, such as ``surname``.
        confidence: The probability that ``name`` is right, from 0 to 1.

    Examples:
        >>> import claims_beam as cb
        >>> [claim] = cb.extract_claims("Ada Moreno rose. “We sail at noon,” she said.")
        >>> claim.speaker.name, claim.speaker.mention.text, claim.speaker.resolution
        ('Ada Moreno', 'she', 'pronoun-salient')
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
    """Hold the words that attribute: *said*, *according to*.

    Attributes:
        spans: Where the words stand; all that a tagger gives.
        text: The words as written.
        lemma: The lemma of the words' head, None where they have no word, such as a colon.
        class_: What the cue does, such as ``say`` or ``deny``; None where the words are in no table.
        negated: Whether the cue is negated: *did not say*.

    Examples:
        >>> from claims_beam.testing import read_markup
        >>> [quote] = read_markup("[Ada Moreno] <did not say> {who pays}.").document().attributions
        >>> quote.cue.lemma, quote.cue.class_, quote.cue.negated
        ('say', 'say', True)
    """

    spans: Spans
    text: str = ""
    lemma: str | None = None
    class_: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Addressee:
    """Hold who was spoken to: told *reporters*.

    Attributes:
        text: The addressee as written.
        start: The offset of the first code point.
        end: The offset behind the last code point.

    Examples:
        >>> from claims_beam.testing import read_markup
        >>> [quote] = read_markup("[Ada Moreno] <told> reporters {that it was safe}.").document().attributions
        >>> quote.addressee.text
        'reporters'
    """

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
    """Link content, cue and source: somebody is credited with words.

    Attributes:
        content: The pieces of what is attributed.
        cue: The words that attribute it, None where there are none.
        source: The pieces of the words that name who is credited; empty where there are none.
        kind: ``direct``, ``indirect`` or ``mixed``; ``extract_quotes`` fills it in.
        addressee: Who was spoken to; ``extract_quotes`` fills it in.
        confidence: The probability that content, cue and source are right together, from 0 to 1.
        evidence: The probabilities of the parts that the confidence was made of.
        referents: The likeliest referents of the source, where the tagger has an opinion.
        speaker: Whom the source refers to; ``resolve_speakers`` fills it in.
        predicate: The content's main clause; ``find_predicates`` fills it in.

    Examples:
        >>> import claims_beam as cb
        >>> text = "Ada Moreno said it was safe."
        >>> said, moreno = cb.Cue((cb.Span(11, 15),)), (cb.Span(0, 10),)
        >>> attribution = cb.Attribution(content=(cb.Span(16, 27),), cue=said, source=moreno)
        >>> [piece.of(text) for piece in attribution.content]
        ['it was safe']
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
    """Hold an article with what has been found in it so far; each step adds a layer and keeps the rest.

    Attributes:
        article: The article.
        sentences: Its sentences; ``split_sentences`` adds them.
        speech: What quotation marks and transcript labels show; ``extract_quotes`` adds it, and the next three.
        mentions: Names, and the pronouns and nominals that refer to somebody.
        attributions: Who is credited with which words.
        extractor: The tagger's ``model_id``.
        phrases: The subjects, verbs and objects of main clauses, in text order; None where the tagger reads no clauses.
        statements: What the article asserts in its own voice; ``find_statements`` adds them.

    Examples:
        >>> import claims_beam as cb
        >>> document = cb.split_sentences(cb.parse_article({"text": "It rained. It snowed."}))
        >>> [sentence.of(document.text) for sentence in document.sentences]
        ['It rained.', 'It snowed.']
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
        """Return the article's text, as it came in."""
        return self.article.text


@dataclass(frozen=True, slots=True)
class SentenceRecord:
    """Hold one sentence as a row of the table of sentences.

    Attributes:
        article_id: The article's id.
        index: The sentence's place in the article, counted from 0.
        start: The offset of the first code point.
        end: The offset behind the last code point.
        text: The sentence as written.

    Examples:
        >>> import claims_beam as cb
        >>> cb.SentenceRecord("rain", 0, 0, 10, "It rained.").text
        'It rained.'
    """

    article_id: str
    index: int
    start: int
    end: int
    text: str
