"""Pronouns and the classes they fall into."""

from collections.abc import Mapping
from typing import Literal

PronounClass = Literal["he", "she", "it", "they", "i", "we", "you", "who", "which", "each", "any"]

PRONOUNS: Mapping[str, PronounClass] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "i"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "we"),
    **dict.fromkeys(("you", "your", "yours", "yourself"), "you"),
    **dict.fromkeys(("who", "whom", "whose"), "who"),
    **dict.fromkeys(("which", "that"), "which"),
    **dict.fromkeys(("each", "both"), "each"),
    **dict.fromkeys(
        ("one", "some", "many", "most", "others", "several", "few", "all", "none", "neither", "any"), "any"
    ),
    **dict.fromkeys(("everyone", "everybody", "someone", "somebody", "anyone", "anybody", "nobody", "no-one"), "any"),
    **dict.fromkeys(("this", "these", "those", "what", "another", "other"), "any"),
}

POSSESSIVES = frozenset(["his", "her", "its", "their", "my", "our", "your"])
