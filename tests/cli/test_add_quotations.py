"""``claims-beam quotations`` adds a table to a folder, and ``extract --quotations`` makes the same one."""

import json
from pathlib import Path

import pytest
from support.output import read_rows
from support.portable import portable_workers
from support.quoting import made_up

import claims_beam as cb
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
