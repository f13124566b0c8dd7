"""Common nouns that decide whom a source means: documents, gatherings of people, bodies. All case-folded."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Nouns that speak for whoever made them.
DOCUMENTS = _words(
    """
account ad advertisement affidavit analysis article assessment audit biography blog book brief bulletin column
communique complaint cover data database document editorial email essay estimate estimates figures filing filings
findings headline indictment interview investigation journal lawsuit letter memo memorandum message note notice op-ed
opinion page paper petition piece podcast poll polls post posting press-release profile program proposal publication
ranking rating record records release report reports research resolution review ruling rulings script show site speech
spreadsheet statement statistics story studies study suit summary survey surveys tally testimony text tracker
transcript transcripts tweet tweets video videos website
"""
)

# Nouns that count or gather the ones named behind "of".
GATHERINGS = _words(
    """
all array band both chorus coalition contingent couple cross-section crowd dozen dozens duo eight five four group half
handful host hundreds majority many member members minority most nine none number pair panel percent plenty rest
scores series seven several six slate some team ten thousands three trio two
"""
)

# Nouns that make an organisation of the name before them, and name one alone ("the campaign").
BODIES = _words(
    """
administration agency alliance army association authority bank board body branch broadcaster bureau bureaucracy
business cabinet camp campaign center chain channel charity church city club coalition college commission committee
company conference congress corporation council country county court department firm force foundation fund giant
government group hospital house institute institution journal judiciary league legislature magazine military ministry
mission movement museum nation network newspaper nonprofit office organisation organization outlet panel paper
parliament party police publication publisher regulator school senate service site society startup state station
subcommittee tank team think-tank tribunal union university watchdog
"""
)
