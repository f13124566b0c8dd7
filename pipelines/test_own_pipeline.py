"""A test of a pipeline of your own, without a model: the text is marked with what is to be found in it."""

import apache_beam as beam
from apache_beam.testing.util import assert_that, equal_to

import claims_beam as cb
from claims_beam.testing import FakeTagger, make_article, read_markup

MARKED = read_markup(
    "Ada Moreno opened the pier. [She=Ada Moreno] <said> {it was safe}. [An engineer=] <doubted> {that it would last}."
)
TAGGER = FakeTagger(MARKED)


def tag(document: cb.Document) -> cb.Document:
    """Take the place of ``cb.ExtractQuotes()`` in the pipeline under test."""
    return cb.extract_quotes(document, TAGGER)


def is_named(claim: cb.Claim) -> bool:
    """Say whether the article names the speaker: the user's own function, which is what is tested here."""
    return claim.speaker is not None and claim.speaker.name is not None


def test_claims_of_unnamed_speakers_are_left_out() -> None:
    with beam.Pipeline("FnApiRunner") as pipeline:
        claims = (
            pipeline
            | beam.Create([make_article(MARKED.text)])
            | cb.SplitSentences()
            | "Tag" >> beam.Map(tag)
            | cb.ResolveSpeakers()
            | cb.BuildClaims()
            | beam.Filter(is_named)
        )
        found = claims | beam.Map(lambda claim: (claim.speaker.name, claim.cue.lemma, claim.text))
        assert_that(found, equal_to([("Ada Moreno", "say", "it was safe")]))
