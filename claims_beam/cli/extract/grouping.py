"""The job of ``claims-beam quotations``, which groups the claims of an output folder into its table of quotations."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems
from apache_beam.options.pipeline_options import PipelineOptions

from claims_beam.cli.extract.errors import preparing, running
from claims_beam.cli.extract.job import LOCAL_RUNNER
from claims_beam.cli.extract.registry import WorkerRegistry
from claims_beam.cli.extract.run_folder import run_folder
from claims_beam.cli.extract.supervision import supervised
from claims_beam.cli.extract.workers import runner_for
from claims_beam.cli.interruption import Interruption
from claims_beam.records import Quotation
from claims_beam.storage.files import OutputExistsError, remove_unfinished
from claims_beam.storage.lock import only_run
from claims_beam.storage.manifest import MANIFEST_NAME, Manifest, ManifestError, WrittenFile
from claims_beam.storage.manifest_files import read_manifest, write_manifest
from claims_beam.storage.paths import absolute
from claims_beam.storage.record_files import table_name
from claims_beam.transforms.manifests import WriteManifest
from claims_beam.transforms.quotations import GroupCitations, ReadCitations, quotations_folder
from claims_beam.transforms.writing import WriteRecords

_TABLE = table_name(Quotation)


@dataclass(frozen=True)
class Grouping:
    """Which output folder to add the quotations to; the other fields are those of ``Job``."""

    output: str
    overwrite: bool = False
    workers: int = 1
    beam_args: Sequence[str] = ()


def group_output(job: Grouping, interruption: Interruption) -> None:
    """Group the claims of the folder into quotations.

    The manifest lists the claims throughout, and the quotations once they are complete. Raises JobRefusedError before
    anything runs (a folder without claims or manifest, quotations that are there already) and JobError when the
    pipeline fails; nothing unfinished stays behind.
    """
    folder = quotations_folder(absolute(job.output))
    with interruption.holding() as held:
        registry = WorkerRegistry(held.enter_context(run_folder()))
        with preparing(interruption):
            options = PipelineOptions(["--runner=" + LOCAL_RUNNER, *job.beam_args])
            with interruption.postponed():
                held.enter_context(only_run(job.output))
            manifest = _manifest_of_claims(job)
            remove_unfinished(folder)
            runner = runner_for(job.workers, registry, options) if job.workers > 1 else None
            pipeline = beam.Pipeline(runner, options)
            files = [file.path for file in manifest.files if file.table == "claim"]
            written = pipeline | ReadCitations(files) | GroupCitations() | WriteRecords(folder, overwrite=job.overwrite)
            others = pipeline | "Others" >> beam.Create(manifest.files).with_output_types(WrittenFile)
            (others, written) | WriteManifest(job.output, manifest.settings)
        with running(interruption, partial(remove_unfinished, folder)), supervised(registry, interruption.asked):
            pipeline.run().wait_until_finish()


def _manifest_of_claims(job: Grouping) -> Manifest:
    """Return the manifest, its paths absolute, without quotations; where these are to be replaced, so is it stored."""
    output = absolute(job.output)
    manifest = read_manifest(output)
    if manifest is None:
        raise ManifestError(
            f"{output} has no {MANIFEST_NAME}: give the folder that claims-beam extract wrote into. If this is that "
            "folder, the run did not finish; run extract again with --overwrite"
        )
    listed = [replace(file, path=FileSystems.join(output, file.path)) for file in manifest.files]
    others = tuple(file for file in listed if file.table != _TABLE)
    if len(others) < len(listed):
        if not job.overwrite:
            raise OutputExistsError(f"{output} already has quotations; replace them with --overwrite")
        write_manifest(others, output, manifest.settings)
    return replace(manifest, files=others)
