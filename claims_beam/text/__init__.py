"""What raw text shows without a model: quotation marks, sentences, words and spans."""

from claims_beam.text.sentences import each_sentence, split_sentences

__all__ = ["each_sentence", "split_sentences"]
