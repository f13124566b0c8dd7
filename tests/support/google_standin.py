"""Cloud Storage and Dataflow on localhost, as far as Beam's clients use them. For tests: nothing here is safe or fast.

Buckets live in memory. A job that comes in runs by whatever function the test gives for the service's workers. What
the stand-in does not know is answered with 501 and kept in ``unknown``, so that a test sees what it misses.
"""

import base64
import itertools
import json
import re
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import google_crc32c
from google.cloud.dataflow import JobState

Json = dict[str, Any]
RunJob = Callable[[Json], list[Json]]
"""What the service's workers do: a job as submitted -> its metrics; raises if the job fails."""

PAGE = 50
"""Objects a listing gives at once: few, so that paging is used."""


@dataclass(frozen=True)
class Response:
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class StoredObject:
    bucket: str
    name: str
    data: bytes
    generation: int
    updated: str

    def resource(self) -> Json:
        return {
            "kind": "storage#object",
            "bucket": self.bucket,
            "name": self.name,
            "id": f"{self.bucket}/{self.name}/{self.generation}",
            "generation": str(self.generation),
            "metageneration": "1",
            "size": str(len(self.data)),
            "updated": self.updated,
            "timeCreated": self.updated,
            "crc32c": crc32c(self.data),
            "contentType": "application/octet-stream",
        }


def crc32c(data: bytes) -> str:
    """The checksum as Cloud Storage writes it."""
    return base64.b64encode(google_crc32c.Checksum(data).digest()).decode()


def as_json(body: Json, status: int = 200) -> Response:
    return Response(status, json.dumps(body).encode(), {"Content-Type": "application/json"})


def error(status: HTTPStatus) -> Response:
    return as_json({"error": {"code": status.value, "message": status.phrase}}, status.value)


class Storage:
    """The buckets, by ``gs://`` paths for the test and by requests for the clients."""

    def __init__(self, *buckets: str) -> None:
        self.buckets = frozenset(buckets)
        self._objects: dict[tuple[str, str], StoredObject] = {}
        self._uploads: dict[str, tuple[str, str, bytearray]] = {}
        self._numbers = itertools.count(1)
        self._lock = threading.RLock()

    def paths(self, prefix: str = "gs://") -> list[str]:
        """The paths that start so, sorted."""
        paths = (f"gs://{bucket}/{name}" for bucket, name in self._objects)
        return sorted(path for path in paths if path.startswith(prefix))

    def read(self, path: str) -> bytes:
        bucket, _, name = path.removeprefix("gs://").partition("/")
        return self._objects[bucket, name].data

    def write(self, path: str, data: bytes) -> None:
        bucket, _, name = path.removeprefix("gs://").partition("/")
        self._put(bucket, name, data)

    def _put(self, bucket: str, name: str, data: bytes) -> StoredObject:
        with self._lock:
            now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
            stored = StoredObject(bucket, name, data, next(self._numbers), now)
            self._objects[bucket, name] = stored
        return stored

    def _violates(self, request: Request, bucket: str, name: str) -> bool:
        """Whether the request asks for a generation of the object that is not the present one."""
        stored = self._objects.get((bucket, name))
        wanted = request.query.get("ifGenerationMatch")
        return wanted is not None and int(wanted) != (stored.generation if stored else 0)

    def get_bucket(self, request: Request, bucket: str) -> Response:
        if bucket not in self.buckets:
            return error(HTTPStatus.NOT_FOUND)
        policy = {"retentionDurationSeconds": "0"}
        return as_json({"kind": "storage#bucket", "id": bucket, "name": bucket, "softDeletePolicy": policy})

    def list_objects(self, request: Request, bucket: str) -> Response:
        if bucket not in self.buckets:
            return error(HTTPStatus.NOT_FOUND)
        prefix, start = request.query.get("prefix", ""), int(request.query.get("pageToken", 0))
        with self._lock:
            names = sorted(name for of, name in self._objects if of == bucket and name.startswith(prefix))
            page = [self._objects[bucket, name].resource() for name in names[start : start + PAGE]]
        following = {"nextPageToken": str(start + PAGE)} if start + PAGE < len(names) else {}
        return as_json({"kind": "storage#objects", "items": page, **following})

    def get_object(self, request: Request, bucket: str, name: str) -> Response:
        stored = self._objects.get((bucket, name))
        if stored is None:
            return error(HTTPStatus.NOT_FOUND)
        return _download(request, stored) if request.query.get("alt") == "media" else as_json(stored.resource())

    def delete_object(self, request: Request, bucket: str, name: str) -> Response:
        with self._lock:
            if self._violates(request, bucket, name):
                return error(HTTPStatus.PRECONDITION_FAILED)
            found = self._objects.pop((bucket, name), None)
        return Response(204) if found else error(HTTPStatus.NOT_FOUND)

    def copy_object(self, request: Request, bucket: str, name: str, to_bucket: str, to_name: str) -> Response:
        with self._lock:
            source = self._objects.get((bucket, name))
            if source is None:
                return error(HTTPStatus.NOT_FOUND)
            if self._violates(request, to_bucket, to_name):
                return error(HTTPStatus.PRECONDITION_FAILED)
            return as_json(self._put(to_bucket, to_name, source.data).resource())

    def start_upload(self, request: Request, bucket: str) -> Response:
        if bucket not in self.buckets:
            return error(HTTPStatus.NOT_FOUND)
        if request.query["uploadType"] == "multipart":
            described, content = _parts(request)
            name = json.loads(described)["name"]
            if self._violates(request, bucket, name):
                return error(HTTPStatus.PRECONDITION_FAILED)
            return as_json(self._put(bucket, name, content).resource())
        name = request.query.get("name") or json.loads(request.body)["name"]
        if self._violates(request, bucket, name):
            return error(HTTPStatus.PRECONDITION_FAILED)
        upload = str(next(self._numbers))
        self._uploads[upload] = (bucket, name, bytearray())
        address = f"http://{request.headers['host']}{request.path}?uploadType=resumable&upload_id={upload}"
        return Response(200, headers={"Location": address})

    def continue_upload(self, request: Request, bucket: str) -> Response:
        """One chunk; the last is the one that names the whole length."""
        upload = request.query["upload_id"]
        _, name, received = self._uploads[upload]
        received += request.body
        if not request.headers["content-range"].endswith(f"/{len(received)}"):
            return Response(308, headers={"Range": f"bytes=0-{len(received) - 1}"} if received else {})
        del self._uploads[upload]
        return as_json(self._put(bucket, name, bytes(received)).resource())


def _download(request: Request, stored: StoredObject) -> Response:
    asked = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("range", ""))
    if not asked:
        return Response(200, stored.data, {"X-Goog-Hash": f"crc32c={crc32c(stored.data)}"})
    start, end = int(asked[1]), int(asked[2] or len(stored.data))
    if start >= len(stored.data):
        return error(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
    data = stored.data[start : end + 1]
    whole = f"bytes {start}-{start + len(data) - 1}/{len(stored.data)}"
    return Response(206, data, {"Content-Range": whole})


def _parts(request: Request) -> list[bytes]:
    """The bodies of a multipart request."""
    boundary = re.search(r'boundary="?([^";]+)', request.headers["content-type"])
    assert boundary
    pieces = request.body.split(b"--" + boundary[1].encode())[1:-1]
    return [re.split(rb"\r?\n\r?\n", piece.removesuffix(b"\n").removesuffix(b"\r"), maxsplit=1)[1] for piece in pieces]


@dataclass
class Job:
    submitted: Json
    state: str = "JOB_STATE_PENDING"
    metrics: list[Json] = field(default_factory=list)
    messages: list[Json] = field(default_factory=list)
    watched: threading.Event = field(default_factory=threading.Event)
    """Whether anybody has asked how it goes."""


class Dataflow:
    """The jobs, which run in a thread each, by the function given."""

    def __init__(self, run_job: RunJob) -> None:
        self.jobs: dict[str, Job] = {}
        self._run_job = run_job
        self._numbers = itertools.count(1)

    def create(self, request: Request, project: str, region: str) -> Response:
        job_id = f"job-{next(self._numbers)}"
        job = self.jobs[job_id] = Job({**json.loads(request.body), "id": job_id, "projectId": project})
        job.submitted["location"] = region
        threading.Thread(target=self._run, args=(job,), daemon=True).start()
        return self._shown(job)

    def get(self, request: Request, project: str, region: str, job_id: str) -> Response:
        shown = self._shown(self.jobs[job_id])
        self.jobs[job_id].watched.set()
        return shown

    def update(self, request: Request, project: str, region: str, job_id: str) -> Response:
        self.jobs[job_id].state = JobState(json.loads(request.body)["requestedState"]).name
        return self._shown(self.jobs[job_id])

    def messages(self, request: Request, project: str, region: str, job_id: str) -> Response:
        return as_json({"jobMessages": self.jobs[job_id].messages})

    def metrics(self, request: Request, project: str, region: str, job_id: str) -> Response:
        return as_json({"metrics": self.jobs[job_id].metrics})

    def _run(self, job: Job) -> None:
        job.state = "JOB_STATE_RUNNING"
        try:
            job.metrics = self._run_job(job.submitted)
            job.state = "JOB_STATE_DONE"
        except Exception:
            now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
            said = {"messageImportance": "JOB_MESSAGE_ERROR", "messageText": traceback.format_exc()}
            job.messages.append({"id": "1", "time": now, **said})
            job.state = "JOB_STATE_FAILED"

    def _shown(self, job: Job) -> Response:
        shown = ("id", "projectId", "location", "name", "type", "clientRequestId")
        known = {key: job.submitted[key] for key in shown if key in job.submitted}
        return as_json({**known, "currentState": job.state})


@dataclass
class StandIn:
    """Where the services listen, and what they hold."""

    storage: Storage
    dataflow: Dataflow
    port: int = 0
    unknown: list[str] = field(default_factory=list)

    def environment(self, folder: Path) -> dict[str, str]:
        """The variables that send Google's clients here, with credentials of a kind that asks nobody else for a token.

        It is workload identity federation: a file of the folder is traded for a token at an address of our choice.
        """
        (folder / "subject").write_text("somebody")
        credentials = folder / "credentials.json"
        federation = {
            "type": "external_account",
            "audience": "standin",
            "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
            "token_url": f"http://localhost:{self.port}/token",
            "credential_source": {"file": str(folder / "subject")},
        }
        credentials.write_text(json.dumps(federation))
        return {
            "STORAGE_EMULATOR_HOST": f"http://localhost:{self.port}",
            "GOOGLE_APPLICATION_CREDENTIALS": str(credentials),
            "GOOGLE_CLOUD_PROJECT": "standin-project",
        }

    def answer(self, request: Request) -> Response:
        for method, pattern, respond in self._routes():
            found = re.fullmatch(pattern, request.path)
            if found and method == request.method:
                try:
                    return respond(request, *map(unquote, found.groups()))
                except Exception:
                    self.unknown.append(f"{request.method} {request.path}: {traceback.format_exc()}")
                    return error(HTTPStatus.BAD_REQUEST)  # which the clients do not try again
        self.unknown.append(f"{request.method} {request.path}")
        return error(HTTPStatus.NOT_IMPLEMENTED)

    def _routes(self) -> list[tuple[str, str, Callable[..., Response]]]:
        bucket = "/storage/v1/b/([^/]+)"
        jobs = "/v1b3/projects/([^/]+)/locations/([^/]+)/jobs"
        return [
            ("GET", bucket, self.storage.get_bucket),
            ("GET", f"{bucket}/o", self.storage.list_objects),
            ("GET", f"(?:/download)?{bucket}/o/([^/]+)", self.storage.get_object),
            ("DELETE", f"{bucket}/o/([^/]+)", self.storage.delete_object),
            ("POST", f"{bucket}/o/([^/]+)/copyTo/b/([^/]+)/o/([^/]+)", self.storage.copy_object),
            ("POST", f"/upload{bucket}/o", self.storage.start_upload),
            ("PUT", f"/upload{bucket}/o", self.storage.continue_upload),
            ("POST", "/batch/storage/v1", self._batch),
            ("POST", "/token", self._token),
            ("POST", jobs, self.dataflow.create),
            ("GET", f"{jobs}/([^/]+)", self.dataflow.get),
            ("PUT", f"{jobs}/([^/]+)", self.dataflow.update),
            ("GET", f"{jobs}/([^/]+)/messages", self.dataflow.messages),
            ("GET", f"{jobs}/([^/]+)/metrics", self.dataflow.metrics),
        ]

    def _token(self, request: Request) -> Response:
        kind = "urn:ietf:params:oauth:token-type:access_token"
        return as_json(
            {"access_token": "a-token", "issued_token_type": kind, "token_type": "Bearer", "expires_in": 3600}
        )

    def _batch(self, request: Request) -> Response:
        """Several requests in one, answered in their order."""
        answers = [self.answer(_request_of(part.lstrip(), request.headers["host"])) for part in _parts(request)]
        body = b"".join(b"--batch\r\n" + _batched(answer) for answer in answers) + b"--batch--"
        return Response(200, body, {"Content-Type": "multipart/mixed; boundary=batch"})


def _request_of(part: bytes, host: str) -> Request:
    method, target, *_ = part.split(b"\n", 1)[0].decode().split()
    url = urlsplit(target)
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    return Request(method, url.path, query, {"host": host}, b"")


def _batched(answer: Response) -> bytes:
    status = f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}\r\n"
    head = f"Content-Type: application/http\r\n\r\n{status}Content-Type: application/json\r\n"
    return f"{head}Content-Length: {len(answer.body)}\r\n\r\n".encode() + answer.body + b"\r\n"


@contextmanager
def google_standin(*buckets: str, run_job: RunJob) -> Iterator[StandIn]:
    """The services on a free port of localhost for as long as the body runs."""
    standin = StandIn(Storage(*buckets), Dataflow(run_job))
    server = ThreadingHTTPServer(("localhost", 0), _handler(standin))
    server.daemon_threads = True
    standin.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield standin
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(standin: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            url = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(url.query).items()}
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = standin.answer(Request(self.command, url.path, query, headers, body))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Keeps quiet."""

    return Handler
