"""Articles that occur more than once: the same article is dropped, the same id on different texts is warned of."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
from apache_beam.coders import BooleanCoder
from apache_beam.metrics import Metrics
from apache_beam.transforms.timeutil import TimeDomain
from apache_beam.transforms.userstate import ReadModifyWriteStateSpec, TimerSpec, on_timer
from apache_beam.utils.timestamp import MAX_TIMESTAMP, Duration

from claims_beam.articles.distinct import digest_of
from claims_beam.records import Article
from claims_beam.transforms.steps.counters import NAMESPACE

_LOGGER = logging.getLogger(__name__)


@dataclass(eq=False)
class DistinctArticles(beam.PTransform[beam.PCollection[Article], beam.PCollection[Article]]):
    """Drop articles whose id and text have come before in their window. Function twin: ``distinct_articles``.

    This is for streams whose messages are delivered again; what is dropped is counted in the metric ``redelivered``. An
    article whose text has changed is another one. State is kept by key, so articles are shuffled once, by a digest of
    id and text; nothing else of the package shuffles them. A key's state is one bit, dropped when its window takes no
    more late data. So windows that merge (sessions) cannot be used, and in the one global window nothing is forgotten.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> rain = cb.Article("rain", "It rained.")
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     articles = pipeline | beam.Create([rain, rain]) | cb.DistinctArticles()
        ...     _ = articles | beam.Map(lambda article: print(article.article_id))
        rain
    """

    def expand(self, articles: beam.PCollection[Article]) -> beam.PCollection[Article]:
        """Keep the first of each."""
        first = _FirstOnly(articles.windowing.allowed_lateness)
        return (
            articles
            | "Key" >> beam.Map(_keyed).with_input_types(Article).with_output_types(tuple[bytes, Article])
            | "First" >> beam.ParDo(first).with_output_types(Article)
        )


def _keyed(article: Article) -> tuple[bytes, Article]:
    return digest_of(article), article


_SEEN = ReadModifyWriteStateSpec("seen", BooleanCoder())
_EXPIRY = TimerSpec("expiry", TimeDomain.WATERMARK)
_SEEN_STATE: Any = beam.DoFn.StateParam(_SEEN)
_EXPIRY_TIMER: Any = beam.DoFn.TimerParam(_EXPIRY)


class _FirstOnly(beam.DoFn):
    """Keep each article that is the first with its key in the window.

    Most runners forget the state of a window that has expired by themselves; the timer does it on all of them.
    """

    def __init__(self, allowed_lateness: Duration) -> None:
        self._allowed_lateness = allowed_lateness

    def process(
        self,
        keyed: tuple[bytes, Article],
        window: Any = beam.DoFn.WindowParam,
        seen: Any = _SEEN_STATE,
        expiry: Any = _EXPIRY_TIMER,
    ) -> Iterator[Article]:
        """Yield the article, unless the key has been seen."""
        if seen.read():
            Metrics.counter(NAMESPACE, "redelivered").inc()
            return
        seen.write(True)
        expiry.set(min(window.max_timestamp() + self._allowed_lateness, MAX_TIMESTAMP))
        yield keyed[1]

    @on_timer(_EXPIRY)
    def expire(self, seen: Any = _SEEN_STATE) -> None:
        """Forget the key."""
        seen.clear()


@dataclass(eq=False)
class WarnDuplicateIds(beam.PTransform[beam.PCollection[Article], beam.PCollection[str]]):
    """Log one warning of the ids that several articles share, and count them in the metric ``duplicate_ids``.

    The warning has their number in the window, and one of them. Only ids are grouped, never texts. Articles of
    one id but different texts still get distinct claim ids.
    """

    def expand(self, articles: beam.PCollection[Article]) -> beam.PCollection[str]:
        """Return the ids that occur more than once."""
        repeated = (
            articles
            | "Ids" >> beam.Map(_article_id).with_output_types(str)
            | "Count" >> beam.combiners.Count.PerElement()
            | "Repeated" >> beam.FlatMap(_repeated).with_output_types(str)
        )
        (
            repeated
            | "One" >> beam.Map(_one).with_output_types(tuple[int, str])
            | "Sum" >> beam.CombineGlobally(_sum).without_defaults()
            | "Warn" >> beam.Map(_warn)
        )
        return repeated


def _article_id(article: Article) -> str:
    return article.article_id


def _repeated(counted: tuple[str, int]) -> Iterator[str]:
    article_id, count = counted
    if count > 1:
        Metrics.counter(NAMESPACE, "duplicate_ids").inc()
        yield article_id


def _one(article_id: str) -> tuple[int, str]:
    return 1, article_id


def _sum(found: Iterable[tuple[int, str]]) -> tuple[int, str]:
    """Return how many ids there are, and the first of them by the alphabet."""
    several = list(found)
    return sum(count for count, _ in several), min((article_id for _, article_id in several), default="")


def _warn(found: tuple[int, str]) -> None:
    count, article_id = found
    _LOGGER.warning("ids that several articles have: %d, such as %r; all articles are kept", count, article_id)
