"""``ExtractClaims`` for a client that has not got the package, through Beam's Python expansion service."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.portable import free_port, running
from support.without_package import run_without_package

import claims_beam as cb
from claims_beam.testing import TEXT

pytestmark = [pytest.mark.slow, pytest.mark.process]

# The protocol of Java's PythonExternalTransform.
CLIENT = """
import json, sys
import apache_beam as beam
from apache_beam.transforms.external import ExternalTransform, ImplicitSchemaPayloadBuilder

try:
    import claims_beam
    sys.exit("the client has the package")
except ModuleNotFoundError:
    address, rows, output, kwargs = sys.argv[1:]

request = {"constructor": "claims_beam.interop.yaml.ExtractClaims", "kwargs": json.loads(kwargs)}
extract = ExternalTransform(
    "beam:transforms:python:fully_qualified_named", ImplicitSchemaPayloadBuilder(request).payload(), address
)
with beam.Pipeline(runner="FnApiRunner") as pipeline:
    created = pipeline | beam.Create([beam.Row(**row) for row in json.loads(rows)])
    outputs = created | extract
    named = outputs if isinstance(outputs, dict) else {"only": outputs}
    for name, rows in named.items():
        rows | name >> beam.Map(json.dumps) | f"Write {name}" >> beam.io.WriteToText(f"{output}/{name}")
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where an expansion service answers that has the package."""
    port = free_port()
    command = [sys.executable, "-m", "apache_beam.runners.portability.expansion_service_main", f"--port={port}"]
    command += ["--fully_qualified_name_glob=claims_beam.*", "--serve_loopback_worker"]
    with running(command, tmp_path_factory.mktemp("service"), os.environ, port):
        yield f"localhost:{port}"


ROWS = [{"article_id": "pier", "text": TEXT}, {"article_id": "blank", "text": " "}]


def _expected(tagger: cb.Tagger) -> list[str]:
    claims = cb.extract_claims(cb.Article("pier", TEXT), tagger, statements=True)
    return sorted(json.dumps(cb.as_row(claim, "text")) for claim in claims)


def _lines(folder: Path, name: str) -> list[str]:
    return sorted(line for path in folder.glob(f"{name}-*") for line in path.read_text().splitlines())


def test_a_client_without_the_package_gets_the_claims(address: str, tagger: cb.Tagger, tmp_path: Path) -> None:
    kwargs = json.dumps({"statements": True, "tagger": "learned", "max_chars": 1000})
    run_without_package(CLIENT, address, json.dumps(ROWS[:1]), str(tmp_path), kwargs)
    assert len(_expected(tagger)) > 1
    assert _lines(tmp_path, "only") == _expected(tagger)


def test_failures_are_an_output_of_their_own(address: str, tagger: cb.Tagger, tmp_path: Path) -> None:
    kwargs = json.dumps({"statements": True, "error_handling": {"output": "failures"}})
    run_without_package(CLIENT, address, json.dumps(ROWS), str(tmp_path), kwargs)
    assert _lines(tmp_path, "good") == _expected(tagger)
    [failure] = _lines(tmp_path, "failures")
    assert json.loads(failure)[:3] == ["blank", "parse", "ArticleError.no_text"]
