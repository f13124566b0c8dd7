"""The files of a stream: those of a pane of a window, whose names say which it is."""

from collections.abc import Iterable
from datetime import UTC, datetime

from apache_beam.io.filesystems import FileSystems
from apache_beam.transforms.window import BoundedWindow, GlobalWindows, IntervalWindow
from apache_beam.utils.timestamp import Timestamp

from claims_beam.schema.rows import Row
from claims_beam.storage.files import delete, delete_folder, in_progress, move, named, new_run
from claims_beam.storage.manifest import WrittenFile
from claims_beam.storage.table import Table


def write_pane(table: Table, rows: Iterable[Row], partition: str, stem: str, shard: int) -> list[WrittenFile]:
    """Write the rows of a partition into finished files whose names begin with ``stem`` and the number ``shard``.

    Files of these names that an earlier attempt has left are replaced.
    """
    unfinished = in_progress(table.folder, new_run())
    try:
        files = list(table.write_files(unfinished, rows, partition))
        moves = named(files, unfinished, table.folder, stem, shard, table.num_shards)
        delete(final.path for _, final in moves if FileSystems.exists(final.path))
        move(moves)
    finally:
        delete_folder(unfinished)
    return [final for _, final in moves]


def window_name(window: BoundedWindow) -> str:
    """Return the window's bounds in UTC, in characters that every file system takes; sorts as the windows do."""
    if isinstance(window, IntervalWindow):
        return f"{_compact(window.start)}-{_compact(window.end)}"
    return "global" if window == GlobalWindows.windowed_value(None).windows[0] else _compact(window.max_timestamp())


def _compact(time: Timestamp) -> str:
    seconds, micros = divmod(time.micros, 1_000_000)
    written = datetime.fromtimestamp(seconds, UTC).strftime("%Y%m%dT%H%M%S")
    return f"{written}.{micros:06}" if micros else written
