r"""Helpers for tests of your own pipeline: an article, a text with its attributions marked, a tagger without a model.

Mark in a text who says what and whom each source means, and test your pipeline on it:

    >>> import claims_beam as cb
    >>> from claims_beam.testing import FakeTagger, make_article, read_markup, speaker_names
    >>> pier = read_markup("Ada Moreno opened the pier. [She=Ada Moreno] <said> {it was safe}.")
    >>> article = make_article(pier.text)
    >>> document = cb.extract_quotes(cb.split_sentences(article), FakeTagger(pier))
    >>> speaker_names(cb.resolve_speakers(document)) == pier.speakers
    True

The markup:

| mark | meaning |
| --- | --- |
| `{it was safe}` | A content. `{“We sail,”} [Rowe] said. {+“At noon.”}` is one content in two pieces. |
| `[Moreno]` | A source. The first source belongs to the first content, the second to the second, and so on. |
| `[She=Ada Moreno]` | A source and its speaker's name; `[Moreno]` alone names Moreno, `[Analysts=]` names nobody. |
| `[]` | A content without a source. `[=Ada Moreno]` names the speaker of such a content. |
| `<said>` | A cue. Mark one for each content or none at all; `<>` is a content without a cue. |
| `\{` | A brace that belongs to the text. A backslash stands before every other such character too. |

Importing this module loads neither Beam nor spaCy nor a model.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import zip_longest

from claims_beam.attribution.finishing import finish, prepare
from claims_beam.records import Article, Attribution, Cue, Document, Span, Spans
from claims_beam.text.sentences import split_sentences

__all__ = ["TEXT", "FakeTagger", "MarkedText", "MarkupError", "make_article", "read_markup", "speaker_names"]

TEXT = "“We will rebuild the pier,” Ada Moreno told residents on Friday. The council has not said who pays."
"""The text of an article for whose text a test does not care."""

PUBLISHED_AT = datetime(2026, 3, 6, 9, 30, tzinfo=UTC)

_MARK = re.compile(
    r"""
    \\(?P<escaped>.)
    | \{(?P<more>\+?)(?P<content>(?:\\.|[^{}\\])*)\}
    | \[(?P<source>(?:\\.|[^\[\]\\=])*)(?:=(?P<speaker>(?:\\.|[^\[\]\\])*))?\]
    | <(?P<cue>(?:\\.|[^<>\\])*)>
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class MarkupError(ValueError):
    """Report a marked-up text whose marks do not fit together.

    Examples:
        >>> import claims_beam as cb
        >>> from claims_beam.testing import read_markup
        >>> try:
        ...     read_markup("[Ada Moreno] said it was safe.")
        ... except ValueError as error:
        ...     print("there are 0 contents, 1 sources" in str(error))
        True
    """


def make_article(
    text: str = TEXT,
    *,
    article_id: str = "pier",
    url: str | None = "https://news.example/pier",
    title: str | None = "Pier to be rebuilt",
    publisher: str | None = "The Harbour Post",
    published_at: datetime | None = PUBLISHED_AT,
    language: str | None = "en",
) -> Article:
    """Return an article in which every field has a value.

    Args:
        text: The text, ``TEXT`` unless the test is about the words.
        article_id: The id; give each article of a test its own.
        url: Where the article was published.
        title: The headline.
        publisher: Who published it.
        published_at: When, with a time zone.
        language: A BCP 47 tag.

    Examples:
        >>> make_article().publisher
        'The Harbour Post'
        >>> make_article("It rained.", article_id="rain", published_at=None).article_id
        'rain'
    """
    return Article(
        article_id=article_id,
        text=text,
        url=url,
        title=title,
        publisher=publisher,
        published_at=published_at,
        language=language,
    )


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text and what is to be found in it, read from markup by ``read_markup`` or made from spans of your own.

    Attributes:
        text: The text, without marks.
        attributions: What a tagger is to find, in text order. Only the spans of cues are read: ``extract_quotes`` finds
            out the rest of a cue, and of what kind an attribution is.
        speakers: The canonical name of each attribution's speaker, None where nobody is named.

    Examples:
        >>> rain = MarkedText("It will rain, she said.", (Attribution(content=(Span(0, 12),)),))
        >>> rain.document().attributions[0].content[0].of(rain.text)
        'It will rain'
    """

    text: str
    attributions: tuple[Attribution, ...] = ()
    speakers: tuple[str | None, ...] = ()

    def document(self, article: Article | None = None) -> Document:
        """Return a document with the attributions, as it comes out of ``extract_quotes``.

        Args:
            article: An article of this text; ``make_article(text)`` by default.
        """
        tagger = FakeTagger(self)
        document = prepare(split_sentences(article or make_article(self.text)))
        return replace(finish(tagger(document)), extractor=tagger.model_id)


class FakeTagger:
    """A tagger for tests that finds the attributions which it was given; it can be pickled.

    It is accepted wherever a ``claims_beam.Tagger`` is. It finds no attributions in an article whose text it was not
    given. In a Beam pipeline, ``beam.Map(tag)`` takes the place of ``ExtractQuotes()``, where ``tag`` is a function of
    yours::

        def tag(document: cb.Document) -> cb.Document:
            return cb.extract_quotes(document, tagger)

    Args:
        texts: The texts with the attributions to find in them, as marked-up strings or as ``MarkedText``.
        model_id: The name that documents and claims have as their extractor.

    Raises:
        MarkupError: The marks of a string do not fit together.

    Examples:
        >>> import claims_beam as cb
        >>> tagger = FakeTagger("[Ada Moreno] <said> {the pier was safe}.")
        >>> article = make_article("Ada Moreno said the pier was safe.")
        >>> [found] = cb.extract_quotes(cb.split_sentences(article), tagger).attributions
        >>> found.kind, found.cue.lemma, found.content
        ('indirect', 'say', (Span(start=16, end=33),))
        >>> cb.extract_quotes(cb.split_sentences(make_article("It rained.")), tagger).attributions
        ()
    """

    def __init__(self, *texts: str | MarkedText, model_id: str = "fake/1") -> None:
        marked = (read_markup(text) if isinstance(text, str) else text for text in texts)
        self._attributions = {marked_text.text: marked_text.attributions for marked_text in marked}
        self.model_id = model_id

    def __call__(self, document: Document) -> Document:
        """Return the document with the attributions that were given for its text."""
        return replace(document, attributions=self._attributions.get(document.text, ()))


def read_markup(marked: str) -> MarkedText:
    r"""Return the text without its marks, and what they say; the markup is described at the top of this module.

    Args:
        marked: The text with its marks.

    Raises:
        MarkupError: The number of sources, or of cues where there are any, is not that of contents, or a ``{+`` piece
            follows no content that it could continue.

    Examples:
        >>> marked = read_markup("{“We sail,”} [Rowe] <said>. {+“At noon.”} [The crew=] <denied> {it was “noon”}.")
        >>> marked.text
        '“We sail,” Rowe said. “At noon.” The crew denied it was “noon”.'
        >>> [(quote.kind, len(quote.content), quote.cue.class_) for quote in marked.document().attributions]
        [('direct', 2, 'say'), ('mixed', 1, 'deny')]
        >>> marked.speakers
        ('Rowe', None)
        >>> read_markup(r"A list \[of names\].").text
        'A list [of names].'
    """
    reading = _Reading()
    last = 0
    for mark in _MARK.finditer(marked):
        reading.text += marked[last : mark.start()]
        reading.take(mark)
        last = mark.end()
    reading.text += marked[last:]
    return MarkedText(reading.text, tuple(reading.attributions()), tuple(reading.speakers))


def speaker_names(document: Document) -> tuple[str | None, ...]:
    """Return the name of each attribution's speaker, to compare with ``MarkedText.speakers``.

    Examples:
        >>> speaker_names(read_markup("[Rowe] said {it rained}.").document())
        (None,)
    """
    speakers = (attribution.speaker for attribution in document.attributions)
    return tuple(speaker.name if speaker else None for speaker in speakers)


class _Reading:
    """What has been read of a marked-up text so far."""

    def __init__(self) -> None:
        self.text = ""
        self.contents: list[Spans] = []
        self.sources: list[Spans] = []
        self.cues: list[Spans] = []
        self.speakers: list[str | None] = []

    def take(self, mark: re.Match[str]) -> None:
        """Add the words of a mark to the text, and their span to its role."""
        if mark["escaped"] is not None:
            self.text += mark["escaped"]
        elif mark["content"] is not None:
            self._take_content(self._add(mark["content"]), continues=bool(mark["more"]))
        elif mark["source"] is not None:
            self.sources.append(self._add(mark["source"]))
            name = mark["source"] if mark["speaker"] is None else mark["speaker"]
            self.speakers.append(_plain(name) or None)
        else:
            self.cues.append(self._add(mark["cue"]))

    def _take_content(self, piece: Spans, *, continues: bool) -> None:
        if not piece:
            raise MarkupError("a content is empty; write the words that are attributed between { and }")
        if not continues:
            self.contents.append(piece)
        elif self.contents:
            self.contents[-1] += piece
        else:
            raise MarkupError("a {+...} continues the content before it, and there is none; write {...}")

    def _add(self, words: str) -> Spans:
        start = len(self.text)
        self.text += _plain(words)
        return (Span(start, len(self.text)),) if words else ()

    def attributions(self) -> Iterator[Attribution]:
        """Yield the attribution of each marked content, in the order in which the contents begin."""
        contents = len(self.contents)
        if len(self.sources) != contents or len(self.cues) not in (0, contents):
            raise MarkupError(
                f"there are {contents} contents, {len(self.sources)} sources and {len(self.cues)} cues; "
                "write a [source] for each {content}, [] for none, and a <cue> for each or for no content"
            )
        for content, source, cue in zip_longest(self.contents, self.sources, self.cues, fillvalue=()):
            yield Attribution(content=content, cue=Cue(spans=cue) if cue else None, source=source)


def _plain(words: str) -> str:
    return _ESCAPED.sub(r"\1", words)
