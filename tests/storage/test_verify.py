"""The manifest says what a run wrote; verify says what has become of it."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from apache_beam.transforms.error_handling import ErrorHandler
from hypothesis import given, strategies as st
from support.factories import make_claim

import claims_beam as cb
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_SOME_FAILED, EXIT_USAGE
from claims_beam.records import Claim
from claims_beam.storage.manifest import Manifest, ManifestError, WrittenFile
from claims_beam.storage.manifest_files import remove_manifests

CLAIMS = "claims/part-00000-of-00001.parquet"
MISFIT = replace(make_claim(), confidence="high")  # type: ignore[arg-type]


def _run(out: Path, *claims: Claim) -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        created = pipeline | beam.Create(claims).with_output_types(Claim)
        with ErrorHandler(cb.WriteRecords(f"{out}/failures", overwrite=True, write_empty=False)) as failures:
            writing = cb.WriteRecords(f"{out}/claims", overwrite=True).with_error_handler(failures)
            written = created | writing
        (written, failures.output()) | cb.WriteManifest(str(out))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A run with two claims and a failure, in a folder of its own."""
    _run(tmp_path / "out", make_claim(), replace(make_claim(), claim_id="b"), MISFIT)
    return tmp_path / "out"


def _manifest(out: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((out / "_SUCCESS").read_text(encoding="utf-8"))
    return manifest


def test_the_manifest_lists_what_was_written(out: Path) -> None:
    manifest = _manifest(out)
    assert (manifest["manifest_version"], manifest["schema_version"]) == (1, cb.SCHEMA_VERSION)
    assert manifest["package_version"] == cb.__version__
    assert [file["path"] for file in manifest["files"]] == [CLAIMS, "failures/part-00000-of-00001.parquet"]
    assert [(file["table"], file["rows"]) for file in manifest["files"]] == [("claim", 2), ("failure", 1)]
    for file in manifest["files"]:
        content = (out / file["path"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert manifest["totals"] == {
        table: {"files": 1, "rows": rows, "bytes": manifest["files"][position]["bytes"]}
        for position, (table, rows) in enumerate([("claim", 2), ("failure", 1)])
    }


def test_readers_pass_over_it(out: Path) -> None:
    (out / "claims" / "_SUCCESS").write_bytes((out / "_SUCCESS").read_bytes())
    assert pq.read_table(out / "claims").num_rows == 2
    assert ds.dataset(out / "claims", format="parquet").count_rows() == 2


@pytest.mark.slow
def test_another_run_replaces_it(out: Path) -> None:
    _run(out, make_claim())
    assert [file["path"] for file in _manifest(out)["files"]] == [CLAIMS]
    assert cb.verify_output(str(out)) == []


def test_whoever_changes_a_table_takes_the_manifest_away(out: Path) -> None:
    cb.write_records([make_claim()], str(out / "claims"), Claim, overwrite=True)
    assert not (out / "_SUCCESS").exists()


@pytest.mark.slow
def test_a_run_that_fails_leaves_the_earlier_one_as_it_was(out: Path) -> None:
    before = _manifest(out)
    pipeline = beam.Pipeline(runner="FnApiRunner")
    claims = pipeline | beam.Create([MISFIT]).with_output_types(Claim)
    claims | cb.WriteRecords(f"{out}/claims", overwrite=True) | cb.WriteManifest(str(out))
    with pytest.raises(RuntimeError, match="the column holds float"):
        pipeline.run()
    assert _manifest(out) == before
    assert cb.verify_output(str(out)) == []


@pytest.mark.parametrize("mark", ["", "{}", "[1]", "done\n"], ids=repr)
def test_the_marks_of_other_programs_are_not_touched(tmp_path: Path, mark: str) -> None:
    (tmp_path / "_SUCCESS").write_text(mark)
    remove_manifests(str(tmp_path / "claims"))
    assert (tmp_path / "_SUCCESS").read_text() == mark


def test_the_manifest_of_a_later_version_goes_too(out: Path) -> None:
    (out / "_SUCCESS").write_text('{"manifest_version": 99}')
    remove_manifests(str(out / "claims"))
    assert not (out / "_SUCCESS").exists()


def test_the_manifest_keeps_settings(tmp_path: Path) -> None:
    extract = cb.ExtractClaims(min_confidence=0.5, cue_classes=("say", "deny"), statements=True)
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        made = pipeline | beam.Create([make_claim()]).with_output_types(Claim)
        made | cb.WriteRecords(f"{tmp_path}/claims") | cb.WriteManifest(str(tmp_path), extract.settings())
    settings = _manifest(tmp_path)["settings"]
    assert (settings["min_confidence"], settings["cue_classes"], settings["statements"]) == (0.5, ["deny", "say"], True)
    assert cb.verify_output(str(tmp_path)) == []


@pytest.mark.parametrize("settings", [{"a": {1}}, {"a": float("nan")}], ids=str)
def test_settings_are_json(tmp_path: Path, settings: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="settings cannot be written as JSON"):
        cb.WriteManifest(str(tmp_path), settings)
    with pytest.raises(ValueError, match="settings cannot be written as JSON"):
        cb.write_manifest((), str(tmp_path), settings)


def test_a_manifest_of_before_there_were_settings_is_read(out: Path) -> None:
    manifest = _manifest(out)
    del manifest["settings"]
    assert Manifest.from_json(json.dumps(manifest)).settings == {}


def test_functions_do_the_same(tmp_path: Path, out: Path) -> None:
    written = cb.write_records([make_claim(), replace(make_claim(), claim_id="b")], f"{tmp_path}/twin/claims", Claim)
    cb.write_manifest(written, f"{tmp_path}/twin/")
    [of_twin], [of_run, _] = _manifest(tmp_path / "twin")["files"], _manifest(out)["files"]
    assert of_twin == of_run
    assert cb.verify_output(str(tmp_path / "twin")) == []


def test_files_outside_the_folder_are_refused(tmp_path: Path) -> None:
    written = cb.write_records([make_claim()], f"{tmp_path}/outer", Claim)
    with pytest.raises(ValueError, match=r"is not below .*/out; give the manifest a folder that all tables are in"):
        cb.write_manifest(written, f"{tmp_path}/out")
    with pytest.raises(ValueError, match="path is empty"):
        cb.WriteManifest("")


names = st.text(min_size=1, max_size=20)
sizes = st.integers(0, 2**40)


@given(
    st.lists(st.builds(WrittenFile, names, names, sizes, sizes, names), max_size=4),
    names,
    names,
    names,
    st.dictionaries(names, names),
)
def test_a_manifest_comes_back_from_json(
    files: list[WrittenFile], package: str, schema: str, created: str, given: dict[str, str]
) -> None:
    manifest = Manifest(tuple(files), package, schema, created, given)
    assert Manifest.from_json(manifest.to_json()) == manifest


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no manifest of claims-beam"),
        ('{"manifest_version": 2}', "of manifest version 2, this claims-beam reads 1"),
        ('{"manifest_version": 1}', "a field of it is missing or wrong: 'files'"),
        ('{"manifest_version": 1, "files": [{}]}', "a field of it is missing or wrong: 'path'"),
        ('{"manifest_version": 1, "files": 3}', "a field of it is missing or wrong"),
        ('{"manifest_version": 1, "files": [3]}', "a field of it is missing or wrong"),
    ],
)
def test_what_is_no_manifest_says_why(text: str, message: str) -> None:
    with pytest.raises(ManifestError, match=message):
        Manifest.from_json(text)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _claim_it_is(path: Path, content: bytes, rows: int) -> None:
    """Changes a file and its entry in the manifest, so that only what it holds can tell."""
    path.write_bytes(content)
    manifest = Manifest.from_json((path.parent.parent / "_SUCCESS").read_bytes())
    entry = WrittenFile(CLAIMS, "claim", rows, len(content), hashlib.sha256(content).hexdigest())
    changed = replace(manifest, files=(entry, *manifest.files[1:]))
    (path.parent.parent / "_SUCCESS").write_text(changed.to_json(), encoding="utf-8")


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return bytes(sink.getvalue())


def _other_version(path: Path) -> None:
    table = pq.read_table(path)
    metadata = {**table.schema.metadata, b"claims_beam.schema_version": b"0.0.1"}
    _claim_it_is(path, _parquet(table.replace_schema_metadata(metadata)), 2)


def _other_columns(path: Path) -> None:
    _claim_it_is(path, _parquet(pq.read_table(path).drop_columns(["text"])), 2)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tamper", "message"),
    [
        (lambda path: path.unlink(), "is missing"),
        (_cut, "bytes, and should hold"),
        (_flip, "has the SHA-256"),
        (lambda path: _claim_it_is(path, path.read_bytes(), 3), "holds 2 rows, and should hold 3"),
        (lambda path: _claim_it_is(path, b"PAR1 no", 2), "is no Parquet file that can be read"),
        (
            _other_version,
            f"records of Claim in schema version 0.0.1, and should hold records of Claim in .* {cb.SCHEMA_VERSION}",
        ),
        (_other_columns, "has other columns than its schema version"),
    ],
    ids=["gone", "cut", "flipped", "rows", "no parquet", "version", "columns"],
)
def test_a_file_that_changed_is_found(out: Path, tamper: Callable[[Path], None], message: str) -> None:
    tamper(out / CLAIMS)
    [problem] = cb.verify_output(str(out))
    assert problem.path == CLAIMS
    assert re.search(message, problem.message)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("claims/part-00001-of-00002.parquet", True),
        ("claims/published_date=2026-03-06/more.parquet", True),
        ("more.parquet", True),
        ("claims/more.PARQUET", True),
        ("claims/part-00001", True),
        ("claims/part-r-00001.snappy", True),
        ("claims/notes.txt", False),
        ("claims/.in-progress-1/x.parquet", False),
        ("_old/x.parquet", False),
        ("report.html", False),
    ],
)
def test_tables_beside_those_of_the_run_are_found(out: Path, name: str, found: bool) -> None:
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).write_bytes((out / CLAIMS).read_bytes())
    assert [problem.path for problem in cb.verify_output(str(out))] == ([name] if found else [])


def test_a_table_of_a_later_version_is_not_guessed_at(out: Path) -> None:
    text = (out / "_SUCCESS").read_text(encoding="utf-8")
    (out / "_SUCCESS").write_text(text.replace('"claim"', '"rumour"'), encoding="utf-8")
    [problem] = cb.verify_output(str(out))
    assert "is of a table 'rumour', which this claims-beam does not know" in problem.message


def test_without_a_manifest_the_run_is_not_finished(out: Path) -> None:
    (out / "_SUCCESS").unlink()
    [problem] = cb.verify_output(str(out))
    assert str(problem).startswith("_SUCCESS: is missing; the run that wrote here did not finish")


@pytest.mark.parametrize("name", ["notes.txt", "below/report.html"])
def test_a_folder_that_no_run_wrote_into_is_told_of(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in" / name).parent.mkdir(parents=True)
    (tmp_path / "in" / name).write_text("Rain.")
    assert main.main(["verify", f"{tmp_path}/in"]) == EXIT_USAGE
    assert capsys.readouterr().err == (
        f"claims-beam verify: {tmp_path}/in holds no tables of claims_beam; give the folder that claims-beam extract "
        "wrote into\n"
    )


def test_another_programs_mark_is_no_manifest(out: Path) -> None:
    (out / "_SUCCESS").write_text("")
    [problem] = cb.verify_output(str(out))
    assert "is no manifest of claims-beam" in problem.message


def test_the_command(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["verify", str(out)]) == EXIT_FINE
    whole, claims, failures = capsys.readouterr().out.splitlines()
    assert whole == f"{out} is whole, every file as it was written"
    assert claims == f"claim: 2 rows in 1 file, {(out / CLAIMS).stat().st_size:,} bytes"
    assert failures.startswith("failure: 1 row in 1 file, ")
    (out / CLAIMS).unlink()
    (out / "more.parquet").write_text("?")
    assert main.main(["verify", str(out)]) == EXIT_SOME_FAILED
    complaints = capsys.readouterr().err.splitlines()
    assert complaints[0] == f"claims-beam verify: {CLAIMS}: is missing"
    assert complaints[1].startswith("claims-beam verify: more.parquet: is not of this run")
    cure = "copy the files that are damaged or missing here again, or run extract again with --overwrite"
    assert complaints[2:] == [f"claims-beam verify: {cure}"]
    _run(out, make_claim())
    assert main.main(["verify", str(out)]) == EXIT_SOME_FAILED
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("args", [["nowhere"], ["out", "more"], ["out", "--fast"]], ids=str)
def test_wrong_usage(tmp_path: Path, args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["verify", str(tmp_path / args[0]), *args[1:]]) == EXIT_USAGE
    assert "claims-beam verify: " in capsys.readouterr().err
