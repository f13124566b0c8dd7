"""What the words of a checkable claim are about: numbers, dates, comparisons ... Entries are in lower case.

The trained weights of ``checkworthy`` belong to these tables: a term more or less in one changes what its weight means.
"""

from claims_beam.lexicon.calendar import MONTH_NAMES, WEEKDAY_NAMES
from claims_beam.lexicon.numbers import DOZEN, PLURAL_SCALES, POWERS, TENS, UNITS
from claims_beam.lexicon.terms import terms

LARGE_NUMBERS = frozenset(POWERS) | (PLURAL_SCALES - {"dozens"})

# "one" is left out: it is a pronoun more often than a number.
NUMBERS = LARGE_NUMBERS.union(UNITS.keys() - {"zero", "one"}, TENS, {DOZEN}, terms("dozens, half, twice"))

# "march" and "may" are months only behind "in".
DATES = frozenset(MONTH_NAMES) - {"march", "may"} | terms("in march, in may, yesterday") | frozenset(WEEKDAY_NAMES)

ENDING_IN_ED = terms("""
    bleed, breed, creed, embed, exceed, greed, hundred, indeed, kindred, naked, proceed, sacred, speed, succeed,
    wicked
""")
"""Words in *ed* that are no past form."""

IRREGULAR_PAST = terms("""
    was, were, had, did, didn't, wasn't, weren't, hadn't, took, went, came, gave, made, said, got, lost, won, fell,
    rose, grew, paid, spent, built, brought, began, became, held, left, ran, saw, sent, told, wrote, found, fought,
    spoke, knew, met, kept, stood, sold, bought, drew, threw, chose, broke, felt, led, heard
""")

SHARES = terms("""
    %, percent, per cent, percentage, per, rate, rates, average, ratio, proportion, majority, half, third, quarter
""")
MONEY = terms("$, €, £, ¥, dollar, dollars, euro, euros, pounds, cents")
COMPARISONS = terms("""
    than, less, fewer, more, higher, lower, larger, smaller, bigger, greater, faster, slower, twice, double,
    doubled, triple, tripled, half, compared, worse, cheaper, poorer, richer
""")
EXTREMES = terms("""
    most, least, biggest, largest, highest, lowest, smallest, worst, fastest, greatest, richest, poorest,
    wealthiest, longest, deepest, oldest, fewest, strongest, toughest, first time, only, in history, record, number
    one, single
""")
CHANGES = terms("""
    increase, increased, increases, increasing, rise, rose, risen, rising, grow, grew, grown, growing, growth, fall,
    fell, fallen, falling, drop, dropped, decline, declined, cut, cuts, cutting, reduce, reduced, reduction,
    doubled, tripled, lost, gained, gone up, gone down, went up, went down, added, created, expanded, shrunk,
    shrank, down
""")
PERIODS = terms("""
    year, years, month, months, week, weeks, decade, decades, century, since, ago, today, now, already, recently,
    quarter
""")
OTHERS = terms("he, him, his, he's, he'd, she, her, hers, she's, she'd, they, them, their, they're, they've")
AUTHORITIES = terms("""
    according to, report, reports, reported, study, studies, bureau, commission, agency, department, statistics,
    figures, data, census, survey, poll, polls, researchers, scientists, economists, expert, experts, evidence,
    analysis, estimate, estimates, audit, fact, facts, numbers, official, officials, court
""")
REPORTING = terms("""
    said, claims, claimed, promised, told, announced, denied, indicated, admitted, accused, proposed, wants, warned,
    says
""")
POLITICS = terms("""
    vote, voted, votes, voting, veto, vetoed, bill, bills, passed, signed, law, laws, act, legislation, legislature,
    senate, house, congress, parliament, amendment, treaty, agreement, regulation, repealed, supported, opposed,
    sponsored, proposed, administration, policy, ban, banned, sanctions, program, programs, programme, programmes,
    plan, proposal
""")
ECONOMY = terms("""
    tax, taxes, taxed, budget, deficit, deficits, debt, spending, spend, spent, jobs, unemployment, employment,
    employed, inflation, wage, wages, income, incomes, salary, price, prices, cost, costs, economy, economic, trade,
    export, exports, import, imports, investment, business, businesses, company, companies, workers, interest rates,
    pay, paid, surplus, poverty, funding, fund, subsidy, subsidies, profit, profits, bank, banks, revenue,
    production, manufacturing, oil, gas, energy, market
""")
SERVICES = terms("""
    health, hospital, hospitals, insurance, medicare, medicaid, pension, pensions, school, schools, students,
    teachers, education, crime, police, prison, murder, murders, killed, deaths, died, immigrants, immigration,
    border, refugees, drug, drugs, nuclear, military, troops, soldiers, war, weapons, terrorists, army, navy,
    missile, missiles, emissions, benefits, climate, social security, welfare, patients, doctors, nurses, disease,
    violence, homeless, vaccine, vaccines, virus, pandemic
""")
CAUSES = terms("because, cause, caused, led to, resulted, result, due to, thanks to")
OPINIONS = terms("""
    think, believe, hope, feel, guess, agree, disagree, suppose, opinion, want, wish, love, prefer, consider, trust,
    doubt, seem, seems, sure, maybe, perhaps, i know, in favor, in favour
""")
JUDGEMENTS = terms("""
    good, better, best, great, important, wrong, right, strong, strength, fair, bad, terrible, wonderful, beautiful,
    proud, sad, tough, hard, difficult, clear, certainly
""")
FUTURE = terms("""
    will, would, won't, wouldn't, shall, i'll, we'll, you'll, he'll, she'll, they'll, it'll, i'd, we'd, going to,
    gonna, future, tomorrow
""")
DUTIES = terms("should, shouldn't, must, ought, need, needs, needed, have to, has to, got to, had better, let, let's")
POSSIBILITIES = terms("""
    can, can't, cannot, could, couldn't, may, might, able, possible, possibly, if, whether, unless
""")
CONVERSATION = terms("""
    thank, thanks, please, sorry, hello, welcome, talk, talking, listen, say, tell, ask, asked, answer, respond,
    speak, discuss, mention, debate, tonight, question, questions, issue, issues
""")
