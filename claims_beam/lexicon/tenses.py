"""Verb forms and words that place what they speak of in the past or in the future. All entries are in lower case.

Words are as ``Tokens`` compares them: contractions are one word with a straight apostrophe.
"""

from claims_beam.lexicon.checkable import ENDING_IN_ED, IRREGULAR_PAST
from claims_beam.lexicon.terms import terms

FUTURE_AUXILIARIES = terms("""
    will, won't, shall, shan't, would, wouldn't, may, might, can, cannot, can't, could, couldn't, should, shouldn't,
    must, mustn't, gonna, let's
""")
"""What is told with them is still to come, unless *have* follows: *would have come*."""

AMBIGUOUS_MODALS = terms("may, will")
"""With a capital they are a month and a name."""

CONTRACTED_FUTURES = ("'ll", "'d")

FORTHCOMING = terms("""
    expected, expects, expect, due, scheduled, slated, poised, planned, planning, plans, proposed, upcoming,
    forthcoming, looming, likely, unlikely, if, unless, forecast,
    forecasts, predicts, predicted, projects, projected, anticipates, anticipated
""")
"""Words that say of the date behind them that it is still to come."""

BEFORE_INFINITIVES = terms("""
    set, going, about, bound, ready, prepares, prepared, preparing, agree, agrees, agreed, want, wants, wanted, hope,
    hopes, hoped, hoping, vow, vows, vowed, promise, promises, promised, pledge, pledges, pledged, intend, intends,
    intended, aim, aims, aimed, decide, decided, order, ordered, urge, urges, urged, ask, asks, asked, tell,
    told, tells, need, needs, needed, invite, invited, require, required, threaten, threatened, threatens, call,
    called, calls, vote, voted, offer, offered, offers, plan, deadline, chance, seek, seeks, sought, looking, have,
    has, warned, wish, wishes, directed, instructed, demanded, deal, arrangements
""")
"""The infinitive behind them is still to come: *agreed to meet on Monday*."""

SCHEDULED = terms("""
    open, opens, close, closes, start, starts, begin, begins, end, ends, expire, expires, leave, leaves, arrive,
    arrives, return, returns, meet, meets, go, goes, come, comes, run, runs, face, faces, appear, appears, kick, kicks,
    launch, launches, resume, resumes, host, hosts, play, plays, hold, holds, take, takes, fall, falls, visit, visits,
    travel, travels, sail, sails, fly, flies, air, airs, sit, sits, retire, retires, depart, departs, hear, hears,
    turn, turns, finish, finishes, lapse, lapses, reopen, reopens, vote, votes, continue, continues, mature, matures
""")
"""Present forms that, close before a date, tell what is planned for it: *the shop opens on Monday*."""

POSTPONED = terms("""
    adjourned, postponed, delayed, deferred, remanded, suspended, extended, rescheduled, pushed, moved, put, banned,
    barred
""")
"""What has been done to an event or a person up to a day ahead: *adjourned until Monday*."""

STARTING = terms("starting, beginning, effective")
"""Words before the date on which something will begin."""

PRESENT_COPULAS = terms("is, are, am, it's, that's, he's, she's, we're, they're, i'm, you're, isn't, aren't")

PASTS = IRREGULAR_PAST | terms("""
    arose, ate, beat, beaten, begun, bent, bit, bitten, bled, blew, bore, born, bred, broken, burnt, burst, caught,
    chosen, clung, cost, cut, dealt, done, drank, drawn, dreamt, driven, drove, drunk, dug, eaten, fallen, fed, fled,
    flew, flown, forbade, forgot, forgotten, froze, frozen, given, gone, gotten, grown, hid, hidden, hit, hung, hurt,
    known, laid, lain, leapt, learnt, lent, lit, meant, overcame, overtook, proven, put, quit, rang, ridden, risen,
    rode, rung, sang, sank, sat, seen, set, shaken, shed, shone, shook, shot, showed, shown, shut, slain, slept, slew,
    slid, spilt, split, spoken, sprang, spread, stole, stolen, stricken, struck, stuck, stung, sung, sunk, swam, swept,
    swore, sworn, swung, taken, taught, thought, thrown, tore, torn, undergone, understood, undertook, underwent, wept,
    withdrawn, withdrew, woke, woken, wore, worn, written
""")
"""Irregular forms of the past, and participles."""

NO_PASTS = ENDING_IN_ED | terms("need, feed, seed, weed, deed, heed, reed, steed, united")
"""Words in *ed* that tell nothing of the past."""

PERFECT = terms("have, has, had, having, 've")

PASSIVE = terms("be, been, being, stay, remain, get, keep, look, feel, become")
"""Forms that a participle follows and that are no finite verb: *will stay shut*."""

BETWEEN_VERBS = terms("not, also, already, never, just, still, now, first, since, once, again, all")
"""Words between an auxiliary and its participle: *has already been sold*."""

BEFORE_DATES = terms("on, in, by, from, at, during, until, till, before, after, early, late, mid, last, this, next")
"""Words between a verb and its date."""

AFTER_EVENTS = terms("of, after, following, over, despite, from, about")
"""Words before a day's event that has happened: *a replay of Sunday's final*."""

CLAUSE_JOINTS = terms("and, but, or, that")
"""Words behind which a date opens a clause."""
