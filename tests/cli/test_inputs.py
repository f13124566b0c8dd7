"""What standard input holds is told from how it begins, in time that no beginning can blow up."""

import gzip

import pytest
from support.work import seconds_of

from claims_beam.cli.inputs import format_of

BEGINNINGS = {
    '{"text": "Rain."}': ".jsonl",
    '[\n  {"text": "Rain."}]': ".jsonl",
    "[The rain fell.]": ".txt",
    "<rss version='2.0'>": ".xml",
    "<!-- made by hand -->\n<feed>": ".xml",
    "<?xml version='1.0'?>\n<!-- one --><!-- another\n--> <rdf:RDF>": ".xml",
    "<!-- a --><!-- b --><!DOCTYPE html>": ".html",
    "<!-- <rss> -->\n<html>": ".html",
    "<?xml version='1.0'?><html>": ".html",
    "WARC/1.0\r\n": ".warc",
    "PAR1": ".parquet",
    "Rain < snow.": ".txt",
}


@pytest.mark.parametrize(("begins", "extension"), BEGINNINGS.items())
def test_the_format_is_told_by_the_beginning(begins: str, extension: str) -> None:
    assert format_of(begins.encode()) == extension
    assert format_of(f"\ufeff\n {begins}".encode()) == extension
    assert format_of(gzip.compress(begins.encode())) == f"{extension}.gz"


@pytest.mark.parametrize("unit", [b"<!---->", b"<!-- a -->\n", b"<!--", b"-->", b"<?xml ", b" ", b"<"])
def test_a_long_beginning_takes_no_more_time_than_its_length(unit: bytes) -> None:
    small, large = (b"<!---->" + unit * count + b"x" for count in (11, 17))
    assert seconds_of(lambda: format_of(large)) < 16 * seconds_of(lambda: format_of(small))
