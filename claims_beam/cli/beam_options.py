"""Beam's options among a command's arguments, and the file systems of its paths, which get those options.

Beam's file systems try for minutes where nobody answers or nobody says who asks. So what they need is looked at first:
the package that each kind of path takes, the credentials, and whether the host of the service answers at all.
"""

import ssl
from collections.abc import Iterable, Iterator, Sequence
from http.client import HTTPException
from importlib.util import find_spec
from itertools import pairwise
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from apache_beam.io.filesystem import FileSystem
from apache_beam.io.filesystems import FileSystems
from apache_beam.options.pipeline_options import PipelineOptions, S3Options

from claims_beam.cli.command import UnknownOptionsError, UsageError

ANSWER_SECONDS = 5.0
"""How long the host of a service may take to answer before it counts as out of reach."""

INSTALL = {
    "gs": ("google.cloud.storage", "claims-beam[gcp]"),
    "s3": ("boto3", "claims-beam[aws]"),
    "azfs": ("azure.storage.blob", "apache-beam[azure]"),
    "hdfs": ("hdfs", "apache-beam[hadoop]"),
}
"""The module that each kind of path takes, and what to install to have it."""


def use_beam_options(name: str, beam_args: Sequence[str], paths: Iterable[str]) -> PipelineOptions:
    """Return the options that the arguments spell, after setting them for Beam's file systems as well.

    Args:
        name: The command.
        beam_args: The arguments that the command itself does not know.
        paths: What the command will read from or write to.

    Raises:
        UsageError: For an argument that Beam does not know either, for a path whose file system is not installed or
            that there are no credentials for, and for a service that does not answer.
    """
    _refuse_strays(name, beam_args)
    options = PipelineOptions(list(beam_args))
    _refuse_unknown(name, options)
    FileSystems.set_options(options)
    for kind, path in {_kind(path): path for path in paths}.items():
        if kind is not None:
            _check_file_system(kind, path, options)
    return options


def _kind(path: str) -> str | None:
    """Return the part before ``://``, None for a path of this machine."""
    kind: str | None = FileSystems.get_scheme(path)
    return kind


def _refuse_strays(name: str, beam_args: Sequence[str]) -> None:
    """Raise UsageError for a word that is neither an option nor the value of the one before it."""
    for before, word in pairwise(["", *beam_args]):
        if not word.startswith("-") and ("=" in before or not before.startswith("-")):
            raise UsageError(f"unknown argument {word}; see claims-beam {name} --help")


def _refuse_unknown(name: str, options: PipelineOptions) -> None:
    """Raise UsageError for an option that Beam would pass over."""
    known, given = PipelineOptions([]).get_all_options(), options.get_all_options(retain_unknown_options=True)
    if unknown := given.keys() - known.keys():
        names = ", ".join(f"--{option}" for option in sorted(unknown))
        raise UnknownOptionsError(
            f"neither claims-beam nor Beam knows {names}; see claims-beam {name} --help",
            [f"--{option}" for option in unknown],
            [f"--{option}" for option in known],
        )


def _check_file_system(kind: str, path: str, options: PipelineOptions) -> None:
    module, package = INSTALL.get(kind, (None, None))
    if module and not _is_installed(module):
        raise UsageError(
            f"{path}: what reads and writes {kind}:// is not installed; install it with pip install '{package}'"
        )
    if kind not in _registered():
        known = ", ".join(f"{scheme}://" for scheme in INSTALL)
        told = f"{path}: no file system for {kind}:// is known; give a path of this machine, or of {known}"
        pipe = f"; to read a page, pipe it: curl --silent {path} | claims-beam show -"
        raise UsageError(told + (pipe if kind in ("http", "https") else ""))
    service = {"gs": _google_service, "s3": _amazon_service}.get(kind)
    if service and (trouble := _trouble_reaching(address := service(path, options))):
        raise UsageError(f"{path}: {address} does not answer ({trouble}); check the network and the options")


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _registered() -> Iterator[str]:
    return (system.scheme() for system in FileSystem.get_all_subclasses())


def _google_service(path: str, options: PipelineOptions) -> str:
    """Return the address of Cloud Storage, or of the emulator that stands in for it."""
    from google.cloud.storage import Client

    return str(Client.create_anonymous_client().api_endpoint)


def _amazon_service(path: str, options: PipelineOptions) -> str:
    """Return the address of S3, as Beam's client has it. Raise UsageError if nobody says who asks, or where."""
    import boto3
    from apache_beam.io.aws.clients.s3 import boto3_client
    from botocore.exceptions import BotoCoreError

    from claims_beam.storage.s3_client import share_s3_client

    share_s3_client()
    try:
        if options.view_as(S3Options).s3_access_key_id is None and boto3.session.Session().get_credentials() is None:
            raise UsageError(
                f"{path}: there are no credentials for S3 here; run aws configure, set AWS_ACCESS_KEY_ID and "
                "AWS_SECRET_ACCESS_KEY, or give --s3_access_key_id=ID and --s3_secret_access_key=KEY"
            )
        return str(boto3_client.Client(options).client.meta.endpoint_url)
    except (BotoCoreError, ValueError) as error:
        raise UsageError(f"{path}: S3 cannot be used with these options: {error}") from error


def _trouble_reaching(address: str) -> str | None:
    """Return why the service does not answer, or None if it gives any answer; a proxy is used if there is one."""
    try:
        with urlopen(Request(address, method="HEAD"), timeout=ANSWER_SECONDS):
            return None
    except (HTTPError, HTTPException):
        return None
    except URLError as error:
        return None if isinstance(error.reason, ssl.SSLError) else str(error.reason)
    except OSError as error:
        return str(error)
