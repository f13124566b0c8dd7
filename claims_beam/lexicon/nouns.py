"""Common nouns that decide whom a source means: documents, gatherings of people, bodies. Entries are case-folded."""

from collections.abc import Mapping

from claims_beam.lexicon.terms import listed, terms

# These words for a person say nothing of a role.
ANYBODY = terms("man, woman, boy, girl, one, person, somebody, someone")

# These nouns stand for whoever made the document.
DOCUMENTS = terms("""
    account, ad, advertisement, affidavit, analysis, article, assessment, audit, biography, blog, book, brief,
    bulletin, column, communique, complaint, cover, data, database, document, editorial, email, essay, estimate,
    estimates, figures, filing, filings, findings, headline, indictment, interview, investigation, journal, lawsuit,
    letter, memo, memorandum, message, note, notice, op-ed, opinion, page, paper, petition, piece, podcast, poll,
    polls, post, posting, press-release, profile, program, proposal, publication, ranking, rating, record, records,
    release, report, reports, research, resolution, review, ruling, rulings, script, show, site, speech, spreadsheet,
    statement, statistics, story, studies, study, suit, summary, survey, surveys, tally, testimony, text, tracker,
    transcript, transcripts, tweet, tweets, video, videos, website
""")

# These nouns count or gather those who are named behind "of".
GATHERINGS = terms("""
    all, array, band, both, chorus, coalition, contingent, couple, cross-section, crowd, dozen, dozens, duo, eight,
    five, four, group, half, handful, host, hundreds, majority, many, member, members, minority, most, nine, none,
    number, pair, panel, percent, plenty, rest, scores, series, seven, several, six, slate, some, team, ten,
    thousands, three, trio, two
""")

# These gatherings have two members.
PAIRS = terms("two, both, pair, duo, trio")

# Each of these nouns and the name before it name an organization: "the Doe campaign".
COMPOUND_NOUNS = terms("campaign, administration, police, government")

NAMING_NOUNS: Mapping[str, frozenset[str]] = {"PERSON": terms("campaign"), "GPE": terms("police")}
"""By the kind of a name, the nouns that make one name with it: *the Doe campaign*, *Springfield police*."""

# An article may call any organization by one of these nouns.
GENERAL_BODIES = terms("agency, company, group, network, organization, organisation")

_PAPERS = listed("times, post, journal, news, tribune, herald, gazette, globe")

# Each of these nominals may mean a body whose name has one of the listed head words.
BODY_HEADS: Mapping[str, tuple[str, ...]] = {
    "panel": listed("committee, subcommittee, commission, panel, board"),
    "agency": listed("agency, department, administration, bureau, office, service"),
    "paper": _PAPERS,
    "newspaper": _PAPERS,
    "company": listed("inc, corp, company, group"),
    "network": listed("network, news"),
    "group": listed("group, alliance, association, coalition, council, union, foundation, fund"),
    "organization": listed("organization, alliance, association, coalition, foundation"),
}

# These plurals do not end in s.
PLURALS = terms("men, women, people, children, media, folks")

# Each of these nouns and the name before it name an organization, and so does the noun alone ("the campaign").
BODIES = terms("""
    administration, agency, alliance, army, association, authority, bank, board, body, branch, broadcaster, bureau,
    bureaucracy, business, cabinet, camp, campaign, center, chain, channel, charity, church, city, club, coalition,
    college, commission, committee, company, conference, congress, corporation, council, country, county, court,
    department, firm, force, foundation, fund, giant, government, group, hospital, house, institute, institution,
    journal, judiciary, league, legislature, magazine, military, ministry, mission, movement, museum, nation, network,
    newspaper, nonprofit, office, organisation, organization, outlet, panel, paper, parliament, party, police,
    publication, publisher, regulator, school, senate, service, site, society, startup, state, station, subcommittee,
    tank, team, think-tank, tribunal, union, university, watchdog
""")
