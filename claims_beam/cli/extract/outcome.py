"""What came of a job, by the metrics of its pipeline and the failures that it wrote."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from apache_beam.metrics import MetricsFilter
from apache_beam.runners.runner import PipelineResult

from claims_beam.cli.extract.reasons import Reason, reasons_in
from claims_beam.schema.vocabularies import KINDS
from claims_beam.storage.paths import absolute
from claims_beam.transforms.steps.counters import NAMESPACE, PASSED_OVER, CountUnread

# A failure in one of the first stages loses a file, in one of the second an article, and in one of the third a claim.
FILE_STAGES = ("match", "open", "read")
ARTICLE_STAGES = (
    "parse",
    "check_length",
    "check_language",
    "split_sentences",
    "extract_quotes",
    "resolve_speakers",
    "find_statements",
    "select_quotes",
    "find_predicates",
    "build_claims",
)
CLAIM_STAGES = ("score_claims", "write_records")

_UNREAD = f"{CountUnread.EXAMPLES}."


@dataclass(frozen=True)
class Report:
    """What came of a job. ``read`` counts inputs, and is ``done`` + ``failed``; ``claims`` those that were written.

    ``unread`` counts the articles in which an optional field could not be read, by field; ``unread_examples`` has one
    message for each file. ``reasons`` say why articles and claims failed, the commonest first. ``passed_over`` counts
    what came from the web and held no article, by reason; it is not among what was read.
    """

    read: int
    done: int
    failed: int
    claims: int
    claims_failed: int
    duplicate_ids: int
    unread: Mapping[str, int]
    unread_examples: Sequence[str]
    seconds: float
    reasons: tuple[Reason, ...]
    passed_over: Mapping[str, int]

    @property
    def all_failed(self) -> bool:
        """Return whether there were articles, and not one was done."""
        return self.failed > 0 and self.done == 0


def report_of(result: PipelineResult, failures: str, seconds: float) -> Report:
    """Return what came of a job that took so many seconds and wrote its failures into a folder."""
    metrics = result.metrics().query(MetricsFilter().with_namespace(NAMESPACE))
    counts: Counter[str] = Counter()
    for counter in metrics["counters"]:
        counts[counter.key.metric.name] += counter.result
    failed = sum(counts[f"{stage}.failed"] for stage in (*FILE_STAGES, *ARTICLE_STAGES))
    claims_failed = sum(counts[f"{stage}.failed"] for stage in CLAIM_STAGES)
    passed_over = {
        name.removeprefix(f"{PASSED_OVER}."): count
        for name, count in sorted(counts.items())
        if name.startswith(f"{PASSED_OVER}.")
    }
    file_failures = sum(counts[f"{stage}.failed"] for stage in FILE_STAGES)
    return Report(
        read=counts["parse.in"] - sum(passed_over.values()) + file_failures,
        done=counts["build_claims.done"],
        failed=failed,
        claims=sum(counts[f"claims.{kind}"] for kind in KINDS) - counts["score_claims.failed"],
        claims_failed=claims_failed,
        duplicate_ids=counts["duplicate_ids"],
        unread={
            name.removeprefix(_UNREAD): count for name, count in sorted(counts.items()) if name.startswith(_UNREAD)
        },
        unread_examples=_one_a_file(
            example
            for examples in metrics["string_sets"]
            if examples.key.metric.name == CountUnread.EXAMPLES
            for example in examples.result
        ),
        seconds=seconds,
        reasons=reasons_in(absolute(failures)) if failed or claims_failed else (),
        passed_over=passed_over,
    )


def _one_a_file(examples: Iterable[str]) -> list[str]:
    """Return the message of one example of each file; every worker may have one."""
    by_file = dict(example.split("\n", 1) for example in sorted(examples, reverse=True))
    return [by_file[file] for file in sorted(by_file)]
