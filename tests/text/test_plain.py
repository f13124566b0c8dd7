"""The plain text of a text, and the way from its offsets to those of the text as it came in."""

import textwrap
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

import claims_beam as cb
from claims_beam.records import Article, Attribution, Cue, Document, Mention, Span
from claims_beam.text.plain import plain_text, read_plainly
from claims_beam.text.rewriting import rewrite

LIKE_TEXT = st.lists(
    st.sampled_from(
        [*"aB.\n &;â\r", "&quot;", "&nbsp;", "&amp;", "â€œ", "â€", "\r\n", "\u2028", "\n\n", "\n> ", "word ", "😀"]
    )
).map("".join)


@settings(max_examples=500)
@given(LIKE_TEXT, st.data())
def test_every_span_of_the_plain_text_comes_back(text: str, data: st.DataObject) -> None:
    plain = plain_text(text)
    start = data.draw(st.integers(0, len(plain.text)))
    end = data.draw(st.integers(start, len(plain.text)))
    outward = plain.outward(Span(start, end))
    assert 0 <= outward.start <= outward.end <= len(text)
    if start < end:
        assert plain.inward(outward).start <= start < end <= plain.inward(outward).end
        assert plain.outward(plain.inward(outward)) == outward
    assert plain.outward(Span(0, len(plain.text))) == Span(0, len(text))


@settings(max_examples=200)
@given(st.text(st.characters(exclude_characters="\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029&â", exclude_categories=())))
def test_text_without_line_breaks_and_references_stays_as_it_is(text: str) -> None:
    assert plain_text(text).text == text


@settings(max_examples=200)
@given(LIKE_TEXT)
def test_no_line_break_but_one_is_left(text: str) -> None:
    plain = plain_text(text).text
    assert len(plain.splitlines()) == plain.count("\n") + (plain[-1:] not in ("", "\n"))


def test_parts_that_are_cut_are_taken_in_whole() -> None:
    rewriting = rewrite("a &quot; b", [(Span(2, 8), '"')])
    assert rewriting.text == 'a " b'
    assert rewriting.outward(Span(2, 3)) == Span(2, 8)
    assert rewriting.inward(Span(4, 6)) == Span(2, 3)
    assert rewriting.outward(Span(0, 5)) == Span(0, 10)
    assert rewriting.inward(Span(9, 10)) == Span(4, 5)


WRITTEN = "&quot;We sail,&quot; said\nInes O&#39;Hara, who\nowns the boat."


def test_a_step_reads_the_plain_text_and_its_spans_come_back() -> None:
    seen = []

    def step(document: Document) -> Document:
        seen.append(document)
        text = document.text
        who = text.index("Ines")
        mention = Mention(who, who + len("Ines O'Hara"), "name", words=("Ines", "O'Hara"))
        content = (Span(0, text.index(" said")),)
        cue = Cue((Span(text.index("said"), text.index("said") + 4),), "said", "say", "say")
        source = (Span(mention.start, mention.end),)
        return replace(
            document, mentions=(mention,), attributions=(Attribution(content, cue, source, evidence=(0.5,)),)
        )

    article = Article("a", WRITTEN)
    found = read_plainly(step, Document(article, sentences=(Span(0, len(WRITTEN)),)))
    [inner] = seen
    assert inner.text == '"We sail," said Ines O\'Hara, who owns the boat.'
    assert inner.sentences == (Span(0, len(inner.text)),)
    assert found.article is article
    assert found.sentences == (Span(0, len(WRITTEN)),)
    [attribution], [mention] = found.attributions, found.mentions
    assert attribution.content[0].of(WRITTEN) == "&quot;We sail,&quot;"
    assert attribution.source[0].of(WRITTEN) == "Ines O&#39;Hara" == WRITTEN[mention.start : mention.end]
    assert attribution.evidence == (0.5,)
    assert mention.words == ("Ines", "O'Hara")


def test_a_step_gets_a_document_of_plain_text_itself() -> None:
    document = Document(Article("a", "She left.\nHe stayed."))
    assert read_plainly(lambda given: given, document) is document


CLEAN = (
    "“We can’t pay the bill,” said Rosa O’Neill, the owner of the mill in Vell, on Monday.\n\n"
    "Rosa O’Neill told the council on Tuesday that £5 million was owed to the bank by the three brothers."
)
WRAPPED = "\n\n".join(textwrap.fill(paragraph, 48) for paragraph in CLEAN.split("\n\n"))
FORMS = {
    "hard-wrapped": WRAPPED,
    "carriage returns": WRAPPED.replace("\n", "\r\n"),
    "references": CLEAN.replace("“", "&ldquo;").replace("”", "&rdquo;").replace("’", "&#8217;").replace("£", "&pound;"),
    "straight references": CLEAN.replace("“", "&quot;").replace("”", "&quot;").replace("’", "&#39;"),
    "misread": CLEAN.replace("“", "â€œ").replace("”", "â€\x9d").replace("’", "â€™"),
}


def _plain(text: str) -> str:
    return " ".join(plain_text(text).text.split()).translate(str.maketrans("“”’", '""\''))


@pytest.mark.parametrize("form", FORMS)
def test_claims_are_the_same_in_every_form(form: str) -> None:
    text = FORMS[form]
    claims = cb.extract_claims(cb.parse_article({"id": "a", "text": text}))
    expected = cb.extract_claims(cb.parse_article({"id": "a", "text": CLEAN}))
    assert len(claims) == len(expected) == 2
    for claim, want in zip(claims, expected, strict=True):
        assert claim.text == " ".join(piece.of(text) for piece in claim.content)
        assert _plain(claim.text) == _plain(want.text)
        assert claim.kind == want.kind
        assert claim.speaker is not None
        assert want.speaker is not None
        assert _plain(claim.speaker.name or "") == _plain(want.speaker.name or "") == "Rosa O'Neill"
        assert claim.speaker.mention is not None
        assert claim.speaker.mention.text == claim.speaker.mention.spans[0].of(text)
        assert _plain(claim.standalone_text or "") == _plain(want.standalone_text or "")
        assert claim.check_worthiness == want.check_worthiness
        assert [(quantity.value, quantity.unit) for quantity in claim.quantities] == [
            (quantity.value, quantity.unit) for quantity in want.quantities
        ]
        for part in (*claim.quantities, *claim.dates, *claim.entities):
            assert part.text == text[part.start : part.end]
    assert [_plain(sentence.of(text)) for sentence in cb.split_sentences(Article("a", text)).sentences] == [
        _plain(sentence.of(CLEAN)) for sentence in cb.split_sentences(Article("a", CLEAN)).sentences
    ]


def test_a_tagger_of_the_user_sees_the_text_as_it_came_in() -> None:
    seen = []

    class Tagger:
        model_id = "mine/1"

        def __call__(self, document: Document) -> Document:
            seen.append(document)
            return document

    document = cb.split_sentences(Article("a", WRITTEN))
    cb.extract_quotes(document, Tagger())
    assert seen[0].text == WRITTEN
    assert [piece.of(WRITTEN) for quote in seen[0].speech.quotations for piece in quote.pieces] == [
        "&quot;We sail,&quot;"
    ]
