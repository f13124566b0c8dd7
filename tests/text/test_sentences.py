"""Sentence boundaries: every case is written as the list of sentences that its text must come apart into."""

from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from claims_beam.records import Article, Span
from claims_beam.text.sentences import find_sentences, split_sentences


def sentences_of(text: str) -> list[str]:
    return [sentence.of(text) for sentence in find_sentences(text)]


QUOTED = {
    "multi-sentence quotation": ["“I went home.", "I slept.” he said."],
    "comma before the attribution": ["“I went home.", "I slept,” he said."],
    "question and lower-case attribution": ["“What?” he asked.", "Nobody knew."],
    "exclamation and lower-case attribution": ['"Never!" the crowd roared.'],
    "question and attribution to a surname": ["“Are you sure?” Holm asked.", "“Yes.”"],
    "attribution to a titled name": ["“We won!” President Ana de Souza said."],
    "attribution to a name with an apposition": ["“Who pays?” Jo Field, the union's treasurer, asked on Monday."],
    "attribution to a member of parliament": ["“All of it!” Rep. Bo Ray, R-Pa., shouted."],
    "attribution in the first person": ["“Is that so?” I asked."],
    "attribution by a verb that begins like a particle": ['"So what?" Petrie demanded.', "He left."],
    "attribution by a verb like a particle to a full name": ["“Who pays?” Ana de Souza demanded on Monday."],
    "attribution by a verb of manner": ["“Is it over?” Holm whispered.", "“Yes!” Lee snapped.", "“No!” Ray barked."],
    "a particle and no verb": ["“Really?”", "Petrie dempt it."],
    "exclamation and a new sentence": ["“Stop!”", "The crowd left."],
    "question and a new sentence about a person": ["“Who goes there?”", "Holm walked past the guard."],
    "question and a capitalised pronoun": ["“Ready?”", "She said yes."],
    "quotation after a sentence": ["That is what she said.", "“Next week is too late.”"],
    "straight marks": ['"Stop!"', "The crowd left.", '"Next week is too late."'],
    "single curly marks and apostrophes": ["He said: ‘It’s over.’", "‘Is it?’ she asked.", "‘It’s the workers’ day.’"],
    "single straight marks": ["'It is over.'", "'Is it?' she asked."],
    "doubled single marks": ["''We lost.", "It happens,'' he said.", "''Next year, then.''"],
    "nested marks": ["“She told me, ‘Go.’”", "He went."],
    "guillemets": ["«Stop.»", "« Go on. »", "They did."],
    "low opening mark": ["„Stop!“", "The crowd left."],
    "brackets around a sentence": ["He won.", "(She did not.)", "They met."],
    "brackets at the end of a sentence": ["She left (he stayed.)", "Then they met."],
    "full stop after the mark": ["He calls it 'the end.'.", "She does not."],
    "stop, bracket, stop": ["A vote for Ann Lee (D-Calif.).", "Holm abstained."],
    "no space after the closing mark": ["“Enough.”", "“Quite.”"],
}

ABBREVIATED = {
    "titles": ["Mr. Lee, Mrs. Lee, Ms. Lee and Dr. Lee met Sen. Ray, Gov. Fox and Lt. Col. Gray.", "They left."],
    "titles in capitals": ["SEN. RAY MEETS MR. LEE"],
    "country": ["He sued the U.S. Treasury.", "It paid."],
    "country at the end": ["He lives in the U.S.", "He likes it there."],
    "country before a quotation": ["He moved to the U.S.", "“Rain fell,” he said."],
    "time of day": ["They met at 9 a.m. Monday.", "It was over by 5 p.m.", "The rest went home."],
    "number": ["He is No. 5 on the list.", "She said no.", "They agreed."],
    "weekday": [
        "It shut on Sat. Feb. 9 and opens Tues. or Wed. again.",
        "He told The Sun.",
        "Lee came on Fri.",
        "The rest left.",
    ],
    "month": ["It opened on Jan. 3 and closed on Sept. 14.", "Few came."],
    "company": ["Acme Inc. bought Bolt Corp. shares.", "Its rival, Nut Co., did not."],
    "company at the end": ["She runs Acme Inc.", "The firm is small."],
    "place": ["They flew to St. Louis from Ft. Worth, Texas.", "It rained."],
    "state in a dateline": ["SALEM, Ore. - Two people left.", "One came."],
    "state in brackets": ["Rep. Ann Lee (R-N.Y.) and Sen. Bo Ray (I-Vt.) agreed.", "Others did not."],
    "initials": ["J. K. Holm met George W. Field and J.J. Stone.", "They talked."],
    "initial and nickname": ["Edward J. “Ted” Kell spoke.", "He sat down."],
    "letter at the end": ["He took vitamin C.", "It helped."],
    "possessive is no initial": ["It was Ann's.", "Lee objected."],
    "degree": ["John Roe Jr. and a Ph.D. student spoke.", "Few listened."],
    "case": ["Roe v. Field was cited, as were e.g. Lee vs. Ray and others.", "It was over."],
    "unknown abbreviation before lower case": ["It weighs 5 lbs. or more.", "It sank."],
}

WITHIN_A_SENTENCE = {
    "decimals": ["It rose 3.5 percent to $1.2 billion.", "It fell later."],
    "address": ["See www.example.com/a.b?Q=c.D or write to Jo.Field@example.org today.", "It works."],
    "handle after a stop": ["See example.com.", "@jo_field wrote it."],
    "exclamation in a name": ["Yahoo! was sold.", "So was Jeb! by its owner."],
    "brand in camel case": ["It launched in 2009.", "iPhone sales rose."],
    "question inside": ["The play Who Knows? opened.", "It closed."],
    "dash after a question": ["He asked who would pay? – and nobody spoke."],
    "missing space": ["It ended.", "The rest left."],
}

ELLIPSES = {
    "three dots": ["Well ... maybe not."],
    "spaced dots": ["Well . . . maybe not."],
    "one character": ["Well… maybe not."],
    "before a name": ["I have never met … Holm in my life."],
    "new sentence after one character": ["He paused… ", "Then he left."],
    "new sentence after three dots": ["He paused ...", "The room was quiet."],
    "new sentence after spaced dots": ["He paused . . .", "The room was quiet."],
    "full stop and ellipsis": ["“It is over. ...", "Holm knows it.”"],
    "four spaced dots": ["“It is over. . . .", "Holm knows it.”"],
    "at the start": ["“… The others left.”", "He stayed."],
    "before a quotation": ["He read it again …", "“Lies?” he said."],
}

STOPS = {
    "runs of stops": ["What?!", "No way!!!", "All right."],
    "one word": ["“No.", "Never.”", "He left."],
    "ideographic stop without a space": ["你好。", "再见。"],
    "no stop at all": ["No stop at all"],
    "only marks": ["“...” — !"],
}


def cases(*tables: dict[str, list[str]]) -> list[object]:
    return [pytest.param(want, id=name) for table in tables for name, want in table.items()]


@pytest.mark.parametrize("want", cases(QUOTED, ABBREVIATED, WITHIN_A_SENTENCE, ELLIPSES, STOPS))
def test_sentences_on_one_line(want: list[str]) -> None:
    assert sentences_of(" ".join(want)) == [sentence.strip() for sentence in want]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param("“Stop.”The crowd left.", ["“Stop.”", "The crowd left."], id="word glued to a closing mark"),
        pytest.param("It ended.The rest left.", ["It ended.", "The rest left."], id="word glued to a stop"),
        *(
            pytest.param("|".join(want).replace("|", ""), want, id=f"glued: {want[1][:30]}")
            for want in (
                ["It burned down on Sunday.", "Police said so."],
                ["The ship sank near Hull.", "Captain Rolf Berg said all were safe."],
                ["He was “lucky.”", "Police agreed."],
                ["She is “lucky”.", "Police agreed."],
                ["Who pays?", "Nobody knows."],
                ["It is over!", "Holm left."],
                ["It was in 2019.", "Police said so."],
                ["Ask O’Neill.", "Holm, his deputy, left."],
                ["It is well-known.", "Holm’s deputy left."],
                ["See it (or not).", "Holm did."],
                ["It rained on Monday.", "Holm left on Tuesday.", "Lee stayed.", "Rain fell."],
            )
        ),
        *(
            pytest.param(text, [text], id=f"no sentence ends in {text}")
            for text in (
                "The U.S.Army left St.Louis with Mr.Holm and J.Smith.",
                "See www.Holm.Example and Holm.Com and node.Js/Read now.",
                "Write to Jo.Field@example.org or @Jo.Field today.",
                "He runs Acme Inc.Bolt and is No.Five.",
                "Open file.Name.Ext and a.B or read chapter3.Txt_1 now.",
            )
        ),
        pytest.param("He said so.“Ask her.”", ["He said so.", "“Ask her.”"], id="quotation glued to a stop"),
        pytest.param("你好。再见。", ["你好。", "再见。"], id="ideographic stop"),
        pytest.param("A: no.  “ Yes. ” He left.", ["A: no.", "“ Yes. ”", "He left."], id="spaces inside marks"),
        pytest.param("Mayor resigns\nThe mayor left.", ["Mayor resigns", "The mayor left."], id="headline"),
        pytest.param(
            "Mayor resigns\n\nby noon he had left.", ["Mayor resigns", "by noon he had left."], id="blank line"
        ),
        pytest.param("Mayor resigns\n \nby noon.", ["Mayor resigns", "by noon."], id="line of spaces"),
        pytest.param("One\r\ntwo.\r\n\r\nthree.", ["One\r\ntwo.", "three."], id="carriage returns"),
        pytest.param(
            "Items:\n- one thing\n* Two\n• three", ["Items:", "- one thing", "* Two", "• three"], id="bullets"
        ),
        pytest.param("1. First item\n2. Second item", ["1. First item", "2. Second item"], id="numbered items"),
        pytest.param("a) one thing\nb) another", ["a) one thing", "b) another"], id="lettered items"),
        pytest.param("It was\nwrapped here. So\nit was.", ["It was\nwrapped here.", "So\nit was."], id="wrapped"),
        pytest.param("He said “no\n” and left.", ["He said “no\n” and left."], id="mark wrapped to the next line"),
        pytest.param(
            "Storm hits\nThe storm that reached us here\non Monday took Governor Ann\nLee and her staff unawares.",
            [
                "Storm hits",
                "The storm that reached us here\non Monday took Governor Ann\nLee and her staff unawares.",
            ],
            id="wrapped before a name, under a headline",
        ),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\t ", [], id="blank"),
    ],
)
def test_sentences_and_lines(text: str, want: list[str]) -> None:
    assert sentences_of(text) == want


def test_long_lines_are_paragraphs_not_wrapped_text() -> None:
    paragraph = "Word " * 30 + "end"
    assert sentences_of(f"{paragraph}\nand more\n{paragraph}\nLee spoke") == [
        f"{paragraph}\nand more",
        paragraph,
        "Lee spoke",
    ]


def test_offsets_are_code_points_of_the_text_as_it_came() -> None:
    assert find_sentences("  😀 Hi there.\r\n\r\nNo e\u0301tude. ") == (Span(2, 13), Span(17, 27))


def test_split_sentences_adds_the_sentences_to_a_document() -> None:
    article = Article("a1", "He left. She stayed.")
    document = split_sentences(article)
    assert document.article is article
    assert document.sentences == find_sentences(article.text) == (Span(0, 8), Span(9, 20))


HOSTILE = st.text(st.characters(exclude_categories=()))
NEWSLIKE = st.lists(
    st.sampled_from(
        [
            *" \n\t.?!…,;:-—“”‘’\"'«»()[]0aAé\u3000\ud800\u0000。",
            "\r\n",
            "\u2028",
            " He",
            " Mr.",
            "U.S.",
            ". . .",
            " said",
            "1. ",
            "- ",
        ]
    )
).map("".join)


@settings(max_examples=500)
@given(st.one_of(HOSTILE, NEWSLIKE))
def test_sentences_are_trimmed_ordered_and_cover_every_character_but_space(text: str) -> None:
    sentences = find_sentences(text)
    for sentence in sentences:
        assert sentence.of(text) == sentence.of(text).strip() != ""
    assert all(before.end <= after.start for before, after in pairwise(sentences))
    edges = [0, *(edge for sentence in sentences for edge in (sentence.start, sentence.end)), len(text)]
    gaps = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    assert "".join(gaps).strip() == ""


@settings(max_examples=500)
@given(st.one_of(HOSTILE, NEWSLIKE), st.one_of(HOSTILE, NEWSLIKE))
def test_a_blank_line_parts_texts_that_know_nothing_of_each_other(first: str, second: str) -> None:
    apart = sentences_of(first) + sentences_of(second)
    assert sentences_of(f"{first}\n\n{second}") == apart


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        *("a", "word ", ".", ". ", "Mr. ", "1. ", "U.", "A.b", "“", "” ", "“ ? ", "?” A", "?” Lee, x ", "'", "(a) b. "),
        *("\n", "a\n", "1.\n", "\ud800", "   ", "- ", "a" + " " * 99 + "."),
    ],
)
def test_long_monotony_is_split_without_loss(unit: str) -> None:
    text = unit * (200_000 // len(unit))  # a quadratic scan would take minutes here
    assert "".join(sentences_of(text)).replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")


def test_a_paragraph_of_twenty_megabytes_without_a_stop_is_one_sentence() -> None:
    text = "word " * 4_000_000
    assert find_sentences(text) == (Span(0, len(text) - 1),)
