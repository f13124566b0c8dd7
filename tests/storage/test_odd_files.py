"""Where something else than a plain file stands, a sentence says so and how to go on; nothing outside is touched."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import apache_beam as beam
import pytest
from support.factories import make_claim

import claims_beam as cb
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_SOME_FAILED, EXIT_USAGE
from claims_beam.records import Claim
from claims_beam.storage import plain
from claims_beam.storage.files import IN_PROGRESS_PREFIX, remove_unfinished
from claims_beam.storage.lock import LOCK_NAME, OWNER_NAME, only_run
from claims_beam.storage.manifest import MANIFEST_NAME
from claims_beam.storage.manifest_files import remove_manifests
from claims_beam.storage.plain import OddFileError

Put = Callable[[Path, Path], None]
"""Puts something at a path; the second is a folder outside, with a file in it."""


def _link(target: str) -> Put:
    return lambda path, outside: path.symlink_to(outside / target)


FOLDER: Put = lambda path, outside: path.mkdir()  # noqa: E731
FILE: Put = lambda path, outside: path.touch()  # noqa: E731
FIFO: Put = lambda path, outside: os.mkfifo(path)  # noqa: E731
TO_FILE, TO_FOLDER, TO_NOTHING = _link("precious"), _link("."), _link("nothing")
TO_ITSELF: Put = lambda path, outside: path.symlink_to(path.name)  # noqa: E731
TO_DEVICE: Put = lambda path, outside: path.symlink_to("/dev/zero")  # noqa: E731

ODD = {
    "folder": FOLDER,
    "FIFO": FIFO,
    "link to a file": TO_FILE,
    "link to a folder": TO_FOLDER,
    "link to nothing": TO_NOTHING,
    "link to itself": TO_ITSELF,
    "link to a device": TO_DEVICE,
}


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "precious").write_text("precious")
    return tmp_path / "outside"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A finished run."""
    written = cb.write_records([make_claim()], f"{tmp_path}/out/claims", Claim)
    cb.write_manifest(written, f"{tmp_path}/out")
    return tmp_path / "out"


def _is_untouched(outside: Path) -> bool:
    return [(path.name, path.read_text()) for path in outside.iterdir()] == [("precious", "precious")]


def _extract(tmp_path: Path, output: str) -> int:
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "Rain fell."}\n')
    return main.main(["extract", f"{tmp_path}/in.jsonl", "--output", output, "--overwrite"])


@pytest.mark.parametrize("what", [*ODD])
@pytest.mark.parametrize("name", [MANIFEST_NAME, LOCK_NAME, OWNER_NAME])
def test_a_run_is_refused_where_something_odd_stands(
    tmp_path: Path, outside: Path, capsys: pytest.CaptureFixture[str], name: str, what: str
) -> None:
    (tmp_path / "out").mkdir()
    ODD[what](tmp_path / "out" / name, outside)
    before = (tmp_path / "out" / name).lstat()
    assert _extract(tmp_path, f"{tmp_path}/out") == EXIT_USAGE
    kind = what.partition(" ")[0]
    assert f"{name} is a {kind}, and a file is to be there: move it elsewhere or remove it" in capsys.readouterr().err
    assert (tmp_path / "out" / name).lstat() == before
    assert [path.name for path in (tmp_path / "out").iterdir()] == [name]
    assert _is_untouched(outside)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("claims", "link to a folder"),
        ("failures", "link to a folder"),
        ("claims", "FIFO"),
        ("claims", "link to nothing"),
        ("claims/published_date=2026-03-06", "link to a folder"),
    ],
)
def test_no_table_is_written_through_a_link(
    tmp_path: Path, outside: Path, capsys: pytest.CaptureFixture[str], name: str, what: str
) -> None:
    (place := tmp_path / "out" / name).parent.mkdir(parents=True)
    ODD[what](place, outside)
    assert _extract(tmp_path, f"{tmp_path}/out") == EXIT_USAGE
    kind = what.partition(" ")[0]
    assert f"{place} is a {kind}, and a folder is to be there" in capsys.readouterr().err
    assert _is_untouched(outside)


PART = "part-00000-of-00001.parquet"


@pytest.mark.parametrize("put", [FOLDER, FIFO], ids=["folder", "FIFO"])
@pytest.mark.parametrize("name", [f"claims/{PART}", f"claims/published_date=2026-03-06/{PART}", f"failures/{PART}"])
def test_nothing_but_a_file_stands_where_a_part_will_be(
    tmp_path: Path, outside: Path, capsys: pytest.CaptureFixture[str], name: str, put: Put
) -> None:
    (place := tmp_path / "out" / name).parent.mkdir(parents=True)
    put(place, outside)
    before = place.lstat().st_ino
    assert _extract(tmp_path, f"{tmp_path}/out") == EXIT_USAGE
    assert re.search(f"{place} is a (folder|FIFO), and a file is to be there: move it", capsys.readouterr().err)
    with pytest.raises(OddFileError, match="and a file is to be there"):
        cb.write_records([make_claim()], tmp_path / "out" / name.partition("/")[0], Claim, overwrite=True)
    assert place.lstat().st_ino == before


def test_a_link_in_the_place_of_a_part_is_replaced_and_not_followed(tmp_path: Path, outside: Path) -> None:
    (tmp_path / "out/claims").mkdir(parents=True)
    (tmp_path / "out/claims" / PART).symlink_to(outside / "precious")
    assert _extract(tmp_path, f"{tmp_path}/out") == EXIT_FINE
    assert not (tmp_path / "out/claims" / PART).is_symlink()
    assert cb.verify_output(tmp_path / "out") == []
    assert _is_untouched(outside)


@pytest.mark.parametrize("put", [FIFO, TO_DEVICE], ids=["FIFO", "link to a device"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.jsonl.gz", "a.csv", "a.parquet", "a.html", "a.warc"])
def test_an_input_that_may_never_end_is_a_failure_and_the_next_is_read(
    tmp_path: Path, outside: Path, name: str, put: Put
) -> None:
    (folder := tmp_path / "in").mkdir()
    put(folder / name, outside)
    (folder / "b.jsonl").write_text('{"id": "b", "text": "Rain fell."}\n')
    failure, article = cb.read_articles(folder)
    assert isinstance(failure, cb.Failure)
    assert isinstance(article, cb.Article)
    assert (failure.stage, failure.error) == ("open", "ArticleError.no_file")
    assert f"{folder}/{name} is a FIFO, a device or a socket, which may never end. Leave it out" in failure.message
    [alone] = cb.read_articles(folder / name)
    assert alone == failure


def test_an_input_that_may_never_end_is_told_by_the_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "a.jsonl")
    for command in (["show"], ["extract", f"--output={tmp_path}/out", "--column=text=body"]):
        assert main.main([command[0], f"{tmp_path}/a.jsonl", *command[1:]]) == EXIT_SOME_FAILED
        assert "a.jsonl is a FIFO, a device or a socket" in "".join(capsys.readouterr())


@pytest.mark.parametrize("put", [TO_NOTHING, TO_ITSELF], ids=["link to nothing", "link to itself"])
@pytest.mark.parametrize("name", ["a.txt", "below/a.jsonl.gz", "a.csv", "a.parquet"])
@pytest.mark.parametrize("pattern", ["", "**[ab].*"], ids=["folder", "glob"])
def test_a_link_among_the_inputs_that_leads_nowhere_is_a_failure(
    tmp_path: Path, outside: Path, pattern: str, name: str, put: Put
) -> None:
    folder = tmp_path / "in"
    (folder / name).parent.mkdir(parents=True)
    put(folder / name, outside)
    (folder / "b.jsonl").write_text('{"id": "b", "text": "Rain fell."}\n')
    (folder / "_a.txt").symlink_to("nowhere")  # Hidden files are no inputs.
    failure, article = sorted(cb.read_articles(f"{folder}/{pattern}"), key=lambda each: isinstance(each, cb.Article))
    assert isinstance(failure, cb.Failure)
    assert (failure.stage, failure.error) == ("open", "ArticleError.no_file")
    assert (
        failure.message
        == f"{folder}/{name} is a link that leads nowhere. Leave it out, or make what it should lead to."
    )
    assert isinstance(article, cb.Article)


def test_a_link_that_leads_nowhere_is_told_by_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder := tmp_path / "in").mkdir()
    (folder / "a.txt").symlink_to("nowhere")
    assert main.main(["show", str(folder)]) == EXIT_SOME_FAILED
    assert f"{folder}/a.txt is a link that leads nowhere." in capsys.readouterr().err


def test_an_input_whose_name_is_not_utf8(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder := tmp_path / "in").mkdir()
    name = os.fsdecode(os.fsencode(folder) + b"/caf\xe9.jsonl")
    Path(name).write_text('{"id": "a", "text": "Rain fell."}\n')
    assert main.main(["extract", name, f"--output={tmp_path}/out"]) == EXIT_USAGE
    assert "caf\\udce9.jsonl is not UTF-8 at character" in (told := capsys.readouterr().err)
    assert "rename it, or give the folder around it" in told
    assert main.main(["extract", str(folder), f"--output={tmp_path}/out"]) == EXIT_FINE
    assert main.main(["show", name]) == EXIT_FINE


def test_the_library_writes_through_no_link_either(tmp_path: Path, outside: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "published_date=2026-03-06").symlink_to(outside)
    with pytest.raises(OddFileError, match="is a link, and a folder is to be there"):
        cb.write_records([make_claim()], str(tmp_path / "claims"), Claim, overwrite=True)
    created = beam.Pipeline() | beam.Create([make_claim()]).with_output_types(Claim)
    with pytest.raises(OddFileError, match="is a link, and a folder is to be there"):
        created | cb.WriteRecords(str(tmp_path / "claims"), overwrite=True)
    assert _is_untouched(outside)


@pytest.mark.parametrize("what", ["link to nothing", "link to itself", "FIFO", "link to a file"])
@pytest.mark.parametrize("below", ["", "/below"])
def test_an_output_that_is_no_folder(
    tmp_path: Path, outside: Path, capsys: pytest.CaptureFixture[str], what: str, below: str
) -> None:
    ODD[what](tmp_path / "out", outside)
    assert _extract(tmp_path, f"{tmp_path}/out{below}") == EXIT_USAGE
    assert f"the output folder {tmp_path}/out{below} cannot be written: {tmp_path}/out is " in capsys.readouterr().err
    assert _is_untouched(outside)


@pytest.mark.parametrize("put", [*ODD.values(), FILE], ids=[*ODD, "file"])
def test_what_has_the_name_of_an_unfinished_run_goes_and_nothing_that_it_leads_to(
    tmp_path: Path, outside: Path, put: Put
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").touch()
    put(tmp_path / "out" / f"{IN_PROGRESS_PREFIX}1", outside)
    remove_unfinished(str(tmp_path / "out"))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["notes.txt"]
    assert _is_untouched(outside)


def test_a_link_in_an_unfinished_run_is_not_followed(tmp_path: Path, outside: Path) -> None:
    (unfinished := tmp_path / "out" / f"{IN_PROGRESS_PREFIX}1").mkdir(parents=True)
    (unfinished / "more").symlink_to(outside)
    remove_unfinished(str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()  # a folder that holds nothing else goes, too
    assert _is_untouched(outside)


@pytest.mark.parametrize("what", [*ODD])
def test_verify_tells_of_a_manifest_that_is_no_file(
    out: Path, outside: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    (out / MANIFEST_NAME).unlink()
    ODD[what](out / MANIFEST_NAME, outside)
    assert main.main(["verify", str(out)]) == EXIT_SOME_FAILED
    assert f"_SUCCESS is a {what.partition(' ')[0]}, and a file is to be there" in capsys.readouterr().err


def test_verify_reads_no_manifest_without_end_or_bottom(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (out / MANIFEST_NAME).write_text('{"manifest_version": ' + "[" * 1_000_000)
    assert main.main(["verify", str(out)]) == EXIT_SOME_FAILED
    assert "is no manifest of claims-beam" in capsys.readouterr().err
    os.truncate(out / MANIFEST_NAME, 1 << 40)  # of which the file system stores nothing
    assert main.main(["verify", str(out)]) == EXIT_SOME_FAILED
    assert "_SUCCESS is no file of at most 67,108,864 bytes" in capsys.readouterr().err


@pytest.mark.parametrize("what", [*ODD])
def test_what_a_folder_above_holds_is_not_ours(tmp_path: Path, out: Path, outside: Path, what: str) -> None:
    ODD[what](tmp_path / MANIFEST_NAME, outside)
    before = (tmp_path / MANIFEST_NAME).lstat()
    remove_manifests(str(out / "claims"))
    assert not (out / MANIFEST_NAME).exists()
    assert (tmp_path / MANIFEST_NAME).lstat() == before
    assert _is_untouched(outside)


def test_a_manifest_above_that_speaks_for_other_folders_stays(tmp_path: Path, out: Path) -> None:
    written = cb.write_records([make_claim()], f"{tmp_path}/out-of-others/claims", Claim)
    cb.write_manifest(written, str(tmp_path))
    remove_manifests(str(out / "claims"))
    assert (tmp_path / MANIFEST_NAME).exists()
    assert not (out / MANIFEST_NAME).exists()
    remove_manifests(str(tmp_path / "out-of-others/claims"))
    assert not (tmp_path / MANIFEST_NAME).exists()


@pytest.mark.parametrize(
    ("name", "put"),
    [
        ("claims/more", TO_FOLDER),
        ("claims/published_date=2026-03-06", TO_FOLDER),
        ("claims/more.parquet", TO_FILE),
        ("claims/part-00001-of-00002.parquet", FIFO),
        ("claims/more.parquet", TO_NOTHING),
    ],
)
def test_verify_finds_what_readers_would_follow(out: Path, outside: Path, name: str, put: Put) -> None:
    put(out / name, outside)
    [problem] = cb.verify_output(str(out))
    assert str(problem) == f"{name}: is not of this run, and would be read with its files; move it elsewhere"


@pytest.mark.parametrize("put", [FIFO, TO_DEVICE, TO_NOTHING, TO_FILE])
def test_verify_does_not_wait_for_a_part_that_is_no_file(out: Path, outside: Path, put: Put) -> None:
    [part] = (out / "claims").iterdir()
    part.unlink()
    put(part, outside)
    [problem] = cb.verify_output(str(out))
    assert re.search("bytes, and should hold|has the SHA-256", problem.message)


def test_a_path_that_goes_up_again(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    path = f"{tmp_path}/deep/../out"
    assert _extract(tmp_path, path) == EXIT_FINE
    assert main.main(["verify", path]) == main.main(["verify", str(tmp_path / "out")]) == EXIT_FINE
    files = json.loads((tmp_path / "out" / MANIFEST_NAME).read_text())["files"]
    assert [file["path"] for file in files] == ["claims/part-00000-of-00001.parquet"]


def test_an_output_whose_name_is_not_utf8(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")
    assert _extract(tmp_path, output) == EXIT_USAGE
    assert "caf\\udce9 is not UTF-8 at character" in capsys.readouterr().err
    assert not Path(output).exists()


def test_a_lock_is_made_anew_in_a_file_that_a_killed_run_left(tmp_path: Path, outside: Path) -> None:
    """Another name of a file outside is left as it is, too."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / OWNER_NAME).hardlink_to(outside / "precious")
    with only_run(str(tmp_path / "out")):
        assert (tmp_path / "out" / OWNER_NAME).read_text().startswith("process ")
    assert _is_untouched(outside)


@pytest.mark.parametrize("people", ["/dev/zero", "folder", "FIFO", "huge"])
def test_people_are_read_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], people: str) -> None:
    path = tmp_path / people
    if people == "folder":
        path.mkdir()
    elif people == "FIFO":
        os.mkfifo(path)
    elif people == "huge":
        path.touch()
        os.truncate(path, 1 << 40)
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "Rain fell."}\n')
    assert main.main(["show", f"{tmp_path}/in.jsonl", "--people", str(path)]) == EXIT_USAGE
    assert f"--people: {path} is no file of at most 268,435,456 bytes; give one" in capsys.readouterr().err


@pytest.mark.parametrize("what", [*ODD])
def test_a_report_replaces_a_file_and_nothing_else(
    out: Path, outside: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    (page := out / "report.html").unlink(missing_ok=True)
    ODD[what](page, outside)
    before = page.lstat()
    assert main.main(["report", str(out), "--output", str(page)]) == EXIT_USAGE
    assert f"report.html is a {what.partition(' ')[0]}, and a file is to be there" in capsys.readouterr().err
    assert page.lstat() == before
    assert _is_untouched(outside)


def test_no_link_is_followed_even_if_somebody_knows_the_unfinished_reports_name(
    out: Path, outside: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(plain, "uuid", SimpleNamespace(uuid4=lambda: SimpleNamespace(hex="known")))
    (out / ".known.unfinished").symlink_to(outside / "precious")
    assert main.main(["report", str(out), "--output", str(out / "report.html")]) == EXIT_USAGE
    assert ".known.unfinished" in capsys.readouterr().err
    assert _is_untouched(outside)


def test_a_link_that_was_planted_for_the_unfinished_report_is_not_followed(out: Path, outside: Path) -> None:
    (out / ".report.html.unfinished").symlink_to(outside / "precious")
    assert main.main(["report", str(out), "--output", str(out / "report.html")]) == EXIT_FINE
    assert (out / "report.html").stat().st_size > 10_000
    assert _is_untouched(outside)


def test_a_report_waits_for_no_table_that_is_no_file(out: Path) -> None:
    os.mkfifo(out / "claims" / "more.parquet")
    assert main.main(["report", str(out), "--output", str(out / "report.html")]) == EXIT_FINE
