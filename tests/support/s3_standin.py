"""S3 on localhost: moto's server, which keeps buckets in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from urllib.request import Request, urlopen

import boto3
from moto.server import ThreadedMotoServer


@dataclass(frozen=True)
class Bucket:
    """A bucket of the server, and the options with which Beam finds it."""

    name: str
    endpoint: str

    @property
    def beam_args(self) -> list[str]:
        """Return the options for Beam's file system."""
        return [
            f"--s3_endpoint_url={self.endpoint}",
            "--s3_access_key_id=somebody",
            "--s3_secret_access_key=secret",
            "--s3_region_name=us-east-1",
        ]

    def path(self, key: str) -> str:
        """Return the path of an object."""
        return f"s3://{self.name}/{key}"

    def put(self, key: str, content: bytes) -> str:
        """Store an object, and return its path."""
        self._client.put_object(Bucket=self.name, Key=key, Body=content)
        return self.path(key)

    def get(self, key: str) -> bytes:
        """Return what an object holds."""
        content: bytes = self._client.get_object(Bucket=self.name, Key=key)["Body"].read()
        return content

    def keys(self) -> list[str]:
        """Return the names of all objects, sorted."""
        return sorted(one["Key"] for one in self._client.list_objects_v2(Bucket=self.name).get("Contents", []))

    def create(self) -> None:
        """Make the bucket."""
        self._client.create_bucket(Bucket=self.name)

    @cached_property
    def _client(self):  # type: ignore[no-untyped-def]  # boto3 has no types of its own
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id="somebody",
            aws_secret_access_key="secret",
        )


@contextmanager
def s3_standin(name: str) -> Iterator[Bucket]:
    """Run the server on a free port for as long as the body runs, with one empty bucket."""
    server = ThreadedMotoServer("localhost", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        bucket = Bucket(name, f"http://{host}:{port}")
        urlopen(Request(f"{bucket.endpoint}/moto-api/reset", method="POST")).close()  # all servers share the buckets
        bucket.create()
        yield bucket
    finally:
        server.stop()
