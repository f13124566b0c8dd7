"""Lines of a web page that are no part of the article that they stand in. All entries are in lower case."""

from claims_beam.lexicon.terms import terms

LINK_LABELS = terms("""
    also on, also read, also see, don't miss, explainer, gallery, in pictures, keep reading, latest, listen, live, more,
    more from, more on, more on this, more on this story, more stories, must read, next, now read, opinion, podcast,
    read, read also, read here, read it here, read more, read next, recommended, related, related articles,
    related content, related coverage, related story, related stories, see also, trending, up next, video, watch,
    watch live, watch more
""")
"""The headline of another article follows, behind a colon, bar or dash; those of several words may be in capitals."""

CAPTION_LABELS = terms("""
    file image, file photo, file photograph, image, image caption, image copyright, image credit, image source,
    media caption, photo, photo by, photo caption, photo credit, photograph, photos, picture, picture caption,
    pictured, video caption
""")
"""Before a colon, the words below a picture or the name of who took it; those of several words also without one."""

OPENINGS = terms("""
    accept all cookies, ad feedback, additional reporting by, advertisement, all rights reserved, article continues,
    by clicking, by continuing, by signing up, by submitting, by subscribing, by using this, click here, click to,
    continue reading, copyright ©, copyright (c), create a free account, download our, download the, editing by,
    enter your email, follow him on, follow her on, follow me on, follow the author on, follow us, get our, get the
    latest, get unlimited access, have a tip, join the conversation, like us on, log in, manage cookies, most
    popular, most read, most viewed, most watched, our standards:, please enable, produced by, read full article,
    read more about, read the full article, read the full story, register for free, reporting by, scroll down,
    scroll to continue, share this, share via, sign in, sign up, skip advertisement, skip to, story continues,
    subscribe now, subscribe to, tap here, the post appeared first, this article was first, this article was
    originally, this page uses cookies, this site uses, this story was originally, this website uses, to comment,
    view all, view comments, view more, we and our partners, we use cookies, writing by, you can unsubscribe, you
    may also, you might also, your email address
""")
"""The first words of lines that ask the reader for something, or say who made the page."""

ENDINGS = terms("""
    all rights reserved, contributed reporting, contributed to this article, contributed to this report,
    contributed to this story, to continue reading, to read more, to our newsletter
""")
"""The last words of such lines."""

AGENCIES = terms("ap, afp, ap photo, epa, file, file photo, getty, getty images, pa, pa wire, reuters, supplied")
"""In brackets or behind a slash at the end of a line: who took the picture that the line describes."""
