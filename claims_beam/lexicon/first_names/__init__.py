"""First names of the world with their gender, case-folded.

They are written for this project from general knowledge, by language and country, and lie in text files in the
format of all tables. Names that are also common words or places are left out. A name that the tables of nomquamgender
0.1.4 (MIT license) give to the other sex in more than three cases of ten stands among those that either may bear; its
tables agree with 97 in 100 of the others. The package itself was not taken: it holds 700,000 forms, among them many
typing errors, and needs pandas.
"""

import unicodedata
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

from claims_beam.lexicon.terms import listed
from claims_beam.records import Gender

_FILES: Mapping[str, Gender | None] = {"female": "f", "male": "m", "either": None}


def _plain(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def _table(stem: str) -> tuple[str, ...]:
    return listed((files(__name__) / f"{stem}.txt").read_text(encoding="utf-8"))


def _read() -> Mapping[str, Gender | None]:
    found = {name: gender for stem, gender in _FILES.items() for name in _table(stem)}
    # Articles often drop the accents, as in *Jose*.
    return MappingProxyType({**{_plain(name): gender for name, gender in found.items()}, **found})


FIRST_NAMES: Mapping[str, Gender | None] = _read()
"""Each first name, to its gender; None for one that either may bear."""

FAMILIAR_NAMES = frozenset(_table("familiar"))
"""The first names that are common in English-language news, whose gender is hardly ever the other one."""
