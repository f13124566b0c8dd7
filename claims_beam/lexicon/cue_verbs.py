"""Words that attribute: verbs, nouns, adjectives and adverbs, by the construction they take and by what they mean.

The tables are chosen by hand from knowledge of the language. A construction is listed if its complement is what
somebody says, thinks, wants or stands for, and if at least four in ten of its occurrences in the PolNeAR training
articles are annotated so. Verbs of several words are written as they are said: ``point out``.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from claims_beam.lexicon.terms import by_term, terms

CLAUSE_VERBS = terms("""
    acknowledge, add, admit, advise, affirm, agree, allege, announce, anticipate, argue, ask, assert, assure,
    attest, believe, bemoan, bet, boast, brag, calculate, caution, charge, claim, clarify, comment, complain,
    concede, conclude, confess, confide, confirm, conjecture, contend, convince, counter, cry, declare, decree,
    demand, demonstrate, deny, disclose, dispute, doubt, emphasise, emphasize, estimate, exclaim, expect, explain,
    fear, figure, find, forecast, foresee, grumble, guess, hint, hope, imply, indicate, inform, insinuate, insist,
    intimate, joke, lament, learn, maintain, marvel, mention, muse, note, object, observe, opine, pledge, point
    out, posit, post, predict, presume, proclaim, profess, project, promise, pronounce, propose, protest,
    question, quip, realise, realize, reason, reassure, rebut, recall, reckon, recognise, recognize, recommend,
    recount, reiterate, remark, remind, reply, report, request, respond, reveal, rule, say, shout, show, signal,
    speculate, state, stipulate, stress, suggest, surmise, suspect, swear, tell, testify, theorise, theorize,
    think, threaten, tweet, underline, underscore, urge, venture, vow, warn, whisper, wonder, worry, write, yell
""")
"""He said (that) it rained; she asked whether it rained."""

MANNER_VERBS = terms("""
    address, agree, answer, apologise, apologize, bark, beam, begin, bellow, blast, blog, blurt, boom, call,
    caption, chant, cheer, chide, chime, chirp, chuckle, cite, close, come, complain, conclude, continue, crack,
    criticise, criticize, croak, crow, cut, deadpan, declaim, declare, defend, demur, denounce, describe, dub,
    e-mail, echo, elaborate, email, enthuse, explain, expound, finish, fire, fume, gasp, giggle, go,
    grin, groan, growl, grunt, gush, hiss, holler, howl, insert, interject, interrupt, intone, jeer, jest, joke,
    label, lash, laugh, lie, message, moan, mock, mouth, mumble, murmur, mutter, offer, open, pipe, plead, praise,
    press, put, quote, rant, react, read, recite, refer, reflect, rejoin, repeat, retaliate, retort, riff, roar,
    scoff, scream, screech, shoot, shriek, sigh, sing, slam, smile, snap, snarl, sneer, snort, sob, speak, spit,
    splutter, sputter, stammer, start, stutter, sum, taunt, tease, text, thunder, tout, turn, urge, utter,
    vent, volunteer, wail, weigh, whine
""")
"""Besides CLAUSE_VERBS, verbs that go with speech in quotation marks: ‘No,’ she laughed."""

INFINITIVE_VERBS = terms("""
    agree, aim, ask, call for, claim, decide, decline, demand, hope, intend, offer, opt, plead, pledge, profess,
    promise, propose, push, refuse, seek, swear, threaten, volunteer, vote, vow, want, wish
""")
"""She declined to comment."""

OBJECT_INFINITIVE_VERBS = terms("""
    advise, ask, authorise, authorize, beg, call on, call upon, challenge, command, direct, encourage, exhort,
    expect, implore, order, press, tell, urge, want, warn
""")
"""She urged him to go: the object belongs to what is said."""

OBJECT_VERBS = terms("""
    acknowledge, admit, announce, applaud, assail, bash, bemoan, blame, blast, chide, cite, clarify, condemn,
    confirm, credit, criticise, criticize, debate, declare, decry, defend, denounce, describe, disavow, disclose,
    discuss, dismiss, dispute, downplay, emphasise, emphasize, endorse, explain, express, fear, foresee, hail,
    hammer, insult, lament, list, mock, note, oppose, outline, play down, point out, praise, predict, prefer,
    promise, propose, question, rebuke, rebut, recall, recommend, recount, reference, reiterate, reject, renounce,
    repeat, ridicule, rip, rule out, shrug off, single out, slam, stress, thank, tout, voice
""")
"""He criticised the plan: what he spoke of is the content."""

OBJECT_TAILS: Mapping[str, frozenset[str]] = MappingProxyType({
    "for": terms("""
        applaud, assail, attack, bash, blame, blast, call out, chide, condemn, congratulate, credit, criticise,
        criticize, defend, denounce, hit, mock, praise, rebuke, rip, slam, thank
    """),
    "of": terms("accuse"),
    "as": terms("""
        brand, cast, characterise, characterize, cite, condemn, criticise, criticize, defend, denounce, depict,
        deride, describe, dismiss, frame, hail, identify, label, list, paint, portray, praise, regard, reject,
        see, tout, view
    """),
    "to": terms("compare, liken, raise"),
    "on": terms("blame, criticise, criticize"),
    "with": terms("charge"),
    "about": terms("ask, question"),
})  # fmt: skip
"""Prepositions whose phrase after the object completes the content: accused him of lying, described it as a failure."""

NAMING_VERBS = terms("brand, call, consider, declare, deem, dub, label, name, pronounce, term")
"""She called it a disgrace: object and name together are the content."""

PREPOSITION_VERBS: Mapping[str, frozenset[str]] = MappingProxyType({
    "about": terms("boast, brag, complain, gush, joke, lie, muse, speak, speak out, speculate, talk, worry"),
    "against": terms("argue, caution, come out, rail, speak out, vote, warn"),
    "at": terms("balk, hint, lash out, marvel, scoff"),
    "for": terms("apologise, apologize, argue, call, hope, plead, push, vote"),
    "of": terms("accuse, approve, boast, complain, disapprove, dream, speak, warn"),
    "on": terms("cast doubt, comment, focus, insist, reflect, weigh in"),
    "to": terms("admit, allude, confess, object, point, refer"),
    "with": terms("agree, disagree, side"),
    "in": terms("believe"),
})  # fmt: skip
"""He called for calm: the preposition belongs to the cue, its object is the content."""

PASSIVE_INFINITIVE_VERBS = terms("""
    allege, believe, consider, estimate, expect, report, rumor, rumour, say, think
""")
"""Passive with an infinitive, nobody credited: the bill is expected to pass."""

ASKED_VERBS = terms("ask, inform, press, question, tell, warn")
"""Passive with a clause: asked whether it rained."""

CUE_NOUNS: Mapping[str, str] = by_term({
    "claim": """
        accusation, allegation, argument, assertion, claim, complaint, contention, insistence, rumor, rumour,
        suggestion
    """,
    "announce": "announcement, declaration",
    "think": "assessment, belief, concern, conclusion, conviction, fear, opinion, speculation, suspicion, view, doubt",
    "want": "call, hope, proposal, desire, demand, request",
    "say": "comment, hint, observation, remark, report, statement, testimony, warning, word",
    "criticise": "criticism, opposition",
    "deny": "denial, refusal",
    "expect": "expectation, prediction",
    "promise": "pledge, promise, threat, vow",
    "support": "endorsement, support",
})  # fmt: skip
"""Nouns for an act of speech or thought, with its class: his claim that it rained."""

ADDRESSING_VERBS = terms("ask, assure, inform, remind, tell, warn")
"""Their object is who is spoken to: told reporters."""

STATEMENT_NOUNS = terms("""
    e-mail, email, letter, memo, message, note, poll, post, release, report, statement, survey, tweet
""")
"""Things that speak for whoever issues them: issued a statement saying."""

ISSUING_VERBS = terms("give, issue, make, post, publish, put out, release, send, sign, write")

CUE_ADJECTIVES: Mapping[str, str] = by_term({
    "claim": "adamant",
    "feel": "afraid, angry, glad, impressed, nervous, proud, uneasy, worried, disappointed",
    "know": "aware, unaware",
    "think": """
        certain, concerned, confident, convinced, doubtful, optimistic, pessimistic, skeptical, sceptical,
        sure, unsure, wary
    """,
    "criticise": "critical, opposed",
    "want": "determined, eager, hopeful, reluctant, unwilling",
    "support": "supportive",
})  # fmt: skip
"""Adjectives of stance after a subject: the minister is confident that it will pass."""

CUE_ADVERBS: Mapping[str, str] = by_term({
    "claim": "allegedly, purportedly, supposedly",
    "say": "reportedly",
})  # fmt: skip

VERB_CLASSES: Mapping[str, frozenset[str]] = MappingProxyType({
    "say": terms("""
        add, advise, allude, apologise, apologize, begin, caution, chant, chime in, cite, clarify, comment,
        conclude, confide, continue, cry, describe, discuss, double down, echo, emphasise, emphasize, exclaim,
        explain, express, focus, go on, gush, hint, inform, interject, invoke, joke, laugh, lay out, lie, list,
        mention, muse, note, object, observe, opine, outline, point, point out, put, quip, quote, raise, recall,
        recount, refer, refer to, reference, reflect, reiterate, remark, remind, repeat, reply, respond, say,
        shoot back, shout, sigh, speak, speak out, start, state, stress, talk, tell, testify, thank, underline,
        underscore, urge, venture, voice, warn, weigh in, whisper, yell
    """),
    "claim": terms("""
        accuse, acknowledge, admit, affirm, allege, argue, assert, assure, attest, boast, brag, charge, claim,
        complain, concede, confess, confirm, contend, convince, counter, grumble, hold, imply, insinuate, insist,
        intimate, maintain, profess, protest, reason, reassure, suggest, swear
    """),
    "deny": terms("""
        balk, decline, deny, disavow, dismiss, dispute, rebut, refuse, reject, renounce, rule out, shrug off
    """),
    "ask": terms("ask, challenge, press, question, request, wonder"),
    "announce": terms("""
        announce, declare, decree, disclose, proclaim, pronounce, reveal, rule, signal, stipulate
    """),
    "write": terms("post, report, tweet, write"),
    "think": terms("""
        agree, assume, believe, bet, calculate, conjecture, consider, deem, disagree, doubt, dream, estimate,
        fear, figure, find, guess, imagine, marvel, posit, presume, reckon, regard, see, speculate, surmise, suspect,
        theorise, theorize, think, view, worry
    """),
    "know": terms("learn, realise, realize, recognise, recognize"),
    "expect": terms("anticipate, expect, forecast, foresee, predict, project, rumor, rumour"),
    "want": terms("""
        advocate, aim, argue for, authorise, authorize, beg, call for, call on, call upon, command, decide,
        demand, direct, encourage, exhort, hope, implore, intend, opt, order, plead, prefer, propose, push,
        recommend, seek, vote, want, wish
    """),
    "promise": terms("offer, pledge, promise, threaten, volunteer, vow"),
    "show": terms("demonstrate, indicate, show"),
    "criticise": terms("""
        assail, attack, bash, bemoan, blame, blast, call out, cast doubt, chide, condemn, criticise, criticize,
        decry, denounce, deride, disapprove, downplay, hammer, hit, insult, lament, lash out, mock, oppose, play
        down, rail, rebuke, ridicule, rip, savage, scoff, single out, slam
    """),
    "support": terms("""
        applaud, approve, come out, congratulate, credit, defend, endorse, favor, favour, hail, praise, side,
        support, tout, welcome
    """),
    "name": terms("""
        brand, call, cast, characterise, characterize, compare, debate, depict, dub, frame, identify, label,
        liken, name, paint, portray, term
    """),
})  # fmt: skip

CLASS_OF: Mapping[str, str] = MappingProxyType({verb: name for name, verbs in VERB_CLASSES.items() for verb in verbs})
"""The class of each verb's lemma; ``cue_classes`` knows more of them."""

IRREGULAR: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "begin": ("began", "begun"), "bet": ("bet",), "bring": ("brought",), "cast": ("cast",),
    "choose": ("chose", "chosen"), "come": ("came",), "cut": ("cut",), "dream": ("dreamt",), "feel": ("felt",),
    "fight": ("fought",), "find": ("found",), "forecast": ("forecast",), "foresee": ("foresaw", "foreseen"),
    "forget": ("forgot", "forgotten"), "get": ("got", "gotten"), "give": ("gave", "given"), "go": ("went", "gone"),
    "hear": ("heard",), "hit": ("hit",), "hold": ("held",), "keep": ("kept",), "know": ("knew", "known"),
    "lay": ("laid",), "learn": ("learnt",), "lie": ("lying",), "make": ("made",), "mean": ("meant",), "put": ("put",),
    "read": ("read",), "say": ("said",), "see": ("saw", "seen"), "seek": ("sought",), "send": ("sent",),
    "shoot": ("shot",), "show": ("shown",), "sing": ("sang", "sung"), "speak": ("spoke", "spoken"), "spit": ("spat",),
    "stand": ("stood",), "swear": ("swore", "sworn"), "take": ("took", "taken"), "tear": ("tore", "torn"),
    "tell": ("told",), "think": ("thought",), "understand": ("understood",), "withhold": ("withheld",),
    "write": ("wrote", "written"),
})  # fmt: skip
_DOUBLING = terms("""
    abet, abhor, admit, ban, bar, begin, bet, blog, brag, chat, clap, commit, compel, cut, demur, dig, dispel, drop,
    dub, forget, get, grin, hit, jab, jest, label, let, omit, opt, pan, peg, permit, pin, plan, prefer, put, quip,
    quit, rebut, refer, regret, rip, scrap, set, shrug, shun, slam, snap, snub, sob, spar, spit, spot, stop, sum, tag
""")


def inflect(lemma: str) -> Iterator[str]:
    """Yield the forms of an English verb from its lemma, irregular ones by table."""
    yield lemma
    yield from IRREGULAR.get(lemma, ())
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    elif lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing")
    else:
        yield lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
        for stem in (lemma, lemma + lemma[-1]) if lemma in _DOUBLING else (lemma,):
            yield from (stem + "ing", stem + "ed")


def past(lemma: str) -> str:
    """Return the past tense of an English verb from its lemma: the first irregular form, or the last one in *ed*."""
    irregular = IRREGULAR.get(lemma)
    return irregular[0] if irregular else [form for form in inflect(lemma) if form.endswith("ed")][-1]


SPEECH_VERBS: frozenset[str] = CLAUSE_VERBS | MANNER_VERBS

SAYING_FORMS = terms("said, says, told")
"""The commonest forms of verbs of speech, which nothing else can be meant by."""

REPORTING_FORMS = SAYING_FORMS | terms("added, wrote")
"""The forms of verbs of speech that stand alone beside a quotation."""

QUESTION_FORMS = terms("says, writes").union(
    map(
        past,
        terms("""
            add, announce, answer, ask, bark, bellow, blurt, chant, chuckle, complain, counter, cry, declare, demand,
            exclaim, explain, fume, gasp, growl, grumble, grunt, hiss, holler, insist, interject,
            joke, moan, mumble, murmur, mutter, note, plead, press, protest, question, quip, remark, reply, respond,
            retort, roar, say, scream, shout, shriek, sigh, snap, snarl, sob, stammer, tell, thunder, tweet, wail,
            whisper, wonder, write, yell
        """),
    )
)
"""The forms behind a question or an exclamation in quotation marks: “Really?” Jane Doe *asked*."""

_COMPLEMENTED = frozenset({"put"}).union(
    CLAUSE_VERBS,
    INFINITIVE_VERBS,
    OBJECT_INFINITIVE_VERBS,
    OBJECT_VERBS,
    NAMING_VERBS,
    PASSIVE_INFINITIVE_VERBS,
    ASKED_VERBS,
    *OBJECT_TAILS.values(),
    *PREPOSITION_VERBS.values(),
)


def _forms(verbs: frozenset[str]) -> dict[str, str]:
    """Return each form of the first word of each verb, to its lemma."""
    return {form: head for head in sorted({verb.split()[0] for verb in verbs}) for form in inflect(head)}


FORMS: Mapping[str, str] = MappingProxyType(_forms(_COMPLEMENTED | SPEECH_VERBS | ISSUING_VERBS | frozenset(CLASS_OF)))
"""Every inflected form of the first word of every verb here, to its lemma."""

TRIGGERS: frozenset[str] = frozenset(
    {*_forms(_COMPLEMENTED), *CUE_ADJECTIVES, *CUE_ADVERBS, *CUE_NOUNS, "according", "words"}
    | {noun + "s" for noun in CUE_NOUNS}
)
"""A sentence without any of these words (lower case) and without quotation marks holds no attribution we know."""
