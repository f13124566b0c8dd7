"""Which attributions are wanted: those that are sure enough, and those whose cue does what is looked for."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from numbers import Real

from claims_beam.lexicon.cue_classes import CLASSES, SPEECH, SPEECH_CLASSES
from claims_beam.records import Attribution, Document

_WITHOUT_CUE = "say"  # A missing cue has the class of a colon: the words stand as somebody's speech.


@dataclass(frozen=True, slots=True)
class Selection:
    """The attributions that ``select_quotes`` keeps; its options are described there. Raises ValueError as it does."""

    min_confidence: float = 0.0
    cue_classes: Collection[str] | None = None

    def __post_init__(self) -> None:
        """Refuse options out of range."""
        least, classes = self.min_confidence, self.cue_classes
        if not isinstance(least, Real) or isinstance(least, bool) or not 0 <= least <= 1:
            raise ValueError(f"min_confidence is {least!r}; give a number from 0 (keep all) to 1")
        if classes is None:
            return
        if isinstance(classes, str) or not isinstance(classes, Collection) or not classes:
            raise ValueError(f"cue_classes is {classes!r}; give a list such as ['say', 'deny'], or None to keep all")
        if unknown := [class_ for class_ in classes if class_ != SPEECH and class_ not in CLASSES]:
            raise ValueError(
                f"there is no cue class {unknown[0]!r}; use {SPEECH} (for {', '.join(SPEECH_CLASSES)}) or some of: "
                f"{', '.join(CLASSES)}"
            )

    def keeps(self, attribution: Attribution) -> bool:
        """Return whether the attribution is wanted."""
        if attribution.confidence < self.min_confidence:
            return False
        if self.cue_classes is None:
            return True
        class_ = attribution.cue.class_ if attribution.cue else _WITHOUT_CUE
        return class_ in self.cue_classes or (SPEECH in self.cue_classes and class_ in SPEECH_CLASSES)


def select_quotes(
    document: Document, min_confidence: float = 0.0, cue_classes: Collection[str] | None = None
) -> Document:
    """Return the document with those of its attributions that are wanted; everything else stays as it is.

    Args:
        document: A document with its attributions.
        min_confidence: Attributions whose ``confidence`` is lower are left out; 0 keeps all.
        cue_classes: The classes of cues that are wanted, of those that ``schemas/README.md`` lists for ``cue.class``;
            ``"speech"`` stands for all in which somebody says or writes something. Words without a cue count as
            ``"say"``, as those behind a colon do; a cue of no known class is left out. None keeps all.

    Raises:
        ValueError: For a confidence outside 0 to 1, and for classes that there are not.

    Examples:
        >>> import claims_beam as cb
        >>> from claims_beam.testing import read_markup
        >>> marked = read_markup("[Rowe] <said> {it rained}. [Falk] <hopes> {it stops}.")
        >>> kept = cb.select_quotes(marked.document(), cue_classes=["speech"])
        >>> [attribution.cue.text for attribution in kept.attributions]
        ['said']
    """
    selection = Selection(min_confidence, cue_classes)
    return replace(document, attributions=tuple(filter(selection.keeps, document.attributions)))
