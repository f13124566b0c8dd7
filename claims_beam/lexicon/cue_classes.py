"""What a cue does: the class of its verb, noun or adjective.

The words of ``cue_verbs`` are those whose complement a rule can cut out. A trained tagger finds many more cues, and the
commoner ones of them stand in these tables, which were chosen by hand from knowledge of the language.
"""

from collections.abc import Mapping
from types import MappingProxyType

from claims_beam.lexicon import cue_verbs
from claims_beam.lexicon.cue_verbs import inflect
from claims_beam.lexicon.terms import by_term, listed, terms

VERB_CLASSES: Mapping[str, frozenset[str]] = MappingProxyType({
    "say": terms("""
        address, answer, articulate, blog, bring up, chat, communicate, convey, correct, cover, deliver, detail,
        dwell, elaborate, enumerate, feature, give, go off script, greet, highlight, include, intone, introduce,
        lecture, make clear, message, narrate, open up, phrase, preach, present, rattle off, read, recite, rehash,
        relate, relay, report back, retell, retort, share, sing, sound off, spell out, spotlight, sum up, summarise,
        summarize, touch, translate, utter, vocalise, vocalize
    """),
    "claim": terms("""
        certify, fess up, guarantee, justify, make case, misrepresent, overstate, own up, persuade, posture,
        pretend, rationalise, rationalize, reaffirm, vouch
    """),
    "deny": terms("""
        abandon, back away, back off, brush aside, brush off, contradict, debunk, deflect, demur, disclaim, disown,
        distance, dodge, duck, evade, ignore, laugh off, overlook, override, rebuff, refute, repudiate, resist,
        reverse, sidestep, skirt, spurn, turn down, walk back
    """),
    "ask": terms("grill, inquire, interrogate, interview, petition, poll, probe, query, quiz, solicit, survey"),
    "announce": terms("""
        broadcast, debut, float, inaugurate, issue, launch, leak, notify, publicise, publicize, release, roll out,
        unveil
    """),
    "write": terms("""
        author, co-author, draft, edit, editorialise, editorialize, pen, print, publish, retweet, text
    """),
    "think": terms("""
        analyse, analyze, assess, attribute, chalk up, contemplate, deliberate, determine, diagnose, equate,
        evaluate, examine, gauge, infer, interpret, judge, mull, mull over, pay attention, ponder, reassess,
        reconsider, rethink, review, study, think through, toy, wager, weigh
    """),
    "know": terms("""
        comprehend, discover, forget, grasp, hear, know, memorise, memorize, notice, overhear, perceive, remember,
        sense, spot, uncover, understand, watch
    """),
    "feel": terms("""
        abhor, adore, agonise, agonize, alarm, amaze, amuse, anger, annoy, appreciate, baffle, bother, bristle,
        care, cherish, crave, delight, despise, detest, disappoint, disgust, dislike, distress, dread, embarrass,
        empathise, empathize, enjoy, enrage, enthuse, envy, excite, fascinate, feel, frustrate, fume, galvanise,
        galvanize, grieve, hate, infuriate, irk, irritate, like, loathe, love, mind, miss, mistrust, mourn, obsess,
        offend, outrage, panic, perplex, puzzle, rattle, regret, relish, resent, revel, revere, revile, scare,
        shock, startle, stun, surprise, sympathise, sympathize, thrill, tire, treasure, trouble, trust, unnerve,
        unsettle, upset, vex, wince
    """),
    "seem": terms("appear, feel like, look, look like, seem, sound"),
    "expect": terms("await, foretell, look forward, prophesy"),
    "want": terms("""
        attempt, campaign, choose, commit, consent, convene, design, envision, fight, lobby, look for, mean, need,
        plan, prepare, pressure, prioritise, prioritize, pursue, resolve, strive, struggle, try, yearn
    """),
    "promise": terms("bid, contract, dedicate, vouchsafe"),
    "show": terms("""
        display, document, establish, evidence, exemplify, expose, illustrate, prove, represent, shed light
    """),
    "criticise": terms("""
        admonish, belittle, berate, besmirch, bludgeon, boo, castigate, censure, clobber, contrast, demonise,
        demonize, denigrate, deplore, deprecate, ding, discredit, disparage, disrespect, excoriate, fault, fire
        back, go after, heckle, impugn, jab, jeer, knock, lambast, lambaste, lampoon, malign, mischaracterise,
        mischaracterize, needle, pan, parody, pummel, reprimand, scold, scorn, shame, skewer, slander, smear, sneer,
        snub, spar, take aim, take issue, take offense, target, taunt, tear into, trash, upbraid, vilify
    """),
    "support": terms("""
        accept, acclaim, acquiesce, adopt, agree with, align, back, bless, celebrate, champion, cheer, clap,
        commend, compliment, condone, court, crown, embrace, empower, espouse, exalt, flatter, get behind, herald,
        honor, honour, idolise, idolize, laud, lean, lionise, lionize, pay tribute, promote, rally, respect, root,
        salute, sanction, stand by, stand up, stick up, stump, toast, trumpet, uphold, vote for
    """),
    "name": terms("""
        bill, caricature, categorise, categorize, classify, designate, entitle, nickname, peg, style, tag, title,
        treat
    """),
    "act": terms("""
        allow, amend, appoint, ban, block, cancel, charge with, elect, enact, file, fire, forbid, hire, indict,
        mandate, negotiate, nominate, outlaw, overturn, pass, permit, pick, prohibit, prosecute, ratify, repeal,
        require, restrict, sentence, settle, sign, subpoena, sue, suspend, veto
    """),
})  # fmt: skip
_NOUNS: Mapping[str, str] = by_term({
    "say": "advice, answer, message, mention, rhetoric, slogan, response, speech",
    "write": "story, email, letter, report, op-ed, memo, book, article",
    "claim": "admission, excuse, confession, evidence",
    "ask": "question, query, inquiry",
    "think": "assumption, consensus, idea, impression, notion, theory, thought",
    "know": "awareness, knowledge, memory, recognition, sense, understanding",
    "feel": """
        anger, contempt, disgust, dismay, distaste, enthusiasm, frustration, hatred, interest, joy, outrage,
        passion, rage, sympathy, zeal
    """,
    "want": """
        agenda, aim, ambition, commitment, decision, goal, intention, plan, policy, preference, priority,
        push, strategy, wish
    """,
    "criticise": """
        barb, backlash, condemnation, critic, dig, disagreement, diatribe, opponent, potshot, rebuke, scorn,
        shot, swipe, tirade
    """,
    "support": "admirer, approval, backer, backing, fan, praise, supporter, tribute",
})  # fmt: skip
_ADJECTIVES: Mapping[str, str] = by_term({
    "feel": """
        ambivalent, comfortable, enthusiastic, excited, fond, grateful, happy, apprehensive, bitter, enamored,
        furious, indifferent, interested, keen, sad, scared, sorry, thrilled, unhappy, upbeat
    """,
    "know": "conscious, familiar, ignorant, oblivious",
    "think": "clear, divided, split, unclear, undecided",
    "want": "intent, ready, willing",
    "say": "candid, mum, silent, outspoken, vocal",
    "criticise": "hostile",
    "support": "behind, favorable, favourable, loyal",
    "seem": "seemingly",
    "name": "known",
})  # fmt: skip

CLASSES: tuple[str, ...] = tuple(dict.fromkeys((*cue_verbs.VERB_CLASSES, *VERB_CLASSES)))
"""Every class there is."""

SPEECH = "speech"
"""The name for all of ``SPEECH_CLASSES`` together."""

SPEECH_CLASSES: tuple[str, ...] = listed("say, claim, deny, ask, announce, write, promise, criticise")
"""The classes whose cues report that somebody said or wrote something, not what he thinks, wants or does."""

TABLE: Mapping[str, str] = MappingProxyType({
    **_ADJECTIVES,
    **_NOUNS,
    **{verb: name for name, verbs in VERB_CLASSES.items() for verb in verbs},
    **cue_verbs.CUE_ADVERBS,
    **cue_verbs.CUE_ADJECTIVES,
    **cue_verbs.CUE_NOUNS,
    **cue_verbs.CLASS_OF,
    "according to": "say",
})  # fmt: skip
"""Verbs first, and the lexicon before what is here: where a word is in several tables, the last one counts."""

_FIRST_WORDS = sorted({verb.split()[0] for verbs in VERB_CLASSES.values() for verb in verbs})
_HEADS: Mapping[str, str] = MappingProxyType(
    {form: head for head in _FIRST_WORDS for form in inflect(head)} | dict(cue_verbs.FORMS)
)
"""Each form of the first word of each verb, to its lemma."""


def cue_class(lemma: str) -> str | None:
    """Return what a cue of this lemma does, one of ``CLASSES``; None for a word that no table knows."""
    return TABLE.get(lemma)


def lemma_of(word: str, following: str | None = None) -> str | None:
    """Return the lemma under which a table knows the word (lower case), alone or with the word behind it.

    It is None if no table knows it.
    """
    head = _HEADS.get(word, word)
    tried = (f"{head} {following}", head, word, word.removesuffix("s"))
    return next((lemma for lemma in tried if lemma in TABLE), None)
