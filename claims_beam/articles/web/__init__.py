"""Articles out of web pages, web archives and feeds, with the libraries of the extra ``[web]``.

What was compared, in November 2026:

* trafilatura 2.3, which takes main text, title, date, site and author out of a page, leads the published comparisons
  of such programs for news and is maintained; readability-lxml and jusText give a text alone (trafilatura asks them
  where its own rules find little), and newspaper4k asks for larger models of languages.
* warcio 1.8 and FastWARC 2.0 both read good archives, and neither goes on behind a record whose compressed data are
  broken. FastWARC is faster, but a record that says it is longer than memory ends the whole process; warcio
  is Python alone, runs everywhere and raises. So warcio reads the records, and ``archives`` finds where each of them
  begins, also behind a broken one. Either takes a thousandth of the time that the page itself takes.
* lxml 6 and feedparser 6.0 for feeds: feedparser reads more dialects, and leaves limits of size and depth to its
  caller. trafilatura brings lxml along, whose parser recovers from malformed feeds and expands no entity when told so.
"""
