"""An article of any length is printed in time that grows with its length."""

import io
from dataclasses import replace

from rich.console import Console
from support.work import lines_run

import claims_beam as cb
from claims_beam.cli.terminal import print_document
from claims_beam.testing import read_markup


def _print(sentences: int) -> str:
    marked = " ".join(f"[Ada Moreno] <said> {{the pier held {number} boats}}." for number in range(sentences))
    document = read_markup(marked).document()
    document = replace(document, sentences=cb.split_sentences(document.article).sentences)
    console = Console(file=io.StringIO(), width=80)
    print_document(console, document, cb.build_claims(document))
    return console.file.getvalue()


def test_every_sentence_has_a_line() -> None:
    lines = _print(3).splitlines()
    assert [line.split(maxsplit=1)[0] for line in lines if "the pier held" in line][:3] == ["1", "2", "3"]


def test_how_sure_a_name_is_that_is_not_written_there_is_said() -> None:
    document = read_markup("[Ada Moreno] <said> {the pier held}. [She] <said> {the quay sank}.").document()
    claims = cb.build_claims(cb.resolve_speakers(document))
    console = Console(file=io.StringIO(), width=80)
    print_document(console, document, claims)
    told = [line for line in console.file.getvalue().splitlines() if "confidence" in line]
    speaker = claims[1].speaker
    assert speaker
    assert "speaker" not in told[0]
    assert f"speaker {speaker.confidence:.2f} ({speaker.resolution})" in told[1]


def test_the_work_is_linear() -> None:
    _print(1)
    assert lines_run(lambda: _print(200)) < 8 * lines_run(lambda: _print(40))
