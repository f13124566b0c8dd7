"""Claims -> quotations: which are one, and what is known of each."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, strategies as st
from support.quoting import MARCH_6, made_up, quoting, sentence, shuffled, words_made_up

import claims_beam as cb
from claims_beam.corpus import sightings
from claims_beam.corpus.passages import citation_of, passages_of, quoted_texts
from claims_beam.corpus.sightings import Sightings, quotation_of, summed
from claims_beam.corpus.wording import wording
from claims_beam.records import Claim, Occurrence, Quotation, Variant
from claims_beam.schema.rows import check_row, to_row
from claims_beam.text.words import QUOTED

LONG = "We will rebuild the old pier before the winter storms come, and not a single fisherman will pay for it."
SHORT = "We will rebuild the old pier"


def groups(*claims: Claim) -> list[set[str]]:
    """Return the texts of the claims that are one quotation."""
    by_id = {claim.claim_id: claim.text for claim in claims}
    return [{by_id[each.claim_id] for each in found.occurrences} for found in cb.group_quotations(claims)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"“{LONG}”", f'"{LONG}"'),
        (f"“{LONG}”", f"“{LONG.upper()}”"),
        (f"“{LONG}”", "“We will rebuild the old pier … and not a single fisherman will pay for it.”"),
        (f"“{LONG}”", f"“{LONG.replace('the old pier', 'the old pier [at Ostby]')}”"),
        (f"“{LONG}”", f"“[W]e{LONG[2:]}”"),
        (f"“{LONG}”", "“rebuild the old pier before the winter storms”"),
        (f"“{LONG}”", f"“{LONG.replace('will', 'would')}”"),
        (f"“{LONG}”", f"“{LONG.replace('fisherman', 'fishermen').replace('rebuild', 'rebiuld')}”"),
        ("“We shall not sell the city’s water works.”", "“We shall not sell the city's water works”"),
        ("“The café will stay open all night.”", "“The cafe\u0301 will stay open all night.”"),
        ("“We will not do it with them at the harbor.”", "“not do it with them at the harbor”"),
        ("“We will not do it with them at the harbor.”", "“We will not … with them at the harbor”"),
        ("“We will not do it with them at the harbor.”", "“We will not do it with them at the habror.”"),
    ],
    ids=[
        "marks",
        "capitals",
        "ellipsis",
        "insertion",
        "altered capital",
        "part",
        "tense",
        "typing errors",
        "apostrophes",
        "composed accents",
        "one content word and a part",
        "one content word and an ellipsis",
        "one content word and a typing error",
    ],
)
def test_nearly_the_same_words_are_one_quotation(one: str, other: str) -> None:
    assert groups(quoting(one, article="a"), quoting(other, "Moreno", article="b")) == [{one, other}]


@pytest.mark.parametrize("seed", range(20))
def test_typing_errors_in_every_fifth_word_are_one_quotation(seed: int) -> None:
    chance = random.Random(seed)
    words = sentence(chance, most=10)
    wrong = [word[:-2] + word[:-3:-1] if index % 5 == 4 else word for index, word in enumerate(words)]
    one, other = f"“{' '.join(words)}”", f"“{' '.join(wrong)}”"
    assert groups(quoting(one, article="a"), quoting(other, "Moreno", article="b")) == [{one, other}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("“Nobody here has ever asked us.”", "Ada Moreno"), ("“Nobody here has ever asked us.”", "Ruben Falk")),
        (("“Hundreds of millions of euros are gone.”", "Falk"), ("“Hundreds of thousands of euros are gone.”", "Falk")),
        (("“We will open the school in May.”", "Falk"), ("“We will close the bridge in June.”", "Falk")),
        ((f"“{LONG}”", "Falk"), ("“It is what it is and we are what we are.”", "Falk")),
        (("“We will rebuild the old pier.”", "Ada Moreno"), (f"“{LONG}”", "Ruben Falk")),
        (("“They had sold it to us in 2015.”", "Falk"), ("“They had sold it to us in 2016.”", "Falk")),
    ],
    ids=[
        "few words of two people",
        "another number",
        "another matter",
        "no content words",
        "a part of another's",
        "another year",
    ],
)  # fmt: skip
def test_others_stay_apart(one: tuple[str, str], other: tuple[str, str]) -> None:
    claims = [quoting(*one, article="a"), quoting(*other, article="b")]
    assert all(len(found.occurrences) == 1 for found in cb.group_quotations(claims))


def test_long_words_of_another_speaker_are_one_quotation_by_vote() -> None:
    names = ["Ada Moreno", "Moreno", "Ada Moreno", "Ruben Falk", None]
    [found] = cb.group_quotations(quoting(f"“{LONG}”", name, article=f"a{n}") for n, name in enumerate(names))
    assert (found.speaker, found.speaker_share) == ("Ada Moreno", 0.75)


def test_few_words_of_nobody_named_join_the_only_one_who_says_them() -> None:
    said = "“We will rebuild the old pier.”"
    [alone] = cb.group_quotations([quoting(said, article="a"), quoting(said, None, article="b")])
    assert (alone.articles, alone.speaker) == (2, "Ada Moreno")
    two = [quoting(said, "Ada Moreno", article="a"), quoting(said, "Ruben Falk", article="b")]
    assert [found.articles for found in cb.group_quotations([*two, quoting(said, None, article="c")])] == [1, 1, 1]


def test_a_phrase_does_not_join_the_speeches_that_share_it() -> None:
    slogan = "a pier for every child in Ostby"
    one = f"“I promise you today {slogan}, and new boats for the fishermen.”"
    other = f"“My mother dreamt all her life of {slogan}, but nobody listened to a cleaner from the docks.”"
    claims = [quoting(text, article=text[:9]) for text in (one, other, f"“{slogan}”")]
    assert sorted(len(found.occurrences) for found in cb.group_quotations(claims)) == [1, 2]


@pytest.mark.parametrize(
    ("kind", "text", "quoted"),
    [
        ("direct", "“We will go,”", ["We will go,"]),
        ("direct", "“We will go,” “At noon.”", ["We will go, At noon."]),
        ("direct", "We said “no” to him", ["We said “no” to him"]),
        ("direct", "“He told me ‘go away’ and left”", ["He told me ‘go away’ and left"]),
        ("mixed", "it was “a disgrace” and “a shame for us all”", ["a disgrace", "a shame for us all"]),
        ("indirect", "it was “a disgrace”", []),
        ("statement", "it was “a disgrace”", []),
        ("direct", "“We will go, she said", ["We will go, she said"]),
        ("direct", "", [""]),
    ],
)
def test_what_claims_quote(kind: str, text: str, quoted: list[str]) -> None:
    assert list(quoted_texts(kind, text)) == quoted


@pytest.mark.parametrize(
    "text", ["“No comment.”", "“…”", "“”", "", "“It is, it is, it is.”", "“[sic] [sic] [a b c d e f g]”"]
)
def test_a_quotation_needs_words(text: str) -> None:
    assert cb.group_quotations([quoting(text)]) == ()


def test_what_a_row_says() -> None:
    later = MARCH_6 + timedelta(days=2)
    claims = [
        quoting(f"“{SHORT}”", article="c", published_at=None, publisher=None, claim="3"),
        quoting(f"“{LONG}”", article="b", published_at=later, publisher="Ostby Echo", claim="2"),
        quoting(f"“{SHORT}!”", "Moreno", article="a", claim="1"),
        quoting(f"“{SHORT}!”", "Moreno", article="a", claim="0"),
    ]
    [found] = cb.group_quotations(claims)
    assert found == Quotation(
        quotation_id=found.quotation_id,
        text=LONG,
        speaker="Ada Moreno",
        speaker_share=1.0,
        articles=3,
        publishers=2,
        first_seen=MARCH_6,
        last_seen=later,
        first_article_id="a",
        variants=(Variant(f"{SHORT}!", 3), Variant(LONG, 1)),
        occurrences=(
            Occurrence("0", "a", "The Harbour Post", MARCH_6, 1.0),
            Occurrence("1", "a", "The Harbour Post", MARCH_6, 1.0),
            Occurrence("2", "b", "Ostby Echo", later, 1.0),
            Occurrence("3", "c", None, None, 1.0),
        ),
    )
    check_row(to_row(found), Quotation)


def test_articles_without_dates_have_no_first_one() -> None:
    [found] = cb.group_quotations([quoting(f"“{LONG}”", article=name, published_at=None) for name in "ab"])
    assert (found.first_seen, found.last_seen, found.first_article_id) == (None, None, None)


def test_a_claim_that_quotes_a_quotation_twice_occurs_once() -> None:
    mixed = "first “We will rebuild the old pier before winter”, then “not a single fisherman will pay for it”"
    [found] = cb.group_quotations([quoting(f"“{LONG}”", claim="a"), quoting(mixed, kind="mixed", claim="b")])
    assert sorted(each.claim_id for each in found.occurrences) == ["a", "b"]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_claims_counts_for_nothing(seed: int) -> None:
    claims = made_up(200)
    assert cb.group_quotations(shuffled(claims, seed)) == cb.group_quotations(claims)


def test_every_claim_of_enough_words_is_in_a_quotation() -> None:
    claims = made_up(300, seed=1)
    found = cb.group_quotations(claims)
    assert sorted(each.claim_id for quotation in found for each in quotation.occurrences) == sorted(
        claim.claim_id for claim in claims
    )
    assert 20 < len(found) < 200
    assert len({quotation.quotation_id for quotation in found}) == len(found)


@given(
    st.lists(
        st.tuples(st.text(max_size=60), st.sampled_from(["direct", "mixed"]), st.none() | st.text(max_size=8)),
        max_size=6,
    )
)
def test_any_text_can_be_grouped(said: list[tuple[str, str, str | None]]) -> None:
    claims = [quoting(text, name, kind=kind, claim=str(n)) for n, (text, kind, name) in enumerate(said)]  # type: ignore[arg-type]
    found = cb.group_quotations(claims)
    assert cb.group_quotations(reversed(claims)) == found


def test_sums_merge_in_any_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sightings, "MOST_OCCURRENCES", 10)
    passages = [
        passage
        for n in range(100)
        for passage in sightings_passages(quoting(f"“{LONG}{'!' * (n % 3)}”", article=f"{n:03}", claim=f"{n:03}"))
    ]
    whole = quotation_of(summed(passages))
    assert [each.claim_id for each in whole.occurrences] == [f"{n:03}" for n in range(10)]
    assert (whole.articles, whole.variants) == (100, (Variant(f"{LONG}!!", 100),))
    for size in (1, 7, 50):
        parts = [summed(passages[start : start + size]) for start in range(0, 100, size)]
        merged = Sightings()
        for part in reversed(parts):
            merged.merge(Sightings.unpack(part.pack()))
        assert quotation_of(Sightings.unpack(merged.pack())) == whole


def test_what_is_held_of_a_hot_wording_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each article there are eight bytes, to count it once, and of the claims as many as a quotation lists."""
    monkeypatch.setattr(sightings, "MOST_OCCURRENCES", 100)
    [passage] = sightings_passages(quoting(f"“{LONG}”"))
    held, sizes = Sightings(), {}
    for number in range(4_001):
        if number in (2_000, 4_000):
            sizes[number] = len(held.pack())
        held.add(replace(passage, citation=replace(passage.citation, claim_id=f"{number}", article_id=f"{number}")))
        assert len(held.seen) <= 200
    assert sizes[4_000] - sizes[2_000] < 2_000 * 12
    assert (len(held.wordings), len(held.articles), len(held.speakers), len(held.publishers)) == (1, 4_001, 1, 1)


def test_what_is_held_of_a_quotation_in_many_wordings_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [
        quoting(f"“{LONG} {'and so on ' * (n % 50)}{n}”", article=f"{n:03} {again}", claim=f"{n:03} {again}")
        for n in range(400)
        for again in range(1 + n % 3)
    ]
    passages = [passage for claim in claims for passage in sightings_passages(claim)]
    wordings = {passage.key: summed(each for each in passages if each.key == passage.key) for passage in passages}
    monkeypatch.setattr(sightings, "MOST_OCCURRENCES", 30)
    monkeypatch.setattr(sightings, "MOST_VARIANTS", 20)
    unbounded = Sightings(wordings={key: sum_.main for key, sum_ in wordings.items()})
    texts = tuple(Variant(each.text, each.times) for each in unbounded.most_frequent())
    found = set()
    for seed in range(3):
        merged = Sightings()
        for other in shuffled(list(wordings.values()), seed):
            merged.merge(Sightings.unpack(other.pack()))
            assert len(merged.wordings) <= 60 + 20 + 1
        found.add(quotation_of(merged))
    [quotation] = found
    assert (quotation.variants, quotation.articles) == (texts, len(claims))
    assert quotation.text == unbounded.main.text
    assert [each.claim_id for each in quotation.occurrences] == sorted(claim.claim_id for claim in claims)[:30]


@given(st.text().map(lambda text: text.replace("[", "(")))
def test_words_are_compared_all_at_once_as_each_by_itself(text: str) -> None:
    assert wording(text) == list(map(QUOTED.compared, QUOTED.split(text)))


def sightings_passages(claim: Claim) -> list[sightings.Passage]:
    return list(passages_of(citation_of(claim)))


def test_a_quotation_of_100_000_words_is_grouped() -> None:
    words = words_made_up(100_000)
    whole, part = f"“{' '.join(words)}”", f"“{' '.join(words[40:90])}”"
    one, other = quoting(whole, article="a"), quoting(part, article="b")
    [found] = cb.group_quotations([one, other])
    assert (found.articles, len(found.text)) == (2, len(whole) - 2)
