"""Search of sources for what claims quote: where it stands in them, and what was changed."""

from collections.abc import Sequence
from dataclasses import dataclass

import apache_beam as beam

from claims_beam.corpus.checking import Sources, check_quotations
from claims_beam.records import Article, Claim, QuotationCheck
from claims_beam.transforms.steps import GuardedTransform, Step


@dataclass(eq=False)
class CheckQuotations(GuardedTransform[beam.PCollection[Claim], beam.PCollection[QuotationCheck]]):
    """Tell where what claims quote stands in sources, and what was changed. Function twin: ``check_quotations``.

    It gives a ``QuotationCheck`` for each passage that a claim quotes.

    Args:
        sources: Articles, such as the transcripts of a day: a list, or a collection of the same pipeline, which becomes
            a side input. Every worker holds them in memory.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> talk = cb.Article("talk", "So the bridge stays shut all winter.")
        >>> claims = cb.extract_claims("“The bridge stays shut all winter,” said Ines Falk.")
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     given = pipeline | beam.Create(claims).with_output_types(cb.Claim)
        ...     _ = given | cb.CheckQuotations([talk]) | beam.Map(lambda check: print(check.source_id))
        talk
    """

    sources: Sequence[Article] | beam.PCollection[Article]

    def expand(self, claims: beam.PCollection[Claim]) -> beam.PCollection[QuotationCheck]:
        """Check each claim."""
        sources = self.sources
        if not isinstance(sources, beam.PCollection):
            sources = claims.pipeline | "Sources" >> beam.Create(list(sources)).with_output_types(Article)
        listed = sources | "ListSources" >> beam.combiners.ToList()
        indexed = listed | "IndexSources" >> beam.Map(Sources).with_output_types(Sources)
        side = beam.pvalue.AsSingleton(indexed)
        step = Step("check_quotations", _check, takes=Claim, gives=QuotationCheck, many=True, side=side)
        return claims | step.with_error_handler(self.error_handler)


def _check(claim: Claim, sources: Sources) -> tuple[QuotationCheck, ...]:
    return check_quotations(sources, claim)
