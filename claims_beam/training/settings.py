"""What a training run depends on, besides the data."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True)
class Settings:
    """What a run depends on, besides the data.

    ``window`` is in word pieces. Rates are AdamW's: ``rate`` of the encoder's top layer, scaled by ``layer_decay`` a
    layer down, ``head_rate`` of everything new; they rise over ``warmup`` steps and fall over the last ``decay`` of the
    run. ``average`` is the decay of the running mean of the weights, which is what is kept. ``articles`` limits the
    corpus, 0: all of it; ``renamed``, ``restyled``, ``wrapped`` and ``shouted`` are the shares of articles whose people
    are renamed, whose quotation marks are in another style, whose lines are short and whose headlines are in capitals,
    anew each epoch. ``name_weight`` and ``title_weight`` weigh the heads against the chain, ``soft_weight`` the
    distance from the teachers' scores at ``temperature``, where teachers have read an article, and ``state_weight`` the
    distance from a teacher's hidden states.
    """

    epochs: int = 5
    seed: int = 1
    window: int = 254
    batch: int = 16
    rate: float = 3.5e-4
    head_rate: float = 1.5e-3
    layer_decay: float = 0.9
    warmup: int = 150
    decay: float = 0.6
    weight_decay: float = 0.01
    word_dropout: float = 0.05
    average: float = 0.998
    link_weight: float = 1.0
    head_dropout: float = 0.1
    articles: int = 0
    renamed: float = 0.5
    restyled: float = 0.35
    wrapped: float = 0.15
    shouted: float = 0.1
    name_weight: float = 1.5
    title_weight: float = 0.5
    soft_weight: float = 0.5
    state_weight: float = 3.0
    temperature: float = 2.0


def add_settings(parser: ArgumentParser, defaults: Settings) -> None:
    """Give the command an option for each setting."""
    for name, value in asdict(defaults).items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)


def read_settings(options: Namespace) -> Settings:
    """Return the settings among the options of a command that has them all."""
    return Settings(**{field.name: getattr(options, field.name) for field in fields(Settings)})
