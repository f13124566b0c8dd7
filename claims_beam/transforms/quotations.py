"""Grouping of claims into the quotations of a corpus: wordings are summed up, paired, aligned and joined in families.

Every step is over a key, and what a key holds is bounded: claims of one wording are summed before they are shuffled;
pairs of words travel as arrays, and what is known of wordings packed and compressed, in 1,024 parts whose size does not
depend on how common a pair is; a wording is aligned with eight others at most. Nothing needs all claims on one worker,
and the cost grows with the number of claims.
"""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import apache_beam as beam
import numpy as np
from apache_beam.pvalue import TaggedOutput
from apache_beam.transforms.window import GlobalWindows

from claims_beam.corpus.candidates import COLUMNS, Rows, candidates, entries_of, proposals, short_key
from claims_beam.corpus.families import ROUNDS, Kinship, Relative, kinship, parent_of, relative_of
from claims_beam.corpus.passages import KEY_BYTES, Citation, Passage, citation_of, passages_of
from claims_beam.corpus.sightings import Sightings, quotation_of
from claims_beam.records import Claim, Quotation
from claims_beam.storage.claim_files import RowGroup, read_citations, row_groups
from claims_beam.transforms.joins import ASIDE, PARTS, Join, Keyed
from claims_beam.transforms.steps import GuardedTransform, Step

PACKED_ROWS = 1 << 18
"""The rows that a worker holds back, so that what it gives to each part is worth an element."""

QUOTATIONS = "quotations"
"""The folder of the table, beside that of the claims."""


def quotations_folder(output: str) -> str:
    """Return the folder of the quotations in an output folder."""
    return f"{output.rstrip('/')}/{QUOTATIONS}"


@dataclass(eq=False)
class GroupQuotations(GuardedTransform[beam.PCollection[Claim], beam.PCollection[Quotation]]):
    """Group claims into quotations: who said what first, and who repeated it. Function twin: ``group_quotations``.

    Direct quotes, and the quoted parts of mixed ones, that have the same words or nearly the same are one quotation, as
    ``group_quotations`` explains. The rows, and their ids, do not depend on the order of the claims, the runner or the
    number of workers.

    Raises:
        ValueError: When applied to a stream or to windowed input, in which the claims are never all there.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> claims = cb.extract_claims("“The bridge stays shut all winter,” said Ines Falk.")
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     given = pipeline | beam.Create(claims).with_output_types(cb.Claim)
        ...     _ = given | cb.GroupQuotations() | beam.Map(lambda quotation: print(quotation.speaker))
        Ines Falk
    """

    def expand(self, claims: beam.PCollection[Claim]) -> beam.PCollection[Quotation]:
        """Take from each claim what is compared, and group it."""
        if not claims.is_bounded or not isinstance(claims.windowing.windowfn, GlobalWindows):
            raise ValueError(
                "quotations are grouped when all claims are there, and a stream is never complete, nor are the windows "
                "of one; write the claims, and run claims-beam quotations on what is written"
            )
        cite = Step("group_quotations", citation_of, takes=Claim, gives=Citation)
        return claims | "Cite" >> cite.with_error_handler(self.error_handler) | GroupCitations()


@dataclass(eq=False)
class ReadCitations(beam.PTransform[beam.pvalue.PBegin, beam.PCollection[Citation]]):
    """Read from files of claims what is compared of them; each row group is read by one worker."""

    files: Sequence[str]

    def expand(self, pipeline: beam.pvalue.PBegin) -> beam.PCollection[Citation]:
        """Spread the row groups, and read them."""
        return (
            pipeline
            | "Files" >> beam.Create(list(self.files)).with_output_types(str)
            | "RowGroups" >> beam.FlatMap(row_groups).with_output_types(RowGroup)
            | "SpreadGroups" >> beam.Reshuffle()
            | "ReadGroups" >> beam.FlatMap(read_citations).with_output_types(Citation)
        )


@dataclass(eq=False)
class GroupCitations(beam.PTransform[beam.PCollection[Citation], beam.PCollection[Quotation]]):
    """Group what is compared of claims into quotations."""

    def expand(self, cited: beam.PCollection[Citation]) -> beam.PCollection[Quotation]:
        """Sum up, pair, align and join.

        What is known of a wording goes from one step to the next, so that at any time it is held only once.
        """
        passages = cited | "Quote" >> beam.FlatMap(_passages).with_output_types(tuple[bytes, Passage])
        summed = passages | "SumWordings" >> beam.CombinePerKey(_SumPassages()).with_output_types(Keyed)
        candidates = summed | "FindCandidates" >> _FindCandidates()
        shortened = summed | "Shorten" >> beam.MapTuple(_shortened).with_output_types(Keyed)
        asked = (shortened, candidates) | "Ask" >> Join(_ask)
        aligned = (asked.own, asked[ASIDE]) | "Align" >> Join(_align)
        eldest = aligned[ASIDE] | "FindEldest" >> _FindEldest()
        families = (aligned.own, eldest) | "MoveUp" >> Join(_move_up)
        quotations = families.own | "SumFamilies" >> beam.CombinePerKey(_SumPacked()).with_output_types(Keyed)
        return quotations | "AsQuotations" >> beam.MapTuple(_quotation).with_output_types(Quotation)


def _passages(cited: Citation) -> Iterator[tuple[bytes, Passage]]:
    for passage in passages_of(cited):
        yield passage.key, passage


class _SumPassages(beam.CombineFn):
    """Sum up the passages of a wording as packed sightings.

    They are packed whenever they are shuffled, and where one passage is all that is known, as it is of most. So the
    100,000 sums that a worker may hold before it gives them on take some 50 MB, and not 300 MB.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def create_accumulator(self) -> Any:
        return None

    def add_input(self, sums: Any, passage: Passage) -> Any:
        held = _unpacked(sums)
        held.add(passage)
        return held if sums else held.pack()

    def merge_accumulators(self, several: Iterable[Any]) -> Any:
        sums = None
        for other in filter(None, several):
            if sums is None:
                sums = other
            else:
                sums = _unpacked(sums)
                sums.merge(_unpacked(other))
        return sums

    def compact(self, sums: Any) -> Any:
        return sums.pack() if isinstance(sums, Sightings) else sums

    def extract_output(self, sums: Any) -> bytes:
        return self.compact(sums)


class _SumPacked(_SumPassages):
    """Sum up the packed sightings of a quotation's wordings, and pack the sum."""

    def add_input(self, sums: Any, packed: Any) -> Any:
        return self.merge_accumulators([sums, packed])


def _unpacked(sums: Any) -> Sightings:
    return sums if isinstance(sums, Sightings) else Sightings.unpack(sums) if sums else Sightings()


def _move_up(key: bytes, own: Sequence[bytes], eldest: Sequence[bytes]) -> Iterator[Keyed]:
    """Return the sightings of a wording under the key of the eldest wording of its family."""
    above = eldest[0] if eldest else key
    return ((above, packed) for packed in own)


def _quotation(_: bytes, packed: bytes) -> Quotation:
    return quotation_of(Sightings.unpack(packed))


def _shortened(key: bytes, packed: bytes) -> Keyed:
    return short_key(key), key + packed


def _relative(packed: bytes) -> Relative:
    return relative_of(Sightings.unpack(packed))


@dataclass(eq=False)
class _FindCandidates(beam.PTransform[beam.PCollection[Keyed], beam.PCollection[Keyed]]):
    """Find the candidate parents of wordings, given their packed sightings.

    Each wording that has any is given by its short key, with the short keys of its candidates joined as its value.
    """

    def expand(self, summed: beam.PCollection[Keyed]) -> beam.PCollection[Keyed]:
        """Pair all wordings that share pairs of words."""
        return (
            summed
            | "Entries" >> beam.MapTuple(_entries).with_output_types(Any)
            | "PackEntries" >> beam.ParDo(_PackRows()).with_output_types(tuple[int, bytes])
            | "GroupPairs" >> beam.GroupByKey()
            | "Propose" >> beam.MapTuple(_propose).with_output_types(Any)
            | "PackProposals" >> beam.ParDo(_PackRows()).with_output_types(tuple[int, bytes])
            | "GroupProposals" >> beam.GroupByKey()
            | "Choose" >> beam.FlatMapTuple(_choose).with_output_types(Keyed)
        )


def _entries(_: bytes, packed: bytes) -> Rows:
    return entries_of(_relative(packed))


class _PackRows(beam.DoFn):
    """Pack the rows of arrays as bytes, for the part to which their first column belongs."""

    def __init__(self) -> None:
        self.start_bundle()

    def start_bundle(self) -> None:
        self._held: list[Rows] = []
        self._rows = 0

    def process(self, rows: Rows) -> Iterator[tuple[int, bytes]]:
        self._held.append(rows)
        self._rows += len(rows)
        if self._rows >= PACKED_ROWS:
            yield from self._packed()

    def finish_bundle(self) -> Iterator[Any]:
        return map(GlobalWindows.windowed_value, self._packed())

    def _packed(self) -> Iterator[tuple[int, bytes]]:
        if not self._rows:
            return
        rows = np.concatenate(self._held)
        self.start_bundle()
        parts = (rows[:, 0] % np.uint64(PARTS)).astype(np.intp)
        order = np.argsort(parts, kind="stable")
        rows, ends = rows[order], np.cumsum(np.bincount(parts, minlength=PARTS))
        for part, (start, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True)):
            if start < end:
                yield part, rows[start:end].tobytes()


def _rows(packed: Iterable[bytes]) -> Rows:
    return np.frombuffer(b"".join(packed), dtype=np.uint64).reshape(-1, COLUMNS)


def _propose(_: int, packed: Iterable[bytes]) -> Rows:
    return proposals(_rows(packed))


def _choose(_: int, packed: Iterable[bytes]) -> Iterator[Keyed]:
    return ((child, b"".join(parents)) for child, parents in candidates(_rows(packed)))


def _ask(short: bytes, own: Sequence[bytes], candidates: Sequence[bytes]) -> Iterator[Any]:
    """Send a wording on, and what is compared of it to each of its candidate parents."""
    parents = b"".join(candidates)
    for keyed in own:
        yield short, keyed
        if parents:
            child = pickle.dumps(_relative(keyed[KEY_BYTES:]).plain(), protocol=5)
            for start in range(0, len(parents), len(short)):
                yield TaggedOutput(ASIDE, (parents[start : start + len(short)], child))


def _align(_: bytes, own: Sequence[bytes], children: Sequence[bytes]) -> Iterator[Any]:
    """Send a wording on, align it with those that ask for it, and tell each of them the result."""
    for keyed in own:
        yield keyed[:KEY_BYTES], keyed[KEY_BYTES:]
    parents: list[Relative] = []
    for packed in children:
        parents = parents or [_relative(keyed[KEY_BYTES:]) for keyed in own]
        child = Relative.of(pickle.loads(packed))
        for kin in filter(None, map(partial(kinship, child), parents)):
            yield TaggedOutput(
                ASIDE, (child.rank.key, pickle.dumps((child.rank.words, child.speaker, kin), protocol=5))
            )


@dataclass(eq=False)
class _FindEldest(beam.PTransform[beam.PCollection[Keyed], beam.PCollection[Keyed]]):
    """Find the eldest of the family of each wording that has a parent, given the results of its alignments."""

    def expand(self, aligned: beam.PCollection[Keyed]) -> beam.PCollection[Keyed]:
        """Choose the parents; then, in each round, let each wording ask the one above it which is above that one."""
        grouped = aligned | "GroupKin" >> beam.GroupByKey()
        above = grouped | "ChooseParent" >> beam.FlatMapTuple(_parent).with_output_types(Keyed)
        for number in range(ROUNDS):
            asking = above | f"Turn{number}" >> beam.MapTuple(_turned).with_output_types(Keyed)
            above = ((above, asking) | f"Climb{number}" >> Join(_answer)).own
        return above


def _parent(key: bytes, found: Iterable[bytes]) -> Iterator[Keyed]:
    kin: list[tuple[int, str, Kinship]] = list(map(pickle.loads, found))
    words, speaker, _ = kin[0]
    if parent := parent_of(words, speaker, (each for _, _, each in kin)):
        yield key, parent


def _turned(key: bytes, above: bytes) -> Keyed:
    return above, key


def _answer(key: bytes, above: Sequence[bytes], asking: Sequence[bytes]) -> Iterator[Keyed]:
    eldest = above[0] if above else key
    return ((child, eldest) for child in asking)
