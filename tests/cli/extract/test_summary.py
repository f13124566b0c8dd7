"""A run in which articles fail says why, and one in which all fail is no success."""

import json
from pathlib import Path

import pytest

import claims_beam as cb
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_SOME_FAILED
from claims_beam.records import Failure

GOOD = {"id": "good", "text": "“The bridge stays shut,” said Ines Falk, the harbour master."}


def _extract(folder: Path, *rows: object, options: tuple[str, ...] = ()) -> int:
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    (folder / "in.jsonl").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return main.main(["extract", f"{folder}/in.jsonl", "--output", f"{folder}/out", *options])


def test_the_commonest_reasons_are_told_with_an_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = [{"id": f"e{number}", "text": ""} for number in range(3)]
    assert _extract(tmp_path, GOOD, {"id": "c"}, "{oops", *empty, "{oops") == EXIT_SOME_FAILED
    lines = capsys.readouterr().out.splitlines()
    reasons = lines[lines.index(f"6 failures in {tmp_path}/out/failures") + 1 :]
    assert [line.split()[0] for line in reasons] == ["3", "2", "1"]
    assert reasons[0].startswith("  3 ArticleError.no_text in parse, such as e0: ")
    assert "There is no column 'text'" in reasons[2]
    assert (tmp_path / "out/_SUCCESS").exists()


@pytest.mark.slow
def test_a_run_in_which_all_fail_is_no_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{**GOOD, "body": GOOD["text"], "text": None, "id": str(number)} for number in range(3)]
    assert _extract(tmp_path, *rows) == EXIT_SOME_FAILED
    printed = capsys.readouterr()
    assert "3 articles read = 0 done + 3 failed" in printed.out
    assert f"claims-beam extract: no article was done, so {tmp_path}/out gets no _SUCCESS. Mend what" in printed.err
    assert not (tmp_path / "out/_SUCCESS").exists()
    assert [problem.path for problem in cb.verify_output(f"{tmp_path}/out")] == ["_SUCCESS"]
    assert _extract(tmp_path, *rows, options=("--column=text=body", "--overwrite")) == EXIT_FINE
    assert cb.verify_output(f"{tmp_path}/out") == []


def test_many_reasons_and_long_messages_stay_short(tmp_path: Path) -> None:
    from claims_beam.cli.extract.command import MOST_EXAMPLE_CHARS, _example
    from claims_beam.cli.extract.reasons import reasons_in

    failures = [Failure(None, "parse", f"Error{number % 7}", "Why.\n" * 400, "") for number in range(20)]
    cb.write_records(failures, str(tmp_path), Failure)
    reasons = reasons_in(str(tmp_path))
    assert sum(reason.count for reason in reasons) == 20
    assert [reason.count for reason in reasons] == sorted((reason.count for reason in reasons), reverse=True)
    assert all(len(_example(reason)) <= MOST_EXAMPLE_CHARS and "\n" not in _example(reason) for reason in reasons)
