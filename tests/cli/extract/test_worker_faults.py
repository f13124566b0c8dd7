"""Faults in the middle of the work: a poisoned article costs itself alone, a broken model stops the job before any."""

import json
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import apache_beam as beam
import pytest
import spacy
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.test_stream import TestStream as Stream  # which pytest would take for a test
from apache_beam.transforms.error_handling import ErrorHandler
from support.output import read_rows

import claims_beam as cb
from claims_beam.attribution import loading
from claims_beam.attribution.learned import model as learned
from claims_beam.cli.extract.outcome import ARTICLE_STAGES, CLAIM_STAGES
from claims_beam.encoder import MODELS
from claims_beam.encoder.model import ModelError
from claims_beam.parsing import pipeline
from claims_beam.parsing.models import ModelNotFoundError
from claims_beam.records import Article, Claim, Document
from claims_beam.transforms import claiming
from claims_beam.transforms.steps import Step, models

pytestmark = pytest.mark.slow

POISONED = "poisoned"
SOUND = ("pier", "quay", "bridge")


def _message(name: str) -> bytes:
    text = f"“The {name} stays shut,” said Ines Falk, the harbour master."
    return json.dumps({"id": name, "text": text}).encode()


MESSAGES = [_message(name) for name in ("pier", POISONED, "quay", "bridge")]


@dataclass
class _Poison:
    """A function that raises for what is made of one article."""

    fn: Callable[..., Any]
    kind: type

    def __call__(self, element: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(element, self.kind) and POISONED in repr(element):
            raise LookupError("the words ran out")
        return self.fn(element, *args, **kwargs)


# Where each stage of the guard finds its function, what that takes, and how many claims of the article it costs.
STAGES = {
    "parse": ("reading.parse_any_payload", bytes, 1),
    "check_length": ("claiming.check_length", Article, 1),
    "check_language": ("claiming.check_language", Article, 1),
    "split_sentences": ("annotating.split_sentences", Article, 1),
    "extract_quotes": ("annotating.extract_quotes", Document, 1),
    "resolve_speakers": ("annotating.resolve_speakers", Document, 1),
    "find_statements": ("annotating.find_statements", Document, 1),
    "select_quotes": ("annotating.select_quotes", Document, 1),
    "find_predicates": ("annotating.find_predicates", Document, 1),
    "build_claims": ("claiming.build_claims", Document, 1),
    "score_claims": ("claiming.score_claim", Claim, 1),
    "write_records": ("writing.row_of", Claim, 1),
    "each_sentence": ("claiming.each_sentence", Document, 0),
}


def _check_length() -> Step[Article, Article]:
    """The step with which ``ExtractClaims`` begins where it has a ``max_chars``."""
    return Step("check_length", partial(claiming.check_length, max_chars=1_000), takes=Article, gives=Article)


def _check_language() -> Step[Article, Article]:
    """The step with which ``ExtractClaims`` begins unless it takes any language."""
    return Step("check_language", claiming.check_language, takes=Article, gives=Article, model=claiming.load_detector)


def _run(output: Path) -> None:
    """Every stage of an article's way, side table included."""
    with (
        beam.Pipeline(runner="FnApiRunner") as pipeline,
        ErrorHandler(cb.WriteRecords(f"{output}/failures")) as failures,
    ):
        documents = (
            pipeline
            | beam.Create(MESSAGES)
            | cb.ParseArticles().with_error_handler(failures)
            | "CheckLength" >> _check_length().with_error_handler(failures)
            | "CheckLanguage" >> _check_language().with_error_handler(failures)
            | cb.SplitSentences().with_error_handler(failures)
        )
        sentences = documents | cb.EachSentence().with_error_handler(failures)
        claims = (
            documents
            | cb.ExtractQuotes().with_error_handler(failures)
            | cb.ResolveSpeakers().with_error_handler(failures)
            | cb.FindStatements().with_error_handler(failures)
            | cb.SelectQuotes().with_error_handler(failures)
            | cb.FindPredicates().with_error_handler(failures)
            | cb.BuildClaims().with_error_handler(failures)
            | cb.ScoreClaims().with_error_handler(failures)
        )
        sentences | cb.WriteRecords(f"{output}/sentences").with_error_handler(failures)
        claims | cb.WriteRecords(f"{output}/claims").with_error_handler(failures)


def _rows(folder: Path) -> list[dict[str, Any]]:
    return sorted(read_rows(folder), key=repr)


def _of_sound(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["article_id"] != POISONED]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("undisturbed")
    _run(output)
    return output


def test_undisturbed_nothing_fails(undisturbed: Path) -> None:
    assert Counter(row["article_id"] for row in _rows(undisturbed / "claims")) == Counter((*SOUND, POISONED))
    assert _rows(undisturbed / "failures") == []


def test_the_table_has_every_stage() -> None:
    assert set(STAGES) == {*ARTICLE_STAGES, *CLAIM_STAGES, "each_sentence"}


@pytest.mark.parametrize("stage", STAGES)
def test_a_poisoned_article_fails_alone(
    stage: str, undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, kind, lost = STAGES[stage]
    module, name = place.split(".")
    owner = import_module(f"claims_beam.transforms.{module}")
    monkeypatch.setattr(owner, name, _Poison(getattr(owner, name), kind))
    _run(tmp_path)
    [failure] = _rows(tmp_path / "failures")
    assert (failure["stage"], failure["error"], failure["message"]) == (stage, "LookupError", "the words ran out")
    assert POISONED in failure["element"]
    claims = _rows(tmp_path / "claims")
    assert _of_sound(claims) == _of_sound(_rows(undisturbed / "claims"))
    assert len(claims) == len(MESSAGES) - lost
    assert _of_sound(_rows(tmp_path / "sentences")) == _of_sound(_rows(undisturbed / "sentences"))


@pytest.fixture
def nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a worker process that has just started."""
    monkeypatch.setattr(models, "_models", {})
    monkeypatch.setattr(pipeline, "_loaded", WeakValueDictionary())


MODEL = MODELS / loading.LEARNED_MODEL


@pytest.mark.usefixtures("nothing_loaded")
@pytest.mark.parametrize("name", ["settings.json", "tokenizer.json", "encoder.onnx", "linker.npz"])
@pytest.mark.parametrize(("kept", "said"), [(None, "missing"), (100, "broken")], ids=["missing", "cut off"])
def test_a_broken_model_stops_the_job_before_the_first_article(
    name: str, kept: int | None, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for file in MODEL.iterdir():
        if file.name != name:
            (folder / file.name).symlink_to(file)
    if kept:
        (folder / name).write_bytes((MODEL / name).read_bytes()[:kept])
    monkeypatch.setattr(loading, "LEARNED_MODEL", str(folder))
    with pytest.raises(ModelError, match=rf"model/{name} is {said} \(.*\); install claims-beam again"):
        _extract(tmp_path, cb.ExtractClaims())


@pytest.mark.usefixtures("nothing_loaded")
@pytest.mark.parametrize("options", [{"tagger": "learned", "parse": True}, {"tagger": "rules"}])
def test_a_missing_spacy_model_stops_the_job_before_the_first_article(options: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match=r"no spaCy pipeline 'en_core_web_lg'.*python -m spacy download"):
        _extract(tmp_path, cb.ExtractClaims("en_core_web_lg", **options))


def _extract(output: Path, extract_claims: cb.ExtractClaims) -> None:
    """A job with somewhere to put failures, which an error of its own does not make use of."""
    with (
        beam.Pipeline(runner="FnApiRunner") as pipeline,
        ErrorHandler(cb.WriteRecords(f"{output}/failures")) as failures,
    ):
        articles = pipeline | beam.Create(MESSAGES) | cb.ParseArticles().with_error_handler(failures)
        articles | extract_claims.with_error_handler(failures)


class _Loads:
    """Counts the models loaded."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.counts: Counter[str] = Counter()
        for owner, name in ((learned, "load_model"), (spacy, "load")):
            monkeypatch.setattr(owner, name, self._counted(name, getattr(owner, name)))

    def _counted(self, name: str, load: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.counts[name] += 1
            return load(*args, **kwargs)

        return counted


ONCE = {"load_model": 1, "load": 1}


@pytest.mark.usefixtures("nothing_loaded")
def test_each_model_is_loaded_once_for_all_bundles_of_a_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beam's local runner of streams makes its DoFns anew for each bundle."""
    loads = _Loads(monkeypatch)
    stream = Stream()
    for message in MESSAGES:
        stream.add_elements([message])
    options = PipelineOptions(["--runner=BundleBasedDirectRunner", "--streaming"])
    with beam.Pipeline(options=options) as pipeline:
        pipeline | stream.advance_watermark_to_infinity() | cb.ParseArticles() | cb.ExtractClaims(parse=True)
    assert loads.counts == ONCE


@pytest.mark.usefixtures("nothing_loaded")
def test_each_model_is_loaded_once_for_all_threads_and_pipelines(monkeypatch: pytest.MonkeyPatch) -> None:
    loads = _Loads(monkeypatch)
    options = ["--runner=FnApiRunner", "--direct_running_mode=multi_threading", "--direct_num_workers=4"]
    for _ in range(2):
        with beam.Pipeline(options=PipelineOptions(options)) as pipeline:
            pipeline | beam.Create(MESSAGES) | beam.Reshuffle() | cb.ParseArticles() | cb.ExtractClaims(parse=True)
    assert loads.counts == ONCE


@pytest.mark.usefixtures("nothing_loaded")
def test_threads_that_start_together_wait_for_one_load() -> None:
    started, loads = threading.Barrier(8), []

    def load() -> object:
        loads.append(threading.current_thread())
        threading.Event().wait(0.05)  # long enough for the others to come
        return object()

    def set_up() -> None:
        started.wait()
        models.shared_model(load)

    threads = [threading.Thread(target=set_up) for _ in range(started.parties)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(loads) == 1
