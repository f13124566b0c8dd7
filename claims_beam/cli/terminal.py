"""An article with its sentences and claims, for reading on a terminal."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claims_beam.cli.escaping import escaped, escaped_offset
from claims_beam.records import Claim, Document, Speaker
from claims_beam.report.highlights import Role, collect_marks, cut

CONTENT_STYLES = {"direct": "green", "mixed": "cyan", "indirect": "blue", "statement": "white"}
CUE_STYLE = "bold yellow"
SOURCE_STYLE = "bold magenta"
ROLE_STYLES: Mapping[Role, str] = {"cue": CUE_STYLE, "source": SOURCE_STYLE}

_INDENT = 4


def print_document(console: Console, document: Document, claims: Sequence[Claim]) -> None:
    """Print the numbered sentences, contents, cues and sources marked in color, and then the claims one by one."""
    article = document.article
    console.print(Text(escaped(article.title or article.article_id), style="bold underline"))
    console.print()
    console.print(_numbered(_marked_sentences(document, claims)))
    console.print()
    console.print(Text(f"{len(claims)} claims" if len(claims) != 1 else "1 claim", style="bold underline"))
    for claim in claims:
        console.print()
        console.print(_described(claim))


def _numbered(sentences: Iterable[Text]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for number, sentence in enumerate(sentences, start=1):
        table.add_row(str(number), sentence)
    return table


def _marked_sentences(document: Document, claims: Sequence[Claim]) -> list[Text]:
    marked, place = Text(escaped(document.text)), escaped_offset(document.text)
    marks = (mark for index, claim in enumerate(claims) for mark in collect_marks(index, claim))
    for piece in cut(len(document.text), marks):
        for mark in piece.marks:
            style = ROLE_STYLES.get(mark.role) or CONTENT_STYLES[claims[mark.owner].kind]
            marked.stylize(style, place(piece.span.start), place(piece.span.end))
    # All at once, since each cut by itself would look through all styles of the text.
    edges = [place(edge) for span in document.sentences for edge in (span.start, span.end)]
    return [_on_one_line(sentence) for sentence in marked.divide(edges)[1::2]]


def _on_one_line(text: Text) -> Text:
    return Text(" ").join(text.split("\n")) if "\n" in text.plain else text


def _described(claim: Claim) -> RenderableType:
    head = Text.assemble(
        (f"{claim.kind:<8} ", CONTENT_STYLES[claim.kind]),
        (escaped(_speaker_line(claim)), SOURCE_STYLE),
    )
    if claim.cue:
        head.append_text(Text.assemble("  ", (escaped(claim.cue.text), CUE_STYLE)))
    words = Text(" ".join(escaped(claim.text).split()))
    return Group(head, Padding(words, (0, 0, 0, _INDENT)), Padding(Text(_facts(claim), "dim"), (0, 0, 0, _INDENT)))


def _speaker_line(claim: Claim) -> str:
    """Return the name with the words it was read from, or those words alone when nobody is named."""
    speaker = claim.speaker
    if claim.kind == "statement":
        return "(the article itself)"
    if speaker is None:
        return "(nobody named)"
    written = speaker.mention.text if speaker.mention else None
    if speaker.name is None:
        return f"“{written}”, unnamed" if written else "(nobody named)"
    return speaker.name if written in (None, speaker.name) else f"{speaker.name} (as “{written}”)"


def _facts(claim: Claim) -> str:
    first, last = claim.sentence_first + 1, claim.sentence_last + 1
    where = f"sentence {first}" if first == last else f"sentences {first}-{last}"
    facts = [where, f"confidence {claim.confidence:.2f}"]
    if claim.speaker and claim.speaker.name and _is_inferred(claim.speaker):
        facts.append(f"speaker {claim.speaker.confidence:.2f} ({claim.speaker.resolution})")
    if claim.check_worthiness is not None:
        reasons = f" ({', '.join(claim.check_worthiness_reasons)})" if claim.check_worthiness_reasons else ""
        facts.append(f"check-worthiness {claim.check_worthiness:.2f}{reasons}")
    return " · ".join(facts)


def _is_inferred(speaker: Speaker) -> bool:
    """Return whether the source is another word than a name, such as *he* or *the mayor*, or there is none."""
    return speaker.mention is None or speaker.mention.form != "name"
