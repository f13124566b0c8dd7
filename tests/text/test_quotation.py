"""Quotation marks: pairing, roles, transcripts; every sentence here was written for the tests."""

import pytest
from hypothesis import given, settings, strategies as st

from claims_beam.text.quotation import (
    MAX_PIECE,
    MarkedQuotation,
    classify,
    find_quotations,
    find_transcript_turns,
)


def printed(text: str) -> list[tuple[str, int]]:
    return [(" / ".join(p.of(text) for p in q.pieces), q.depth) for q in find_quotations(text)]


def only(text: str) -> MarkedQuotation:
    (quotation,) = find_quotations(text)
    return quotation


ONE = [
    ('"We stay," she said.', '"We stay,"'),
    ("“We stay,” she said.", "“We stay,”"),
    ("'We stay,' she said.", "'We stay,'"),
    ("‘We stay,’ she said.", "‘We stay,’"),
    ("''We stay,'' she said.", "''We stay,''"),
    ("``We stay,'' she said.", "``We stay,''"),
    (",,We stay,'' she said.", ",,We stay,''"),
    (',,We stay," she said.', ',,We stay,"'),
    ("‘‘We stay,’’ she said.", "‘‘We stay,’’"),
    ("Elle a dit : « On reste », puis rien.", "« On reste »"),
    ("»Wir bleiben«, sagte sie.", "»Wir bleiben«"),
    ("„Wir bleiben“, sagte sie.", "„Wir bleiben“"),
    ("„Zostajemy” i tyle.", "„Zostajemy”"),
    ("‹On reste› fut le mot.", "‹On reste›"),
    ("Er sagte ‚bleib‘ zu ihr.", "‚bleib‘"),
    ("”Vi stannar”, sade hon.", "”Vi stannar”"),
    ("彼は「残る」と言った。", "「残る」"),
    ("彼は『残る』と言った。", "『残る』"),
]


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_every_kind_of_mark(text: str, expected: str) -> None:
    assert printed(text) == [(expected, 0)]
    assert only(text).closed


@pytest.mark.parametrize(("text", "inner"), [("''We stay,'' she said.", "We stay,"), ("« Oui »", " Oui ")])
def test_inner_leaves_the_marks_out(text: str, inner: str) -> None:
    assert [span.of(text) for span in only(text).inner] == [inner]


APOSTROPHES = [
    ("‘It’s the workers’ right,’ he said.", "‘It’s the workers’ right,’"),
    ("'It's the workers' right,' he said.", "'It's the workers' right,'"),
    ("'The farmers' land and the miners' pay,' he said.", "'The farmers' land and the miners' pay,'"),
    ("‘We were goin’ home,’ he said.", "‘We were goin’ home,’"),
    ("The ‘scroungers’ at the Tories’ rally left.", "‘scroungers’"),
    ("‘The ’90s gave us ’em,’ he said.", "‘The ’90s gave us ’em,’"),
    ("'I told 'em so in '08,' he said.", "'I told 'em so in '08,'"),
    ("'I know 'tis late,' he said.", "'I know 'tis late,'"),
    ("“I’ve got six of ‘em,” he said.", "“I’ve got six of ‘em,”"),
    ("The ''workers' '' union met.", "''workers' ''"),
    ("The ''workers''' union met.", "''workers'''"),
]


@pytest.mark.parametrize(("text", "expected"), APOSTROPHES)
def test_apostrophes_are_not_marks(text: str, expected: str) -> None:
    assert printed(text) == [(expected, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "The workers' pay and the miners' coal.",
        "Rock ’n’ roll in the ’60s, don‘t ask.",
        "Give 'em room, 'tis late.",
        "He is 6'2\" tall and she is 5′10″.",
        'A 5" pipe and a 3"x4" board.',
        '<tweet id="12345" date="March 1">',
        'Nothing "" and “ ” here.',
        "We stay,” she said.",
        "Apples,, pears ,, and plums,,too.",
        'We stay," she said.',
        "",
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert find_quotations(text) == ()


NESTED = [
    ("“He said ‘go’ to me,” she said.", [("“He said ‘go’ to me,”", 0), ("‘go’", 1)]),
    ("‘He said “go” to me,’ she said.", [("‘He said “go” to me,’", 0), ("“go”", 1)]),
    ('“He said "go" to me,” she said.', [('“He said "go" to me,”', 0), ('"go"', 1)]),
    ("“He said, ‘Go.’” Then rain.", [("“He said, ‘Go.’”", 0), ("‘Go.’", 1)]),
    ("''He said, 'Go,''' she said.", [("''He said, 'Go,'''", 0), ("'Go,'", 1)]),
    ("\"He said, 'Go,' \" she said.", [("\"He said, 'Go,' \"", 0), ("'Go,'", 1)]),
    ("“A ‘b “c” d’ e,” she said.", [("“A ‘b “c” d’ e,”", 0), ("‘b “c” d’", 1), ("“c”", 2)]),
    ("“He said “go” to me,” she said.", [("“He said “go” to me,”", 0), ("“go”", 1)]),
    ("''Less a 'crisis' than a fad,'' she said.", [("''Less a 'crisis' than a fad,''", 0), ("'crisis'", 1)]),
    ("« Il a dit “va” hier », dit-elle.", [("« Il a dit “va” hier »", 0), ("“va”", 1)]),
]


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_nesting(text: str, expected: list[tuple[str, int]]) -> None:
    assert printed(text) == expected


PARAGRAPHS = [
    ("“One.\n\n“Two.\n\n“Three,” she said.", [("“One. / “Two. / “Three,”", 0)]),
    ('She said: "One.\n"Two," and left.', [('"One. / "Two,"', 0)]),
    ("‘One.\n\n‘Two,’ he said.", [("‘One. / ‘Two,’", 0)]),
    ("“A ‘b.\n\n“‘C,’ d,” she said.", [("“A ‘b. / “‘C,’ d,”", 0), ("‘b. / ‘C,’", 1)]),
    ("“One is open.\n\nNew paragraph, “two” here.", [("“One is open.", 0), ("“two”", 0)]),
    ("“One is open.\nNew paragraph here.", [("“One is open.", 0)]),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_paragraphs(text: str, expected: list[tuple[str, int]]) -> None:
    assert printed(text) == expected


ODD = [
    ("“Apparently not,“ he said. “Yes.”", ["“Apparently not,“", "“Yes.”"]),
    ("“They see that. “\n\nMore.", ["“They see that. “"]),
    ("”Wrong way,” she said.", ["”Wrong way,”"]),
    ('“Mixed marks," she said.', ['“Mixed marks,"']),
    ("“Kept ‘nested.” Then “more.”", ["“Kept ‘nested.”", "‘nested.", "“more.”"]),
    ("“No close, he said. “We stay,” she said.", ["“No close,", "“We stay,”"]),
    ("““Doubled,”” she said.", ["““Doubled,””", "“Doubled,”"]),
    ('He said "Go."Then "Stay."', ['"Go."', '"Stay."']),
    ('He said:"Go,"and went.', ['"Go,"']),
    ("“Go.”“Stay.”", ["“Go.”", "“Stay.”"]),
    ("“The Crown”’s producer", ["“The Crown”"]),
    ('"The Crown"\'s producer', ['"The Crown"']),
    ("(“Go!”)—“Stay!”—he said", ["“Go!”", "“Stay!”"]),
    ('She is 6\'2" and says "go" often.', ['"go"']),
    ('“The 5" pipe broke,” he said.', ['“The 5" pipe broke,”']),
    ('"The 5" pipe broke," he said.', ['"The 5" pipe broke,"']),
]


@pytest.mark.parametrize(("text", "expected"), ODD)
def test_odd_marks_cost_no_more_than_themselves(text: str, expected: list[str]) -> None:
    assert [words for words, _ in printed(text)] == expected


LOST = {
    "over a paragraph break": (
        '"We will appeal, said Orla Finch. It came on Monday.\n\n"It is wrong," said Tom Vance.',
        ['"We will appeal,', '"It is wrong,"'],
    ),
    "name before the verb": ("“We will not sell, Ana Ruiz said. She left.", ["“We will not sell,"]),
    "title before the name": ("“We will not sell, Judge Ana Ruiz said. She left.", ["“We will not sell,"]),
    "pronoun": ("“We will not sell, she said. Bo Lind left.", ["“We will not sell,"]),
    "somebody without a name": ("“We will not sell, the mayor said. She left.", ["“We will not sell,"]),
    "question": ("“Who pays? asked Ana Ruiz. Nobody knew.", ["“Who pays?"]),
    "a sentence about what was said": (
        "“I met Ana. She said it was over. We left.\n\n“It hurt,” he said.",
        ["“I met Ana. She said it was over. We left. / “It hurt,”"],
    ),
    "single marks": ("‘We will not sell, said Ana Ruiz. ‘It is old,’ said Bo.", ["‘We will not sell,", "‘It is old,’"]),
    "apposition": ("“We will not sell, Ana Ruiz, the owner, said. She left.", ["“We will not sell,"]),
    "according to": ("“We will not sell, according to Ana Ruiz. She left.", ["“We will not sell,"]),
    "words inside a sentence": ("It was “a joke. Bo Lind said it would cost $5.", ["“a joke."]),
    "words inside a sentence, before another": (
        "It was “a joke. Bo said so.\n\nAna said “no” to it.",
        ["“a joke.", "“no”"],
    ),
    "a quotation inside": (
        "“She told me ‘no, said Ann,’ and I left.\n\n“It hurt.”",
        ["“She told me ‘no, said Ann,’ and I left. / “It hurt.”", "‘no, said Ann,’"],
    ),
    "no attribution": (
        "“The roof leaks. We need money.\n\n“It is old,” he said.",
        ["“The roof leaks. We need money. / “It is old,”"],
    ),
    "the speaker reports himself": (
        "“I left, I said, and slept.\n\n“It was late,” he said.",
        ["“I left, I said, and slept. / “It was late,”"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=name) for name, case in LOST.items()])
def test_a_lost_closing_mark_costs_one_quotation(text: str, expected: list[str]) -> None:
    assert [words for words, _ in printed(text)] == expected


def test_an_inferred_end_says_so() -> None:
    assert [q.closed for q in find_quotations("“One is open.\n\n“Two is.\n\n“Three,” he said.\n\n“Four")] == [
        True,
        False,
    ]


def test_an_unclosed_quotation_is_bounded() -> None:
    text = "He said “" + "word " * (2 * MAX_PIECE) + "and “go” too."
    first, second = find_quotations(text)
    assert first.end - first.start <= MAX_PIECE
    assert not first.closed
    assert (second.pieces[0].of(text), second.depth) == ("“go”", 0)


ROLES = [
    ("“We will stay in the city,” she said.", "utterance"),
    ("She said “We will stay in the city.” Then rain.", "utterance"),
    ("She left, he said, “and she never came back.”", "utterance"),
    ("The mayor asked: “Who pays?”", "utterance"),
    ("Doe met a “handful of people” filing papers.", "fragment"),
    ("The “reform” was late.", "fragment"),
    ("He praised the film “Harbour Lights,” she said.", "other"),
    ("Her memoir, “Salt,” sold well.", "other"),
    ("Jane “The Rocket” Doe won again.", "other"),
    ("They bought the “Turbo Mix 3000” blender.", "other"),
    ("The so-called “free lunch” was dear.", "other"),
    ("You dial “1” for help.", "other"),
    ("Doe Says Mayor Has “No Place” In Talks", "fragment"),
    ("Doe: Leaders “Run From Every Duty” In Talks", "fragment"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_roles(text: str, role: str) -> None:
    assert classify(text, only(text)) == role


TURNS = [
    ("Q: Will you run?\n\nA: No, I will not.", [("Q", "Will you run?"), ("A", "No, I will not.")]),
    ("Talk.\nJANE DOE: Why now?\nPAT ROE: Why not?", [("JANE DOE", "Why now?"), ("PAT ROE", "Why not?")]),
    (
        "Talk.\nMr. Smith: Well.\nMs. Roe: Quite so.\nMr. Smith: Indeed. ",
        [("Mr. Smith", "Well."), ("Ms. Roe", "Quite so."), ("Mr. Smith", "Indeed.")],
    ),
    ("Pat Smith: Voters are worried\n\nThe mayor spoke.", [("Pat Smith", "Voters are worried")]),
    ("Update: The vote is on\n\nThe mayor spoke.", []),
    ("News.\nNote: This was changed.\nNote: And this.\nUpdate: So was this.", []),
    ("News.\nWASHINGTON: The house met.", []),
    ("News.\n12:30 Lunch\nhttp://example.org/a\nhttp://example.org/b", []),
    ("News.\nJane Doe: 1,769.\nPat Roe: 1,501.\nJane Doe: 12.", []),
    ("News.\nHe had two wishes: Peace and rest.\nHe had one fear: War.", []),
    ("News.\nJane Doe: Once only.\nThe end.", []),
]


@pytest.mark.parametrize(("text", "expected"), TURNS)
def test_transcript_turns(text: str, expected: list[tuple[str, str]]) -> None:
    turns = find_transcript_turns(text)
    assert [(t.label.of(text), t.content[0].of(text)) for t in turns] == expected
    assert all(t.colon.of(text) == ":" for t in turns)


MARKED = st.text(st.sampled_from("\"'“”‘’„«»‹›`「」 \n.,ab5sS—:-=")) | st.text()


def assert_well_formed(text: str, quotations: tuple[MarkedQuotation, ...]) -> None:
    around: list[MarkedQuotation] = []
    for quotation in quotations:
        bounds = [edge for p in quotation.pieces for edge in (p.start, p.end)]
        assert bounds == sorted(set(bounds))
        assert bounds[0] >= 0
        assert bounds[-1] <= len(text)
        assert len(quotation.inner) == len(quotation.pieces)
        assert all(p.start < i.start < i.end <= p.end for p, i in zip(quotation.pieces, quotation.inner, strict=True))
        around = around[: quotation.depth]
        assert len(around) == quotation.depth
        if around:
            assert all(any(o.start <= p.start and p.end <= o.end for o in around[-1].pieces) for p in quotation.pieces)
        around.append(quotation)
    starts = [q.start for q in quotations]
    assert starts == sorted(set(starts))


@pytest.mark.slow
@settings(max_examples=1500)
@given(MARKED)
def test_any_text_gives_well_formed_quotations(text: str) -> None:
    quotations = find_quotations(text)
    assert_well_formed(text, quotations)
    assert {classify(text, q) for q in quotations} <= {"utterance", "fragment", "other"}
    for turn in find_transcript_turns(text):
        assert turn.label.end <= turn.colon.start < turn.colon.end < turn.content[0].end <= len(text)


@pytest.mark.slow
@pytest.mark.parametrize("pattern", ["''", "“‘"])
def test_two_million_hostile_marks(pattern: str) -> None:
    assert find_quotations(pattern * (2_000_000 // len(pattern))) == ()


@pytest.mark.slow
@pytest.mark.parametrize("pattern", ["“‘a", '"\n"', "‘a s’ b ", "“a\n“b", "5'", 'A: b\n"'])
def test_hostile_texts_are_well_formed(pattern: str) -> None:
    text = pattern * (100_000 // len(pattern))
    assert_well_formed(text, find_quotations(text))
    find_transcript_turns(text)
