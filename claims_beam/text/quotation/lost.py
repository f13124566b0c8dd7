"""Where a quotation ends whose closing mark was lost.

It ends before the clause that attributes it. A quotation that begins in the middle of a sentence ends with that
sentence if no such clause comes before the sentence's end.

    “We will appeal, said Orla Finch. The ruling came on Monday.
"""

import re
from bisect import bisect_left
from functools import cached_property

from claims_beam.lexicon.cue_verbs import QUESTION_FORMS, REPORTING_FORMS
from claims_beam.lexicon.marks import APOSTROPHES, STOPS
from claims_beam.lexicon.pronouns import PERSONAL
from claims_beam.lexicon.terms import alternatives

_FORMS = alternatives(QUESTION_FORMS | REPORTING_FORMS)
_NAME = rf"(?!I )[A-Z][\w.{APOSTROPHES}-]{{0,30}}(?: [A-Z][\w.{APOSTROPHES}-]{{0,30}}){{0,4}}"
_SUBJECT = rf"(?:{_NAME}|(?:{alternatives(PERSONAL - {'i', 'we'})})|the [\w-]{{1,30}}(?: [\w-]{{1,30}})?)"
_APPOSITION = r"(?:, [^,.!?\n]{1,60},)?"
_ATTRIBUTED = re.compile(rf"(?<=\w)[,!?](?= (?:(?:{_FORMS}|according to)\b|{_SUBJECT}{_APPOSITION} (?:{_FORMS})\b))")
_SENTENCE_END = re.compile(rf"(?<=\w)[{STOPS}](?=\s+[^\W\d_a-z])")


class LostCloses:
    """The places of a text where quotations that were not closed may end; each is looked for once."""

    def __init__(self, text: str) -> None:
        self._text = text

    def between(self, start: int, known: int, end: int) -> int | None:
        """Return the end of a quotation whose words begin at ``start``, and that does not end before ``known``."""
        ends = self._attributed
        if self._text[start : start + 1].islower():
            ends = self._any
        index = bisect_left(ends, max(start, known) + 1)
        return ends[index] if index < len(ends) and ends[index] < end else None

    @cached_property
    def _attributed(self) -> list[int]:
        return [match.end() for match in _ATTRIBUTED.finditer(self._text)]

    @cached_property
    def _any(self) -> list[int]:
        return sorted({*self._attributed, *(match.end() for match in _SENTENCE_END.finditer(self._text))})
