"""Who a source is: tables of cases, one for each means of resolution, and properties over any text."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

import claims_beam as cb
from claims_beam.records import Addressee, Article, Attribution, Document, Mention, Span, Speaker
from claims_beam.speakers.resolve import KnownPeople, KnownPerson, resolve_speakers
from claims_beam.testing import read_markup


def marked_document(marked: str) -> Document:
    return read_markup(marked).document()


def speakers_of(marked: str, known_people: tuple[KnownPerson, ...] = ()) -> list[Speaker]:
    attributions = resolve_speakers(marked_document(marked), known_people).attributions
    return [attribution.speaker for attribution in attributions if attribution.speaker is not None]


def last_speaker(marked: str) -> Speaker:
    return speakers_of(marked)[-1]


NAMES = [
    # A surname, with and without an honorific, after the full name.
    ("Ada Moreno opened the pier. [Moreno] said {it was safe}.", "Ada Moreno", "surname"),
    ("Ada Moreno opened the pier. [Ms. Moreno] said {it was safe}.", "Ada Moreno", "surname"),
    # ... and before it.
    ("[Moreno] said {the pier was safe}. The engineer, Ada Moreno, left at noon.", "Ada Moreno", "surname"),
    # The fullest name of the article wins over the one that stands there.
    ("Ada R. Moreno opened the pier. [Ada Moreno] said {it was safe}.", "Ada R. Moreno", "surname"),
    # Particles, hyphens, apostrophes, suffixes.
    ("Mayor Luis de la Torre spoke. [De la Torre] said {the road was open}.", "Luis de la Torre", "surname"),
    ("Judge Sean O’Dowd ruled. [O'Dowd] said {the law was clear}.", "Sean O’Dowd", "surname"),
    ("Anna Holt-Baum voted. [Holt-Baum] said {she agreed}.", "Anna Holt-Baum", "surname"),
    ("Walter Pym Jr. came. [Pym] said {it was late}.", "Walter Pym Jr.", "surname"),
    # Nicknames and initials.
    ("Robert Lund resigned. [Bob Lund] said {he was tired}.", "Robert Lund", "surname"),
    ("Robert Lund resigned. [R. Lund] said {he was tired}.", "Robert Lund", "surname"),
    # The first name alone.
    ("Melinda Park waited. [Melinda] said {the bus never came}.", "Melinda Park", "surname"),
    # The family name first.
    ("Bae Sung-min spoke. [Mr. Bae] said {talks went on}.", "Bae Sung-min", "surname"),
    # The name within a longer source.
    ("[Ada Moreno, the harbour engineer,] said {the pier was safe}.", "Ada Moreno", "exact"),
    ("[The harbour engineer, Ada Moreno,] said {the pier was safe}.", "Ada Moreno", "exact"),
    ("[chief economist Ada Moreno] said {prices fell}.", "Ada Moreno", "exact"),
    ("[Channel Four’s Ada Moreno] said {prices fell}.", "Ada Moreno", "exact"),
    ("[An attorney for Lund, Ada Moreno,] said {he was innocent}.", "Ada Moreno", "exact"),
    ("[a study by the economist Ada Moreno] found {prices fell}.", "Ada Moreno", "exact"),
    # Organisations: short forms and acronyms.
    ("The Harbour Safety Agency (HSA) acted. [The HSA] said {it was safe}.", "Harbour Safety Agency", "acronym"),
    ("The Coastal Rescue Service acted. [The CRS] said {it was safe}.", "Coastal Rescue Service", "acronym"),
    ("The Fairport Post reported it first. [The Post] said {the pier sank}.", "Fairport Post", "acronym"),
    ("[A Fairport Post analysis released in May] found {the pier sinks}.", "Fairport Post", "exact"),
    ("[the Moreno campaign] said {it would appeal}. Ada Moreno won.", "Moreno campaign", "exact"),
    # Groups that a capital names.
    ("[Many Democrats] said {the bill was dead}.", "Democrats", "exact"),
    # Joint speakers, in text order.
    ("Ada Moreno met Tom Reyes. [Moreno and Reyes] said {they agreed}.", "Ada Moreno & Tom Reyes", "joint"),
    ("[Sens. Ada Moreno, D-Ohio, and Tom Reyes, R-Utah,] said {they agreed}.", "Ada Moreno & Tom Reyes", "joint"),
    ("[France, Norway and Chile] said {they would sign}.", "France & Norway & Chile", "joint"),
    ("[The two holdouts, Ada Moreno and Tom Reyes,] said {no}.", "Ada Moreno & Tom Reyes", "joint"),
    ("[Ada Moreno and other residents] said {it was late}.", "Ada Moreno", "exact"),
    # Transcripts and handles.
    ("Host Ada Moreno spoke with Tom Reyes.\n[REYES]: {I never saw it.}", "Tom Reyes", "transcript-label"),
    ("Ada Moreno wrote on the network. {“Done,”} [@AdaMoreno] wrote.", "Ada Moreno", "handle"),
    ("{“Done,”} [@pier_watch] wrote.", "@pier_watch", "handle"),
    # Who made what speaks, and who stands behind another's title.
    ("[writer and former mayor Ada Moreno] said {so}.", "Ada Moreno", "exact"),
    ("[Fairport Foods CEO and council candidate Ada Moreno] said {so}.", "Ada Moreno", "exact"),
    ("[many residents, including Ms. Moreno,] said {so}. Ada Moreno left.", "Ada Moreno", "surname"),
    ("[A group of Republicans and Democrats] said {so}.", "Republicans & Democrats", "joint"),
    ("[Conservative Christians] said {so}.", "Christians", "exact"),
    (
        "The Fairport Post interviewed Ada Moreno. [the Post’s Tom Reyes and Ada Moreno] agreed {so}.",
        "Tom Reyes & Ada Moreno",
        "joint",
    ),
    # The verb alone was taken for the source.
    ("{“Go,”} [said] Ada Moreno.", "Ada Moreno", "neighbour"),
]


@pytest.mark.parametrize(("marked", "name", "rule"), NAMES)
def test_a_name_is_the_fullest_name(marked: str, name: str, rule: str) -> None:
    speaker = last_speaker(marked)
    assert (speaker.name, speaker.resolution) == (name, rule)
    assert speaker.names == tuple(name.split(" & "))
    assert speaker.mention is not None
    assert speaker.mention.form == ("nominal" if rule == "neighbour" else "name")


PRONOUNS = [
    # Gender, from first names, honorifics, titles and roles.
    "Ada Moreno met Tom Reyes. [She=Ada Moreno] said {the pier was safe}.",
    "Ada Moreno met Tom Reyes. [He=Tom Reyes] said {the pier was safe}.",
    "Mrs. Quill met Mr. Strand. [She=Quill] said {the pier was safe}.",
    "Chairwoman Zyx Quill met Tom Reyes. [She=Zyx Quill] said {the pier was safe}.",
    # The subject of the previous attribution first.
    "Tom Reyes saw Paul Lund. {“Go,”} [Reyes] said. {“Now,”} [he=Tom Reyes] added.",
    "Tom Reyes praised Paul Lund. [He=Tom Reyes] said {the work was good}.",
    # Who is named only in somebody's words is not the one who goes on speaking.
    "{“Paul Lund lied,”} [Tom Reyes] said. {“It hurt,”} [he=Tom Reyes] added.",
    # A relative pronoun goes with the name before it.
    "They sued Ada Moreno, [who=Ada Moreno] said {it was late}.",
    # Nobody has been named yet.
    "In [her=Ada Moreno] memoir, Ada Moreno writes {that the pier sank}.",
    # Number.
    "Ada Moreno and Tom Reyes left. [Ada Moreno and Tom Reyes] said {so}. "
    "[They=Ada Moreno & Tom Reyes] said {it was late}.",
    "The Harbour Safety Agency acted. [It=Harbour Safety Agency] said {the pier was safe}.",
    "[Republicans] balked, saying {no}. [They=Republicans] said {it was late}.",
]


@pytest.mark.parametrize("marked", PRONOUNS)
def test_a_pronoun_is_whoever_is_spoken_of(marked: str) -> None:
    speaker = last_speaker(marked)
    assert speaker.name == read_markup(marked).speakers[-1]
    assert speaker.mention is not None
    assert speaker.mention.form == "pronoun"


NOMINALS = [
    # A title before the name, and one in apposition, before it and behind it.
    ("Mayor Ada Moreno met Tom Reyes. [The mayor] said {it was late}.", "Ada Moreno", "role"),
    ("Ada Moreno, the mayor of Fairport, met Tom Reyes. [The mayor] said {it was late}.", "Ada Moreno", "role"),
    ("The mayor, Ada Moreno, met Tom Reyes. [The mayor] said {it was late}.", "Ada Moreno", "role"),
    # The copula.
    ("Ada Moreno is the mayor of Fairport. Tom Reyes left. [The mayor] said {it was late}.", "Ada Moreno", "role"),
    # Another word for the role, a kind of it, and the letters behind a name.
    ("Justice Ada Moreno met Tom Reyes. Reyes sat. [The judge] said {it was late}.", "Ada Moreno", "role"),
    ("Constable Ada Moreno met Tom Reyes. Reyes sat. [The officer] said {it was late}.", "Ada Moreno", "role"),
    ("Ada Moreno, KC, met Tom Reyes. [The barrister] said {it was late}.", "Ada Moreno", "role"),
    ("Ada Moreno, QC, met Tom Reyes. Reyes sat. [The lawyer] said {it was late}.", "Ada Moreno", "role"),
    # The words around the role choose between two.
    (
        "Former Gov. Ada Moreno met Gov. Tom Reyes. [The former governor] said {it was late}.",
        "Ada Moreno",
        "role",
    ),
    ("Tom Reyes, a lawyer for Lund, met Ada Moreno. [Lund’s attorney] said {it was late}.", "Tom Reyes", "role"),
    # Gender.
    ("Councilman Tom Reyes met Ada Moreno. [The woman] said {it was late}.", "Ada Moreno", "nominal-salient"),
    # Organisations.
    ("The Court of Appeals ruled. [The appeals court] said {it was late}.", "Court of Appeals", "body"),
    ("Ada Moreno won. [Moreno’s campaign] said {it was late}.", "Moreno campaign", "body"),
    ("The Harbour Safety Agency acted. [The agency] said {it was safe}.", "Harbour Safety Agency", "body"),
    # What somebody made speaks for them.
    ("Ada Moreno sued. [Her website] said {the pier sank}.", "Ada Moreno", "document"),
    # Two who are meant together.
    (
        "Ada Moreno met Tom Reyes. Moreno spoke. Reyes spoke. Moreno left. Reyes left. [The two candidates] said {so}.",
        "Ada Moreno & Tom Reyes",
        "pair",
    ),
]


@pytest.mark.parametrize(("marked", "name", "rule"), NOMINALS)
def test_a_nominal_is_who_the_article_says_it_is(marked: str, name: str, rule: str) -> None:
    speaker = last_speaker(marked)
    assert (speaker.name, speaker.resolution) == (name, rule)
    assert speaker.mention is not None
    assert speaker.mention.form == "nominal"


UNNAMED = [
    ("Ada Moreno left. [Analysts] said {prices fell}.", "GROUP"),
    ("Ada Moreno left. [Two people with knowledge of the talks] said {prices fell}.", "GROUP"),
    ("Ada Moreno left. [Moreno aides] said {prices fell}.", "GROUP"),
    ("Ada Moreno left. [A spokesman for Moreno] said {prices fell}.", "UNNAMED"),
    ("Ada Moreno left. [Her daughter] said {prices fell}.", "UNNAMED"),
    ("Ada Moreno left. [One Republican] said {prices fell}.", "UNNAMED"),
    ("Ada Moreno left. [A doctor] said {prices fell}.", "UNNAMED"),
    ("Ada Moreno, 34, was jailed. [The judge] said {she had lied}.", "UNNAMED"),
    ("Ada Moreno lost her seat. [The president] said {he was sorry}.", "UNNAMED"),
    ("Prime Minister Ada Moreno left. [The prime minister’s spokesman] said {prices fell}.", "UNNAMED"),
    ("Carl Lund, a Republican nominee, left. [The Democratic nominee’s lawyer] said {prices fell}.", "UNNAMED"),
    ("Ada Moreno left. [Nearly all of the mayors] said {prices fell}.", "GROUP"),
    ("Ada Moreno left. [The state] said {prices fell}.", "UNNAMED"),
    ("The Fairport Post reported it. Ada Moreno left. [They’re] said {to be late}.", "UNNAMED"),
    ("Ada Moreno took calls.\n[Moderator]: {It rains.}", "UNNAMED"),
    ("Ada Moreno left. [Some] said {prices fell}.", "GROUP"),
    ("Ada Moreno left. [You] said {prices fell}.", "UNNAMED"),
    ("Ada Moreno left. [I] said {prices fell}.", "UNNAMED"),
    # A pronoun that goes on with somebody unnamed.
    ("Ada Moreno left. [Analysts] said {prices fell}. [They] said {it was late}.", "GROUP"),
    ("Ada Moreno left. [A young woman] said {prices fell}. [The woman] said {it was late}.", "UNNAMED"),
]


INTRODUCED_AS_SOMEBODY_ELSE = [
    "The mayor said on Monday that the tram would open in May. Her rival, Paul Lund, said she was dreaming.",
    "The chief executive said profits had doubled, a claim that his predecessor, Paul Lund, called “a fairy tale”.",
    "The senator said she would vote no. Her colleague, Sen. Paul Lund, said he would vote yes.",
    "The prime minister said the talks had failed. Labour MP Ada Moreno, who opposes it, said they had not begun.",
]


@pytest.mark.parametrize("text", INTRODUCED_AS_SOMEBODY_ELSE)
def test_no_holder_of_an_office_is_given_the_name_of_a_rival(text: str, tagger: cb.Tagger) -> None:
    speakers = [claim.speaker for claim in cb.extract_claims(text, tagger)]
    named = {speaker.mention.text: speaker.name for speaker in speakers if speaker and speaker.mention}
    assert named.pop(text.partition(" said")[0]) is None


@pytest.mark.parametrize(("marked", "kind"), UNNAMED)
def test_nobody_is_guessed_and_the_words_are_kept(marked: str, kind: str) -> None:
    speaker = last_speaker(marked)
    assert (speaker.name, speaker.names, speaker.kind) == (None, (), kind)
    assert speaker.mention is not None
    assert speaker.mention.text == marked[marked.rindex("[") + 1 : marked.rindex("]")]


NAMESAKES = [
    # First name, honorific, title, nearness; else it stays open.
    "Ada Moreno met Tom Moreno. [Tom Moreno] said {so}.",
    "Ada Moreno met Tom Moreno. [Ms. Moreno=Ada Moreno] said {so}.",
    "Sen. Ada Moreno met Tom Moreno. [Sen. Moreno=Ada Moreno] said {so}.",
    "Ada Moreno met Tom Moreno. Paul Lund left. Tom Moreno sat. He ate. [Moreno=Tom Moreno] said {so}.",
    "Ada Moreno and Tom Moreno left. [Moreno=] said {so}.",
    # An honorific speaks against a familiar first name, and tells the gender of a rare one.
    "Ada Moreno left. [Mr. Moreno=Moreno] said {so}.",
    "Anais Moreno left. [Mr. Moreno=Anais Moreno] said {so}.",
    # Who is Sir is not called Mr.
    "Tom Moreno left. Sir Paul Moreno sat. Sir Paul ate. [Mr. Moreno=Tom Moreno] said {so}.",
]


@pytest.mark.parametrize("marked", NAMESAKES)
def test_two_of_one_surname(marked: str) -> None:
    speaker, expected = last_speaker(marked), read_markup(marked).speakers[-1]
    assert speaker.name == expected
    assert (speaker.resolution == "ambiguous") == (expected is None)


TITLES = [
    ("[Former Gov. Ada Moreno] said {so}.", "Former Gov."),
    ("[chief economist Ada Moreno] said {so}.", "chief economist"),
    ("[Ada Moreno, the mayor of Fairport,] said {so}.", "mayor of Fairport"),
    ("[Mayor Ada Moreno] left, saying {yes}. [Moreno] said {so}.", "Mayor"),
    ("[Ms. Moreno] said {so}.", None),
    ("[Ada Moreno] said {so}.", None),
]


@pytest.mark.parametrize(("marked", "title"), TITLES)
def test_the_title_stands_apart_from_the_name(marked: str, title: str | None) -> None:
    speaker = last_speaker(marked)
    assert speaker.title == title
    assert speaker.name in ("Ada Moreno", "Moreno")


KINDS = [
    ("[Ada Moreno] said {so}.", "PERSON"),
    ("[The Harbour Safety Agency] said {so}.", "ORG"),
    ("[Norway] said {so}.", "GPE"),
    ("[Republicans] said {so}.", "GROUP"),
]


@pytest.mark.parametrize(("marked", "kind"), KINDS)
def test_the_kind_of_a_named_speaker(marked: str, kind: str) -> None:
    assert last_speaker(marked).kind == kind


def test_first_person_inside_a_quotation_is_its_speaker() -> None:
    document = marked_document("{“I said the pier was safe,”} [Ada Moreno] said.")
    start = document.text.index("I said")
    inner = Attribution(kind="indirect", content=(Span(start + 7, start + 24),), source=(Span(start, start + 1),))
    resolved = resolve_speakers(replace(document, attributions=(*document.attributions, inner)))
    speaker = resolved.attributions[1].speaker
    assert speaker is not None
    assert (speaker.name, speaker.resolution) == ("Ada Moreno", "first-person")


FLOATING = [
    # On from the same speaker, in the paragraph and over its end.
    "{“It is late,”} [Ada Moreno] said. {“We must go.”}[=Ada Moreno]",
    "[Ada Moreno] said: {“It is late.”}\n\n{“We must go.”}[=Ada Moreno]",
    # Not across another voice, nor where somebody else is named between.
    "{“It is late,”} [Ada Moreno] said.\n\nThe crowd cheered.\n\n{“We must go.”}[]",
    "{“It is late,”} [Ada Moreno] said. Tom Reyes rose. {“We must go.”}[]",
]


@pytest.mark.parametrize("marked", FLOATING)
def test_a_quote_without_a_source_goes_on_with_the_speaker(marked: str) -> None:
    speaker, expected = last_speaker(marked), read_markup(marked).speakers[-1]
    assert speaker.name == expected
    assert speaker.resolution == ("floating" if expected else "none")
    assert speaker.mention is None


def test_the_name_beside_a_quote_without_a_source_is_its_speaker() -> None:
    speaker = last_speaker("{“It is late,”} [Ada Moreno] said. {“We must go,”}[=Tom Reyes] said Tom Reyes.")
    assert (speaker.name, speaker.resolution) == ("Tom Reyes", "neighbour")


AUTHORS = [
    ("By Tom Reyes\n\n[I] said {it was late}.", "Tom Reyes"),
    ("A fine show.\nReview by Tom Reyes\n\nAda Moreno sang. [I] think {it was late}.", "Tom Reyes"),
    ("Ada Moreno is back. By Tom Reyes\n\nAda Moreno sang. [I] think {it was late}.", "Tom Reyes"),
    # No author is named.
    ("The show was sung by Tom Reyes at the pier.\n\n[I] think {it was late}.", None),
]


@pytest.mark.parametrize(("marked", "name"), AUTHORS)
def test_i_outside_a_quotation_is_the_author(marked: str, name: str | None) -> None:
    assert name in {speaker.name for speaker in speakers_of(marked)}
    assert "Tom Reyes" not in {speaker.name for speaker in speakers_of(marked)} - {name}


def test_bylines_and_datelines_are_never_speakers() -> None:
    text = "By Tom Reyes\nFAIRPORT, Norway (Reuters) —\nAda Moreno met Mr. Lund at the pier. [He] said {it was safe}."
    assert last_speaker(text).name == "Lund"


def test_the_addressee_stays_as_the_quote_has_it() -> None:
    document = marked_document("[Ada Moreno] told reporters {the pier was safe}.")
    attribution = replace(document.attributions[0], addressee=Addressee("reporters", 16, 25))
    assert resolve_speakers(replace(document, attributions=(attribution,))).attributions[0].addressee == Addressee(
        "reporters", 16, 25
    )


PEOPLE = (
    KnownPerson("Ada Ruth Moreno", ("Ada Moreno", "A. R. Moreno"), "Mayor of Fairport", "Q1"),
    KnownPerson("Tom Reyes", (), None, "Q2"),
    KnownPerson("Paul Lund", (), None, "Q3"),
    KnownPerson("Paul Lund", (), None, "Q4"),
)


def test_known_people_give_name_id_and_title() -> None:
    speaker = speakers_of("Ada Moreno left. [Moreno] said {so}.", PEOPLE)[0]
    assert (speaker.name, speaker.id, speaker.title) == ("Ada Ruth Moreno", "Q1", "Mayor of Fairport")


def test_a_known_title_resolves_a_nominal() -> None:
    marked = "Ada Moreno met Tom Reyes. Reyes left. [The mayor] said {so}."
    assert speakers_of(marked, PEOPLE)[0].id == "Q1"


def test_two_known_people_of_one_name_give_no_id() -> None:
    speaker = speakers_of("[Paul Lund] said {so}.", PEOPLE)[0]
    assert (speaker.name, speaker.id) == ("Paul Lund", None)


def test_known_people_indexed_once_give_the_same() -> None:
    document = marked_document("Ada Moreno left. [Moreno] said {so}.")
    assert resolve_speakers(document, KnownPeople(PEOPLE)) == resolve_speakers(document, PEOPLE)


def test_a_name_is_surer_than_a_description() -> None:
    sure, less_sure = speakers_of("Ada Moreno met Tom Reyes. [Moreno] said {yes}. [The visitor] said {no}.")
    assert sure.confidence > less_sure.confidence > 0


def test_the_document_is_otherwise_unchanged() -> None:
    document = marked_document("Ada Moreno left. [Moreno] said {so}.")
    resolved = resolve_speakers(document)
    assert replace(resolved, attributions=document.attributions, mentions=document.mentions) == document
    assert [(mention.start, mention.end) for mention in resolved.mentions] == [(0, 10), (17, 23)]
    assert [replace(attribution, speaker=None) for attribution in resolved.attributions] == list(document.attributions)


@pytest.mark.parametrize("name", ["Maria L__", "Maria __", "____"])
def test_a_name_may_end_in_what_is_no_word(name: str) -> None:
    text = f"It was safe, said the mayor {name}"
    mention = Mention(text.index(name), len(text), "name", "PERSON")
    attribution = Attribution(kind="indirect", content=(Span(0, 11),), source=(Span(18, len(text)),))
    document = Document(Article("a", text), (), attributions=(attribution,), mentions=(mention,))
    [resolved] = resolve_speakers(document).attributions
    assert (resolved.speaker and resolved.speaker.name) == (name if "Maria" in name else None)


PLAIN_WORDS = """
    Ada Moreno Mr. U.S. the The of and , . “ ” 's Agency mayor he She they who I @Ada : ( ) R-Ohio de May é İ poll 🎉
    ____ M__
"""
WORDS = st.sampled_from([*PLAIN_WORDS.split(), "\n", "\ud800", "\x00"])


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=60), st.data())
def test_any_text_and_any_spans_resolve(text: str, data: st.DataObject) -> None:
    offsets = st.integers(0, len(text))
    spans = st.tuples(offsets, offsets).map(lambda pair: Span(min(pair), max(pair)))
    attributions = tuple(
        Attribution(
            kind="direct",
            content=(data.draw(spans),),
            source=(data.draw(spans),) if data.draw(st.booleans()) else (),
        )
        for _ in range(3)
    )
    kinds = st.sampled_from(["PERSON", "ORG", "GPE", "GROUP", None])
    names = data.draw(st.lists(spans.filter(lambda span: span.start < span.end), max_size=4, unique=True).map(sorted))
    mentions = tuple(Mention(name.start, name.end, "name", data.draw(kinds)) for name in names)
    document = Document(Article("any", text), (), attributions=attributions, mentions=mentions)
    for attribution in resolve_speakers(document).attributions:
        speaker = attribution.speaker
        assert speaker is not None
        assert (speaker.name is None) == (not speaker.names)
        assert (speaker.name or "") == " & ".join(speaker.names)
        assert 0 <= speaker.confidence <= 1
