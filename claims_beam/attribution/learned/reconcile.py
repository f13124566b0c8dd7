"""The correction of what the model found by what quotation marks and the order of words show."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims_beam.lexicon import cue_verbs
from claims_beam.lexicon.marks import (
    ANGLES,
    DOUBLE,
    ELLIPSIS,
    EM_DASH,
    EN_DASH,
    GUILLEMETS,
    LOW_DOUBLE,
    REVERSED_DOUBLE,
    SINGLE,
    STOPS,
)
from claims_beam.records import Attribution, Cue, MarkedQuotation, Mention, Span
from claims_beam.text.quotation import classify
from claims_beam.text.spans import core, last_from

_SPEECH = cue_verbs.SPEECH_VERBS | {":"}
_QUOTATION_MARKS = DOUBLE + SINGLE + GUILLEMETS + ANGLES + LOW_DOUBLE + REVERSED_DOUBLE
_EDGE = frozenset(f" \t\r\n\xa0{_QUOTATION_MARKS},;:{STOPS}{ELLIPSIS}{EM_DASH}{EN_DASH}-")


def reconcile(
    text: str, quotations: Sequence[MarkedQuotation], mentions: Sequence[Mention], found: Sequence[Attribution]
) -> list[Attribution]:
    """Return ``found`` with direct speech cut at its marks, and without what are only titles, nicknames and the like.

    A verb of speech without a source gets the name beside it.
    """
    pieces = {core(text, piece, _EDGE): piece for quotation in quotations for piece in quotation.pieces}
    names = {piece for quotation in quotations if classify(text, quotation) == "other" for piece in quotation.pieces}
    cut = [_cut_at_marks(text, attribution, pieces) for attribution in found]
    kept = [attribution for attribution in cut if not all(piece in names for piece in attribution.content)]
    return _with_names_beside(text, kept, [mention for mention in mentions if mention.form == "name"])


def _with_names_beside(text: str, found: Sequence[Attribution], names: Sequence[Mention]) -> list[Attribution]:
    """Give a content the source that stands where only a speaker can, as in *said Ines Falk*."""
    taken = sorted(span for attribution in found for span in (*attribution.content, *attribution.source))
    starts, ends = {name.start: name for name in names}, {name.end: name for name in names}
    return [_with_name_beside(text, attribution, starts, ends, taken) for attribution in found]


def _with_name_beside(
    text: str, found: Attribution, starts: dict[int, Mention], ends: dict[int, Mention], taken: Sequence[Span]
) -> Attribution:
    if found.source or not found.cue:
        return found
    cue = found.cue.spans[0]
    # The model may have read the name behind the cue as the end of the cue.
    name_start = next((word_start for word_start in _word_starts(text, cue) if word_start in starts), None)
    if name_start is not None and name_start < cue.end:
        cue = Span(cue.start, cue.start + len(text[cue.start : name_start].rstrip()))
    name = starts.get(name_start if name_start is not None else -1) or ends.get(cue.start - 1) or ends.get(cue.start)
    if name is None or _word(cue.of(text)) not in _SPEECH or _covers(taken, name):
        return found
    return replace(found, cue=Cue((cue, *found.cue.spans[1:])), source=(Span(name.start, name.end),))


def _word_starts(text: str, cue: Span) -> Iterator[int]:
    """Return where words other than the first start in the cue, and where one starts right behind it."""
    return (index for index in range(cue.start + 1, cue.end + 2) if text[index - 1 : index].isspace())


def _word(cue: str) -> str:
    return cue if cue == ":" else cue_verbs.FORMS.get(cue.lower(), "")


def _covers(taken: Sequence[Span], name: Mention) -> bool:
    last = last_from(taken, name.end - 1)
    return last >= 0 and taken[last].end > name.start


def _cut_at_marks(text: str, found: Attribution, pieces: dict[Span, Span]) -> Attribution:
    """Return the attribution; each content piece that holds exactly the words of a quotation gets its edges."""
    return replace(found, content=tuple(pieces.get(core(text, piece, _EDGE), piece) for piece in found.content))
