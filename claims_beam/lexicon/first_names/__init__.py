"""First names of the world with their gender, case-folded.

They are written for this project from general knowledge, by language and country, and lie in text files in the
format of all tables, each name in one of them; the familiar names have files of their own. Names that are also common
words or places are left out. A name that the tables of nomquamgender 0.1.4 (MIT license) give to the other sex in more
than three cases of ten stands among those that either may bear; its tables agree with 97 in 100 of the others. The
package itself was not taken: it holds 700,000 forms, among them many typing errors, and needs pandas.
"""

import unicodedata
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

from claims_beam.lexicon.terms import by_term
from claims_beam.records import Gender

_FAMILIAR_FILES: Mapping[str, Gender | None] = {"familiar_female": "f", "familiar_male": "m"}
_FILES: Mapping[str, Gender | None] = {"female": "f", "male": "m", **_FAMILIAR_FILES, "either": None}


def _plain(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def _genders() -> Mapping[str, Gender | None]:
    genders = {name: _FILES[stem] for name, stem in _FILE_STEMS.items()}
    # Articles often drop the accents, as in *Jose*.
    return MappingProxyType({**{_plain(name): gender for name, gender in genders.items()}, **genders})


_FILE_STEMS = by_term({stem: (files(__name__) / f"{stem}.txt").read_text(encoding="utf-8") for stem in _FILES})
"""Each first name as the files write it, to the one file that has it."""

FIRST_NAMES: Mapping[str, Gender | None] = _genders()
"""Each first name, to its gender; None for one that either may bear."""

FAMILIAR_NAMES = frozenset(name for name, stem in _FILE_STEMS.items() if stem in _FAMILIAR_FILES)
"""The first names that are common in English-language news, whose gender is hardly ever the other one."""
