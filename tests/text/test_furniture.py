"""Lines of web pages that are no part of the article, and lines that only look like them."""

import pytest

from claims_beam.text.furniture import MAX_CHARS, find_furniture

FURNITURE = [
    "READ MORE: Falk says port is safe",
    "Read more: “We sail,” says Falk",
    "READ MORE Falk says port is safe",
    "RELATED: Mayor says crane is broken",
    "Related | Mayor says crane is broken",
    "See also - Mayor says crane is broken",
    "  ▶ WATCH: Mayor says crane is broken",
    "MORE: Falk says port is safe",
    "Don't miss: what Falk said",
    "Article continues below",
    "Article continues after advertisement",
    "ADVERTISEMENT",
    "Story continues",
    "Image caption Ines Falk said the port was safe",
    "Image copyright Getty Images",
    "Photo: Bo Lind/AP",
    "File photo: Ines Falk says the port is safe",
    "Ines Falk speaks to reporters in Vell on Monday. (Bo Lind/AP Photo)",
    "Falk said the port was safe. (Photo by Bo Lind/Getty Images)",
    "Falk, who says the port is safe, in Vell. [Reuters]",
    "This site uses cookies. By clicking accept you agree that we said so.",
    "We use cookies to improve your experience.",
    "By continuing you agree to what we said.",
    "Sign up for our newsletter",
    "Subscribe to hear what Falk says",
    "Follow us on Twitter",
    "Follow @inesfalk",
    "Click here to read what Falk said",
    "Get the latest news from Vell.",
    "Reporting by Ines Falk; editing by Tom Beck",
    "Additional reporting by Bo Lind in Vell",
    "The Associated Press contributed to this report.",
    "© 2019 The Harbour Post. All rights reserved.",
    "Copyright © 2019 The Harbour Post",
    "The Harbour Post 2019. All rights reserved",
    "Most read: Falk says port is safe",
    "You may also like: Falk says port is safe",
]

ARTICLE = [
    "More than 100 people said the port was safe.",
    "MORE THAN 100 PEOPLE SAY PORT IS SAFE",
    "Related companies said the port was safe.",
    "Photos of the port show that it is safe, Falk said.",
    "Image Harbour Ltd. said the port was safe.",
    "Watching from the pier, Falk said the port was safe.",
    "Live music is back, Falk said.",
    "Falk told the AP that the port was safe.",
    "“The port is safe,” Falk told The Associated Press.",
    "Copyright law is broken, Falk said.",
    "Signs up and down the coast say that the port is safe.",
    "Subscribers said the port was safe.",
    "The firm said it had contributed to this fund.",
    "Video of the port shows that it is safe, Falk said.",
    "Falk (right) said the port was safe (and dry).",
    "VELL (Reuters) - The port is safe, Falk said.",
    "Ines Falk: The port is safe.",
    "Read the letter, Falk said.",
    "By noon the port was safe, Falk said.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture(line: str) -> None:
    text = f"The ferry sank on Monday.\n\n{line}\n\nPolice said so."
    assert [span.of(text) for span in find_furniture(text)] == [line]


@pytest.mark.parametrize("line", ARTICLE)
def test_lines_of_the_article(line: str) -> None:
    assert find_furniture(f"The ferry sank on Monday.\n\n{line}\n\nPolice said so.") == ()


def test_a_long_paragraph_is_no_furniture() -> None:
    assert find_furniture("Read more: " + "word " * MAX_CHARS) == ()


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["a\n", "READ MORE: ", "(AP)\n", "( ", "read \n", "/ap ", " \n", "more - "])
def test_long_monotony_takes_linear_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))  # a quadratic scan would take minutes here
    assert len(find_furniture(text)) <= text.count("\n") + 1
