"""What the claims add up to: the rows of the page's bar charts.

A chart is a title, the field that its rows are values of, whether its bars are parts of 100 percent, and rows of
[the value's number or text, label, counts]. Counts are one per kind of claim, or [part, whole].
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claims_beam.records import Failure
from claims_beam.report.labels import label

MOST_ROWS = 12
MOST_PERIODS = 24
# The first 10, 7 and 4 characters of an ISO date name its day, its month and its year.
_PERIOD_CHARS = (10, 7, 4)

Columns = Mapping[str, Sequence[Any]]
Chart = dict[str, Any]


def make_charts(claims: Columns, articles: Columns, books: Columns, kinds: int) -> list[Chart]:
    """Return the charts of a corpus; a chart that would have no row is left out."""
    article_of, kind = claims["article"], claims["kind"]
    publisher = [articles["publisher"][article] for article in article_of]
    date = [articles["date"][article] for article in article_of]
    speakers = _named(_by_kind(claims["speaker"], kind, kinds), books["speaker"])
    publishers = _named(_by_kind(publisher, kind, kinds), books["publisher"])
    cue_classes = _named(_by_kind(claims["cue_class"], kind, kinds), books["cue_class"])
    periods = _over_time(date, kind, kinds)
    charts = [
        _chart("Who is quoted most", "speaker", speakers),
        _chart("Claims over time", "period", periods, most=len(periods)),
        _chart("Claims by publisher", "publisher", publishers),
        _chart("Claims by class of cue", "cue_class", cue_classes),
        _chart("Share of direct quotes by publisher", "publisher", _shares(publishers), share=True),
    ]
    return [chart for chart in charts if chart["rows"]]


def _chart(title: str, field: str, rows: list[list[Any]], *, share: bool = False, most: int = MOST_ROWS) -> Chart:
    return {"title": title, "field": field, "share": share, "rows": rows[:most], "left_out": len(rows[most:])}


def _by_kind(keys: Iterable[Any], kind: Iterable[int], kinds: int) -> dict[Any, list[int]]:
    """Return how many claims of each kind there are for each key."""
    counts: dict[Any, list[int]] = {}
    for (key, number), count in Counter(zip(keys, kind, strict=True)).items():
        counts.setdefault(key, [0] * kinds)[number] = count
    return counts


def _named(counts: Mapping[int, list[int]], names: Sequence[str | None]) -> list[list[Any]]:
    """Return the rows that have a name, the largest first; rows of one size are in the order of their names."""
    rows = [[code, names[code], row] for code, row in counts.items() if names[code]]
    return sorted(rows, key=lambda row: (-sum(row[2]), row[1]))


def _over_time(dates: Sequence[str], kind: Sequence[int], kinds: int) -> list[list[Any]]:
    """Return one row for each day or, if days or months are too many, for each month or year, the earliest first.

    Claims without a date are left out.
    """
    days = set(dates)
    few = (chars for chars in _PERIOD_CHARS if len({day[:chars] for day in days}) <= MOST_PERIODS)
    chars = next(few, _PERIOD_CHARS[-1])
    counts = _by_kind((date[:chars] for date in dates), kind, kinds)
    return [[period, period, counts[period]] for period in sorted(counts) if period]


def _shares(rows: Iterable[list[Any]]) -> list[list[Any]]:
    """Return the rows with two counts each: that of direct claims, which are the first kind, and that of all claims."""
    return [[code, name, [counts[0], sum(counts)]] for code, name, counts in rows]


def failure_chart(failures: Iterable[Failure]) -> Chart:
    """Return failures by stage and error."""
    counts = Counter(label(f"{failure.stage}: {failure.error}") for failure in failures)
    return _chart("Failures", "failure", [[name, name, [count]] for name, count in counts.most_common()])
