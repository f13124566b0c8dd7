"""Articles under other names: the people of an article renamed throughout, so that the tagger learns no names.

News of one time and country is full of the same few names. A tagger trained on it reads "said Smith" and stumbles over
"said Ines Falk", whose pieces it has never seen where a speaker stands.
"""

import random
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from claims_beam.attribution.learned.labels import ROLES
from claims_beam.lexicon.first_names import FIRST_NAMES
from claims_beam.lexicon.surnames import SURNAMES
from claims_beam.lexicon.terms import listed
from claims_beam.speakers.capitals import find_names
from claims_beam.text.words import tokenize

LAYERS = frozenset(["names", "titles", "references"])  # Their lists begin with a start and an end.

_ONSETS = listed("""
    b, br, c, ch, d, dr, f, g, gr, h, j, k, kh, kl, l, m, n, ng, p, pr, q, r, s, sch, sh, st, t, th, tr, v, w, x, y,
    z, zh
""")
_VOWELS = listed("a, e, i, o, u, aa, ai, au, ei, ia, io, oo, ou")
_CODAS = ["", "", "", "k", "l", "m", "n", "nd", "ng", "r", "rd", "s", "sen", "son", "sky", "t", "vic", "wala", "z"]
_INVENTED = 0.4  # This share of surnames is made of syllables, since no list can hold all surnames.


def rename(article: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return the article with its people renamed throughout, and all that is marked in it where it then stands."""
    text = article["text"]
    changes = list(_changes(text, _new_names(text, rng)))
    if not changes:
        return article
    ends = [end for _, end, _ in changes]
    shifts = [0, *accumulate(len(new) - (end - start) for start, end, new in changes)]

    def moved(offset: int) -> int:
        return int(offset + shifts[bisect_right(ends, offset)])

    def attribution(old: dict[str, Any]) -> dict[str, Any]:
        return {
            role: [[moved(start), moved(end)] for start, end in spans] for role, spans in old.items() if role in ROLES
        }

    new = {**article, "text": _apply(text, changes), "attributions": [attribution(a) for a in article["attributions"]]}
    for layer in LAYERS & article.keys():
        new[layer] = [[moved(start), moved(end), *rest] for start, end, *rest in article[layer]]
    return new


def _new_names(text: str, rng: random.Random) -> dict[str, str]:
    """Return another word for each word of a person's name: first names for first names, surnames for the rest."""
    names: dict[str, str] = {}
    first_names = sorted(FIRST_NAMES)
    for name in find_names(tokenize(text)):
        if name.kind == "PERSON" and name.certain:
            for word in name.words:
                plain = word.strip(".").casefold()
                if len(plain) > 1 and word[0].isupper() and word not in names:
                    is_first = plain in FIRST_NAMES and word != name.words[-1]
                    names[word] = rng.choice(first_names).title() if is_first else _surname(rng)
    return names


def _surname(rng: random.Random) -> str:
    if rng.random() >= _INVENTED:
        return rng.choice(SURNAMES)
    syllables = [rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(rng.choice((1, 2, 2, 3)))]
    return ("".join(syllables) + rng.choice(_CODAS)).capitalize()


def _changes(text: str, names: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    if names:
        words = "|".join(re.escape(word) for word in sorted(names, key=len, reverse=True))
        for found in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text):
            yield found.start(), found.end(), names[found.group()]


def _apply(text: str, changes: list[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, new in changes:
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])
