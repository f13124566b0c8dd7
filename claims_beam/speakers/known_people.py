"""People whom the caller knows of: found again in the article under any of their names."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims_beam.lexicon.roles import ROLES, role_of
from claims_beam.speakers.entities import name_key
from claims_beam.speakers.entity import Entity


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Hold somebody whom the caller knows of.

    Attributes:
        name: The canonical name, which ``speaker.name`` is given.
        aliases: Other names under which an article may write the person.
        title: A post, such as *Mayor of Springfield*.
        id: The id that ``speaker.id`` is given.

    Raises:
        TypeError: For aliases that are one string, whose letters would be names.

    Examples:
        >>> import claims_beam as cb
        >>> cb.KnownPerson("Ada Moreno", aliases=("A. Moreno",), title="Mayor of Port Ellery", id="Q1").id
        'Q1'
    """

    name: str
    aliases: tuple[str, ...] = ()
    title: str | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        """Refuse one string where several names are wanted."""
        if isinstance(self.aliases, str):
            raise TypeError(f"aliases is the string {self.aliases!r}; give a tuple, such as ({self.aliases!r},)")


class KnownPeople:
    """Index a table of known people once, for any number of articles.

    A name that two of them have in common finds neither.

    Args:
        people: The people. Those that are indexed already are not indexed again.

    Raises:
        TypeError: For what is no ``KnownPerson``, and for a side input of Beam.

    Examples:
        >>> import claims_beam as cb
        >>> people = cb.KnownPeople([cb.KnownPerson("Ines Falk", id="Q2")])
        >>> text = "“The bridge stays shut,” said Ines Falk."
        >>> [claim.speaker.id for claim in cb.extract_claims(text, known_people=people)]
        ['Q2']
    """

    def __init__(self, people: "KnownPeople | Iterable[KnownPerson]") -> None:
        self._by_name: dict[tuple[str, ...], KnownPerson | None] = {}
        if isinstance(people, KnownPeople):
            self._by_name = people._by_name
            return
        if not isinstance(people, Iterable):
            raise not_people(f"is of type {type(people).__name__}")
        for person in people:
            if not isinstance(person, KnownPerson):
                raise not_people(f"has an element of type {type(person).__name__}")
            for name in {_name_key(name) for name in (person.name, *person.aliases)}:
                known = self._by_name.setdefault(name, person)
                if known != person:
                    self._by_name[name] = None

    def find(self, entity: Entity) -> KnownPerson | None:
        """Return the one known person with a name under which the article writes the entity, the fullest first."""
        for words in sorted(entity.written, key=len, reverse=True):
            person = self._by_name.get(_name_key(" ".join(words)))
            if person:
                return person
        return None


def not_people(what: str) -> TypeError:
    """Return the error of known people that are of another type; ``what`` says what they are."""
    return TypeError(
        f'known_people {what}; give a list of KnownPerson, such as [KnownPerson("Ines Falk", id="Q1")]; transforms '
        "also take a PCollection of them as it is, without AsList or AsIter"
    )


def note_title(entity: Entity, person: KnownPerson) -> None:
    """Let the article call the entity by the known title: *the chancellor*."""
    words = [word.casefold().strip(".,") for word in (person.title or "").split()]
    for role in {role_of(word) for word in words} & ROLES:
        entity.hold(role, words)


def _name_key(name: str) -> tuple[str, ...]:
    return tuple(name_key(word) for word in name.split())
