"""The learned tagger as a spaCy component: ``nlp.add_pipe("claims_tagger")``.

It sets three groups of ``doc.spans``: content, cue and source. Spans of one attribution share their ``id_``; a
content's ``label_`` is its kind (direct, indirect, mixed), a cue's its class (say, claim, deny ...). Spans are widened
to whole tokens. The setting ``spans_key`` gives groups other keys; those that it leaves out keep their own name:

    nlp.add_pipe("claims_tagger", config={"spans_key": {"content": "quotes"}})
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import srsly
from spacy import util
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span as DocSpan, SpanGroup
from spacy.training import Example

from claims_beam.attribution.extracting import extract_quotes
from claims_beam.attribution.loading import load
from claims_beam.attribution.protocol import Tagger
from claims_beam.records import Article, Attribution, Document, Span

GROUPS = ("content", "cue", "source")

_ATTRIBUTE = "spans_"  # spaCy's own scorer of spans puts this before the name of a group: ``spans_content_f``.
_SET_BY = "set_by"

Score = Callable[..., dict[str, Any]]


@util.registry.scorers("claims_beam.claims_tagger_scorer.v1")  # type: ignore[untyped-decorator]
def make_scorer(labeled: bool = True) -> Score:
    """Return what gives precision, recall and F of each group: ``spans_content_p``, ``spans_content_r`` and so on.

    A span is found if a predicted one has the same tokens. A document whose gold annotation lacks a group does not
    count for it.

    Args:
        labeled: Whether the label must be right as well; turn it off for gold spans without kinds and classes.
    """

    def score(examples: Iterable[Example], *, spans_key: Mapping[str, str], **_: Any) -> dict[str, Any]:
        known = list(examples)
        groups = (_score_group(known, key, labeled) for key in spans_key.values())
        return {name: value for group in groups for name, value in group.items()}

    return score


def _score_group(examples: list[Example], key: str, labeled: bool) -> dict[str, Any]:
    return Scorer.score_spans(
        examples,
        f"{_ATTRIBUTE}{key}",
        getter=lambda doc, _: doc.spans.get(key, []),
        has_annotation=lambda doc: key in doc.spans,
        labeled=labeled,
        allow_overlap=True,
    )


@Language.factory(
    "claims_tagger",
    assigns=["doc.spans"],
    default_config={
        "spans_key": {group: group for group in GROUPS},
        "scorer": {"@scorers": "claims_beam.claims_tagger_scorer.v1"},
    },
)
def make_claims_tagger(nlp: Language, name: str, spans_key: dict[str, str], scorer: Score | None) -> "ClaimsTagger":
    """Return the component; it needs no other one in the pipeline.

    spans_key: the key in ``doc.spans`` of each of ``GROUPS``.
    scorer: what ``nlp.evaluate`` calls; None for no scores.
    Raises ValueError for a group that there is not, or for one key of two groups.
    """
    del nlp
    return ClaimsTagger(load(tagger="learned"), name, spans_key, scorer)


class ClaimsTagger(Pipe):
    """The component that adds the spans of its attributions to a doc.

    It stores only its settings (``cfg``), since the model comes with the package.
    """

    def __init__(
        self,
        tagger: Tagger,
        name: str = "claims_tagger",
        spans_key: Mapping[str, str] | None = None,
        scorer: Score | None = None,
    ) -> None:
        self.name = name
        self.scorer = scorer
        self.cfg: dict[str, Any] = {"spans_key": _checked_keys(spans_key or {})}
        self._tagger = tagger

    def __call__(self, doc: Doc) -> Doc:
        """Set the groups of ``doc.spans``, also anew where this component has set them before.

        Raises ValueError where something else has set one of them; no group is changed then.
        """
        keys = self.cfg["spans_key"]
        for key in keys.values():
            self._check_free(doc, key)
        attributions = extract_quotes(Document(Article("", doc.text)), self._tagger).attributions
        for group, key in keys.items():
            spans = [
                span
                for number, attribution in enumerate(attributions)
                for span in _spans(doc, attribution, group, str(number))
            ]
            doc.spans[key] = SpanGroup(doc, name=key, attrs={_SET_BY: self.name}, spans=spans)
        return doc

    def _check_free(self, doc: Doc, key: str) -> None:
        if key in doc.spans and doc.spans[key].attrs.get(_SET_BY) != self.name:
            raise ValueError(
                f"{self.name}: doc.spans[{key!r}] has been set by something else; give the group another key, such as "
                f'nlp.add_pipe("claims_tagger", config={{"spans_key": {{"content": "claims_content"}}}})'
            )

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the settings as bytes."""
        return util.to_bytes({"cfg": lambda: srsly.json_dumps(self.cfg)}, exclude)

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> "ClaimsTagger":
        """Take over the settings that ``to_bytes`` gave."""
        util.from_bytes(bytes_data, {"cfg": lambda data: self._configure(srsly.json_loads(data))}, exclude)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the settings into the folder ``path``."""
        util.to_disk(path, {"cfg": lambda file: srsly.write_json(file, self.cfg)}, exclude)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "ClaimsTagger":
        """Take over the settings that ``to_disk`` wrote.

        They come before those of a config that is given to ``spacy.load``, as in spaCy's own components.
        """
        util.from_disk(path, {"cfg": lambda file: self._configure(srsly.read_json(file))}, exclude)
        return self

    def _configure(self, stored: Mapping[str, Any]) -> None:
        self.cfg = {"spans_key": _checked_keys(stored["spans_key"])}


def _checked_keys(spans_key: Mapping[str, str]) -> dict[str, str]:
    """Return the key of each group."""
    unknown = sorted(spans_key.keys() - set(GROUPS))
    if unknown:
        raise ValueError(f"spans_key has a group {unknown[0]!r}; give keys for some of: {', '.join(GROUPS)}")
    keys = {group: spans_key.get(group, group) for group in GROUPS}
    if len(set(keys.values())) < len(GROUPS):
        raise ValueError(f"spans_key gives two groups one key: {keys}; give each its own")
    return keys


def _spans(doc: Doc, attribution: Attribution, group: str, id_: str) -> list[DocSpan]:
    label, spans = {
        "content": (attribution.kind, attribution.content),
        "cue": (attribution.cue.class_ or "", attribution.cue.spans) if attribution.cue else ("", ()),
        "source": ("source", attribution.source),
    }[group]
    return [_widened(doc, span, label, id_) for span in spans]


def _widened(doc: Doc, span: Span, label: str, id_: str) -> DocSpan:
    widened = doc.char_span(span.start, span.end, label=label, span_id=id_, alignment_mode="expand")
    assert widened is not None  # Expanding fails only for offsets outside the text.
    return widened
