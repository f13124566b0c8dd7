"""The end of a run: its files get their final names, all of them at once as far as a file system allows."""

from collections.abc import Iterable, Iterator

from apache_beam.io.filesystems import FileSystems

from claims_beam.storage.files import (
    delete,
    delete_folder,
    finished_files,
    holds,
    in_progress,
    move,
    named,
    refuse_finished,
    remove_empty_folders,
)
from claims_beam.storage.manifest import WrittenFile
from claims_beam.storage.manifest_files import remove_manifests
from claims_beam.storage.table import Table


def finish_run(run: str, written: Iterable[WrittenFile], table: Table) -> Iterator[WrittenFile]:
    """Put the files of a run in place of those of an earlier one, and yield them under their final names.

    First the manifests that speak for the earlier files go, then these files, then the new ones get their names. If it
    breaks off anywhere, calling it again does what is left; once it is done, it does nothing. Raises OutputExistsError
    if there are earlier files and the table is not to be overwritten.
    """
    unfinished = in_progress(table.folder, run)
    files = list(dict.fromkeys(written))  # A side input can hold an element twice if a stage with timers made it.
    files.extend(table.write_missing(unfinished, len(files)))
    moves = named(files, unfinished, table.folder)
    there = finished_files(table.folder)
    sizes = {file.path: file.size_in_bytes for file in there.values()}
    placed = {final.path for _, final in moves if _is_placed(final, sizes)}
    earlier = [file.path for file in there.values() if file.path not in placed]
    if not table.overwrite:
        refuse_finished(table.folder, earlier)
    waiting = [(file, final) for file, final in moves if final.path not in placed]
    if earlier or waiting:
        remove_manifests(table.folder)
    delete(earlier)
    move(waiting)
    remove_empty_folders(earlier)
    delete_folder(unfinished)
    FileSystems.report_sink_lineage(table.folder)
    return (final for _, final in moves)


def _is_placed(final: WrittenFile, sizes: dict[str, int]) -> bool:
    """Return whether an earlier attempt got this far with the file.

    What is there is read only if its size is the same.
    """
    return final.path in sizes and holds(final.path, final, sizes[final.path])
