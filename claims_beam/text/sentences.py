"""Sentence boundaries that respect quotation marks: tables and linear scans, standard library only.

F of sentence starts on 29 news, interview and speech documents of UD_English-GUM (November 2026; each library given
the text line by line where that helps it): this module .985; nupunkt 0.8 .985; sentence-splitter 1.4 .982; spaCy's
en_core_web_sm parser .982; blingfire 0.1.8 .982; syntok 1.4 .980; sentencex 1.0.32 .978; pySBD 0.3.4 .974. Of those
still released, sentencex panics on some Unicode, takes quadratic time over unpaired marks and never breaks inside a
quotation; nupunkt is young and little used, and would still need the rules for lines, marks and attributions below.
"""

import re
from collections.abc import Iterator

from claims_beam.lexicon.abbreviations import BEFORE_NAMES, BEFORE_NUMBERS, DOMAINS, MAY_END_SENTENCE
from claims_beam.lexicon.cue_verbs import QUESTION_FORMS
from claims_beam.lexicon.function_words import SENTENCE_OPENERS
from claims_beam.lexicon.marks import APOSTROPHE, APOSTROPHES, BACKTICK, EVERY_CLOSING, EVERY_OPENING, STRAIGHT
from claims_beam.lexicon.names import COMMON_PARTICLES
from claims_beam.lexicon.terms import alternatives
from claims_beam.records import Article, Document, SentenceRecord, Span, Spans
from claims_beam.text.line_breaks import LIST_MARKER
from claims_beam.text.plain import plain_text
from claims_beam.text.spans import trimmed

_LINE = re.compile(r"[^\n]++")
_HEAD = re.compile(rf"(?:{LIST_MARKER})?\W*+")  # This is no sentence by itself.

_OPENING = rf"{EVERY_OPENING}(\[{{"
_CLOSING = rf"{EVERY_CLOSING})\]}}"
_EITHER = STRAIGHT + APOSTROPHE + BACKTICK
_QUOTE = re.compile(f"[{EVERY_OPENING}{_EITHER}]")

# Where a sentence may end. `stop`: also spaced, as in ". . ."; `marks`: those of this sentence, which adhere to it (an
# opening mark only when nothing follows that it could open) or can only close; `gap`: space and opening marks up to the
# next word.
_END = re.compile(
    r"(?P<stop>[.?!…。！？](?:\s?[.?!…])*+)"
    rf"(?P<marks>(?:[{_CLOSING}{_EITHER}]|[{_OPENING}](?!\S)|\s?[.?!…])*+(?:\s*+[{_CLOSING}])*+)"
    rf"(?P<gap>[\s{_OPENING}{_EITHER}]*+)"
)
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
_FINAL = re.compile(r"[.?!]")

# After a stop, punctuation or a dash before a small letter shows that the sentence goes on. A small letter alone shows
# that too, but not that of a brand such as iPhone.
_RUNS_ON = re.compile(r"[,;:]|(?:--?|[–—])\s*+[a-z]")
_CAMEL_CASE = re.compile(r"[a-z]{1,9}[A-Z]")

_OPENERS = alternatives(word.capitalize() for word in SENTENCE_OPENERS)
_OPENER = re.compile(rf"(?:{_OPENERS})\b(?!\.)")

# A title, also in capitals, has its name after it; other abbreviations may end a sentence.
_INITIAL = re.compile(rf"(?<![\w{APOSTROPHES}&.])[^\W\d_]\Z")  # It is the J of J. Smith, not the s of Ann's.
_INITIALISM = re.compile(rf"(?<![\w{APOSTROPHES}&])(?:[^\W\d_]{{1,2}}\.)++[^\W\d_]\Z")  # U.S, p.m, Ph.D
_LAST_WORD = re.compile(r"(?<!\w)[^\W\d_]++\Z")
_LONGEST = 24  # So many characters before a stop are read, which is more than any abbreviation has.

# A stop without a space behind it (on Sunday.Police said) ends a sentence only if whole words stand on both sides of it
# and are not those of an address on the web.
_WORD_BEFORE = re.compile(
    rf"(?<![^\s{_OPENING}{_EITHER}])[^\W_]+(?:[{APOSTROPHES}-][^\W_]+)*(?<=[a-z\d]{{2}})[{_CLOSING}]?\Z"
)
_WORD_BEHIND = re.compile(rf"(?!(?:{alternatives(word.capitalize() for word in DOMAINS)})\b)[A-Z][a-z]+(?![\w@/]|\.\w)")

# After “Really?”: a name, perhaps an apposition, and a reporting verb.
_NAME = rf"(?!(?:{_OPENERS})\b)(?![a-z])[^\W\d_][\w.{APOSTROPHES}-]*+"
_ATTRIBUTION = re.compile(
    rf"{_NAME}(?:\s(?:{_NAME}|(?:{alternatives(COMMON_PARTICLES)})\b)){{0,6}}+(?:,[^?!,]{{1,80}},)?+\s"
    rf"(?:{alternatives(QUESTION_FORMS)})\b"
)


def find_sentences(text: str) -> Spans:
    """Return the sentences of an English text, in order, as code point offsets into it.

    They do not overlap, begin and end with a non-space character, and together cover every non-space character. Any
    text will do, and the work is linear in its length. A line ends its sentence (headline, paragraph, list item) unless
    the text is hard-wrapped there.
    """
    plain = plain_text(text)
    lines = (trimmed(plain.text, Span(*line.span())) for line in _LINE.finditer(plain.text))
    sentences = (sentence for line in lines if line.start < line.end for sentence in _split_line(plain.text, line))
    return tuple(map(plain.outward, sentences))


def split_sentences(article: Article) -> Document:
    """Return the article as a document with its sentences.

    Args:
        article: The article; any text will do.

    Examples:
        >>> import claims_beam as cb
        >>> document = cb.split_sentences(cb.Article("rain", "“So what?” Petrie said. It rained."))
        >>> [sentence.of(document.text) for sentence in document.sentences]
        ['“So what?” Petrie said.', 'It rained.']
    """
    return Document(article, sentences=find_sentences(article.text))


def _split_line(text: str, line: Span) -> Iterator[Span]:
    """Yield the sentences of one line, which begins and ends with a non-space character."""
    start = line.start
    words_from = _words_from(text, start, line.end)
    for end in _END.finditer(text, line.start, line.end):
        if words_from < end.start() and end.end() < line.end and _is_boundary(text, end):
            yield trimmed(text, Span(start, end.end("marks")))
            start = end.end("marks")
            words_from = _words_from(text, start, line.end)
    yield trimmed(text, Span(start, line.end))


def _words_from(text: str, start: int, end: int) -> int:
    """Return where the words of a sentence begin, behind the marks and the list item's number before them."""
    head = _HEAD.match(text, start, end)
    return head.end() if head else start


def _is_boundary(text: str, end: re.Match[str]) -> bool:
    """Return whether the sentence stops at this match of ``_END``, after which a word follows."""
    stop, marks, gap = end.group("stop", "marks", "gap")
    opener = _OPENER.match(text, end.end()) is not None
    if stop.isascii() and not gap:
        return opener or _is_glued(text, end)
    if _goes_on(text, end.end()):
        return False
    if "?" in stop or "!" in stop:
        return not (marks and _ATTRIBUTION.match(text, end.end()))
    opens_quote = _QUOTE.search(gap) is not None
    if _ELLIPSIS.fullmatch(stop):
        return opener or opens_quote
    if stop != "." or _FINAL.search(marks):
        return True
    before = text[max(0, end.start() - _LONGEST) : end.start()]
    return not _is_abbreviation(before, opener, opens_quote, text[end.end()].isdigit())


def _is_glued(text: str, end: re.Match[str]) -> bool:
    """Return whether only the space behind the stop is missing."""
    before = text[max(0, end.start() - _LONGEST) : end.start()]
    if not (_WORD_BEFORE.search(before) and _WORD_BEHIND.match(text, end.end())):
        return False
    return end["stop"] != "." or not _is_abbreviation(before, opener=False, opens_quote=False, number=False)


def _goes_on(text: str, following: int) -> bool:
    """Return whether what follows carries on the sentence, whatever stop it comes after."""
    if text[following].islower():
        return not _CAMEL_CASE.match(text, following)
    return _RUNS_ON.match(text, following) is not None


def _is_abbreviation(before: str, opener: bool, opens_quote: bool, number: bool) -> bool:
    """Return whether the stop after the characters ``before`` only abbreviates, given what comes next."""
    if _INITIAL.search(before):
        return not opener
    if _INITIALISM.search(before):
        return not (opener or opens_quote)
    last = _LAST_WORD.search(before)
    word = last.group() if last else ""
    if word in MAY_END_SENTENCE:
        return not (opener or opens_quote)
    if word in BEFORE_NAMES or (word.isupper() and word.title() in BEFORE_NAMES):
        return True
    return number and word in BEFORE_NUMBERS


def each_sentence(document: Document) -> tuple[SentenceRecord, ...]:
    """Return the document's sentences as rows of the table of sentences.

    Args:
        document: A document with its sentences.

    Examples:
        >>> import claims_beam as cb
        >>> document = cb.split_sentences(cb.Article("rain", "It rained."))
        >>> cb.each_sentence(document)
        (SentenceRecord(article_id='rain', index=0, start=0, end=10, text='It rained.'),)
    """
    article_id, text = document.article.article_id, document.text
    return tuple(
        SentenceRecord(article_id, index, span.start, span.end, span.of(text))
        for index, span in enumerate(document.sentences)
    )
