"""The closed vocabularies have every value that the code can give, and no other."""

from pathlib import Path
from typing import get_args

import pytest

import claims_beam as cb
from claims_beam.claims.quantities import find_quantities
from claims_beam.lexicon.cue_classes import CLASSES, TABLE
from claims_beam.lexicon.implicatives import Modality
from claims_beam.records import AttributionKind, ChangeKind, Claim, ClaimKind, MentionForm, Span, SpeakerKind, Tense
from claims_beam.schema import vocabularies
from claims_beam.schema.rows import check_row, to_row
from claims_beam.schema.vocabularies import Vocabulary
from claims_beam.speakers.resolutions import Resolution

SAMPLES = Path(__file__).parents[1] / "data" / "samples"


@pytest.mark.parametrize(
    ("vocabulary", "given"),
    [
        (vocabularies.KINDS, get_args(ClaimKind)),
        (vocabularies.CUE_CLASSES, CLASSES),
        (vocabularies.SPEAKER_KINDS, get_args(SpeakerKind)),
        (vocabularies.MENTION_FORMS, get_args(MentionForm)),
        (vocabularies.RESOLUTIONS, get_args(Resolution)),
        (vocabularies.MODALITIES, get_args(Modality)),
        (vocabularies.TENSES, get_args(Tense)),
        (vocabularies.CHANGES, get_args(ChangeKind)),
    ],
    ids=["kind", "cue.class", "speaker.kind", "form", "resolution", "modality", "tense", "change.kind"],
)
def test_a_vocabulary_is_what_the_code_gives(vocabulary: Vocabulary, given: tuple[str, ...]) -> None:
    assert set(vocabulary) == set(given)
    assert all(vocabulary.values())


def test_attributions_are_of_kinds_of_claims() -> None:
    assert set(get_args(AttributionKind)) < set(vocabularies.KINDS)


def test_every_word_is_of_a_class() -> None:
    assert set(TABLE.values()) <= set(vocabularies.CUE_CLASSES)


def test_entities_are_whatever_speaks_and_has_a_name() -> None:
    assert set(vocabularies.ENTITY_LABELS) == set(vocabularies.SPEAKER_KINDS) - {"UNNAMED"}


@pytest.mark.parametrize(
    ("text", "comparators"),
    [
        ("over 40 boats", ["more than"]),
        ("no fewer than 40 boats", ["at least"]),
        ("40+ boats", ["at least"]),
        ("under 40 boats", ["less than"]),
        ("up to 40 boats", ["at most"]),
        ("40 boats or so", ["about"]),
        ("nearly 40 boats", ["about"]),
        ("between 30 and 40 boats", ["at least", "at most"]),
        ("40 boats", [None]),
    ],
)
def test_comparators(text: str, comparators: list[str | None]) -> None:
    found = [quantity.comparator for quantity in find_quantities(text, [Span(0, len(text))])]
    assert found == comparators
    assert set(found) <= {None, *vocabularies.COMPARATORS}


def test_claims_of_the_sample_articles_fit(tagger: cb.Tagger) -> None:
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES.glob("*.txt")]
    claims = [claim for text in texts for claim in cb.extract_claims(text, tagger, statements=True)]
    assert len(claims) > len(texts)
    for claim in claims:
        check_row(to_row(claim), Claim)
