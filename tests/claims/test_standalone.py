"""Claims that read out of context, and the entities, dates and quantities they bring along."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, strategies as st
from support.factories import make_document, spans_of

from claims_beam.claims.build import build_claims
from claims_beam.lexicon.terms import listed
from claims_beam.records import Article, Attribution, AttributionKind, Claim, Document, Span, Spans
from claims_beam.speakers.capitals import find_mentions
from claims_beam.speakers.resolve import resolve_speakers

WHO = "Ada Moreno runs the ferry. Her brother is no help. "
BOTH = "Ada Moreno, the mayor, met Victor Lindqvist. "
FRIDAY = datetime(2026, 3, 6, 12, tzinfo=UTC)


def read(text: str, content: Spans, source: Spans = (), kind: AttributionKind = "indirect") -> Claim:
    article = Article("a", text, published_at=FRIDAY)
    attribution = Attribution(content, source=source, kind=kind)
    document = Document(article, (Span(0, len(text)),), attributions=(attribution,), mentions=find_mentions(text))
    [claim] = build_claims(resolve_speakers(document))
    return claim


# What was written before, the sentence with its content in brackets and its source in braces, and how it stands alone.
CASES = [
    (BOTH, "{Moreno} said [she would sell the ferry].", "Ada Moreno would sell the ferry"),
    (BOTH, "{Moreno} said [her ferry was for sale].", "Ada Moreno's ferry was for sale"),
    (BOTH, "{Moreno} said [the crew had told her to stop].", "the crew had told Ada Moreno to stop"),
    (BOTH, "{The crew} said [Lindqvist bought the ferry].", "Victor Lindqvist bought the ferry"),
    (BOTH, "{The crew} said [Mr. Lindqvist’s offer stood].", "Mr. Victor Lindqvist’s offer stood"),
    (BOTH, "{Moreno} said [she would sell what she owned].", "Ada Moreno would sell what she owned"),
    (BOTH, "{The crew} said [Moreno knew her Lindqvist].", "Ada Moreno knew her Victor Lindqvist"),
    # dates
    (BOTH, "{The crew} said [the ferry would sail on Monday].", "the ferry would sail on 2026-03-09"),
    (BOTH, "{The crew} said [the ferry sailed Monday].", "the ferry sailed on 2026-03-02"),
    (BOTH, "{The crew} promised [to speak at Monday night’s vote].", "to speak at Monday night’s vote"),
    (BOTH, "{The crew} said [the ferry sailed Monday morning].", "the ferry sailed Monday morning"),
    (BOTH, "{The crew} said [yesterday’s storm was the worst].", "2026-03-05’s storm was the worst"),
    (BOTH, "[Yesterday the ferry sank], {the crew} said.", "On 2026-03-05 the ferry sank"),
    (BOTH, "{The crew} said [the ferry was new in 2019].", "the ferry was new in 2019"),
    (BOTH, "{The crew} said [the Monday ferry sank last year].", "the 2026-03-02 ferry sank in 2025"),
    # what is not clear stays
    (BOTH, "{The crew} said [the Lindqvist family owned it].", "the Lindqvist family owned it"),
    (BOTH, "{The crew} said [a man had sold his boat].", "a man had sold his boat"),
    ("", "{The crew} said [she would sell it].", "she would sell it"),
    (BOTH + "Nils Berg came. Victor Lindqvist and Nils Berg left. ", "{The crew} said [he was late].", "he was late"),
]


def marked(before: str, sentence: str) -> tuple[str, Spans, Spans]:
    """The whole text without brackets and braces, the content's span and the source's."""
    plain = sentence.translate(str.maketrans("", "", "[]{}"))
    content = sentence[sentence.index("[") + 1 : sentence.index("]")].translate(str.maketrans("", "", "{}"))
    source = sentence[sentence.index("{") + 1 : sentence.index("}")]
    start = len(before)
    spans = [Span(start + plain.index(words), start + plain.index(words) + len(words)) for words in (content, source)]
    return before + plain, (spans[0],), (spans[1],)


@pytest.mark.parametrize(("before", "sentence", "expected"), CASES)
def test_cases(before: str, sentence: str, expected: str) -> None:
    text, content, source = marked(before, sentence)
    assert read(text, content, source).standalone_text == expected


def test_what_the_speaker_says_of_himself_stays_in_his_own_words() -> None:
    text = BOTH + "“I met him on my boat,” Moreno said."
    claim = read(text, spans_of(text, "“I met him on my boat,”"), (), "direct")
    assert claim.standalone_text is not None
    assert claim.standalone_text.startswith("“I met ")
    assert "my boat" in claim.standalone_text


def test_a_pronoun_deep_in_a_direct_quotation_may_be_anybody() -> None:
    text = BOTH + "“Take the captain I had in those days. She sank it,” the crew said."
    content = spans_of(text, "“Take the captain I had in those days. She sank it,”")
    assert read(text, content, (), "direct").substitutions == ()


def test_pieces_are_joined_by_one_space() -> None:
    text = BOTH + "“Moreno lied,” the crew said. “Lindqvist did not.”"
    claim = read(text, spans_of(text, "“Moreno lied,”", "“Lindqvist did not.”"), (), "direct")
    assert claim.standalone_text == "“Ada Moreno lied,” “Victor Lindqvist did not.”"


def test_entities_are_the_names_in_the_content() -> None:
    text, content, source = marked(BOTH, "{The crew} said [Moreno left for Harrow Bay Council in France].")
    claim = read(text, content, source)
    assert [(entity.text, entity.label) for entity in claim.entities] == [
        ("Moreno", "PERSON"),
        ("Harrow Bay Council", "ORG"),
        ("France", "GPE"),
    ]


def test_dates_are_no_quantities() -> None:
    text, content, source = marked("", "{The crew} said [40 goats drowned on 3 March 2026].")
    claim = read(text, content, source)
    assert [quantity.text for quantity in claim.quantities] == ["40 goats"]
    assert [date.iso for date in claim.dates] == ["2026-03-03"]


def test_a_document_without_mentions_has_claims_too() -> None:
    [claim] = build_claims(make_document())
    assert (claim.standalone_text, claim.entities) == (claim.text, ())


PIECES = st.sampled_from(
    """
        Ada Moreno Lindqvist she her his him . , “ ” said on Monday yesterday 12 goats she’s ’s Mr. Friday-night a
    """.split()  # noqa: SIM905
)


@given(st.lists(PIECES, max_size=30).map(" ".join), st.integers(0, 40), st.integers(1, 80))
def test_substitutions_are_disjoint_and_reverse(words: str, start: int, length: int) -> None:
    text = BOTH + words
    content = (Span(min(start, len(text) - 1), min(start + length, len(text))),)
    claim = read(text, content, spans_of(text, "Ada Moreno"))
    shift, standalone, end = -content[0].start, claim.standalone_text or "", content[0].start
    for substitution in claim.substitutions:
        assert end <= substitution.start < substitution.end <= content[0].end
        end = substitution.end
    for substitution in claim.substitutions:  # put back what was written, from left to right
        place = substitution.start + shift
        assert standalone[place : place + len(substitution.text)] == substitution.text
        standalone = (
            standalone[:place]
            + text[substitution.start : substitution.end]
            + standalone[place + len(substitution.text) :]
        )
    assert standalone == claim.text
    for found in (*claim.quantities, *claim.dates, *claim.entities):
        assert text[found.start : found.end] == found.text


def test_many_pieces_each_keep_their_own() -> None:
    lines = [f"It rained on {day}.\n" for day in listed("Monday, Tuesday, Wednesday") * 400]
    text = "".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    content = tuple(Span(start, start + len(line) - 1) for start, line in zip(starts, lines, strict=False))
    standalone = read(text, content).standalone_text or ""
    assert standalone.startswith("It rained on 2026-03-02. It rained on 2026-03-03. It rained on 2026-03-04. It")
    assert standalone.count("2026") == 1200
