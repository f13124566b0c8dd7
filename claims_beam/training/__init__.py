"""Training of a model folder on a corpus. It needs the ``[train]`` extra, and no other part of the package imports it.

    python -m claims_beam.training CORPUS OUT [--epochs 5] ...

``data`` makes windows of word pieces with labels and links out of annotated articles, with ``entities`` those of names,
titles and referents; ``augment`` and ``renaming`` vary the articles, ``model`` is the tagger in torch,
``train`` fits it, ``export`` writes it as 8-bit ONNX, ``calibrate`` and ``evaluate`` say how good and how sure it is.

    python -m claims_beam.training.distill teacher|label|student CORPUS OUT ...

``distill`` trains large encoders as teachers, has them label articles (``labelling``) and trains a small encoder on the
labels; ``vocabulary`` lets a teacher read the student's word pieces.

    python -m claims_beam.training.checkworthy LABELLED ARTICLES OUT

``checkworthy`` makes the weights that score check-worthiness, with ``teacher``, a sentence classifier to learn from.

    python -m claims_beam.training.speakers CORPUS OUT

``speakers`` makes the weights of the scorer that chooses speakers, from the cases that ``speaker_cases`` makes of
annotated articles and of invented ``stories``; ``referents`` fits the encoder's head without the articles that it is
asked about.
"""
