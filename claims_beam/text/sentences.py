"""Sentence boundaries that respect quotation marks: tables and linear scans, standard library only.

F of sentence starts on 29 news, interview and speech documents of UD_English-GUM (November 2026; each library given
the text line by line where that helps it): this module .985; nupunkt 0.8 .985; sentence-splitter 1.4 .982; spaCy's
en_core_web_sm parser .982; blingfire 0.1.8 .982; syntok 1.4 .980; sentencex 1.0.32 .978; pySBD 0.3.4 .974. Of those
still released, sentencex panics on some Unicode, takes quadratic time over unpaired marks and never breaks inside a
quotation; nupunkt is young and little used, and would still need the rules for lines, marks and attributions below.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from claims_beam.lexicon.abbreviations import BEFORE_NAMES, BEFORE_NUMBERS, MAY_END_SENTENCE
from claims_beam.lexicon.cue_verbs import QUESTION_FORMS
from claims_beam.lexicon.function_words import SENTENCE_OPENERS
from claims_beam.lexicon.marks import APOSTROPHE, APOSTROPHES, BACKTICK, EVERY_CLOSING, EVERY_OPENING, STRAIGHT
from claims_beam.lexicon.names import COMMON_PARTICLES
from claims_beam.lexicon.terms import alternatives
from claims_beam.records import Article, Document, SentenceRecord, Span, Spans
from claims_beam.text.spans import trimmed

_LINE_BREAKS = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"  # where str.splitlines breaks
_LINE = re.compile(rf"[^{_LINE_BREAKS}]++")
_LINE_BREAK = re.compile(rf"\r\n|[{_LINE_BREAKS}]")
_WORD = re.compile(r"\S++")
_MAX_WRAP_WIDTH = 100  # characters; mail wraps at 72, wire copy at 80: longer lines are whole paragraphs
_LIST_MARKER = re.compile(r"(?:[-*•‣◦·▪●–—]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)])(?!\S)")
_HEAD = re.compile(rf"(?:{_LIST_MARKER.pattern})?\W*+")  # what is no sentence by itself

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

# After an end: punctuation or a dash that carries the sentence on; a brand (iPhone) that only looks like lower case.
_RUNS_ON = re.compile(r"[,;:]|(?:--?|[–—])\s*+[a-z]")
_CAMEL_CASE = re.compile(r"[a-z]{1,9}[A-Z]")

_OPENERS = alternatives(word.capitalize() for word in SENTENCE_OPENERS)
_OPENER = re.compile(rf"(?:{_OPENERS})\b(?!\.)")

# A title, also in capitals, has its name after it; other abbreviations may end a sentence.
_INITIAL = re.compile(rf"(?<![\w{APOSTROPHES}&.])[^\W\d_]\Z")  # the J of J. Smith; not the s of Ann's, the T of AT&T
_INITIALISM = re.compile(rf"(?<![\w{APOSTROPHES}&])(?:[^\W\d_]{{1,2}}\.)++[^\W\d_]\Z")  # U.S, p.m, Ph.D
_LAST_WORD = re.compile(r"(?<!\w)[^\W\d_]++\Z")
_LONGEST = 16  # characters before a stop that are looked at: more than any abbreviation has

# After “Really?”: a name, perhaps an apposition, and a reporting verb.
_NAME = rf"(?!(?:{_OPENERS})\b)(?![a-z])[^\W\d_][\w.{APOSTROPHES}-]*+"
_ATTRIBUTION = re.compile(
    rf"{_NAME}(?:\s(?:{_NAME}|{alternatives(COMMON_PARTICLES)})){{0,6}}+(?:,[^?!,]{{1,80}},)?+\s"
    rf"(?:{alternatives(QUESTION_FORMS)})\b"
)


def find_sentences(text: str) -> Spans:
    """The sentences of an English text, in order, as code point offsets into it.

    They do not overlap, begin and end with a non-space character, and together cover every non-space character. Any
    text will do, and the work is linear in its length. A line ends its sentence (headline, paragraph, list item) unless
    the text is hard-wrapped there.
    """
    return tuple(sentence for block in _blocks(text) for sentence in _split_block(text, block))


def split_sentences(article: Article) -> Document:
    """The article as a ``Document`` with its sentences: the function twin of the ``SplitSentences`` transform."""
    return Document(article, sentences=find_sentences(article.text))


def _blocks(text: str) -> Iterator[Span]:
    """The stretches that no sentence crosses: each a line, or several where the text is hard-wrapped."""
    for lines in _paragraphs(text):
        wrap_width = _wrap_width(text, lines)
        start = lines[0].start
        for line, following in pairwise(lines):
            if not _is_wrapped(text, line, following, wrap_width):
                yield Span(start, line.end)
                start = following.start
        yield Span(start, lines[-1].end)


def _paragraphs(text: str) -> Iterator[list[Span]]:
    """The lines that are not blank, trimmed, grouped where blank lines part them."""
    lines: list[Span] = []
    end = 0
    for match in _LINE.finditer(text):
        line = trimmed(text, Span(*match.span()))
        if line.start >= line.end:
            continue
        if lines and not _LINE_BREAK.fullmatch(text, end, match.start()):
            yield lines
            lines = []
        lines.append(line)
        end = match.end()
    if lines:
        yield lines


def _wrap_width(text: str, lines: list[Span]) -> int | None:
    """The width to which a paragraph is hard-wrapped; None where nothing shows that it is."""
    width = max(line.end - line.start for line in lines)
    runs_on = any(text[line.start].islower() for line in lines[1:])
    return width if runs_on and width <= _MAX_WRAP_WIDTH else None


def _is_wrapped(text: str, line: Span, following: Span, wrap_width: int | None) -> bool:
    """Whether the break between two lines is only typographical.

    It is where the next line goes on in lower case or closes a mark, and where a hard-wrapped line had no room for the
    next line's first word.
    """
    if _LIST_MARKER.match(text, following.start):
        return False
    if text[following.start].islower() or text[following.start] in _CLOSING:
        return True
    word = _WORD.match(text, following.start)
    if word is None or wrap_width is None:
        return False
    return line.end - line.start + len(" ") + len(word.group()) > wrap_width


def _split_block(text: str, block: Span) -> Iterator[Span]:
    """The sentences of one block, which begins and ends with a non-space character."""
    start = block.start
    words_from = _words_from(text, start, block.end)
    for end in _END.finditer(text, block.start, block.end):
        if words_from < end.start() and end.end() < block.end and _is_boundary(text, end):
            yield trimmed(text, Span(start, end.end("marks")))
            start = end.end("marks")
            words_from = _words_from(text, start, block.end)
    yield trimmed(text, Span(start, block.end))


def _words_from(text: str, start: int, end: int) -> int:
    """Where the words of a sentence begin, after marks and a list item's number."""
    head = _HEAD.match(text, start, end)
    return head.end() if head else start


def _is_boundary(text: str, end: re.Match[str]) -> bool:
    """Whether the sentence stops at this match of ``_END``, after which a word follows."""
    stop, marks, gap = end.group("stop", "marks", "gap")
    opener = _OPENER.match(text, end.end()) is not None
    if stop.isascii() and not gap:
        return opener
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


def _goes_on(text: str, following: int) -> bool:
    """Whether what follows carries on the sentence, whatever stop it comes after."""
    if text[following].islower():
        return not _CAMEL_CASE.match(text, following)
    return _RUNS_ON.match(text, following) is not None


def _is_abbreviation(before: str, opener: bool, opens_quote: bool, number: bool) -> bool:
    """Whether the stop after the characters ``before`` only abbreviates, given what comes next."""
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
    """The document's sentences as rows of a side table."""
    article_id, text = document.article.article_id, document.text
    return tuple(
        SentenceRecord(article_id, index, span.start, span.end, span.of(text))
        for index, span in enumerate(document.sentences)
    )
