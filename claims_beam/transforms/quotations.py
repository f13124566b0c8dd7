"""Grouping of claims into the quotations of a corpus: wordings are summed up, paired, aligned and joined in families.

Every step is over a key, and what a key holds is bounded: claims of one wording, and the wordings of one quotation, are
summed up wherever they meet; a wording is aligned with eight others at most; and those that ask for one wording come to
it one after the other. Nothing needs all claims on one worker, and the cost grows with the number of claims.
"""

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

import apache_beam as beam
from apache_beam.transforms.window import GlobalWindows

from claims_beam.corpus.candidates import Rows, candidates, entries_of, proposals, short_key, short_keys
from claims_beam.corpus.families import ROUNDS, Kinship, Relative, kinship, parent_of, relative_of
from claims_beam.corpus.passages import KEY_BYTES, Citation, citation_of, passages_of
from claims_beam.corpus.sightings import Sightings, quotation_of, summed, total
from claims_beam.records import Claim, Quotation
from claims_beam.storage.claim_files import RowGroup, read_citations, row_groups
from claims_beam.transforms.joins import GroupRows, Join, Sum
from claims_beam.transforms.packing import Keyed
from claims_beam.transforms.steps import GuardedTransform, Step

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
        passages = cited | "Quote" >> beam.FlatMap(_passages).with_output_types(Keyed)
        wordings = passages | "SumWordings" >> Sum(total)
        candidates = wordings | "FindCandidates" >> _FindCandidates()
        shortened = wordings | "Shorten" >> beam.MapTuple(_shortened).with_output_types(Keyed)
        asked = (shortened, candidates) | "Ask" >> Join(_ask)
        aligned = (asked.own, asked.met) | "Align" >> Join(_align)
        eldest = aligned.met | "FindEldest" >> _FindEldest()
        lengthened = aligned.own | "Lengthen" >> beam.MapTuple(_lengthened).with_output_types(Keyed)
        families = (eldest, lengthened) | "MoveUp" >> Join(_move_up)
        quotations = families.met | "SumFamilies" >> Sum(total)
        return quotations | "AsQuotations" >> beam.MapTuple(_quotation).with_output_types(Quotation)


def _passages(cited: Citation) -> Iterator[Keyed]:
    return ((passage.key, summed((passage,)).pack()) for passage in passages_of(cited))


def _shortened(key: bytes, packed: bytes) -> Keyed:
    return short_key(key), key + packed


def _lengthened(_: bytes, keyed: bytes) -> Keyed:
    return keyed[:KEY_BYTES], keyed[KEY_BYTES:]


def _move_up(key: bytes, eldest: Sequence[bytes], packed: Sequence[bytes]) -> Iterator[Keyed]:
    """Return the sightings of a wording under the key of the eldest wording of its family."""
    above = eldest[0] if eldest else key
    return ((above, each) for each in packed)


def _quotation(_: bytes, packed: bytes) -> Quotation:
    return quotation_of(Sightings.unpack(packed))


@dataclass(eq=False)
class _FindCandidates(beam.PTransform[beam.PCollection[Keyed], beam.PCollection[Keyed]]):
    """Find the candidate parents of wordings, given their packed sightings.

    Each wording that has any is given by its short key, with the short keys of its candidates joined as its value.
    """

    def expand(self, summed: beam.PCollection[Keyed]) -> beam.PCollection[Keyed]:
        """Pair all wordings that share pairs of words."""
        entries = summed | "Entries" >> beam.MapTuple(_entries).with_output_types(Any)
        proposed = entries | "Propose" >> GroupRows(_proposed)
        return proposed | "Choose" >> GroupRows(_chosen, gives=Keyed)


def _entries(_: bytes, packed: bytes) -> Rows:
    return entries_of(_relative(packed))


def _relative(packed: bytes) -> Relative:
    return relative_of(Sightings.unpack(packed))


def _proposed(entries: Rows) -> Iterator[Rows]:
    yield proposals(entries)


def _chosen(proposed: Rows) -> Iterator[Keyed]:
    return ((child, b"".join(parents)) for child, parents in candidates(proposed))


def _ask(_: bytes, own: Sequence[bytes], parents: Sequence[bytes]) -> Iterator[Keyed]:
    """Send what is compared of a wording to each of its candidate parents."""
    for keyed in own:
        child = pickle.dumps(_relative(keyed[KEY_BYTES:]).plain(), protocol=5)
        for several in parents:
            yield from ((parent, child) for parent in short_keys(several))


def _align(_: bytes, own: Sequence[bytes], children: Sequence[bytes]) -> Iterator[Keyed]:
    """Align a wording with those that ask for it, and tell each of them the result."""
    parents = [_relative(keyed[KEY_BYTES:]) for keyed in own]
    for packed in children:
        child = Relative.of(pickle.loads(packed))
        for kin in filter(None, map(partial(kinship, child), parents)):
            yield child.rank.key, pickle.dumps([(child.rank.words, child.speaker, kin)], protocol=5)


@dataclass(eq=False)
class _FindEldest(beam.PTransform[beam.PCollection[Keyed], beam.PCollection[Keyed]]):
    """Find the eldest of the family of each wording that has a parent, given the results of its alignments."""

    def expand(self, aligned: beam.PCollection[Keyed]) -> beam.PCollection[Keyed]:
        """Choose the parents; then, in each round, let each wording ask the one above it which is above that one."""
        above = aligned | "Gather" >> Sum(_gathered) | "Choose" >> beam.FlatMapTuple(_parent).with_output_types(Keyed)
        for number in range(ROUNDS):
            asking = above | f"Turn{number}" >> beam.MapTuple(_turned).with_output_types(Keyed)
            above = ((above, asking) | f"Climb{number}" >> Join(_answer)).met
        return above


def _gathered(lists: Sequence[bytes]) -> bytes:
    return pickle.dumps(list(chain.from_iterable(map(pickle.loads, lists))), protocol=5)


def _parent(key: bytes, found: bytes) -> Iterator[Keyed]:
    kin: list[tuple[int, str, Kinship]] = pickle.loads(found)
    words, speaker, _ = kin[0]
    if parent := parent_of(words, speaker, (each for _, _, each in kin)):
        yield key, parent


def _turned(key: bytes, above: bytes) -> Keyed:
    return above, key


def _answer(key: bytes, above: Sequence[bytes], asking: Sequence[bytes]) -> Iterator[Keyed]:
    eldest = above[0] if above else key
    return ((child, eldest) for child in asking)
