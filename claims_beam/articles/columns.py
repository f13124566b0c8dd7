"""Which input column holds which field of an article."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from claims_beam.articles.errors import missing_column, repeated_column

FALLBACK_ID = "id"


@dataclass(frozen=True, slots=True)
class Columns:
    """Say which input column holds which field of an article; an optional field that is None is not read.

    Unless ``article_id`` is mapped, a row without it may carry its id in ``id``. A file whose header, or each of whose
    JSON records, lacks a column that was mapped to another name than the field's is a failure (``missing_column``), and
    so is a table with two columns of a name that is read (``repeated_column``).

    Args:
        article_id: The column of the id.
        text: The column of the text.
        url: The column of the address.
        title: The column of the headline.
        publisher: The column of the publisher.
        published_at: The column of the time of publication.
        language: The column of the language.
        author: The column of the author, whom the byline names.

    Raises:
        ValueError: For a name that no column can have.

    Examples:
        >>> import claims_beam as cb
        >>> columns = cb.Columns(text="body", article_id="uri", title=None)
        >>> article = cb.parse_article({"uri": "a1", "body": "It rained.", "title": "Rain"}, columns=columns)
        >>> article.article_id, article.text, article.title
        ('a1', 'It rained.', None)
    """

    article_id: str = "article_id"
    text: str = "text"
    url: str | None = "url"
    title: str | None = "title"
    publisher: str | None = "publisher"
    published_at: str | None = "published_at"
    language: str | None = "language"
    author: str | None = "author"

    def __post_init__(self) -> None:
        """Refuse names that no column can have."""
        for field in fields(self):
            name = getattr(self, field.name)
            optional = field.name not in ("article_id", "text")
            if not (isinstance(name, str) and name) and not (name is None and optional):
                raise ValueError(
                    f"The column for {field.name} is {name!r}: give a column's name, such as {field.default!r}."
                )

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the columns in which an id is looked up, in order."""
        return (self.article_id, FALLBACK_ID) if self.article_id == "article_id" else (self.article_id,)

    @property
    def names(self) -> tuple[str, ...]:
        """Return all columns that are read."""
        return tuple(dict.fromkeys(name for _, name in self._read))

    @property
    def _read(self) -> list[tuple[str, str]]:
        """Return each field with the column that it is read from; the id may have two."""
        mapped = ((field.name, getattr(self, field.name)) for field in fields(self))
        both = [*(("article_id", name) for name in self.ids), *mapped]
        return [(field, name) for field, name in both if name is not None]

    @property
    def mapped(self) -> Mapping[str, str]:
        """Return the columns that were mapped to names of their own, by field."""
        given = {field.name: (getattr(self, field.name), field.default) for field in fields(self)}
        return {field: name for field, (name, default) in given.items() if name not in (None, default)}

    def check(self, available: Sequence[str], path: str | None = None) -> None:
        """Raise ``ArticleError`` if a table lacks the text's column, or one that was mapped to a name of its own.

        It is raised, too, if several columns have one name that is read. Its message names the ``path`` of the table.
        """
        for field, name in {"text": self.text, **self.mapped}.items():
            if name not in available:
                raise missing_column(field, name, available, path)
        times = Counter(available)
        for field, name in self._read:
            if times[name] > 1:
                raise repeated_column(field, name, times[name], path)


DEFAULT_COLUMNS = Columns()


def refuse_other_columns(columns: object) -> None:
    """Raise TypeError for what is no ``Columns``, such as a dictionary."""
    if not isinstance(columns, Columns):
        raise TypeError(
            f"columns is of type {type(columns).__name__}; give Columns, which says which column holds which field, "
            'such as Columns(text="body")'
        )
