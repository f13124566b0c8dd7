"""What the heads learn from annotated entities."""

from claims_beam.training.entities import Name, find_names, find_references, find_titles, hull

TEXT = "Ohio Gov. John Kasich spoke. Kasich, a Republican, left; the governor said so. His aide agreed. Paris waited."
KASICH = {
    "type": "PERSON",
    "name": "John Kasich",
    "forms": ["John Kasich", "Kasich"],
    "titles": ["Ohio Gov.", "a Republican"],
    "nominals": ["the governor"],
}
OHIO = {"type": "GPE", "name": "Ohio", "forms": ["Ohio"], "titles": [], "nominals": []}
PARIS = {"type": "PERSON", "name": "Paris", "forms": [{"form": "Paris", "occurrences": [2]}], "titles": []}


def test_the_longer_name_wins_and_occurrences_are_counted_from_one():
    found = find_names(TEXT, [KASICH, OHIO, PARIS])
    assert [TEXT[name.start : name.end] for name in found] == ["Ohio", "John Kasich", "Kasich"]
    assert found[0] == Name(0, 4, "GPE", 1)


def test_titles_stand_beside_a_name_of_their_entity():
    titles = find_titles(TEXT, [KASICH, OHIO], find_names(TEXT, [KASICH, OHIO]))
    assert [TEXT[start:end] for start, end in titles] == ["Ohio Gov.", "a Republican"]


def test_sources_and_nominals_refer_to_entities_or_to_nobody():
    aide = TEXT.index("His aide")
    article = {
        "text": TEXT,
        "attributions": [
            {"source": [[29, 35]], "speaker": "John Kasich"},
            {"source": [[aide, aide + 8]], "speaker": None},
            {"source": [], "speaker": "John Kasich"},
            {"source": [[0, 4]], "speaker": "Somebody Else"},
        ],
    }
    found = {TEXT[each.start : each.end]: each.entities for each in find_references(article, [KASICH])}
    assert found == {"Kasich": (0,), "His aide": (), "the governor": (0,)}


def test_a_source_of_several_pieces_ends_with_its_line():
    assert hull("Ann and\nBob", [[0, 3], [4, 7], [8, 11]]) == (0, 7)
