"""What a job for Dataflow has to say, checked before Beam is even imported and without a request to anybody outside.

Beam asks Google first and looks at its options later: without credentials it tries for minutes, and an image of another
Beam version fails in the workers, over and over. So this reads the options that decide by itself, as Beam spells them,
and tells all that is wrong at once.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection, HTTPException
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from claims_beam.storage.paths import is_local

GUIDE = "docs/guides/dataflow.md"

METADATA_TIMEOUT_SECONDS = 0.3
"""Machines of Google's answer for themselves in a millisecond; elsewhere nobody may answer at all."""

# Beam's own patterns (options/pipeline_options_validator.py); tests hold them against it.
_PROJECT = re.compile(r"[a-z][-a-z0-9:.]+[a-z0-9]")
_JOB_NAME = re.compile(r"[a-z]([-a-z0-9]*[a-z0-9])?")
_BUCKET = re.compile(r"[a-z0-9][-_a-z0-9.]+[a-z0-9]")
_REGION = re.compile(r"[a-z]+(?:-[a-z]+)+[0-9]+")
_ZONE = re.compile(rf"({_REGION.pattern})-[a-z]")

_STOCK_IMAGE = re.compile(r"beam_python(\d+\.\d+)_sdk")
_OWN_IMAGE = "claims-beam"


class DataflowOptionsError(ValueError):
    """The job cannot go to Dataflow as asked; ``problems`` are all that is wrong, each with its cure."""

    def __init__(self, problems: Sequence[str]) -> None:
        """List the problems in the message."""
        listed = "".join(f"\n  - {problem}" for problem in problems)
        super().__init__(f"this job cannot go to Dataflow as asked, and nothing was sent:{listed}\nSee {GUIDE}.")
        self.problems = tuple(problems)


def check_options(beam_args: Sequence[str], inputs: Sequence[str], output: str) -> None:
    """Refuse a job whose options cannot work, if its runner is Dataflow's; do nothing for other runners.

    ``beam_args`` are Beam's options as on the command line; ``inputs`` and ``output`` the paths of the job. Raises
    DataflowOptionsError. Whether the project, the buckets and the image exist is for Google to say.
    """
    options = _parser().parse_known_args(list(beam_args))[0]
    if is_dataflow(options.runner) and (problems := list(_problems(options, inputs, output))):
        raise DataflowOptionsError(problems)


def is_dataflow(runner: str) -> bool:
    """Return whether this is a name of Dataflow's runner.

    Beam takes it in any case, with or without "Runner", or dotted.
    """
    return runner.rpartition(".")[2].lower().removesuffix("runner") == "dataflow"


def console_url(project: str, region: str, job_id: str) -> str:
    """Return the address of a job's page."""
    return f"https://console.cloud.google.com/dataflow/jobs/{region}/{job_id}?project={project}"


def _parser() -> argparse.ArgumentParser:
    """Read Beam's options that matter here; like Beam's own parser, without abbreviations."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--runner", default="")
    for name in ("project", "region", "job_name", "temp_location", "staging_location", "dataflow_endpoint"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--no_auth", action="store_true")
    parser.add_argument("--sdk_container_image", "--worker_harness_container_image")
    for name in ("--requirements_file", "--setup_file"):
        parser.add_argument(name, dest="packaging")
    parser.add_argument("--extra_package", "--extra_packages", dest="packaging")
    return parser


def _problems(options: argparse.Namespace, inputs: Sequence[str], output: str) -> Iterator[str]:
    yield from _check_installation()
    yield from _check_project(options.project)
    yield from _check_region(options.region or os.environ.get("CLOUDSDK_COMPUTE_REGION"))
    yield from _check_job_name(options.job_name)
    yield from _check_scratch(options.temp_location, options.staging_location)
    yield from _check_paths(inputs, output)
    yield from _check_image(options.sdk_container_image, options.packaging)
    if not (options.no_auth or options.dataflow_endpoint):
        yield from _check_credentials()


def _check_installation() -> Iterator[str]:
    try:
        installed = find_spec("google.cloud.dataflow")
    except ModuleNotFoundError:
        installed = None
    if installed is None:
        yield "Beam's Google parts are not installed: pip install 'claims-beam[gcp]'"


def _check_project(project: str | None) -> Iterator[str]:
    if not project:
        yield "--project is missing: give the id of the Google Cloud project that pays, such as --project=news-archive"
    elif project.isdigit():
        yield f"--project={project} is a project's number: give its id, which begins with a letter"
    elif not _PROJECT.fullmatch(project):
        yield f"--project={project} is no project id: those have lower-case letters, digits and hyphens"


def _check_region(region: str | None) -> Iterator[str]:
    if not region:
        yield "--region is missing: give the region to run in, best that of the buckets, such as --region=europe-west1"
    elif zone := _ZONE.fullmatch(region):
        yield f"--region={region} is a zone: give its region, --region={zone[1]}"
    elif not _REGION.fullmatch(region):
        yield f"--region={region} is no region: give one such as --region=europe-west1"


def _check_job_name(name: str | None) -> Iterator[str]:
    if name and not _JOB_NAME.fullmatch(name):
        yield (
            f"--job_name={name}: use lower-case letters, digits and hyphens, beginning with a letter "
            "and not ending with a hyphen"
        )


def _check_scratch(temp: str | None, staging: str | None) -> Iterator[str]:
    if not temp and not staging:
        yield "--temp_location is missing: give a folder for temporary files, such as --temp_location=gs://BUCKET/tmp"
    for option, path in (("--temp_location", temp), ("--staging_location", staging)):
        if path:
            yield from _check_storage_path(f"{option}={path}", path)
            if path.startswith("gs://") and "/" not in path.removeprefix("gs://"):
                yield f"{option}={path} names a bucket and no folder in it: write {path}/tmp"


def _check_paths(inputs: Sequence[str], output: str) -> Iterator[str]:
    for path in inputs:
        if is_local(path):
            yield (
                f"the input {path} is on this machine, which Dataflow's workers cannot read: "
                f"copy it (gcloud storage cp {path} gs://BUCKET/) and give its gs:// path"
            )
        elif path.startswith("gs://"):
            yield from _check_storage_path(f"the input {path}", path)
    yield from _check_storage_path(f"--output={output}", output)


def _check_storage_path(given: str, path: str) -> Iterator[str]:
    if not path.startswith("gs://"):
        yield f"{given} is not on Cloud Storage, where Dataflow's workers write: give a path like gs://BUCKET/FOLDER"
    elif not _BUCKET.fullmatch(bucket := path.removeprefix("gs://").partition("/")[0]):
        yield (
            f"{given}: {bucket!r} is no bucket's name; those have three or more lower-case letters, digits, "
            "hyphens, dots and underscores, and a letter or digit at either end"
        )


def _check_image(image: str | None, packaging: str | None) -> Iterator[str]:
    if not image:
        if not packaging:
            yield (
                "--sdk_container_image is missing: Beam's own image has neither claims_beam nor its models; "
                "build pipelines/dataflow/Dockerfile, push it and give its name"
            )
        return
    name, tag = _name_and_tag(image)
    stock = _STOCK_IMAGE.fullmatch(name)
    if stock and not packaging:
        yield (
            f"--sdk_container_image={image} is Beam's own image, which has neither claims_beam nor its models: "
            "build pipelines/dataflow/Dockerfile on it"
        )
    for what, theirs, ours in _told_versions(name, tag):
        if theirs and theirs != ours:
            yield (
                f"--sdk_container_image={image} has {what} {theirs}, and this is {what} {ours}: "
                "submit from where the versions are the image's, or build the image anew"
            )


def _name_and_tag(image: str) -> tuple[str, str]:
    """Return the image's last name and its tag, which may be empty: ``eu.example/a/claims-beam:1-py3.11`` and so on."""
    name, _, tag = image.partition("@")[0].rpartition("/")[2].partition(":")
    return name, tag


def _told_versions(name: str, tag: str) -> Iterator[tuple[str, str | None, str]]:
    """Yield of what a version is, the one in the image's name (None without) and the one here."""
    python = _STOCK_IMAGE.fullmatch(name) or re.search(r"py(?:thon)?[-_]?(3\.\d+)", tag)
    yield "Python", python and python[1], f"{sys.version_info.major}.{sys.version_info.minor}"
    stock_beam = re.match(r"(\d+\.\d+\.\d+)", tag) if _STOCK_IMAGE.fullmatch(name) else None
    beam = stock_beam or re.search(r"beam[-_]?(\d+\.\d+\.\d+)", tag)
    yield "Apache Beam", beam and beam[1], version("apache-beam")
    own = re.match(r"v?(\d+\.\d+\.\d+)", tag) if name == _OWN_IMAGE else None
    yield "claims-beam", own and own[1], version("claims-beam")


def _check_credentials() -> Iterator[str]:
    """Yield what is wrong with the credentials, which are looked for where Google's libraries look."""
    named = os.environ.get("GOOGLE_APPLICATION_CREDENTIALS")
    if named and not Path(named).is_file():
        yield f"GOOGLE_APPLICATION_CREDENTIALS={named} is no file: name the key file, or unset it"
    if not named and not _gcloud_credentials().is_file() and not _is_machine_of_google():
        yield (
            "there are no credentials for Google Cloud here: run gcloud auth application-default login, "
            "or let GOOGLE_APPLICATION_CREDENTIALS name a key file"
        )


def _gcloud_credentials() -> Path:
    home = Path(os.environ["APPDATA"]) if os.name == "nt" else Path.home() / ".config"
    return Path(os.environ.get("CLOUDSDK_CONFIG") or home / "gcloud") / "application_default_credentials.json"


def _is_machine_of_google() -> bool:
    """Return whether a metadata server answers at the address, not routed, where every machine of Google's has one."""
    if os.environ.get("NO_GCE_CHECK") == "true":
        return False
    host = os.environ.get("GCE_METADATA_HOST") or os.environ.get("GCE_METADATA_IP") or "169.254.169.254"
    connection = HTTPConnection(host, timeout=METADATA_TIMEOUT_SECONDS)
    try:
        connection.request("GET", "/", headers={"Metadata-Flavor": "Google"})
        return connection.getresponse().getheader("Metadata-Flavor") == "Google"
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
