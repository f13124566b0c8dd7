"""The main clause of a content: who does what, and whether it is said to be so. And what cues do to it."""

import pytest

import claims_beam as cb
from claims_beam.parsing import pipeline
from claims_beam.parsing.predicates import PredicateParser
from claims_beam.records import Article, Attribution, Document, Predicate, Span, Statement


@pytest.fixture(scope="module")
def parser() -> PredicateParser:
    return cb.load_parser()


@pytest.fixture(scope="module")
def taggers(tagger: cb.Tagger) -> dict[str, cb.Tagger]:
    return {"learned": tagger, "rules": cb.load(tagger="rules")}


def of(parser: PredicateParser, *contents: str) -> list[Predicate | None]:
    """The predicates of an article that consists of the contents, a line each."""
    text = "\n".join(contents)
    starts = [text.index(content) for content in contents]
    spans = [Span(start, start + len(content)) for start, content in zip(starts, contents, strict=True)]
    attributions = tuple(Attribution((span,), kind="indirect") for span in spans)
    return [
        attribution.predicate
        for attribution in parser(Document(Article("a", text), tuple(spans), attributions=attributions)).attributions
    ]


# content, subject, verb, object or complement, negated, modality, tense
CASES = [
    ("that the council sold the ferry", "the council", "sold", "the ferry", False, "asserted", "past"),
    ("the ferry is safe", "the ferry", "is", "safe", False, "asserted", "present"),
    ("Moreno is the mayor", "Moreno", "is", "the mayor", False, "asserted", "present"),
    (
        "91 percent of members had backed a walkout",
        "91 percent of members",
        "backed",
        "a walkout",
        False,
        "asserted",
        "past",
    ),
    ("the crew gave up the plan", "the crew", "gave up", "the plan", False, "asserted", "past"),
    # negation
    ("the council did not sell the ferry", "the council", "sell", "the ferry", True, "asserted", "past"),
    ("nobody has seen the ferry", "nobody", "seen", "the ferry", True, "asserted", "past"),
    ("no ferry was sold", "no ferry", "sold", None, True, "asserted", "past"),
    ("the bridge no longer carries lorries", "the bridge", "carries", "lorries", True, "asserted", "present"),
    ("“We can’t pay. We never could.”", "We", "pay", None, True, "possible", "present"),
    # modality
    ("the bridge will stay shut until June", "the bridge", "stay", "shut", False, "future", "future"),
    ("the ferry is going to be sold", "the ferry", "sold", None, False, "future", "future"),
    ("the bridge is expected to close", "the bridge", "close", None, False, "future", "present"),
    ("the bridge is likely to fall", "the bridge", "fall", None, False, "probable", "present"),
    ("the ferry is unlikely to sail", "the ferry", "sail", None, True, "probable", "present"),
    ("the ferry probably sank", "the ferry", "sank", None, False, "probable", "past"),
    ("the crew must have known", "the crew", "known", None, False, "probable", "past"),
    ("the ferry may never have sailed", "the ferry", "sailed", None, True, "possible", "past"),
    ("the ferry must be sold", "the ferry", "sold", None, False, "necessary", "present"),
    ("the ferry has to be sold", "the ferry", "sold", None, False, "necessary", "present"),
    ("if the crew agreed, the ferry would sail", "the ferry", "sail", None, False, "conditional", "present"),
    ("whether the ferry sank", "the ferry", "sank", None, False, "conditional", "past"),
    ("she would have sold the ferry", "she", "sold", "the ferry", False, "counterfactual", "past"),
    ("to rebuild the pier", None, "rebuild", "the pier", False, "possible", None),
]


@pytest.mark.parametrize(("content", "subject", "verb", "thing", "negated", "modality", "tense"), CASES)
def test_cases(
    parser: PredicateParser,
    content: str,
    subject: str | None,
    verb: str,
    thing: str | None,
    negated: bool,
    modality: str,
    tense: str | None,
) -> None:
    assert of(parser, content) == [Predicate(subject, verb, thing, negated, modality, tense)]


def test_a_content_without_a_finite_verb_has_none(parser: PredicateParser) -> None:
    assert of(parser, "his resignation") == [None]


def test_every_content_of_an_article_gets_its_own(parser: PredicateParser) -> None:
    contents = [f"the crew lost {number} goats" for number in range(70)]
    assert [one.object for one in of(parser, *contents) if one] == [f"{number} goats" for number in range(70)]


def test_only_the_first_sentence_is_read(parser: PredicateParser) -> None:
    [predicate] = of(parser, "No. Never. The crew sold the ferry. The mayor bought it.")
    assert predicate is not None
    assert (predicate.subject, predicate.verb) == ("The crew", "sold")
    assert of(parser, "His sale of the old ferry. The mayor bought it.") == [None]


def test_the_parser_and_the_rules_share_one_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    tagger = cb.load(tagger="rules")
    monkeypatch.setattr(pipeline, "Parsing", None)
    assert of(cb.load_parser(), "the crew sold the ferry") != [None]
    assert tagger.model_id


def test_the_pipeline_goes_when_nobody_uses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []

    class Loaded:
        def __init__(self, model: str) -> None:
            loaded.append(model)

    monkeypatch.setattr(pipeline, "Parsing", Loaded)
    for _ in range(2):
        pipeline.shared_parsing("a model of no one else")
    assert len(loaded) == 2


def test_statements_get_theirs(parser: PredicateParser) -> None:
    text = "The crew sold the ferry. The mayor bought it."
    attribution, statement = Attribution((Span(0, 24),)), Statement((Span(25, 45),))
    document = parser(
        Document(Article("a", text), (Span(0, 24), Span(25, 45)), attributions=(attribution,), statements=(statement,))
    )
    found = [finding.predicate for finding in (*document.attributions, *document.statements)]
    assert [one.verb for one in found if one] == ["sold", "bought"]


def test_the_words_are_the_articles(parser: PredicateParser) -> None:
    [predicate] = of(parser, "the crew’s boat can’t sail")
    assert predicate is not None
    assert predicate.subject == "the crew’s boat"


def test_what_stands_between_two_pieces_is_left_out(parser: PredicateParser) -> None:
    text = "The ferry, the mayor said, sank a  boat, he added, of the navy."
    pieces = tuple(
        Span(text.index(piece), text.index(piece) + len(piece))
        for piece in ("The ferry", "sank a  boat", "of the navy")
    )
    document = parser(Document(Article("a", text), (Span(0, len(text)),), attributions=(Attribution(pieces),)))
    predicate = document.attributions[0].predicate
    assert predicate is not None
    assert (predicate.subject, predicate.verb, predicate.object) == ("The ferry", "sank", "a  boat of the navy")


@pytest.mark.parametrize("content", ["“”", ".", "\ud800 sank", "a" * 5_000, "no " * 5_000, "😀 sailed", "(((" * 400])
def test_nothing_makes_it_fail(parser: PredicateParser, content: str) -> None:
    of(parser, content)


# A sentence, and the lemma, class and negation of its cue.
CUES = [
    ("Ada Moreno said the ferry had sunk.", ("say", "say", False)),
    ("Ada Moreno did not say whether the ferry had sunk.", ("say", "say", True)),
    ("Ada Moreno never said that the ferry had sunk.", ("say", "say", True)),
    ("Ada Moreno hasn’t said whether the ferry sank.", ("say", "say", True)),
    ("Ada Moreno denied that the ferry had sunk.", ("deny", "deny", False)),
    ("Ada Moreno did not deny that the ferry had sunk.", ("deny", "deny", True)),
    ("Ada Moreno asked whether the ferry had sunk.", ("ask", "ask", False)),
    ("Ada Moreno announced that the ferry would be sold.", ("announce", "announce", False)),
    ("Ada Moreno claimed that the ferry had sunk.", ("claim", "claim", False)),
    ("Ada Moreno wrote that the ferry had sunk.", ("write", "write", False)),
    ("Ada Moreno believes that the ferry sank.", ("believe", "think", False)),
    ("Ada Moreno wants the council to sell the ferry.", ("want", "want", False)),
    ("The figures show that the ferry lost money.", ("show", "show", False)),
    ("Ada Moreno declined to say whether the ferry had sunk.", ("decline", "deny", False)),
    ("Ada Moreno failed to mention that the ferry had sunk.", ("mention", "say", True)),
    ("Ada Moreno has yet to say whether the ferry sank.", ("say", "say", True)),
    ("Ada Moreno refused to say whether the ferry had sunk.", ("refuse", "deny", False)),
]


@pytest.mark.parametrize("name", ["learned", "rules"])
@pytest.mark.parametrize(("text", "expected"), CUES)
def test_cues(taggers: dict[str, cb.Tagger], name: str, text: str, expected: tuple[str, str, bool]) -> None:
    attributions = cb.extract_quotes(cb.split_sentences(Article("a", text)), taggers[name]).attributions
    assert [
        (attribution.cue.lemma, attribution.cue.class_, attribution.cue.negated)
        for attribution in attributions
        if attribution.cue
    ] == [expected]
