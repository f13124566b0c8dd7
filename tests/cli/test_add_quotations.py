"""``claims-beam quotations`` adds a table to a folder, and ``extract --quotations`` makes the same one."""

import json
import signal
from pathlib import Path

import pytest
from support.output import read_rows
from support.portable import portable_workers
from support.quoting import MARCH_6, made_up, quoting

import claims_beam as cb
from claims_beam.cli import repeated
from claims_beam.cli.command import EXIT_INTERRUPTED
from claims_beam.cli.main import main
from claims_beam.schema.rows import from_row


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with claims, as ``extract`` leaves it."""
    folder = tmp_path / "out"
    files = cb.write_records(made_up(120), str(folder / "claims"), cb.Claim)
    cb.write_manifest(files, str(folder), {"kept": True})
    return folder


def table(folder: Path) -> list[cb.Quotation]:
    found = [from_row(cb.Quotation, row) for row in read_rows(folder / "quotations")]
    return sorted(found, key=lambda quotation: (-quotation.articles, quotation.quotation_id))


def through_parquet(quotations: tuple[cb.Quotation, ...], folder: Path) -> list[cb.Quotation]:
    """Return the quotations with the narrower floats of the table."""
    cb.write_records(quotations, str(folder / "quotations"), cb.Quotation)
    return table(folder)


def test_the_table_is_added_and_listed(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotations", str(out)]) == 0
    expected = through_parquet(cb.group_quotations(made_up(120)), tmp_path / "expected")
    assert table(out) == expected
    assert f"{len(expected)} quotations in {out}/quotations" in capsys.readouterr().out
    assert cb.verify_output(str(out)) == []
    manifest = json.loads((out / "_SUCCESS").read_text())
    assert {file["table"] for file in manifest["files"]} == {"claim", "quotation"}
    assert manifest["settings"] == {"kept": True}
    assert main(["verify", str(out)]) == 0
    assert not list(out.rglob(".in-progress*"))


def test_a_table_that_is_there_is_replaced_only_on_demand(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotations", str(out)]) == 0
    before = table(out)
    assert main(["quotations", str(out)]) == 2
    assert "already has quotations; replace them with --overwrite" in capsys.readouterr().err
    assert main(["quotations", str(out), "--overwrite"]) == 0
    assert (table(out), cb.verify_output(str(out))) == (before, [])


def test_the_printing_of_a_long_table_can_be_interrupted(
    out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(repeated, "print_repeated", lambda *_: signal.raise_signal(signal.SIGINT))
    for _ in ("it is printed when it has been made", "and again before the second run is refused"):
        assert main(["quotations", str(out)]) == EXIT_INTERRUPTED
        assert capsys.readouterr().err == "claims-beam quotations: interrupted; nothing unfinished was left behind\n"
        assert cb.verify_output(str(out)) == []


def folder_of(quotations: list[cb.Quotation], folder: Path) -> Path:
    """Return a finished folder that has these quotations, and no claims."""
    files = cb.write_records(quotations, str(folder / "quotations"), cb.Quotation)
    cb.write_manifest(files, str(folder), {})
    return folder


PIER, COAST = "“We will mend the pier before the winter,”", "“The whole coast knows that it was the storm,”"


def test_who_said_it_first_and_who_repeated_it_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    claims = [
        quoting(PIER, article="late", publisher=None, published_at=MARCH_6.replace(day=9)),
        quoting(PIER, article="early"),
        *(quoting(COAST, None, article=f"c{number}", publisher=None, published_at=None) for number in range(8)),
        quoting("“Nobody else has ever said this to anybody here,”", article="alone"),
    ]
    cb.write_manifest(cb.write_records(claims, f"{tmp_path}/claims", cb.Claim), str(tmp_path), {})
    expected = [
        f"3 quotations in {tmp_path}/quotations",
        "",
        "The whole coast knows that it was the storm,",
        "    (nobody named) · 8 articles",
        "    in c0; c1; c2; c3; c4; and 3 other articles",
        "",
        "We will mend the pier before the winter,",
        "    Ada Moreno · 2 articles",
        "    first in early (The Harbour Post, 2026-03-06)",
        "    repeated in late (2026-03-09)",
    ]
    assert main(["quotations", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == expected
    assert main(["quotations", str(tmp_path)]) == 2
    told = capsys.readouterr()
    assert told.out.splitlines() == expected
    assert "already has quotations; replace them with --overwrite" in told.err
    assert main(["quotations", "-q", "--overwrite", str(tmp_path)]) == 0
    assert tuple(capsys.readouterr()) == ("", "")


def test_what_is_printed_fits_the_terminal_and_does_not_drive_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    long = "“We will \x1b[2J mend the pier " + "and the quay and the bridge " * 100 + "before the winter,”"
    claims = [quoting(long, "Ada \x07Moreno", article=f"a\x1b{n}", publisher="The\nPost") for n in range(3)]
    out = folder_of(list(cb.group_quotations(claims)), tmp_path / "out")
    assert main(["quotations", str(out)]) == 2
    first, *lines = capsys.readouterr().out.splitlines()
    assert first.startswith("1 quotation in ")
    assert max(map(len, lines)) <= 40
    assert len(lines) < 20
    assert not set("\x1b\x07") & set("".join(lines))
    assert "(The Post, 2026-03-06)" in " ".join(" ".join(lines).split())


def test_only_the_most_repeated_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = [
        cb.Quotation(f"q{number}", f"words number {number}", None, None, number, 1, None, None, None)
        for number in range(1, 41)
    ]
    assert main(["quotations", str(folder_of(made, tmp_path))]) == 2
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if line.startswith("words")] == [f"words number {n}" for n in range(40, 30, -1)]
    assert told[-1] == "and 29 more that several articles have; claims-beam report lists them on a page"


def test_that_nothing_is_repeated_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotations", str(folder_of(list(cb.group_quotations([quoting(PIER)])), tmp_path))]) == 2
    assert capsys.readouterr().out.splitlines()[1:] == ["no quotation is in several articles"]


@pytest.mark.parametrize("there", ["nothing", "no manifest"])
def test_a_folder_that_extract_did_not_finish_is_refused(
    there: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (out / "_SUCCESS").unlink()
    assert main(["quotations", str(out if there == "no manifest" else out / "elsewhere")]) == 2
    assert (
        "has no _SUCCESS: give the folder that claims-beam extract wrote into. If this is that folder"
        in capsys.readouterr().err
    )


@pytest.mark.slow
def test_extract_makes_the_same_table_in_the_same_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "“The bridge over the old canal stays shut until next summer,” said Ines Falk, the harbour master."
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(said)
    out = tmp_path / "out"
    assert main(["extract", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), f"--output={out}", "--quotations"]) == 0
    assert f"their quotations in {out}/quotations\n" in capsys.readouterr().out
    [quotation] = table(out)
    assert (quotation.articles, quotation.speaker, quotation.first_seen) == (2, "Ines Falk", None)
    assert cb.verify_output(str(out)) == []
    assert main(["quotations", str(out), "--overwrite"]) == 0
    assert table(out) == [quotation]


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.parametrize("way", ["workers", "portable"])
def test_every_way_gives_the_same_quotations(way: str, out: Path, tmp_path: Path) -> None:
    if way == "workers":
        assert main(["quotations", str(out), "--workers=2"]) == 0
    else:
        with portable_workers(tmp_path) as workers:
            assert main(["quotations", str(out), *workers.beam_args]) == 0
    assert table(out) == through_parquet(cb.group_quotations(made_up(120)), tmp_path / "expected")


def test_a_rerun_without_them_leaves_no_table_of_an_earlier_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "“The bridge stays shut until the spring of next year,” said Ines Falk."
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name in "ab"))
    command = ["extract", f"{tmp_path}/in.jsonl", f"--output={tmp_path}/out", "--overwrite"]
    assert main([*command, "--quotations", "--write-articles", "--format=csv"]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} > {"articles", "claims", "flat", "quotations"}
    assert "WARNING" not in capsys.readouterr().err
    assert main(command) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"_SUCCESS", "claims"}
    assert cb.verify_output(str(tmp_path / "out")) == []
