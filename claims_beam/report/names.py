"""Where a text first has each of many names, found in one reading of the text however many names there are."""

import re
from collections import defaultdict
from collections.abc import Iterable

from claims_beam.records import Span

MOST_WORDS = 30
"""A name of more words is not looked for."""

_WORD = re.compile(r"\w+")


def first_places(text: str, names: Iterable[str]) -> dict[str, Span]:
    """Return where each name that the text has stands first, from the name's first word to its last.

    >>> first_places("Ann Lee met Bo Lind Jr. and Bo Lind.", ["Bo Lind Jr.", "Ann", "Bo", "Lin"])
    {'Ann': Span(start=0, end=3), 'Bo': Span(start=12, end=14), 'Bo Lind Jr.': Span(start=12, end=22)}
    """
    wanted: dict[str, list[str]] = defaultdict(list)
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in dict.fromkeys(names):
        words = list(_WORD.finditer(name))
        if 0 < len(words) <= MOST_WORDS:
            wanted[name[words[0].start() : words[-1].end()]].append(name)
            lengths[words[0].group()].add(len(words))
    found: dict[str, Span] = {}
    words = list(_WORD.finditer(text)) if wanted else []
    for index, word in enumerate(words):
        for length in lengths.get(word.group(), ()):
            if index + length <= len(words):
                place = Span(word.start(), words[index + length - 1].end())
                found.update((name, place) for name in wanted.pop(place.of(text), ()))
    return found
