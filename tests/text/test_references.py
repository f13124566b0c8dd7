"""Characters that stand for others: HTML's references, and UTF-8 read as Windows-1252 or Latin-1."""

import pytest

from claims_beam.text.plain import plain_text

CASES = {
    "named marks": ("&ldquo;We can&rsquo;t,&rdquo; he said.", "“We can’t,” he said."),
    "straight marks": ("&quot;It&#39;s over,&quot; he said.", '"It\'s over," he said.'),
    "decimal": ("&#8220;We can&#8217;t,&#8221; he said.", "“We can’t,” he said."),
    "hexadecimal": ("&#x201C;We can&#X2019;t,&#x201d; he said.", "“We can’t,” he said."),
    "apostrophe of XML": ("O&apos;Neill", "O'Neill"),
    "spaces": ("said&nbsp;Ines&thinsp;Falk", "said\xa0Ines\u2009Falk"),
    "dashes and dots": ("no &mdash; not yet &ndash; wait&hellip;", "no — not yet – wait…"),
    "letters": ("Andr&eacute; and Bj&ouml;rn at the caf&eacute;", "André and Björn at the café"),
    "ampersand": ("AT&amp;T and R&amp;D", "AT&T and R&D"),
    "money": ("&pound;5 and &euro;6", "£5 and €6"),
    "escaped twice": ("&amp;quot;We sail,&amp;quot; he said.", '"We sail," he said.'),
    "numbers of Windows-1252": ("&#147;We sail,&#148; he said.", "“We sail,” he said."),
    "guillemets": ("&laquo;We sail&raquo;", "«We sail»"),
    "no reference": ("R&D, AT&T; Q&A & more; &unknown; &#; &", "R&D, AT&T; Q&A & more; &unknown; &#; &"),
    "without semicolon": ("profit&loss and &copy 2019", "profit&loss and &copy 2019"),
    "a number that is no character": ("&#xD800; &#9999999;", "\ufffd \ufffd"),
    "misread as Windows-1252": ("â€œWe canâ€™t,â€\x9d he said â€” â€˜noâ€™â€¦", "“We can’t,” he said — ‘no’…"),
    "misread with the last byte lost": ("â€œWe sail,â€ he said.", "“We sail,” he said."),
    "misread as Latin-1": ("â\x80\x9cWe sail,â\x80\x9d he said.", "“We sail,” he said."),
    "a letter that looks like it": ("château, tâche, âge", "château, tâche, âge"),
}


@pytest.mark.parametrize(("written", "meant"), [pytest.param(*case, id=name) for name, case in CASES.items()])
def test_what_stands_for_other_characters(written: str, meant: str) -> None:
    assert plain_text(written).text == meant
