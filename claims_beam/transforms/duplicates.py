"""Article ids that came in more than once: all are kept, and somebody should know."""

import logging
from collections.abc import Iterator
from typing import Any

import apache_beam as beam
from apache_beam.metrics import Metrics

from claims_beam.records import Article
from claims_beam.transforms._guard import NAMESPACE

_LOGGER = logging.getLogger(__name__)


class WarnDuplicateIds(beam.PTransform[Any, Any]):
    """Articles -> a logged warning, and a count in the metric ``duplicate_ids``, for each id that several share.

    Only ids are grouped, never texts. Articles of one id but different texts still get distinct claim ids.
    """

    def expand(self, articles: beam.PCollection[Article]) -> beam.PCollection[str]:
        """Gives the duplicate ids."""
        return (
            articles
            | "Ids" >> beam.Map(_article_id).with_output_types(str)
            | "Count" >> beam.combiners.Count.PerElement()
            | "Warn" >> beam.FlatMap(_warn).with_output_types(str)
        )


def _article_id(article: Article) -> str:
    return article.article_id


def _warn(counted: tuple[str, int]) -> Iterator[str]:
    article_id, count = counted
    if count > 1:
        Metrics.counter(NAMESPACE, "duplicate_ids").inc()
        _LOGGER.warning("%d articles have the id %r; all are kept", count, article_id)
        yield article_id
