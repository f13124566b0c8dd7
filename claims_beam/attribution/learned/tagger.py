"""The learned tagger, which finds attributions with the model and corrects them by the quotation marks."""

from collections.abc import Sequence
from dataclasses import replace

from claims_beam.attribution.learned.model import Model
from claims_beam.attribution.learned.reconcile import reconcile
from claims_beam.attribution.learned.referents import find_referents, first_line
from claims_beam.encoder.heads import tag_names, tag_titles
from claims_beam.encoder.model import Pass
from claims_beam.encoder.phrases import find_phrases
from claims_beam.encoder.threads import on_one_thread
from claims_beam.records import Attribution, Document, Mention, Span
from claims_beam.speakers.mentions import Found, to_mentions
from claims_beam.text.plain import read_plainly
from claims_beam.text.sanitize import encodable


class LearnedTagger:
    """Finds attributions and names with a small trained model; calls from several threads may run at once."""

    def __init__(self, model: Model) -> None:
        self._model, self.encoder = model, model.encoder
        self.model_id = f"learned/{model.name}"

    @on_one_thread
    def __call__(self, document: Document) -> Document:
        """Return a prepared document with its mentions, attributions and phrases, all in text order."""
        return read_plainly(self._read, document)

    def _read(self, document: Document) -> Document:
        text, quotations = encodable(document.text), document.speech.quotations
        read = self.encoder(text, quotations)
        mentions = self.mentions(text, read)
        found = reconcile(text, quotations, mentions, self._model.find(read))
        phrases = find_phrases(read.pieces, read.hidden, self.encoder.weights)
        document = replace(document, mentions=mentions, attributions=tuple(found), phrases=phrases)
        return self.with_referents(document, read)

    def with_referents(self, document: Document, read: Pass) -> Document:
        """Return the document with the likeliest referents of its sources, and of its pronouns that show a gender."""
        mentions, text = document.mentions, encodable(document.text)
        return replace(
            document,
            mentions=self._with_referents(read, mentions),
            attributions=self._with_sources(text, read, mentions, document.attributions),
        )

    def _with_referents(self, read: Pass, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Return the mentions, in which the pronouns that show a gender have their likeliest referents."""
        gendered = [index for index, mention in enumerate(mentions) if mention.form == "pronoun" and mention.gender]
        spans = [Span(mentions[at].start, mentions[at].end) for at in gendered]
        found = dict(zip(gendered, find_referents(read, self.encoder.weights, mentions, spans), strict=True))
        return tuple(replace(mention, referents=found.get(index, ())) for index, mention in enumerate(mentions))

    def _with_sources(
        self, text: str, read: Pass, mentions: Sequence[Mention], found: Sequence[Attribution]
    ) -> tuple[Attribution, ...]:
        """Return the attributions, in which those with a source have the likeliest referents of the source."""
        sources = sorted((first_line(text, each.source), index) for index, each in enumerate(found) if each.source)
        spans = [span for span, _ in sources]
        likely = find_referents(read, self.encoder.weights, mentions, spans)
        by_index = {at: each for (_, at), each in zip(sources, likely, strict=True)}
        return tuple(replace(each, referents=by_index.get(index, ())) for index, each in enumerate(found))

    def mentions(self, text: str, read: Pass) -> tuple[Mention, ...]:
        """Return the names in a pass of the encoder and the pronouns of the text, as mentions in text order."""
        weights = self.encoder.weights
        names = tag_names(read.pieces, read.hidden, weights)
        titles = tag_titles(read.pieces, read.hidden, weights)
        return to_mentions(
            text,
            [Found(read.pieces.span(name.first, name.last), name.kind, name.sure) for name in names],
            [read.pieces.span(title.first, title.last) for title in titles],
        )
