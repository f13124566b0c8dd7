"""Speakers measured with gold attributions as input, so that only resolution counts; and how fast it is.

    python tests/benchmarks/speakers.py CORPUS

CORPUS is a folder with ``dev.jsonl`` ({"id", "text", "attributions": [{"content", "source"}]}, offsets in code
points) and ``dev_speakers.jsonl`` ({"id", "speakers": {"<attribution index>": {"speaker", "form"}}}). Prints the
share of right names by the form of the source (of somebody unnamed, null is right) and by the rule that decided,
which is what the table of confidences was made of; then code points a second, article by article and on single texts
of a growing length.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from claims_beam.evaluation.protocol import content_kind
from claims_beam.lexicon.titles import HONORIFICS
from claims_beam.records import Article, Attribution, Document, Span, Spans
from claims_beam.speakers.resolve import resolve_speakers
from claims_beam.text.sentences import find_sentences

LENGTHS = (125_000, 250_000, 500_000)  # code points
ROUNDS = 3  # the fastest counts

Row = Mapping[str, Any]


def main() -> None:
    """Runs the benchmark and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    corpus = parser.parse_args().corpus
    gold = {row["id"]: row["speakers"] for row in _rows(corpus / "dev_speakers.jsonl")}
    rows = list(_rows(corpus / "dev.jsonl"))
    _print_shares(judgement for row in rows if row["id"] in gold for judgement in _judge(row, gold[row["id"]]))
    print(f"{_speed([_document(row) for row in rows]):,.0f} code points/s, article by article")
    for length in LENGTHS:
        print(f"{_speed([_document(_joined(rows, length))]):,.0f} code points/s on one text of {length:,}")


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _document(row: Row) -> Document:
    attributions = tuple(
        Attribution(content, source=_spans(attribution["source"]), kind=content_kind(row["text"], content))
        for attribution in row["attributions"]
        for content in [_spans(attribution["content"])]
    )
    return Document(Article(row["id"], row["text"]), find_sentences(row["text"]), attributions=attributions)


def _spans(pairs: Iterable[Sequence[int]]) -> Spans:
    return tuple(Span(start, end) for start, end in pairs)


def _judge(row: Row, gold: Mapping[str, Row]) -> Iterator[tuple[str, bool]]:
    """(group, whether right) for each annotated source: once by its form, once by the rule that decided."""
    attributions = resolve_speakers(_document(row)).attributions
    for index, speaker in gold.items():
        answer = attributions[int(index)].speaker
        if answer is None:
            raise ValueError(
                f"quote {index} of article {row['id']!r} has no speaker; resolve_speakers must give each one"
            )
        right = _bare(answer.name) == _bare(speaker["speaker"])
        yield f"form  {speaker['form'] if speaker['speaker'] else 'unnamed'}", right
        yield f"rule  {answer.resolution}", right


def _bare(name: str | None) -> str:
    """The name's words without honorifics and "the", which agree or not."""
    words = re.findall(r"\w+", re.sub(r"['’]s$", "", name or "").casefold())
    while words and (words[0] == "the" or words[0] in HONORIFICS):
        del words[0]
    return " ".join(words)


def _print_shares(judgements: Iterable[tuple[str, bool]]) -> None:
    counts = Counter(judgements)
    for group in sorted({group for group, _ in counts}):
        right, wrong = counts[group, True], counts[group, False]
        print(f"{group:24} {right / (right + wrong):6.1%} of {right + wrong}")


def _joined(rows: Sequence[Row], length: int) -> Row:
    """One article made of the articles' texts over and over, with their attributions, up to the length."""
    text, attributions = "", []
    while len(text) < length:
        for row in rows:
            attributions += [
                {
                    role: [(start + len(text), end + len(text)) for start, end in one[role]]
                    for role in ("content", "source")
                }
                for one in row["attributions"]
            ]
            text += row["text"] + "\n\n"
    inside = [one for one in attributions if all(end <= length for spans in one.values() for _, end in spans)]
    return {"id": f"{length}", "text": text[:length], "attributions": inside}


def _speed(documents: Sequence[Document]) -> float:
    """Code points a second of processor time, the best of ROUNDS."""
    return max(sum(len(document.text) for document in documents) / _seconds(documents) for _ in range(ROUNDS))


def _seconds(documents: Sequence[Document]) -> float:
    start = process_time()
    for document in documents:
        resolve_speakers(document)
    return process_time() - start


if __name__ == "__main__":
    main()
