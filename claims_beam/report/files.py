"""Writing of folders of tables and article files as one HTML page, which is what ``claims-beam report`` does."""

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from apache_beam.io.filesystems import FileSystems

from claims_beam.articles.columns import DEFAULT_COLUMNS, Columns
from claims_beam.articles.parse import MAX_CHARS
from claims_beam.records import Article, Claim, Failure, Quotation
from claims_beam.report.data import report_data, texts_left_out
from claims_beam.report.page import MAX_TEXT_CHARS, render_data
from claims_beam.schema.rows import RecordT
from claims_beam.storage.files import table_files, write_whole
from claims_beam.storage.paths import is_local
from claims_beam.storage.plain import replaced
from claims_beam.storage.tables import TableError, read_records
from claims_beam.transforms.quotations import QUOTATIONS
from claims_beam.transforms.reading import read_articles

CLAIMS, FAILURES, ARTICLES = "claims", "failures", "articles"


class WrittenReport(NamedTuple):
    """What a page was made of.

    Attributes:
        unread: The articles that could not be read.
        has_texts: Whether there were texts of articles.
        texts_left_out: How many of these the page does not hold, since they did not fit.
    """

    unread: tuple[Failure, ...]
    has_texts: bool
    texts_left_out: int


def write_report(
    claims: str,
    output: str,
    articles: Sequence[str] = (),
    *,
    columns: Columns = DEFAULT_COLUMNS,
    max_chars: int = MAX_CHARS,
    max_text_chars: int = MAX_TEXT_CHARS,
) -> WrittenReport:
    """Write the page and return what it was made of; the page lists articles that could not be read as failures, too.

    ``claims`` is the folder that ``claims-beam extract`` wrote into, or the one of its tables of claims; failures and
    quotations are read from beside them, and so are articles if none are given. ``output`` is replaced when the page is
    complete. Raises TableError for a folder without claims or with a table that is not of claims, OddFileError for an
    output that is not a file, ArticleError and OSError for patterns of articles that lead to none, and ValueError if
    none of the articles can be read.
    """
    found = _claims_folder(claims)
    output_folder = FileSystems.split(found)[0]
    given = list(read_articles(articles, columns=columns, max_chars=max_chars)) if articles else []
    unread = tuple(record for record in given if isinstance(record, Failure))
    read = [record for record in given if isinstance(record, Article)]
    if articles and not read:
        raise ValueError(_none_read(articles, unread))
    recorded = _beside(output_folder, FAILURES, Failure)
    texts = read or _beside(output_folder, ARTICLES, Article)
    quotations = _beside(output_folder, QUOTATIONS, Quotation)
    failures = dict.fromkeys(chain(recorded, unread))
    data = report_data(read_records(found, Claim), texts, failures, quotations, max_text_chars)
    page = render_data(data)
    if is_local(output):
        Path(output).parent.mkdir(parents=True, exist_ok=True)
        with replaced(output) as file:
            file.write(page.encode())
    else:
        write_whole(output, page.encode())
    return WrittenReport(unread, bool(texts), texts_left_out(data))


def _none_read(articles: Sequence[str], unread: Sequence[Failure]) -> str:
    if not unread:
        return f"there is no article in {', '.join(articles)}; give the articles from which the claims were extracted"
    return f"none of the articles can be read; the first failure: {unread[0].message}"


def _beside(folder: str, name: str, record_type: type[RecordT]) -> Iterable[RecordT]:
    """Return the records of another table that the same run wrote; none if it wrote no such table."""
    path = FileSystems.join(folder, name)
    return read_records(path, record_type) if table_files(path) else ()


def _claims_folder(folder: str) -> str:
    """Return the folder of the claims: that below the output folder, or the folder itself."""
    folder = folder.rstrip("/") or folder
    candidates = (FileSystems.join(folder, CLAIMS), folder)
    for candidate in candidates:
        if table_files(candidate):
            return candidate
    raise TableError(
        f"{folder} holds no claims: there is no .parquet file in it or in its folder {CLAIMS}/. "
        "Give the folder that `claims-beam extract --output` wrote into, or run that first"
    )
