"""Articles, determiners, prepositions, relative pronouns and other small words. All entries are in lower case."""

from claims_beam.lexicon.marks import POSSESSIVE_ENDINGS
from claims_beam.lexicon.pronouns import POSSESSIVES, THIRD_PERSON_POSSESSIVES
from claims_beam.lexicon.terms import terms

ARTICLES = terms("the, a, an")
INDEFINITE_ARTICLES = ARTICLES - {"the"}
DEMONSTRATIVES = terms("this, that, these, those")

DEFINITE = DEMONSTRATIVES | THIRD_PERSON_POSSESSIVES | terms("the, both")
"""Words that begin a noun phrase about somebody or something known."""

DEFINITE_DETERMINERS = DEFINITE.union(POSSESSIVES, POSSESSIVE_ENDINGS, terms("whose, all"))
"""Words that say of a noun that there is one, wherever they stand in its phrase."""

INDEFINITE = INDEFINITE_ARTICLES | terms("one, another, any, some, many, several, most")
"""Words that begin a noun phrase about somebody or something new."""

DESCRIBING = ARTICLES | (POSSESSIVES - {"your"}) | terms("then, now, one, another")
"""Words that begin a description: *a* lawyer, *then* governor."""

ATTRIBUTIVE = ARTICLES | POSSESSIVES - {"your"} | terms("every, each")
"""Words behind which a date is an attribute: *the* Friday vote."""

RELATIVES = terms("who, which, that, whose")
CLAUSE_OPENERS = RELATIVES | terms("whom, where, when, while, but")
"""Words at which a noun phrase ends because a clause begins."""

_PREPOSITIONS = terms("about, after, against, as, at, before, between, by, for, from, in, like, of, on, over, under")
NOUN_PREPOSITIONS = _PREPOSITIONS | terms("""
    across, among, around, during, including, inside, near, outside, to, with, within
""")
"""Prepositions behind a noun, at which its phrase ends."""

VERB_PREPOSITIONS = _PREPOSITIONS | terms("above, behind, into, off, through, up")
"""Prepositions and particles behind a verb of a cue."""

APPOSITION_PREPOSITIONS = terms("of, for, at, in, from, to, on, with")
"""Prepositions that no description in apposition begins with."""

BEFORE_SOURCES = NOUN_PREPOSITIONS | terms("according, per, via, least, even, not, and")
"""Words that stand before the noun phrase of a source."""

NAME_LINKS = terms("of, for, on, to, in")
"""Words inside the name of a body: Department *of* Justice."""

NAME_JOINTS = NAME_LINKS | terms("and, &, /")

DESCRIPTION_LINKS = terms("of, for, and, to, at, the, in, on, &, -, /, .").union(POSSESSIVE_ENDINGS)
"""Words and marks that a description in front of a name goes on over."""

SMALL_NAME_WORDS = terms("of, the, and, for, to, on, in, a, &, at")
"""Words of a name that its acronym may leave out."""

SMALL_TITLE_WORDS = terms("a, an, and, as, at, but, by, for, from, in, is, of, on, or, the, to, vs, with")
"""Words without a capital in a title or a headline."""

AFTER_OBJECT_PRONOUN = terms("""
    to, in, on, at, for, from, with, about, by, of, into, over, after, before, during, as, and, or, but, than, that,
    when, while, where, if, because, since, until, unless, so, a, an, the, not, again, too, also, only, it, this,
    these, those, what, how, why, who, yesterday, today, tomorrow, up, down, out, off, back, away, there, here, alone,
    was, is, had, has, would, will, could
""")
"""What may follow "her" where it is an object; before anything else it is a possessive."""

AFTER_ADDRESSEE = terms("that, if, whether, how, why, what, to, about, of, on")
"""Words between the addressee of a cue and what is said."""

NO_CUE_WORDS = (
    ARTICLES
    | POSSESSIVES - {"your"}
    | DEMONSTRATIVES
    | terms("""
    it, your, him, them, me, us, himself, herself, themselves, itself, there, also, still, now, just, even, once,
    already, well, more, most, less, very, so, too, all, some, any, again, then, only, both
""")
)
"""Words inside a cue that say nothing of its act."""

ELISIONS = terms("em, til, bout, cause, cuz, tis, Tis, twas, Twas")
"""Words that lack their first letter, in whose place an apostrophe stands: give ’em."""

SENTENCE_OPENERS = terms("""
    a, after, all, although, an, and, another, are, as, at, because, before, but, by, can, did, do, does, during, even,
    for, from, had, has, have, he, her, here, his, how, however, if, in, is, it, its, just, maybe, meanwhile, my, no,
    nobody, nor, not, nothing, now, of, on, once, one, or, other, others, our, perhaps, she, since, so, some, still,
    that, the, their, then, there, these, they, this, those, though, through, to, was, we, well, were, what, when,
    where, whether, which, while, who, why, with, would, yes, yet, you, your
""")
"""With a capital, these words begin a sentence and never a name."""

FUNCTION_WORDS = terms("""
    a, about, above, according, across, actually, additionally, advertisement, after, afterwards, again, against, ago,
    ahead, all, almost, along, already, also, although, always, am, amid, among, an, and, another, any, anyone,
    anything, apparently, are, around, as, asked, at, away, back, because, been, before, behind, being, below,
    besides, between, beyond, both, breaking, but, by, can, caption, clearly, correction, could, critics, currently,
    dear, despite, did, do, does, done, during, each, earlier, editor's, either, else, elsewhere, even, eventually,
    ever, every, everybody, everyone, everything, exactly, except, exclusive, few, finally, first, for, former,
    formerly, fortunately, from, further, furthermore, generally, get, given, go, had, has, have, having, he, hello,
    hence, her, here, hers, herself, him, himself, his, how, however, i, i'd, i'll, i'm, i've, if, image, in, indeed,
    initially, inside, instead, into, is, isn't, it, it's, its, itself, just, last, late, lately, later, least, less,
    let, let's, like, likely, look, made, many, maybe, me, meanwhile, might, mine, more, moreover, most, mostly, much,
    must, my, myself, near, nearly, neither, never, nevertheless, next, no, nobody, none, nonetheless, nor, not, note,
    nothing, now, nowadays, nowhere, obviously, of, off, often, oh, ok, okay, on, once, one, only, onto, or, other,
    others, otherwise, our, ours, out, outside, over, overall, own, past, perhaps, photo, please, plus, previously,
    put, rather, read, really, recently, regarding, related, right, said, same, say, says, second, see, seemingly,
    several, shall, she, should, show, similarly, simply, since, so, some, somebody, someone, something, sometimes,
    soon, source, still, such, suddenly, sure, take, tell, than, thank, thanks, that, that's, the, their, theirs,
    them, themselves, then, there, there's, thereafter, therefore, these, they, they're, they've, third, this, those,
    though, three, through, throughout, thus, to, together, told, too, toward, towards, two, under, underneath,
    unfortunately, unless, unlike, until, up, update, updated, upon, us, usually, very, via, video, was, watch, we,
    we're, we've, well, were, what, what's, whatever, when, whenever, where, whereas, wherever, whether, which, while,
    who, who's, whoever, whom, whose, why, will, with, within, without, would, yes, yet, you, you're, your, yours
""")
"""Words that open sentences and headlines: never a part of a name that is written with one capital."""
