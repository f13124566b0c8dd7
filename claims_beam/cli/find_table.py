"""The table that ``claims-beam find`` prints, in which the words of the claims have at least half of the width."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

WORDS, SPEAKER = "words", "speaker"

HEADINGS = {
    "published": "published_at",
    "publisher": "publisher",
    "article": "article_id",
    SPEAKER: "speaker",
    "kind": "kind",
    WORDS: "text",
}
"""The headings of the table, and the columns of an answer below them."""

MOST_BESIDE = 24
"""How wide a column beside the words may be: people choose names as they like, and ids of web pages are addresses."""

_FRAME = len("|  ")  # A column has a line and two blanks around what is written in it.

Row = Mapping[str, str]


def table_of(rows: Sequence[Row], width: int) -> Table:
    """Return a table of claims, given by heading, for a terminal of that width; what no claim has gets no column.

    Where the other columns would leave less than half of the width to the words, only the speaker stands beside these,
    and the rest below them.
    """
    beside = [heading for heading in HEADINGS if heading != WORDS and any(row[heading] for row in rows)]
    if sum(_width(heading, rows) + _FRAME for heading in beside) <= width // 2:
        return _table(rows, beside, (), MOST_BESIDE)
    below = [heading for heading in beside if heading != SPEAKER]
    return _table(rows, [heading for heading in beside if heading == SPEAKER], below, min(MOST_BESIDE, width // 3))


def _width(heading: str, rows: Sequence[Row]) -> int:
    return min(MOST_BESIDE, max(cell_len(written) for written in [heading, *(row[heading] for row in rows)]))


def _table(rows: Sequence[Row], beside: Sequence[str], below: Sequence[str], most_beside: int) -> Table:
    table = Table(show_lines=bool(below))
    for heading in beside:
        table.add_column(heading, max_width=most_beside, overflow="fold")
    table.add_column(_with_line_below(WORDS, below), overflow="fold")
    for row in rows:
        words = _with_line_below(row[WORDS], [row[heading] for heading in below if row[heading]])
        table.add_row(*(Text(row[heading]) for heading in beside), words)
    return table


def _with_line_below(words: str, facts: Sequence[str]) -> Text:
    return Text.assemble(words, ("\n" + " · ".join(facts), "dim")) if facts else Text(words)
