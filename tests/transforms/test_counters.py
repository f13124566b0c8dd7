"""What a runner's page shows: the metrics that the guide to pipelines lists, and what is in them."""

import re
from collections import Counter
from collections.abc import Mapping

import apache_beam as beam
import pytest
from apache_beam.metrics import MetricsFilter
from apache_beam.testing.util import assert_that, is_not_empty
from apache_beam.transforms.error_handling import CollectingErrorHandler
from support.output import articles_of
from support.paths import DOCS, ROOT, SAMPLES

import claims_beam as cb
from claims_beam.transforms.duplicates import WarnDuplicateIds
from claims_beam.transforms.steps.counters import NAMESPACE

pytestmark = pytest.mark.slow

GUIDE = (DOCS / "guides" / "pipeline.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, object]]:
    """Metrics of one run over the samples and an input that fails: kind -> name -> result."""
    folder = tmp_path_factory.mktemp("metrics")
    rows = ['{"id": "bad", "text": 7}', *2 * ['{"id": "twice", "text": "Rain.", "published_at": "soon"}']]
    (folder / "bad.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (folder / "menu.html").write_text("<html><body><a href='/'>Home</a></body></html>", encoding="utf-8")
    pipeline = beam.Pipeline(runner="FnApiRunner")
    with CollectingErrorHandler() as failures:
        articles = pipeline | cb.ReadArticles([str(SAMPLES), str(folder)]).with_error_handler(failures)
        articles | WarnDuplicateIds()
        claims = articles | cb.ExtractClaims(statements=True, max_chars=100_000).with_error_handler(failures)
        sentences = articles | "Again" >> cb.SplitSentences() | cb.EachSentence()
        claims | cb.WriteRecords(str(folder / "claims"))
        claims | cb.AsRows() | cb.AsRecords(cb.Claim)
        claims | cb.GroupQuotations()
        claims | cb.CheckQuotations(articles)
    assert_that(failures.output(), is_not_empty())
    assert_that(sentences, is_not_empty(), label="sentences")
    result = pipeline.run()
    result.wait_until_finish()
    found = result.metrics().query(MetricsFilter().with_namespace(NAMESPACE))
    counters: Counter[str] = Counter()
    for metric in found["counters"]:  # a name comes once for each step
        counters[metric.key.metric.name] += metric.result
    return {
        "counters": counters,
        "distributions": {metric.key.metric.name: metric.result for metric in found["distributions"]},
        "string_sets": {metric.key.metric.name: metric.result for metric in found["string_sets"]},
    }


def _listed() -> tuple[dict[str, str], list[str]]:
    """The guide's metrics by kind, as regular expressions, and its stages."""
    section = GUIDE.split("## Metrics")[1].split("\n## ")[0]
    stages = re.findall(r"`(\w+)`", section.split("Stages are")[1].split(".\n")[0])
    patterns = {}
    for names, kind in re.findall(r"^\| (`.*?) \| (counter|distribution|string set) \|", section, flags=re.M):
        for name in re.findall(r"`([^`]+)`", names):
            pattern = re.escape(name).replace("STAGE", f"(?:{'|'.join(stages)})").replace("ERROR", r"\w+(?:\.\w+)?")
            patterns[pattern.replace("FIELD", r"\w+").replace("REASON", r"\w+")] = f"{kind.replace(' ', '_')}s"
    return patterns, stages


def test_every_metric_is_listed_and_every_listed_one_is_there(measured: Mapping[str, Mapping[str, object]]) -> None:
    patterns, stages = _listed()
    found = {(kind, name) for kind, metrics in measured.items() for name in metrics}
    unlisted = [
        (kind, name)
        for kind, name in found
        if not any(of == kind and re.fullmatch(pattern, name) for pattern, of in patterns.items())
    ]
    missing = [
        pattern
        for pattern, kind in patterns.items()
        if not any(of == kind and re.fullmatch(pattern, name) for of, name in found)
    ]
    assert (unlisted, missing) == ([], [])
    assert {name.split(".")[0] for _, name in found if name.endswith(".in")} == set(stages)


def test_every_stage_is_listed() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "claims_beam").rglob("*.py"))
    _, stages = _listed()
    assert {name for source in sources for name in re.findall(r'\bStep\(\s*"(\w+)"', source)} == set(stages)


def test_what_they_say_is_so(measured: Mapping[str, Mapping[str, object]], tagger: cb.Tagger) -> None:
    counters, distributions = measured["counters"], measured["distributions"]
    articles = articles_of(SAMPLES)
    articles += 2 * [cb.Article("twice", "Rain.")]
    claims = [claim for article in articles for claim in cb.extract_claims(article, tagger, statements=True)]
    kinds = [claim.kind for claim in claims]
    assert {kind: counters.get(f"claims.{kind}", 0) for kind in set(kinds)} == {k: kinds.count(k) for k in set(kinds)}
    nameless = [claim for claim in claims if claim.kind != "statement" and not (claim.speaker and claim.speaker.name)]
    assert counters["unresolved_speakers"] == len(nameless) > 0
    assert counters["sentences"] == 2 * sum(len(cb.split_sentences(article).sentences) for article in articles)
    windows: list[None] = []
    counting = cb.load(on_window=lambda: windows.append(None))
    for article in articles:
        cb.extract_quotes(cb.split_sentences(article), counting)
    assert counters["tagger_windows"] == len(windows) >= len(articles)
    assert counters["duplicate_ids"] == 1
    assert counters["parse.unread.published_at"] == 2
    assert counters["parse.failed"] == counters["parse.failed.ArticleError.wrong_type"] == 1
    assert distributions["extract_quotes.words_per_second"].count == len(articles)
    assert distributions["extract_quotes.microseconds"].sum > distributions["split_sentences.microseconds"].sum
    assert distributions["extract_quotes.load_milliseconds"].count == 1
