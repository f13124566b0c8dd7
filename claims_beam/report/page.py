"""The report: one HTML page with its data, script and style inside it, which asks nothing of any network."""

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from claims_beam.records import Article, Claim, Failure, Quotation
from claims_beam.report.data import report_data
from claims_beam.report.highlights import printable

SCRIPTS = ("basics", "filter", "lists", "export", "article", "charts", "quotations", "start")
"""The parts of the page's script, in the order in which they stand in it."""

MAX_TEXT_CHARS = 2_000_000
"""How much article text a page holds by default, in code points: some 600 news articles, so that it opens at once."""


def render_report(
    claims: Iterable[Claim],
    articles: Iterable[Article] = (),
    failures: Iterable[Failure] = (),
    quotations: Iterable[Quotation] = (),
    *,
    title: str = "Who said what",
    max_text_chars: int = MAX_TEXT_CHARS,
) -> str:
    """Return one self-contained HTML page that shows the claims in their articles and what they add up to.

    All claims are in the page. Of the article texts it holds those with the most claims, up to ``max_text_chars``, and
    says how many. A claim whose article is missing, or has other words at the claim's offsets, is listed without a
    text. Nothing of the input is markup to the page: it is held as JSON and shown as text, and the page's content
    security policy lets no other script or style run and no request leave.

    Args:
        claims: The claims.
        articles: Their articles, as far as there are any.
        failures: What failed, to be listed.
        quotations: The quotations that the claims have; those of several articles are listed, with links to the claims.
        title: The page's title.
        max_text_chars: How much article text the page holds, in code points; 0 for none.

    Raises:
        ValueError: For a negative ``max_text_chars`` and for a kind of claim that is not known.

    Examples:
        >>> import claims_beam as cb
        >>> article = cb.Article("pier", "The pier was safe, Ada Moreno said.")
        >>> page = cb.render_report(cb.extract_claims(article), [article], title="The pier")
        >>> page.casefold().startswith("<!doctype html>"), "Ada Moreno" in page
        (True, True)
    """
    if max_text_chars < 0:
        raise ValueError(f"max_text_chars is {max_text_chars}; give 0 (no texts) or more")
    return render_data(report_data(claims, articles, failures, quotations, max_text_chars), title)


def render_data(data: Mapping[str, Any], title: str = "Who said what") -> str:
    """Return the page of the report's data."""
    style, script = _resource("page.css"), "\n".join(_resource(f"script/{name}.js") for name in SCRIPTS)
    return _fill(
        _resource("page.html"),
        {
            "policy": _policy(style, script),
            "title": html.escape(printable(title)),
            "style": style,
            "script": script,
            "data": _json(data),
        },
    )


@cache
def _resource(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _fill(template: str, parts: Mapping[str, str]) -> str:
    """Return the template with each ``{{name}}`` replaced, in one pass, so that no part is read as a template."""
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], template)


def _policy(style: str, script: str) -> str:
    """Return the content security policy (W3C CSP Level 3) under which only this script and style take effect."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _digest(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _json(data: Any) -> str:
    """Return JSON that cannot end the element it stands in, nor open a comment there."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
