"""Hostile articles, made by seed: Unicode of all kinds, marks that do not match, and markup, among words of news."""

import random
import sys
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise

import claims_beam as cb
from claims_beam.attribution.protocol import Tagger
from claims_beam.records import Article, Claim, Document, Span, join_pieces

SENTENCES = (
    "The council will not sell the ferry, Ms. Dar said.",
    "“We lost,” said Ian Falk, the harbour master.",
    "He denied it.",
    'Ms. Dar told reporters: "It cost 12.5 million dollars in May 2019."',
    "According to the minister, ‘nobody’ was hurt.",
    "JONES: We were never asked.",
    "“We were never asked.” — Maria Lopez",
    "The mayor announced that the bridge would stay shut until 2027.",
    "“It was,” Falk said, “the worst day of the year",
)
WORDS = (
    "said", "told", "according", "to", "that", "Falk", "Dar", "Ms.", "the", "mayor", "he", "they", "asked", "whether",
    "denied,", "12", "%", "May", "2019", "not",
)  # fmt: skip
MARKS = (*"“”‘’\"'«»„‟‹›()[]{}:—–-….,;?!&@#*_~`", "'s", "’s", "--", "``", "''")
MARKUP = (
    "<p>", "</p>", "<a href='", "<b", "<!--", "-->", "<script>alert(1)</script>", "<![CDATA[", "]]>", "<q>", "</q>",
    "&quot;", "&#8220;", "&amp;", "&#x", "[quote]", "[/quote]", "**", "__", "> ", "```", "http://a.example/?q=“",
    "{{", "}}", '{"text": "', "\\u201c", "\x1b[31m", "\x1b]0;title\x07", "%s", "${x}", "=CMD()",
)  # fmt: skip
SPACES = (" ", "\n", "\n\n", "\t", "\r\n", "\r", "\xa0", "\u2009", "\u200b", "\u2028", "\u2029", "\x85", "\x0b", "\x0c")
TRICKY = (
    "\0", "\ufeff", "\u200d", "\u202e", "\u202c", "\u2066", "\u0301" * 9, "e\u0301", "İ", "ı", "ß", "ŉ", "ﬁ", "ǆ", "Ⅷ",
    "½", "٣", "𝟗", "👩\u200d👩\u200d👧", "🇳🇱", "\U000e0041", "\U0010ffff", "\ue000", "\ufffd", "\ufffe", "ﷺ", "〱",
    "한", "他说：“不”。", "「はい」",
)  # fmt: skip


def _of_category(chance: random.Random) -> str:
    """One character of any of Unicode's categories, but no surrogate, of which no article is made."""
    while True:
        letter = chr(chance.randrange(sys.maxunicode + 1))
        if unicodedata.category(letter) != "Cs":
            return letter


def _pieces(chance: random.Random) -> Iterator[str]:
    """Pieces of text without end, from a mixture that is another one for each article."""
    sources: list[Callable[[], str]] = [
        lambda: chance.choice(SENTENCES),
        lambda: chance.choice(WORDS),
        lambda: chance.choice(MARKS),
        lambda: chance.choice(MARKS) * chance.randint(2, 9),
        lambda: chance.choice(MARKUP),
        lambda: chance.choice(SPACES),
        lambda: chance.choice(TRICKY),
        lambda: _of_category(chance),
        lambda: _cut(chance.choice(SENTENCES), chance),
        lambda: "".join(chance.sample(chance.choice(SENTENCES), 9)),
    ]
    weights = [chance.random() ** 3 for _ in sources]
    spaced = chance.random()
    while True:
        yield chance.choices(sources, weights)[0]()
        if chance.random() < spaced:
            yield chance.choice(SPACES) if chance.random() < 0.3 else " "


def _cut(sentence: str, chance: random.Random) -> str:
    start, end = sorted(chance.choices(range(len(sentence) + 1), k=2))
    return sentence[start:end]


def article(seed: int) -> Article:
    """The hostile article of the seed, of some hundred characters."""
    chance = random.Random(seed)
    pieces = _pieces(chance)
    text = "".join(next(pieces) for _ in range(chance.randint(3, 60)))
    return Article(f"hostile-{seed}", text if text.strip() else text + "x")


def check(article: Article, tagger: Tagger) -> int:
    """Take the article through the function twins of all steps; return how many claims there are.

    Asserts that all offsets point at their words, and that no two claims have the same id.
    """
    document = cb.extract_quotes(cb.split_sentences(article), tagger)
    document = cb.find_statements(cb.resolve_speakers(document))
    _check_layers(document)
    document = cb.find_predicates(cb.select_quotes(document))
    claims = [cb.score_claim(claim) for claim in cb.build_claims(document)]
    for claim in claims:
        _check_claim(article.text, claim)
    assert len({claim.claim_id for claim in claims}) == len(claims), f"{article.article_id} has one claim twice"
    return len(claims)


def _check_layers(document: Document) -> None:
    text = document.text
    spans = [*document.sentences, *(Span(each.start, each.end) for each in document.mentions)]
    spans += [span for each in document.attributions for span in (*each.content, *each.source)]
    spans += [span for each in document.statements for span in each.content]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    for each in document.attributions:
        assert each.cue is None or each.cue.text == join_pieces(text, each.cue.spans)


def _check_claim(text: str, claim: Claim) -> None:
    assert claim.text == join_pieces(text, claim.content)
    assert claim.text.strip()
    assert text.startswith(claim.suffix, claim.content[-1].end)
    assert text[: claim.content[0].start].endswith(claim.prefix)
    said_by = claim.speaker.mention if claim.speaker else None
    for of in (claim.cue, said_by):
        assert of is None or of.text == join_pieces(text, of.spans)
    for spans in (claim.content, claim.cue.spans if claim.cue else (), said_by.spans if said_by else ()):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
    for words in (*claim.quantities, *claim.dates, *claim.entities, claim.addressee):
        assert words is None or words.text == text[words.start : words.end]
