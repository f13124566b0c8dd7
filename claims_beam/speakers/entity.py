"""One person, organisation, place or group of an article, with what the article says of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from claims_beam.records import Gender, SpeakerKind

MOST_NOTED = 64
"""What is noted of an entity beyond so many titles, names and words of a role is left out.

All of it is looked through for every source.
"""

_CLEAR = 0.7  # Pronouns tell an entity's gender if they lean to it at least this much.


@dataclass(eq=False, slots=True)
class Entity:
    """Somebody or something the article speaks of; ``words`` make its fullest name and are empty where it has none.

    ``roles`` maps each post it is said to hold to the words that narrow it ("senator" to "ohio", "former"); ``members``
    are the persons of a joint mention; ``written`` are its names as the article writes them; ``count`` is how often it
    is surely named. ``leaning`` is what pronouns say of its gender: from -1, surely male, to 1, surely female. It is
    ``introduced`` with the posts that stand beside its name when it is first named, and ``related`` if it is then told
    of as somebody's: *her rival, Paul Doe*.
    """

    words: tuple[str, ...]
    kind: SpeakerKind | None
    gender: Gender | None = None
    certain: bool = True
    titles: list[str] = field(default_factory=list)
    roles: dict[str, set[str]] = field(default_factory=dict)
    members: tuple["Entity", ...] = ()
    written: list[tuple[str, ...]] = field(default_factory=list)
    count: int = 0
    leaning: float = 0.0
    introduced: frozenset[str] = frozenset()
    related: bool = False

    @property
    def name(self) -> str:
        """Return the fullest name the article gives, words joined by one space."""
        return " ".join(self.words)

    def hold(self, role: str, narrowing: Iterable[str] = ()) -> None:
        """Note a post that it is said to hold, and the words that narrow it."""
        words = self.roles.setdefault(role, set())
        if len(words) < MOST_NOTED:
            words.update(narrowing)


def leaning_gender(entity: Entity) -> Gender | None:
    """Return the gender that pronouns give an entity, if they are clear."""
    return None if abs(entity.leaning) < _CLEAR else "f" if entity.leaning > 0 else "m"
