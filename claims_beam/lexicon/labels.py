"""Words before a colon at the start of a line. All entries are in lower case."""

from claims_beam.lexicon.terms import terms

NO_SPEAKERS = terms("""
    update, updated, correction, corrections, breaking, exclusive, watch, look, listen, read, read more, wow, boom,
    bombshell, revealed, just leaked, photo, photos, video, videos, source, sources, via, email, e-mail, twitter,
    contact, contributing, related, by, byline, abstract, tip, ps, psa, fact, more, also, today, tomorrow, warning,
    summary
""")
"""Labels of something other than a speaker's words."""

INTERVIEW_LABELS = ("Q", "A")
"""Labels of a question and of its answer, as they are written."""

LABEL_ENDS = (":", ".")
"""Marks behind a label of an interview."""

CREDITS = terms("from, here, more, per, via, q, a")
"""Labels in lower case behind which somebody's words stand all the same."""

QUESTIONS = terms("q, question")
"""Labels of the questions of an interview, which are no claims."""

BYLINE_NOUNS = terms("""
    analysis, column, comment, commentary, essay, interview, opinion, report, reported, review, reviewed, sketch, story,
    text, words, written
""")
"""Words before *by* in the line that names an article's author, as in *Review by Jane Doe*."""
