"""What a tagger returns, looked at before anything is built on it: anybody may have written the tagger."""

from collections.abc import Iterator

from claims_beam.records import Attribution, Document, Span


class TaggerError(ValueError):
    """Report that a tagger, or a function that is to make one, does not keep to the protocol, with the cure.

    Examples:
        >>> import claims_beam as cb
        >>> try:
        ...     cb.ExtractClaims(tagger=lambda path: None)
        ... except cb.TaggerError as error:
        ...     print("wants arguments" in str(error))
        True
    """


def checked(tagged: object, document: Document, model_id: str) -> Document:
    """Return what the tagger made of the document. Raise TaggerError for anything but that document with findings."""
    if not isinstance(tagged, Document):
        raise TaggerError(
            f"the tagger {model_id} returned a {type(tagged).__name__}; return the Document that it is called with, "
            "its attributions filled in: dataclasses.replace(document, attributions=...)"
        )
    if tagged.article is not document.article and tagged.article != document.article:
        raise TaggerError(f"the tagger {model_id} returned the document of another article; return the one it is given")
    for attribution in tagged.attributions:
        _check_content(attribution, model_id)
    for what, span in _spans(tagged):
        if not 0 <= span.start <= span.end <= len(document.text):
            raise TaggerError(
                f"the tagger {model_id} gave a {what} from {span.start} to {span.end}, and the text has "
                f"{len(document.text):,} characters; give offsets into Document.text as it is"
            )
    return tagged


def _check_content(attribution: object, model_id: str) -> None:
    if not isinstance(attribution, Attribution):
        raise TaggerError(
            f"the tagger {model_id} gave a {type(attribution).__name__} among its attributions; give none"
        )
    if not attribution.content:
        raise TaggerError(f"the tagger {model_id} gave an attribution without content; leave it out")


def _spans(document: Document) -> Iterator[tuple[str, Span]]:
    for attribution in document.attributions:
        yield from (("content", span) for span in attribution.content)
        yield from (("cue", span) for span in (attribution.cue.spans if attribution.cue else ()))
        yield from (("source", span) for span in attribution.source)
    yield from (("mention", Span(mention.start, mention.end)) for mention in document.mentions)
