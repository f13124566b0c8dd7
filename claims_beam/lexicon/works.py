"""What stands before the name of a work, or before words that are only called so. All entries are in lower case."""

from claims_beam.lexicon.terms import terms

BEFORE_WORKS = terms("""
    film, films, movie, movies, book, books, novel, novels, song, songs, album, albums, single, singles, show,
    shows, musical, musicals, play, plays, program, programs, programme, programmes, memoir, memoirs, essay, essays,
    column, columns, article, articles, poem, poems, magazine, magazines, blog, blogs, podcast, podcasts, episode,
    episodes, sitcom, sitcoms, hashtag, hashtags, slogan, slogans, series, documentary, documentaries, op-ed, oped,
    autobiography, autobiographies, titled, entitled, headlined, named, nicknamed, dubbed, known as, author of,
    authors of, editor of, editors of, star of, stars of, star in, stars in
""")

SO_CALLED = terms("""
    so-called, so called, so- called, socalled, self-described, self-styled, self-proclaimed, supposed, proverbial
""")
