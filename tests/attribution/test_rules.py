"""The rules tagger: tables of cases (text -> source, cue, content pieces), and what holds for any text at all."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings, strategies as st

import claims_beam as cb
from claims_beam.attribution.loading import load
from claims_beam.attribution.protocol import Tagger
from claims_beam.attribution.rules import tagger as rules
from claims_beam.parsing.frames import MAX_TOKENS, cut_frames
from claims_beam.records import Article, Attribution, Document, join_pieces
from claims_beam.text.sentences import find_sentences


class Case(NamedTuple):
    """A text and the attribution expected first in it."""

    text: str
    source: str
    cue: str
    content: tuple[str, ...]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load(tagger="rules")


def tag(tagger: Tagger, text: str) -> Document:
    return cb.extract_quotes(Document(Article("a", text), sentences=find_sentences(text)), tagger)


def shown(text: str, attribution: Attribution) -> tuple[str, str, tuple[str, ...]]:
    cue = attribution.cue.text if attribution.cue else ""
    return join_pieces(text, attribution.source), cue, tuple(piece.of(text) for piece in attribution.content)


DIRECT = {
    "inverted": Case(
        "“The ferry sails at noon,” said Mara Lindqvist, the harbour master.",
        "Mara Lindqvist, the harbour master",
        "said",
        ("“The ferry sails at noon,”",),
    ),
    "verb after": Case("“We will wait,” she told reporters.", "she", "told", ("“We will wait,”",)),
    "verb before": Case("Okafor said, “The pier is closed.”", "Okafor", "said", ("“The pier is closed.”",)),
    "straight marks": Case('"The pier is closed," Okafor said.', "Okafor", "said", ('"The pier is closed,"',)),
    "single marks": Case("‘The pier’s closed,’ Okafor said.", "Okafor", "said", ("‘The pier’s closed,’",)),
    "split at a sentence": Case(
        "“We will sail,” Lindqvist said. “Nobody should doubt it.”",
        "Lindqvist",
        "said",
        ("“We will sail,”", "“Nobody should doubt it.”"),
    ),
    "split inside a sentence": Case(
        "“We will sail,” she said, “when the storm is over.”",
        "she",
        "said",
        ("“We will sail,”", "“when the storm is over.”"),
    ),
    "several sentences": Case(
        "“The sea is high. The wind is wrong. We wait,” Okafor said.",
        "Okafor",
        "said",
        ("“The sea is high. The wind is wrong. We wait,”",),
    ),
    "colon": Case("Lindqvist was blunt: “Nobody sails tonight.”", "Lindqvist", "was", ("“Nobody sails tonight.”",)),
    "colon, inverted": Case("Said Lindqvist: “Nobody sails.”", "Lindqvist", "Said", ("“Nobody sails.”",)),
    "colon before a paragraph, and one that floats": Case(
        "Lindqvist said:\n\n“Nobody sails tonight. The sea is too high.”\n\n“We will try again tomorrow.”",
        "Lindqvist",
        "said",
        ("“Nobody sails tonight. The sea is too high.”", "“We will try again tomorrow.”"),
    ),
    "question": Case("“Will it sail?” asked a passenger.", "a passenger", "asked", ("“Will it sail?”",)),
    "question, capital behind": Case("“Will it sail?” Okafor asked.", "Okafor", "asked", ("“Will it sail?”",)),
    "one word": Case("“Enough!” Okafor shouted.", "Okafor", "shouted", ("“Enough!”",)),
    "according to": Case(
        "“The bridge is sound,” according to the engineers.",
        "the engineers",
        "according to",
        ("“The bridge is sound,”",),
    ),
    "in her words": Case(
        "In Lindqvist’s words, “the sea keeps its own accounts.”",
        "Lindqvist’s",
        "In",
        ("“the sea keeps its own accounts.”",),
    ),
    "signed": Case(
        "“The sea keeps its own accounts.” — Mara Lindqvist",
        "Mara Lindqvist",
        "—",
        ("“The sea keeps its own accounts.”",),
    ),
    "participle": Case(
        "The mayor left early, adding: “I have nothing to hide.”", "The mayor", "adding", ("“I have nothing to hide.”",)
    ),
    "nested": Case(
        "Rowe stated, “I asked the crew and they said, ‘Let us wait for the tide.’”",
        "Rowe",
        "stated",
        ("“I asked the crew and they said, ‘Let us wait for the tide.’”",),
    ),
    "transcript": Case("OKAFOR: We sail at noon.\nROWE: Nobody sails.\n", "OKAFOR", ":", ("We sail at noon.",)),
}

INDIRECT = {
    "that": Case("The mayor said that the bridge would open.", "The mayor", "said", ("that the bridge would open",)),
    "no that": Case("The mayor said the bridge was closing.", "The mayor", "said", ("the bridge was closing",)),
    "trailing": Case(
        "The bridge would open in May, the mayor said.", "the mayor", "said", ("The bridge would open in May",)
    ),
    "inserted": Case(
        "The ferry, she said, will not sail before Monday.", "she", "said", ("The ferry", "will not sail before Monday")
    ),
    "apposition": Case(
        "Ada Rowe, the harbour master, warned that the pier was unsafe.",
        "Ada Rowe, the harbour master",
        "warned",
        ("that the pier was unsafe",),
    ),
    "addressee": Case(
        "Ada Rowe told reporters that the pier was unsafe.", "Ada Rowe", "told", ("that the pier was unsafe",)
    ),
    "negated": Case(
        "The mayor did not say when the bridge would open.",
        "The mayor",
        "did not say",
        ("when the bridge would open",),
    ),
    "according to": Case(
        "According to the coast guard, three boats were lost.",
        "the coast guard",
        "According to",
        ("three boats were lost",),
    ),
    "trailing according to": Case(
        "Three boats were lost, according to the coast guard.",
        "the coast guard",
        "according to",
        ("Three boats were lost",),
    ),
    "as she put it": Case(
        "As the skipper put it, the sea is no friend of paperwork.",
        "the skipper",
        "put",
        ("the sea is no friend of paperwork",),
    ),
    "in the words of": Case(
        "In the words of the skipper, the sea is patient.", "the skipper", "In", ("the sea is patient",)
    ),
    "declined": Case("The harbour master declined to comment.", "The harbour master", "declined", ("to comment",)),
    "statement": Case(
        "The ministry issued a statement saying the ferry was safe.", "The ministry", "saying", ("the ferry was safe",)
    ),
    "asked": Case(
        "Asked whether the ferry would sail, Mr. Okafor smiled.", "", "Asked", ("whether the ferry would sail",)
    ),
    "expected": Case("The ferry is expected to sail on Friday.", "", "is expected", ("The ferry", "to sail on Friday")),
    "reportedly": Case("The captain was reportedly asleep.", "", "reportedly", ("The captain was", "asleep")),
    "poll": Case(
        "A new poll shows that most islanders want a bridge.",
        "A new poll",
        "shows",
        ("that most islanders want a bridge",),
    ),
    "tweeted": Case("He tweeted that the bridge was open.", "He", "tweeted", ("that the bridge was open",)),
    "criticised": Case(
        "The mayor criticised the union for its silence.", "The mayor", "criticised", ("the union for its silence",)
    ),
    "criticised by": Case("The bridge was criticised by the union.", "the union", "was criticised", ("The bridge",)),
    "called for": Case("The union called for a new vote.", "The union", "called for", ("a new vote",)),
    "afterthought left out": Case(
        "Rowe said the ferry would sail on Monday, a day that few islanders will forget.",
        "Rowe",
        "said",
        ("the ferry would sail on Monday",),
    ),
}

MIXED = {
    "fragment": Case(
        "The mayor said the storm was “the worst in a century” and that nobody should travel.",
        "The mayor",
        "said",
        ("the storm was “the worst in a century” and that nobody should travel",),
    ),
    "closing mark": Case(
        "Rowe says the crew has “always kept its word and will continue to do so.”",
        "Rowe",
        "says",
        ("the crew has “always kept its word and will continue to do so.”",),
    ),
    "called": Case("He called the plan “a bad joke” in a letter.", "He", "called", ("the plan “a bad joke”",)),
}


@pytest.mark.parametrize("case", DIRECT.values(), ids=DIRECT)
def test_direct(tagger: Tagger, case: Case) -> None:
    attribution = tag(tagger, case.text).attributions[0]
    assert shown(case.text, attribution) == (case.source, case.cue, case.content)
    assert attribution.kind == "direct"


@pytest.mark.parametrize("case", INDIRECT.values(), ids=INDIRECT)
def test_indirect(tagger: Tagger, case: Case) -> None:
    attribution = tag(tagger, case.text).attributions[0]
    assert shown(case.text, attribution) == (case.source, case.cue, case.content)
    assert attribution.kind == "indirect"


@pytest.mark.parametrize("case", MIXED.values(), ids=MIXED)
def test_mixed(tagger: Tagger, case: Case) -> None:
    attribution = tag(tagger, case.text).attributions[0]
    assert shown(case.text, attribution) == (case.source, case.cue, case.content)
    assert attribution.kind == "mixed"


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “ghost ferry” sank in 1953.",
        "The ferry sailed at noon and the crowd went home.",
        "Her novel “The Long Tide” won a prize.",
        'The pipe is 6\'2" long and 5" wide.',
        "",
    ],
)
def test_nothing_is_invented(tagger: Tagger, text: str) -> None:
    assert tag(tagger, text).attributions == ()


def test_two_attributions_share_a_source(tagger: Tagger) -> None:
    text = "The council denied that it had lied, adding that it would vote again in May."
    assert [shown(text, attribution) for attribution in tag(tagger, text).attributions] == [
        ("The council", "denied", ("that it had lied",)),
        ("The council", "adding", ("that it would vote again in May",)),
    ]


def test_an_attribution_inside_another_s_content_is_left_out(tagger: Tagger) -> None:
    text = "The mayor said that the crew believed that the tide would turn."
    assert [attribution.cue and attribution.cue.text for attribution in tag(tagger, text).attributions] == ["said"]


def test_a_quote_with_its_own_cue_does_not_join_the_one_before(tagger: Tagger) -> None:
    text = "“We sail,” Rowe said.\n\n“We wait,” Okafor replied."
    assert [shown(text, attribution)[0] for attribution in tag(tagger, text).attributions] == ["Rowe", "Okafor"]


def test_speech_after_a_paragraph_of_narrative_is_nobody_s(tagger: Tagger) -> None:
    text = "“We sail,” Rowe said.\n\nThe crowd went home.\n\n“We wait for the tide tonight.”"
    assert [shown(text, attribution)[2] for attribution in tag(tagger, text).attributions] == [("“We sail,”",)]


@pytest.mark.parametrize(
    ("text", "lemma", "class_", "negated"),
    [
        ("The mayor never denied that the bridge was closed.", "deny", "deny", True),
        ("The mayor announced that the bridge was closed.", "announce", "announce", False),
        ("Rowe pointed out that the bridge was closed.", "point out", "say", False),
        ("Rowe doesn’t believe that the bridge is closed.", "believe", "think", True),
    ],
)
def test_cue(tagger: Tagger, text: str, lemma: str, class_: str, negated: bool) -> None:
    cue = tag(tagger, text).attributions[0].cue
    assert cue is not None
    assert (cue.lemma, cue.class_, cue.negated) == (lemma, class_, negated)


def test_the_addressee_is_kept_apart(tagger: Tagger) -> None:
    text = "Ada Rowe told reporters that the pier was unsafe."
    addressee = tag(tagger, text).attributions[0].addressee
    assert addressee is not None
    assert (addressee.text, text[addressee.start : addressee.end]) == ("reporters", "reporters")


def test_confidence_is_higher_for_surer_rules(tagger: Tagger) -> None:
    direct = tag(tagger, "“We sail,” Rowe said.").attributions[0]
    hedged = tag(tagger, "The captain was reportedly asleep.").attributions[0]
    assert 0 < hedged.confidence < direct.confidence < 1


def test_a_parse_is_only_made_where_a_cue_stands(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The ferry sailed at noon.\n\n" + " ".join(case.text for case in INDIRECT.values())
    before = tag(tagger, text)
    monkeypatch.setattr(rules, "_is_worth_parsing", lambda frame: True)
    assert tag(tagger, text) == before


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_results_do_not_depend_on_how_frames_are_batched(
    tagger: Tagger, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    text = "\n\n".join(case.text for case in {**DIRECT, **INDIRECT, **MIXED}.values())
    before = [shown(text, attribution) for attribution in tag(tagger, text).attributions]
    monkeypatch.setattr(rules, "_BATCH", size)
    assert [shown(text, attribution) for attribution in tag(tagger, text).attributions] == before


def test_what_else_is_tagged_does_not_matter(tagger: Tagger) -> None:
    text = DIRECT["inverted"].text
    alone = tag(tagger, text)
    tag(tagger, INDIRECT["that"].text * 50)
    assert tag(tagger, text) == alone


def test_frames_are_bounded() -> None:
    text = "word " * 5_000
    sentences = find_sentences(text)
    frames = list(cut_frames(text, sentences, [], lambda piece: [(i * 5, "word") for i in range(len(piece.split()))]))
    assert max(map(len, frames)) <= MAX_TOKENS
    assert sum(map(len, frames)) == 5_000


def assert_consistent(document: Document) -> None:
    text = document.text
    for attribution in document.attributions:
        assert attribution.cue is not None
        assert attribution.content
        assert list(attribution.content) == sorted(attribution.content)
        for span in (*attribution.content, *attribution.cue.spans, *attribution.source):
            assert 0 <= span.start < span.end <= len(text)
        assert all(a.end <= b.start for a, b in zip(attribution.content, attribution.content[1:], strict=False))
        assert attribution.cue.text == join_pieces(text, attribution.cue.spans)
        if attribution.addressee:
            assert text[attribution.addressee.start : attribution.addressee.end] == attribution.addressee.text
    for mention in document.mentions:
        assert 0 <= mention.start < mention.end <= len(text)


PIECES = st.sampled_from(
    [case.text for case in {**DIRECT, **INDIRECT, **MIXED}.values()]
    + [
        "“",
        "”",
        '"',
        "’",
        "‘",
        "«",
        " ",
        "\n\n",
        ":",
        ", he said",
        " said ",
        "—",
        "\u200b",
        "\x00",
        "\xa0",
        "e\u0301",
        "🙂",
        "A: ",
    ]
)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_offsets_hold_for_broken_news_text(tagger: Tagger, text: str) -> None:
    assert_consistent(tag(tagger, text))


@settings(max_examples=60)
@given(st.text(st.characters(), max_size=200))
def test_offsets_hold_for_any_text(tagger: Tagger, text: str) -> None:
    assert_consistent(tag(tagger, text))
